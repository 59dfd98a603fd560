import Salon
import SalonStore
import Terminal

extension SeriesChangeScreen {
    typealias Effects = [Effect<SeriesChangeScreen>]

    mutating func update(_ message: Message<SeriesChangeScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened: return reload()
        case .action(.apply): return ask(context)
        case .input(let input): return take(input, context)
        case .answer(.book, .success(.book(let book))):
            show(book, context)
            return []
        case .answer(.book, .failure(let error)):
            complaint = error.message
            return []
        case .answer(.move(_, let scope, _, _), .success(.moved(let moved))):
            return finish(
                moved.entries, freed: moved.freed, "Moved \(count(scope, context)) of \(start.entry.clientName).")
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
            guard !isPending, !changes.isDisjoint(with: [.appointments, .rosters]) else { return [] }
            return reload()
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
        let visits = book.visits(scope, from: start.entry, now: context.now)
        move = cancels ? nil : change.map { book.move($0, scope, from: start.entry, now: context.now) }
        table.replace(with: visits.map { row($0, context) })
        table.state = .ready
        if let conflict = move?.conflicts.first, let visit = visits.first(where: { start(of: $0) == conflict.start }) {
            table.select(visit[0].start)
        }
    }

    /// When a visit would begin.
    private func start(of visit: [DayEntry]) -> LocalDateTime? {
        change?.start(instead: visit.map(\.start).min() ?? visit[0].start)
    }

    private func row(_ visit: [DayEntry], _ context: Context) -> TableRow<LocalDateTime> {
        let first = visit[0].start
        let services = visit.map(\.serviceName).joined(separator: " + ")
        var (mark, ink, what) = ("–", Ink.muted, services)
        if cancels {
            (mark, ink, what) = ("x", .danger, "\(services) is cancelled")
        } else if let conflict = move?.conflicts.first(where: { $0.start == start(of: visit) }) {
            (mark, ink, what) = ("✗", .danger, Refusal.summary(conflict.refusals))
        } else if let placement = move?.placements.first(where: { $0.part.id == visit[0].id }),
            placement.start != first || placement.expert != visit[0].expertID
        {
            let day = placement.start.date == first.date ? "" : SpanText.day(placement.start.date, today: context.today)
            (mark, ink) = ("→", .good)
            what = "\(day) \(placement.start.time), \(placement.expert.map(name) ?? "nobody yet")"
        }
        return TableRow(
            id: first,
            cells: [
                TableCell(SpanText.day(first.date, today: context.today), ink: .strong),
                TableCell(first.time.description, ink: .strong), TableCell(mark, ink: ink), TableCell(what),
            ])
    }

    private func name(_ expert: ExpertID) -> String {
        book?.facts.input.experts.first { $0.id == expert }?.name ?? "this expert"
    }

    private func visits(_ scope: SeriesScope, _ context: Context) -> [[DayEntry]] {
        book?.visits(scope, from: start.entry, now: context.now) ?? []
    }

    private func count(_ scope: SeriesScope, _ context: Context) -> String {
        SpanText.count(visits(scope, context).count, "visit")
    }

    // MARK: Input

    private mutating func take(_ input: Input, _ context: Context) -> Effects {
        let parts = Self.parts(of: context.area)
        let outcome: Outcome<Form.Event>
        switch input {
        case .resize:
            table.resize(to: parts.list.size)
            return []
        case _ where isPending: return []
        case .key(let key) where [.pageUp, .pageDown].contains(key):
            _ = table.handle(key)
            return []
        case .key(let key): outcome = form.handle(key)
        case .paste(let text): outcome = form.paste(text)
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

    // MARK: Doing it

    /// Names what will be touched, and asks.
    private mutating func ask(_ context: Context) -> Effects {
        // Enter chooses from an open list first.
        if case .picker(let control) = form["expert"]?.control, control.isOpen { return take(.key(.enter), context) }
        let visits = visits(scope, context)
        let days = visits.prefix(6).map { SpanText.day($0[0].start.date, today: context.today) }
        let named =
            days.joined(separator: ", ") + (visits.count > days.count ? " and \(visits.count - days.count) more" : "")
        let title = "\(SpanText.count(visits.count, "visit")) of \(start.entry.clientName)?"
        complaint = nil
        guard cancels else {
            return [
                .ask(
                    .move,
                    .confirm(
                        title: "Move \(title)", message: "\(named).", accept: "Move them", refuse: "Back",
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
        if cancels { return nil }
        guard let change, let move else { return "Type the new hour, or choose who does it." }
        if change == SeriesChange() { return "Type the new hour, or choose who does it." }
        let conflicts = move.conflicts.count
        return conflicts == 0
            ? nil : "\(SpanText.count(conflicts, "date is", "dates are")) not free then. Choose another hour or expert."
    }
}
