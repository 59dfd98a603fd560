import Salon
import SalonStore

/// Moving by lifting: arrows carry the appointment, Enter puts it down. Its old time stays held until the database
/// has taken the new one.
extension AppointmentsScreen {
    mutating func lift(_ context: Context) -> Effects {
        guard let entry = chosen else { return [] }
        // The list has no times to carry it over: there it is moved by form.
        guard view != .list else { return [.go(.move(entry.id))] }
        guard grid.lift() else { return [] }
        carried = entry
        return []
    }

    /// Says on the block itself why it can't stay where it hangs.
    mutating func checkCarried(_ context: Context) {
        guard let carried, let lifted = grid.lifted else { return }
        let reason = refusal(of: carried, lifted.lane, lifted.minute, context)
        grid.lifted?.refusal = reason ?? ""
        let (expert, start) = place(lifted.lane, lifted.minute)
        let notice = warnings(carried, expert, start).map(\.sentence).joined(separator: " ")
        grid.lifted?.notice = notice
    }

    /// What the desk should know before it puts the appointment down here.
    private func warnings(_ entry: DayEntry, _ expert: ExpertID?, _ start: LocalDateTime) -> [BookingWarning] {
        let others = books.flatMap(\.entries).filter {
            $0.clientID != nil && $0.clientID == entry.clientID && $0.id != entry.id && $0.status.isLive
        }
        let visit = TimeSpan(start, minutes: entry.phases.clientMinutes)
        let sameTime = BookingWarning.sameTime(
            visit,
            others: others.map {
                .init(service: $0.serviceName, expert: name(of: $0.expertID), span: TimeSpan($0.start, $0.end))
            })
        guard entry.isExpertRequested, expert != entry.expertID, let asked = name(of: entry.expertID) else {
            return sameTime
        }
        return [.askedFor(expert: asked)] + sameTime
    }

    private func refusal(of entry: DayEntry, _ lane: DayLaneID, _ minute: Int, _ context: Context) -> String? {
        let (expert, start) = place(lane, minute)
        guard let expert else { return "Put it into an expert's column." }
        guard start != entry.start || expert != entry.expertID, let facts = books.first?.facts else { return nil }
        let availability = Availability(moving: entry, to: expert, on: facts.input, today: context.today)
        guard case .refused(let refusals) = availability.verdict(at: start) else { return nil }
        return Refusal.summary(refusals)
    }

    mutating func drop(_ lane: DayLaneID, _ minute: Int, _ context: Context) -> Effects {
        guard let entry = carried, let facts = books.first?.facts else { return [] }
        let (expert, start) = place(lane, minute)
        if start == entry.start, expert == entry.expertID {
            carried = nil
            grid.release()
            return []
        }
        if let refusal = refusal(of: entry, lane, minute, context) {
            grid.lifted?.refusal = refusal
            return [.toast(refusal, .failed)]
        }
        return [.save(.move(entry, to: start, expert: expert, on: facts))]
    }

    mutating func finishMove(_ result: Result<Answer, SalonError>, _ context: Context) -> Effects {
        switch result {
        case .success(.moved(let moved)):
            carried = nil
            grid.release()
            wanted = moved.entry.id
            date = moved.entry.start.date
            let expert = name(of: moved.entry.expertID)
            return [
                .changed(.appointments),
                .toast(AppointmentSteps.news(ofMoving: moved.entry, from: moved.previousStart, to: expert)),
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
