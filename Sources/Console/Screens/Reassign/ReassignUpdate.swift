import Salon
import SalonStore
import Terminal

extension ReassignScreen {
    typealias Effects = [Effect<ReassignScreen>]

    mutating func update(_ message: Message<ReassignScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened: return [reload()]
        case .action(let action): return perform(action, context)
        case .input(let input):
            take(input, context)
            return []
        case .answer(.days(let dates), .success(.days(let books))):
            return dates == asked ? show(books, context) : []
        case .answer(.days, .failure(let error)):
            failure = error
            return []
        case .answer(.give, .success(.given(let given))): return finish(given.entries, freed: given.freed, context)
        case .answer(.give, .failure(let error)): return refuse(error)
        case .reply(let question, let reply): return take(reply, to: question, context)
        case .changed(let changes):
            guard pending == nil else { return [] }
            take(changes, context)
            return isNews(changes) ? [reload()] : []
        case .back: return back()
        case .answer, .tick: return []
        }
    }

    // MARK: The days

    /// The days that are read: those asked for, and those behind them.
    private var asked: DateSpan { dates.lowerBound..<dates.upperBound + Self.daysBehind }

    private func reload() -> Effect<ReassignScreen> { .load(.days(asked)) }

    private mutating func show(_ books: [DayBook], _ context: Context) -> Effects {
        self.books = books
        failure = nil
        let all = books.flatMap(\.entries)
        if let pending, let doubt = pending.doubt {
            self.pending = nil
            let takers = Dictionary(pending.plan.placed.map { ($0.part.id, $0.expert) }) { first, _ in first }
            let given = all.filter { takers[$0.id] != nil && takers[$0.id] == $0.expertID }
            if given.count == takers.count {
                self.pending = pending
                return finish(given, context)
            }
            complaint = doubt.message
        }
        makePlan(context)
        return []
    }

    /// Whether others may be free now, or something else to be given away. What was changed here is shown already.
    private func isNews(_ changes: Changes) -> Bool {
        guard changes.isDisjoint(with: [.rosters, .experts]) else { return true }
        if changes.isNewsOfPatchTests(for: entries) { return true }
        let held = Dictionary(books.flatMap(\.entries).map { ($0.id, $0.version) }) { first, _ in first }
        return changes.isNewsOfAppointments { held[$0] ?? changes.entries[$0]?.version }
    }

    /// Shows appointments as a change made here has left them.
    private mutating func take(_ changes: Changes, _ context: Context) {
        guard !changes.entries.isEmpty, !books.isEmpty else { return }
        books = books.map { $0.taking(Array(changes.entries.values)) }
        makePlan(context)
    }

    /// Looks who can take what is still with the expert.
    private mutating func makePlan(_ context: Context) {
        guard let facts = books.first?.facts else { return }
        var seen: Set<AppointmentID> = []
        entries = books.filter { dates.contains($0.date) }.flatMap(\.entries).filter { entry in
            entry.expertID == expert && [.reserved, .confirmed, .arrived].contains(entry.status)
                && !entry.isHoldOver(at: context.instant) && dates.contains(entry.start.date)
                && seen.insert(entry.id).inserted
        }
        let now = Dictionary(books.flatMap(\.entries).map { ($0.id, $0) }) { first, _ in first }
        calls = calls.compactMap { call in
            let entry = now[call.id] ?? call
            return entry.status.isLive ? entry : nil
        }
        var input = facts.input
        input.now = max(input.now, context.now)
        plan = Reassignment(of: entries.map(BookedPart.init), from: expert, input, today: context.today)
        if entersSickLeave == nil {
            entersSickLeave = context.session.allows(.expertsManage) && !isOff(sickLeave(context), input)
        }
        showRows(context)
    }

    private func isOff(_ leave: TimeOff, _ input: AvailabilityInput) -> Bool {
        let known = input.experts.first { $0.id == expert }?.timeOff ?? []
        return TimeSpans([leave.during]).subtracting(TimeSpans(known.map(\.during))).isEmpty
    }

    mutating func showRows(_ context: Context) {
        let items = items
        table.whenEmpty = EmptyState(
            title: hasBegun ? "Everything is dealt with" : "\(name) has no appointments then",
            sentence: hasBegun ? "Esc goes back." : "Enter notes the sick leave, if it shall be; d chooses other days.")
        table.replace(with: items.map { row($0, context) })
    }

    // MARK: Actions

    private mutating func perform(_ action: ActionName, _ context: Context) -> Effects {
        complaint = nil
        switch action {
        case .give: return give(context)
        case .move: return chosen.map { [.go(.move(MoveStart($0.entry, without: expert)))] } ?? []
        case .called:
            guard let id = chosen?.entry.id else { return [] }
            calls.removeAll { $0.id == id }
            showRows(context)
            return []
        case .open: return chosen.map { [.go(.appointment($0.entry.id))] } ?? []
        case .copy: return chosen?.entry.clientPhone.map { [.copy($0, what: "the phone number")] } ?? []
        case .days: return askForDays()
        case .sickLeave:
            entersSickLeave?.toggle()
            return []
        case .refresh: return [reload()]
        }
    }

    private mutating func give(_ context: Context) -> Effects {
        guard let plan, let facts = books.first?.facts else { return [] }
        pending = Pending(plan: plan)
        let leave = entersSickLeave == true ? sickLeave(context) : nil
        return [.save(.give(plan, of: entries, on: facts, leave))]
    }

    /// Asks for the days: with what was typed, and why that was not taken, when they were none.
    private func askForDays(_ text: String = "", complaint: String? = nil) -> Effects {
        var dialog = Dialog.prompt(
            title: "When can \(name) not come?", message: "A day, or the first and the last.",
            field: TextField(text, placeholder: "fri, today - mon, 24/12 - 2/1", limit: 40), accept: "Show",
            refuse: "Back")
        if let complaint { _ = dialog.complain(complaint) }
        return [.ask(.days, dialog)]
    }

    private mutating func take(_ reply: Reply, to question: Question, _ context: Context) -> Effects {
        guard case .accepted(let text, _) = reply else { return [] }
        guard question == .days else { return [.finish()] }
        guard let days = DayRange.parse(text, today: context.today) else {
            return askForDays(text, complaint: "This is no day. Write fri, or today - mon.")
        }
        guard days.lowerBound >= context.today, days.count <= Self.mostDays else {
            return askForDays(text, complaint: "Choose up to \(Self.mostDays) days from today on.")
        }
        dates = days
        books = []
        plan = nil
        entries = []
        entersSickLeave = nil
        showRows(context)
        return [reload()]
    }

    /// What is still to be done is not left without a question.
    private func back() -> Effects {
        let rest = items.count
        guard hasBegun, pending == nil, rest > 0 else { return [.close] }
        return [
            .ask(
                .leave,
                .confirm(
                    title: "Leave the list?",
                    message:
                        "\(SpanText.count(rest, "row is", "rows are")) not dealt with. What nobody took stays with "
                        + "\(name); whom to call is not noted anywhere else.",
                    accept: "Leave", refuse: "Stay"))
        ]
    }

    // MARK: Answers

    private mutating func finish(_ given: [DayEntry], freed: FreedMatch? = nil, _ context: Context) -> Effects {
        let asked = Set((pending?.plan.toCall ?? []).map(\.part.id))
        pending = nil
        complaint = nil
        hasBegun = true
        let noted = entersSickLeave == true
        entersSickLeave = false
        calls += given.filter { asked.contains($0.id) }
        let isGiven = Set(given.map(\.id))
        entries.removeAll { isGiven.contains($0.id) }
        showRows(context)
        let news = [
            given.isEmpty
                ? nil : "\(SpanText.count(given.count, "appointment has", "appointments have")) somebody else.",
            noted ? "The sick leave is noted." : nil,
        ].compactMap(\.self).joined(separator: " ")
        let changes = Changes.saved(given, freed: freed, noted ? [.rosters] : [])
        return (items.isEmpty ? [.finish()] : []) + [.changed(changes), .toast(news)]
    }

    private mutating func refuse(_ error: SalonError) -> Effects {
        switch error {
        case .unavailable:
            pending?.isKept = true
            return []
        // The first try may have reached the database, and only its answer was lost.
        case _ where pending?.isKept == true: pending?.doubt = error
        default:
            pending = nil
            complaint = error.message
        }
        return [reload()]
    }

    private mutating func take(_ input: Input, _ context: Context) {
        let area = Self.parts(of: context.area).list
        complaint = nil
        switch input {
        case .resize: table.resize(to: area.size)
        case .key(let key): _ = table.handle(key)
        case .mouse(let mouse): _ = table.handle(mouse, in: area)
        default: break
        }
    }

    // MARK: Why not

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        if pending != nil, action != .copy { return "The appointments are not given away yet." }
        guard plan != nil else { return action == .days || action == .refresh ? nil : "The day is not here yet." }
        switch action {
        case .give:
            guard plan?.placed.isEmpty == true, entersSickLeave != true else { return nil }
            return items.isEmpty
                ? "There is nothing to give away." : "Nobody can take these at their time: m moves one."
        case .move:
            guard let chosen else { return "There is nothing under the cursor." }
            return AppointmentSteps.reasonAgainstMoving(chosen.entry, context)
        case .called: return chosen?.fate == .call ? nil : "Put the cursor on somebody who is to be called."
        case .open: return chosen == nil ? "There is nothing under the cursor." : nil
        case .copy: return chosen?.entry.clientPhone == nil ? "There is no phone number to copy." : nil
        case .sickLeave: return hasBegun && entersSickLeave == false ? "It was decided when they were given away." : nil
        case .days, .refresh: return nil
        }
    }
}
