import Salon
import SalonStore

/// Moving by lifting: arrows carry the appointment, Enter puts it down. Its old time stays held until the database
/// has taken the new one.
extension AppointmentsScreen {
    mutating func lift(_ context: Context) -> Effects {
        guard let entry = chosen else { return [] }
        // The list has no times to carry it over: there it is moved by form.
        guard view != .list else { return [.go(.move(MoveStart(entry)))] }
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
        let elsewhere = books.flatMap(\.elsewhere)
        // What it warns of may have changed since it was lifted.
        let warnings = AppointmentSteps.warnings(
            ofMoving: entry(carried.id) ?? carried, to: expert, at: start,
            among: books.flatMap(\.entries) + elsewhere.map(\.entry)
        ) { expert in
            name(of: expert) ?? elsewhere.first { $0.entry.expertID == expert }?.expertName
        }
        grid.lifted?.notice = AppointmentSteps.words(warnings)
        if reason != nil, let other = under(lifted.lane, lifted.minute) {
            grid.lifted?.refusal = ""
            grid.lifted?.notice = "swap? Enter: \(other.clientName)"
        }
    }

    /// The appointment over whose beginning the carried one hangs: the two may change places.
    private func under(_ lane: DayLaneID, _ minute: Int) -> DayEntry? {
        let (expert, start) = place(lane, minute)
        guard let carried, let expert else { return nil }
        let row = TimeSpan(start, minutes: grid.slot)
        return books.lazy.flatMap(\.entries).first { entry in
            entry.id != carried.id && entry.expertID == expert && entry.status.isLive
                && entry.busySpans.contains { $0.overlaps(row) }
        }
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
            if let other = under(lane, minute) { return [swap(entry, with: other)] }
            grid.lifted?.refusal = refusal
            return [.toast(refusal, .failed)]
        }
        return [.save(.move(entry, to: start, expert: expert, on: facts))]
    }

    /// Shows the two where they will be, before anything is written. The one stays lifted.
    private func swap(_ entry: DayEntry, with other: DayEntry) -> Effect<AppointmentsScreen> {
        .open(
            .swap(SwapStart(entry: entry, with: other.id, date: other.start.date, books: books)), for: .swap(entry.id))
    }

    mutating func finishSwap(_ id: AppointmentID, on date: LocalDate) -> Effects {
        guard carried != nil else { return [] }
        carried = nil
        grid.release()
        wanted = id
        self.date = date
        return []
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
                .changed(.saved([moved.entry], freed: moved.freed)),
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
