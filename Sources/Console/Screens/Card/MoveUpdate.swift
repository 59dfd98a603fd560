import Salon
import SalonStore
import Terminal

extension MoveScreen {
    typealias Effects = [Effect<MoveScreen>]

    mutating func update(_ message: Message<MoveScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened: return context.session.allows(.appointmentsManage) ? [open(context)] : []
        case .action(let action): return perform(action, context)
        case .input(let input): return take(input, context)
        case .answer(.desk(_, let dates), .success(.desk(let desk))):
            return show(desk.card, context) ?? show(desk.facts, of: dates, context)
        case .answer(.desk, .failure(let error)):
            if entry == nil { failure = error } else { factsFailure = error }
            return []
        case .answer(.facts(let dates), .success(.facts(let facts))): return show(facts, of: dates, context)
        case .answer(.facts, .failure(let error)):
            factsFailure = error
            return []
        case .answer(.move, .success(.moved(let moved))):
            return finish(moved.entry, from: moved.previousStart, freed: moved.freed)
        case .answer(.moveVisit(let entries, _, _), .success(.movedVisit(let moved))):
            guard let first = moved.entries.first, let before = entries.first else { return [] }
            return finish(first, from: before.start, moved.entries, freed: moved.freed)
        case .answer(.move, .failure(let error)), .answer(.moveVisit, .failure(let error)):
            return refuse(error, context)
        case .changed(let changes):
            let isNews =
                !changes.isDisjoint(with: [.appointments, .rosters, .experts]) || changes.isNewsOfPatchTests(for: parts)
            return pending == nil && isNews ? [open(context)] : []
        case .back:
            guard isSearching else { return [.close] }
            _ = form.handle(.escape)
            return []
        case .answer, .reply, .tick: return []
        }
    }

    // MARK: What is there

    /// Reads the appointment, and when it could be on the days looked at.
    private mutating func open(_ context: Context) -> Effect<MoveScreen> {
        let dates = asked ?? Self.days(from: max(begun.entry.start.date, context.today))
        asked = dates
        return .load(.desk(begun.entry.id, dates))
    }

    private static func days(from date: LocalDate) -> DateSpan { date..<date + days }

    /// Shows the appointment; answers with what is to be done if nothing more is to be shown.
    private mutating func show(_ card: AppointmentCard, _ context: Context) -> Effects? {
        parts = begun.isVisit ? AppointmentSteps.movable(card) : [card.appointment.entry]
        let appointment = card.appointments.first { $0.entry.id == parts.first?.id } ?? card.appointment
        entry = appointment.entry
        let moving = Set(parts.map(\.id))
        others = card.client?.appointments.filter { !moving.contains($0.entry.id) } ?? []
        failure = nil
        if let doubt = pending?.doubt, let pending {
            self.pending = nil
            if appointment.entry.start == pending.start, appointment.entry.expertID == pending.expert {
                return finish(appointment.entry, from: pending.from)
            }
            refused = Refused(sentence: doubt.message)
        }
        describe(appointment, card.client, today: context.today)
        return AppointmentSteps.reasonAgainstMoving(appointment.entry, context) == nil ? nil : []
    }

    private mutating func describe(_ appointment: CardAppointment, _ client: CardClient?, today: LocalDate) {
        let entry = appointment.entry
        form.update("client") { field in
            field.control = .fixed(entry.clientName)
            let missed = client.flatMap { $0.noShows > 0 ? BookingWarning.missed($0.noShows).sentence : nil }
            field.alert = [client?.client.alert ?? entry.alert, missed].compactMap(\.self).joined(separator: " · ")
        }
        form.update("service") {
            let names = parts.map(\.serviceName).joined(separator: " + ")
            let end = parts.map(\.end).max() ?? entry.end
            $0.control = .fixed("\(names), \(SpanText.minutes(end - entry.start))")
        }
        form.update("now") {
            $0.control = .fixed(
                "\(SpanText.day(entry.start.date, today: today)) \(entry.start.time), "
                    + "\(appointment.expertName ?? "nobody yet")")
        }
    }

    private mutating func show(_ facts: AvailabilityFacts, of dates: DateSpan, _ context: Context) -> Effects {
        let isFirst = self.facts == nil
        self.facts = facts
        factsFailure = nil
        if isFirst { offerExperts(facts) }
        recompute(context)
        // It stands on another day by now than where it was seen.
        return isFirst ? ask(context) : []
    }

    private mutating func offerExperts(_ facts: AvailabilityFacts) {
        guard let entry else { return }
        let items = facts.input.experts.filter(\.isActive).map { expert in
            let canDo =
                entry.serviceID.map { expert.services[$0] != nil || expert.id == entry.expertID } ?? true
            let refusal = expert.id == begun.without ? "cannot come" : canDo ? "" : "does not do this"
            return PickerItem(id: expert.id.description, title: expert.name, refusal: refusal)
        }
        let anyone = PickerItem(id: "", title: "anyone")
        let first = begun.isVisit ? [Self.asNow, anyone] : [anyone]
        let now = items.first { $0.id == entry.expertID?.description && $0.refusal.isEmpty }
        form.update("expert") { field in
            field.control = .picker(
                PickerControl(
                    Picker(items: first + items, placeholder: "anyone"), item: begun.isVisit ? Self.asNow : now))
        }
        form.markSaved()
    }

    /// The day that is typed; nil if it is none. Nothing typed is the day as it is.
    func day(_ context: Context) -> LocalDate? {
        let text = form.text("day")
        guard !text.allSatisfy(\.isWhitespace) else { return entry.map { max($0.start.date, context.today) } }
        return DateExpression.parse(text, today: context.today)
    }

    /// Asks for the facts of the day that is typed, unless they were asked for.
    private mutating func ask(_ context: Context) -> Effects {
        let day = day(context)
        form.update("day") { field in
            field.error = day == nil ? "No date. Write fri, +6w, 24/12." : ""
            field.hint = day.map { ($0 == context.today ? "today, " : "") + $0.shortText } ?? ""
        }
        guard let day else {
            starts = []
            refusal = nil
            asked = nil
            showTarget(context)
            return [.cancel("facts")]
        }
        guard asked?.lowerBound != day else { return [] }
        asked = Self.days(from: day)
        return reload()
    }

    private func reload() -> Effects { asked.map { [.load(.facts($0), "facts")] } ?? [] }

    /// Looks for the free starts anew. The cursor goes to the start that is wanted, or to the time of day as it is.
    private mutating func recompute(_ context: Context) {
        let before = chosen?.start
        starts = []
        refusal = nil
        guard let entry, let facts, let asked, facts.input.dates == asked else { return }
        var input = facts.input
        input.experts.removeAll { $0.id == begun.without }
        starts = availability(entry, input, context).offers()
        let day = asked.lowerBound
        if !starts.contains(where: { $0.start.date == day }) {
            input.dates = day..<day + 1
            refusal = Refusal.summary(availability(entry, input, context).refusals())
        }
        let target = wanted ?? before ?? day.at(entry.start.time)
        wanted = nil
        selected = starts.indices.min { abs(starts[$0].start - target) < abs(starts[$1].start - target) } ?? 0
        showTarget(context)
    }

    private func availability(_ entry: DayEntry, _ input: AvailabilityInput, _ context: Context) -> Availability {
        guard begun.isVisit else { return Availability(moving: entry, to: expert, on: input, today: context.today) }
        let experts = parts.map { part in
            if form.item("expert") == Self.asNow { return part.expertID }
            // Who is named does what they do; the rest stays with who does it now.
            let canDo = input.experts.first { $0.id == expert }.map { expert in
                part.serviceID.map { expert.services[$0] != nil } ?? false
            }
            return canDo == false ? part.expertID : expert
        }
        return Availability(
            movingVisit: parts.map { BookedPart($0) }, to: experts, on: input, today: context.today)
    }

    // MARK: Input

    private mutating func perform(_ action: ActionName, _ context: Context) -> Effects {
        switch action {
        case .move: return move(context)
        case .next: return take(.key(.tab), context)
        case .previous: return take(.key(.backTab), context)
        }
    }

    private mutating func take(_ input: Input, _ context: Context) -> Effects {
        guard pending == nil, entry != nil else { return [] }
        let parts = Self.parts(of: context.area, notice: notice(context))
        let outcome: Outcome<Form.Event>
        switch input {
        case .key(let key):
            if !isSearching, let step = Self.step(of: key, page: parts.list.height) {
                choose(selected + step, context)
                return []
            }
            outcome = form.handle(key)
        case .paste(let text): outcome = form.paste(text)
        case .mouse(let mouse):
            if parts.list.contains(mouse.point), !isSearching {
                click(mouse, in: parts.list, context)
                return []
            }
            outcome = form.handle(mouse, in: parts.form)
        default: return []
        }
        switch outcome.event {
        case .changed("day"):
            refused = nil
            if let entry, let day = day(context) { wanted = day.at(entry.start.time) }
            return ask(context)
        case .changed, .picked:
            refused = nil
            recompute(context)
            return []
        default: return []
        }
    }

    private static func step(of key: Key, page: Int) -> Int? {
        switch key {
        case .up: -1
        case .down: 1
        case .pageUp: -max(1, page - 2)
        case .pageDown: max(1, page - 2)
        default: nil
        }
    }

    private mutating func click(_ mouse: Mouse, in list: Rect, _ context: Context) {
        switch mouse.action {
        case .wheelUp: choose(selected - 1, context)
        case .wheelDown: choose(selected + 1, context)
        case .press(.left):
            let row = firstRow(height: list.height - 1) + mouse.point.y - list.y - 1
            if rows.indices.contains(row), case .start(let index) = rows[row] { choose(index, context) }
        default: break
        }
    }

    private mutating func choose(_ index: Int, _ context: Context) {
        selected = max(0, min(index, starts.count - 1))
        showTarget(context)
    }

    // MARK: Moving

    private mutating func move(_ context: Context) -> Effects {
        guard let entry, let facts, let chosen else { return [] }
        let expert = chosen.experts[0]
        refused = nil
        pending = Pending(from: entry.start, start: chosen.start, expert: expert)
        if begun.isVisit { return [.save(.moveVisit(parts, to: chosen.plans[0], on: facts))] }
        return [.save(.move(entry, to: chosen.start, expert: expert, on: facts))]
    }

    private mutating func finish(
        _ moved: DayEntry, from start: LocalDateTime, _ all: [DayEntry]? = nil, freed: FreedMatch? = nil
    ) -> Effects {
        pending = nil
        let who = moved.expertID.map { self.name(of: $0) }
        // The time of who cannot come is nobody's.
        let offered = begun.without == nil ? freed : nil
        return [
            .finish(), .changed(.saved(all ?? [moved], freed: offered, names: facts?.names ?? [:])),
            .toast(AppointmentSteps.news(ofMoving: moved, from: start, to: who)),
        ]
    }

    private mutating func refuse(_ error: SalonError, _ context: Context) -> Effects {
        switch error {
        case .unavailable:
            pending?.isKept = true
            return []
        // The first try may have reached the database, and only its answer was lost.
        case _ where pending?.isKept == true:
            pending?.doubt = error
            return [open(context)]
        case .stale(let change):
            refused = Refused(sentence: sides(change, context))
            wanted = pending?.start
            pending = nil
        case .conflict(let sentence, let nearest):
            pending = nil
            refused = Refused(sentence: sentence, nearest: Array(nearest.prefix(4)))
            wanted = nearest.first
        default:
            pending = nil
            refused = Refused(sentence: error.message)
        }
        return [open(context)]
    }

    /// What somebody else did to it meanwhile beside what is wanted here: Enter or Esc chooses.
    private func sides(_ change: StaleChange, _ context: Context) -> String {
        let theirs = change.fields.map { "\($0.label) \($0.theirs ?? "empty")" }
        let mine = pending.map { pending in
            "\(SpanText.day(pending.start.date, today: context.today)) \(pending.start.time), "
                + name(of: pending.expert)
        }
        return [
            SideBySide.sentence(change, context), theirs.isEmpty ? nil : "Theirs: \(theirs.joined(separator: ", ")).",
            mine.map { "Yours: \($0)." }, "Enter makes it yours, Esc leaves it as it is now.",
        ].compactMap(\.self).joined(separator: " ")
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        guard action == .move else { return nil }
        guard let entry else { return "There is no appointment to move." }
        if pending != nil { return "The move is not saved yet." }
        if let reason = AppointmentSteps.reasonAgainstMoving(entry, context) { return reason }
        guard let chosen else { return "Choose a day that has a free start." }
        let planned = chosen.plans[0].parts
        return planned.map(\.start) == parts.map(\.start) && planned.map(\.expert) == parts.map(\.expertID)
            ? "It stands there already. Choose another start." : nil
    }
}
