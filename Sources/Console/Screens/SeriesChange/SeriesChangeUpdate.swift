import Salon
import SalonStore
import Terminal

extension SeriesChangeScreen {
    typealias Effects = [Effect<SeriesChangeScreen>]

    mutating func update(_ message: Message<SeriesChangeScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened: return reload()
        case .action(.apply): return ask(context)
        case .action(let action):
            complaint = nil
            SeriesDateList.Step(rawValue: action.rawValue).map { list.perform($0) }
            consider(context)
            return []
        case .input(let input): return take(input, context)
        case .answer(.book, .success(.book(let book))):
            show(book, context)
            return []
        case .answer(.book, .failure(let error)):
            complaint = error.message
            return []
        case .answer(.move(_, let scope, let change, _), .success(.moved(let moved))):
            let visits = SpanText.count(going(scope, change, context).count, "visit")
            return finish(moved.entries, freed: moved.freed, "Moved \(visits) of \(start.entry.clientName).")
        case .answer(.cancel, .success(.cancelled(let cancelled))):
            let appointments = SpanText.count(cancelled.count, "appointment")
            return finish(
                cancelled.entries, freed: cancelled.freed,
                "Cancelled \(appointments) of \(start.entry.clientName). Their time is free.")
        case .answer(_, .failure(let error)): return refuse(error)
        case .reply(.move, .accepted): return save(context)
        case .reply(.cancel, .accepted(let text, let choice)):
            return save(context, reason: AppointmentSteps.cancelReason(text, choice))
        case .changed(let changes):
            let isNews =
                !changes.isDisjoint(with: [.appointments, .rosters])
                || changes.isNewsOfPatchTests(for: book?.entries ?? [])
            return !isPending && isNews ? reload() : []
        case .back:
            if case .event(.left) = form.handle(.escape) { return [.close] }
            return []
        case .answer, .reply, .tick: return []
        }
    }

    private func reload() -> Effects { [.load(.book(start))] }

    // MARK: What it touches

    private mutating func show(_ book: SeriesBook, _ context: Context) {
        let isFirst = self.book == nil
        self.book = book
        if isFirst {
            let service = start.entry.serviceID
            let others = book.facts.input.experts.filter { expert in
                expert.isActive && expert.id != start.entry.expertID
                    && service.map { expert.services[$0] != nil } ?? true
            }
            let items = [Self.asNow] + others.map { PickerItem(id: $0.id.description, title: $0.name) }
            form.update("expert") { $0.control = .picker(PickerControl(Picker(items: items), item: Self.asNow)) }
            form.markSaved()
        }
        consider(context)
    }

    /// Works out what would become of each visit.
    private mutating func consider(_ context: Context) {
        for id in ["hour", "expert"] { form.update(id) { [cancels] in $0.isHidden = cancels } }
        form.update("hour") { [change] in $0.error = change == nil ? "No hour. Write 15:30, +30 or -15." : "" }
        guard let book else { return }
        let visits = visits(scope, context)
        // What was chosen for one date bears on what is free on others, and a choice that is free no more is let go.
        // Two that exclude each other could go on so for ever.
        for _ in 0..<3 {
            let known = change
            move = cancels ? nil : known.map { book.move($0, scope, from: start.entry, now: context.now) }
            list.take(dates(of: visits))
            if cancels || change == known { break }
        }
        let rows = list.dates.map { row($0, of: visits, context) }
        list.show(rows)
    }

    private func dates(of visits: [[DayEntry]]) -> [SeriesDate] {
        guard let move else {
            return visits.map {
                SeriesDate($0[0].start, planned: $0[0].start, refusals: [], alternatives: [])
            }
        }
        return move.dates.map { date in
            SeriesDate(
                date.now, planned: date.planned, refusals: date.refusals, alternatives: date.alternatives,
                before: list.choice(for: date.now))
        }
    }

    private func row(
        _ date: SeriesDate, of visits: [[DayEntry]], _ context: Context
    ) -> TableRow<LocalDateTime> {
        let services = visits.first { $0[0].start == date.id }?.map(\.serviceName).joined(separator: " + ") ?? ""
        let (mark, ink, what) = words(date, services, context)
        return date.row(at: date.id, mark, ink, what, today: context.today)
    }

    private func words(
        _ date: SeriesDate, _ services: String, _ context: Context
    ) -> (mark: String, ink: Ink, what: String) {
        if cancels { return ("x", .danger, "\(services) is cancelled") }
        switch date.choice {
        case .leftOut: return ("–", .muted, "stays at \(date.id.time)")
        case .open: return ("✗", .danger, Refusal.summary(date.refusals))
        case .planned, .other:
            let goes = move?.placements.first { $0.part.start == date.id }
            guard let start = date.start, start != date.id || goes?.expert != goes?.part.expert else {
                return ("–", .muted, services)
            }
            let day = start.date == date.id.date ? "" : SpanText.day(start.date, today: context.today) + " "
            let place = "\(day)\(start.time), \(goes?.expert.map(name) ?? "nobody yet")"
            return start == date.planned
                ? ("→", .good, place) : ("→", .accent, "\(place), in place of \(date.planned.time)")
        }
    }

    private func name(_ expert: ExpertID) -> String {
        book?.facts.input.experts.first { $0.id == expert }?.name ?? "this expert"
    }

    private func visits(_ scope: SeriesScope, _ context: Context) -> [[DayEntry]] {
        book?.visits(scope, from: start.entry, now: context.now) ?? []
    }

    /// What stands against the visit under the cursor on its new day.
    func patchTestWarnings(_ context: Context) -> [BookingWarning] {
        guard !cancels, let date = list.chosen, let start = date.start else { return [] }
        let visit = visits(scope, context).first { $0[0].start == date.id } ?? []
        return visit.flatMap { $0.patchTestWarnings(on: start.date) }
    }

    /// The visits that a change moves or cancels: all but those that stay.
    private func going(_ scope: SeriesScope, _ change: SeriesChange?, _ context: Context) -> [[DayEntry]] {
        visits(scope, context).filter { change?.exceptions[$0[0].start] != .stays }
    }

    // MARK: Input

    private mutating func take(_ input: Input, _ context: Context) -> Effects {
        let parts = Self.parts(of: context.area)
        let outcome: Outcome<Form.Event>
        switch input {
        case .resize:
            list.table.resize(to: parts.list.size)
            return []
        case _ where isPending: return []
        case .key(let key):
            // An open list of experts has the arrows first.
            if !isChoosingExpert, list.handle(key) { return [] }
            outcome = form.handle(key)
        case .paste(let text): outcome = form.paste(text)
        case .mouse(let mouse) where parts.list.contains(mouse.point):
            _ = list.table.handle(mouse, in: parts.list)
            return []
        case .mouse(let mouse): outcome = form.handle(mouse, in: parts.form)
        default: return []
        }
        switch outcome.event {
        case .changed, .picked:
            complaint = nil
            if form.item("expert") == nil { form.set("expert", item: Self.asNow) }
            consider(context)
        default: break
        }
        return []
    }

    private var isChoosingExpert: Bool {
        if case .picker(let control) = form["expert"]?.control { control.isOpen } else { false }
    }

    // MARK: Doing it

    /// Names what will be touched, and asks.
    private mutating func ask(_ context: Context) -> Effects {
        // Enter chooses from an open list first.
        if isChoosingExpert { return take(.key(.enter), context) }
        let visits = going(scope, cancels ? nil : change, context)
        let days = visits.prefix(6).map { SpanText.day($0[0].start.date, today: context.today) }
        let named =
            days.joined(separator: ", ") + (visits.count > days.count ? " and \(visits.count - days.count) more" : "")
        let title = "\(SpanText.count(visits.count, "visit")) of \(start.entry.clientName)?"
        complaint = nil
        guard cancels else {
            let staying = self.visits(scope, context).count - visits.count
            let others =
                staying == 0 ? "" : " \(SpanText.count(staying, "other stays as it is", "others stay as they are"))."
            return [
                .ask(
                    .move,
                    .confirm(
                        title: "Move \(title)", message: "\(named).\(others)", accept: "Move them", refuse: "Back",
                        isDangerous: visits.count > 1))
            ]
        }
        return [
            .ask(
                .cancel,
                .reasons(
                    title: "Cancel \(title)",
                    message: "\(named). Their time is free again at once. Why are they cancelled?",
                    reasons: AppointmentSteps.cancelReasons,
                    other: TextField(placeholder: "in your own words", limit: 200), accept: "Cancel them",
                    refuse: "Keep them"))
        ]
    }

    private mutating func save(_ context: Context, reason: String? = nil) -> Effects {
        if let reason {
            isPending = true
            return [.save(.cancel(start.entry, scope, in: start.place, reason: reason))]
        }
        guard let change, let book else { return [] }
        isPending = true
        return [.save(.move(start.entry, scope, change, in: book))]
    }

    private mutating func finish(_ entries: [DayEntry], freed: FreedMatch?, _ news: String) -> Effects {
        isPending = false
        let names = book?.facts.names ?? [:]
        return [.finish(), .changed(.saved(entries, freed: freed, names: names)), .toast(news)]
    }

    private mutating func refuse(_ error: SalonError) -> Effects {
        if case .unavailable = error {
            isKept = true
            return []
        }
        (isPending, isKept) = (false, false)
        complaint = error.message
        return reload()
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        if isPending { return "The last change is not saved yet." }
        guard book != nil else { return "The series is being read." }
        guard !visits(scope, context).isEmpty else { return "None of these visits can be changed any more." }
        if action != .apply, cancels { return "What is cancelled needs no other time." }
        if let step = SeriesDateList.Step(rawValue: action.rawValue) { return list.reason(against: step) }
        if cancels { return nil }
        guard let change, let move, change.hour != .kept || change.expert != nil else {
            return "Type the new hour, or choose who does it."
        }
        if move.placements.isEmpty { return "All of these visits stay where they are." }
        let conflicts = move.conflicts.count
        guard conflicts > 0 else { return nil }
        return "\(SpanText.count(conflicts, "date is", "dates are")) not free then: "
            + "take another time or let them stay."
    }
}
