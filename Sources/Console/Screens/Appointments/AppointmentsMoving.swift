import Salon
import SalonStore

/// Moving by lifting: arrows carry the appointment, Enter puts it down. Its old time stays held until the database
/// has taken the new one.
extension AppointmentsScreen {
    mutating func lift(_ context: Context) -> Effects {
        guard let entry = chosen else { return [] }
        // The list has no times to carry it over: there it is moved by form.
        guard view == .day else { return [.go(.move(entry.id))] }
        guard grid.lift() else { return [] }
        carried = entry
        return []
    }

    /// Says on the block itself why it can't stay where it hangs.
    mutating func checkCarried(_ lane: DayLaneID, _ minute: Int, _ context: Context) {
        guard let carried, let book, book.date == date else { return }
        let reason = refusal(of: carried, lane, date.at(.midnight) + minute, book, context)
        grid.lifted?.refusal = reason ?? ""
    }

    private func refusal(
        of entry: DayEntry, _ lane: DayLaneID, _ start: LocalDateTime, _ book: DayBook, _ context: Context
    ) -> String? {
        guard let expert = lane.expertID else { return "Put it into an expert's column." }
        if start == entry.start, expert == entry.expertID { return nil }
        let availability = Availability(
            moving: entry, to: expert, on: book.facts.input, today: context.today)
        guard case .refused(let refusals) = availability.verdict(at: start) else { return nil }
        return Refusal.summary(refusals)
    }

    mutating func drop(_ lane: DayLaneID, _ minute: Int, _ context: Context) -> Effects {
        guard let entry = carried, let book, book.date == date else { return [] }
        let start = date.at(.midnight) + minute
        if start == entry.start, lane.expertID == entry.expertID {
            carried = nil
            grid.release()
            return []
        }
        if let refusal = refusal(of: entry, lane, start, book, context) {
            grid.lifted?.refusal = refusal
            return [.toast(refusal, .failed)]
        }
        return [.save(.move(entry, to: start, expert: lane.expertID, on: book.facts))]
    }

    mutating func finishMove(_ result: Result<Answer, SalonError>, _ context: Context) -> Effects {
        switch result {
        case .success(.moved(let moved)):
            carried = nil
            grid.release()
            wanted = moved.entry.id
            date = moved.entry.start.date
            let name = book?.lanes.first { $0.expertID == moved.entry.expertID }?.name
            return [
                .changed(.appointments),
                .toast(AppointmentSteps.news(ofMoving: moved.entry, from: moved.previousStart, to: name)),
            ]
        case .success: return []
        case .failure(.conflict(let sentence, let nearest)):
            grid.lifted?.refusal = sentence
            let starts = nearest.prefix(3).map { $0.date == date ? "\($0.time)" : "\($0.date.shortText) \($0.time)" }
            let help = starts.isEmpty ? "" : " Free: \(starts.joined(separator: ", "))."
            return [.toast(sentence + help, .failed)] + reload(context)
        case .failure(let error):
            if case .unavailable = error { return [.toast(error)] }
            carried = nil
            grid.release()
            return [.toast(error)] + reload(context)
        }
    }
}
