import Salon
import SalonStore
import Terminal

extension SeriesScreen {
    typealias Effects = [Effect<SeriesScreen>]

    mutating func update(_ message: Message<SeriesScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened: return ask(context)
        case .action(let action): return perform(action, context)
        case .input(let input): return take(input, context)
        case .answer(.plan(let rule, _), .success(.plan(let plan, let facts))):
            guard rule == self.rule else { return [] }
            show(plan, facts, context)
            return []
        case .answer(.plan, .failure(let error)):
            complaint = error.message
            return []
        case .answer(.book(let booking, _, _), .success(.booked(let series))):
            return pending?.id == booking.id ? finish(series) : []
        case .answer(.book, .failure(let error)): return refuse(error)
        case .changed(let changes):
            guard pending == nil, !changes.isDisjoint(with: [.appointments, .rosters]) else { return [] }
            return reload()
        case .back: return [.close]
        case .answer, .reply, .tick: return []
        }
    }

    // MARK: Dates

    /// Reads the rule and asks what its dates say.
    private mutating func ask(_ context: Context) -> Effects {
        let before = rule
        var errors: [String: String] = [:]
        rule = read(&errors, context)
        for id in ["every", "ends"] { form.update(id) { $0.error = errors[id] ?? "" } }
        form.update("ends") { [rule] in $0.hint = rule.map { Self.hint($0, context) } ?? "" }
        guard rule != before else { return [] }
        complaint = nil
        guard rule != nil else {
            (plan, facts) = (nil, nil)
            list.take([])
            showList(context)
            return [.cancel("plan")]
        }
        return reload()
    }

    private func reload() -> Effects { rule.map { [.load(.plan($0, start.query), "plan")] } ?? [] }

    private func read(_ errors: inout [String: String], _ context: Context) -> SeriesRule? {
        guard let weeks = Int(form.text("every")) else {
            errors["every"] = "Every how many weeks?"
            return nil
        }
        guard let end = SeriesRule.end(form.text("ends"), today: start.first.date) else {
            errors["ends"] = "How often, or until when? Write 6, 18/6 or +6m."
            return nil
        }
        do throws(SalonError) {
            return try SeriesRule(first: start.first, everyWeeks: weeks, end: end)
        } catch {
            if case .invalid(let field, let sentence) = error { errors[field == "every" ? field : "ends"] = sentence }
            return nil
        }
    }

    private static func hint(_ rule: SeriesRule, _ context: Context) -> String {
        let starts = rule.starts
        let last = starts.last.map { SpanText.day($0.date, today: context.today) } ?? ""
        return "\(SpanText.count(starts.count, "visit")), the last on \(last)"
    }

    private mutating func show(_ plan: SeriesPlan, _ facts: AvailabilityFacts, _ context: Context) {
        (self.plan, self.facts) = (plan, facts)
        let dates = plan.occurrences.map { date in
            SeriesDate(
                date.start, planned: date.start, refusals: date.refusals, alternatives: date.alternatives,
                before: list.choice(for: date.start))
        }
        list.take(dates)
        showList(context)
    }

    private mutating func showList(_ context: Context) {
        let rows = list.dates.map { row($0, context) }
        list.show(rows)
    }

    private func row(_ date: SeriesDate, _ context: Context) -> TableRow<LocalDateTime> {
        let (mark, ink, what) = words(date)
        return date.row(at: date.start ?? date.planned, mark, ink, what, today: context.today)
    }

    private func words(_ date: SeriesDate) -> (mark: String, ink: Ink, what: String) {
        switch date.choice {
        case .planned:
            let experts = plan(date)?.experts.compactMap { start.names[$0] } ?? []
            let due = start.warnings(on: date.planned.date).isEmpty ? [] : ["⚠ patch test"]
            return ("✓", .good, (experts + due).joined(separator: ", "))
        case .other: return ("→", .accent, "in place of \(date.planned.time)")
        case .leftOut: return ("–", .muted, "left out")
        case .open: return ("✗", .danger, Refusal.summary(date.refusals))
        }
    }

    /// The visit on a free date.
    private func plan(_ date: SeriesDate) -> VisitPlan? {
        plan?.occurrences.first { $0.start == date.id }?.plan
    }

    // MARK: Input

    private mutating func take(_ input: Input, _ context: Context) -> Effects {
        let parts = Self.parts(of: context.area)
        switch input {
        case .resize: list.table.resize(to: parts.list.size)
        case _ where pending != nil: break
        case .key(let key): return list.handle(key) || form.handle(key).event == nil ? [] : ask(context)
        case .paste(let text): return form.paste(text).event == nil ? [] : ask(context)
        case .mouse(let mouse):
            if parts.list.contains(mouse.point) {
                _ = list.table.handle(mouse, in: parts.list)
            } else {
                _ = form.handle(mouse, in: parts.form)
            }
        default: break
        }
        return []
    }

    private mutating func perform(_ action: ActionName, _ context: Context) -> Effects {
        complaint = nil
        guard let step = SeriesDateList.Step(rawValue: action.rawValue) else { return book() }
        list.perform(step)
        showList(context)
        return []
    }

    // MARK: Booking

    private mutating func book() -> Effects {
        guard let rule, let facts else { return [] }
        var plans: [VisitPlan] = []
        for date in list.dates {
            guard let time = date.start else { continue }
            if time == date.planned, let plan = plan(date) {
                plans.append(plan)
                continue
            }
            let near = facts.input.narrowed(to: time.date..<time.date + 1)
            guard case .accepted(let offer) = Availability(near, for: start.query).verdict(at: time) else { continue }
            plans.append(offer.plans[0])
        }
        let booking = SeriesBooking(
            id: id, rule, plans, of: start.query, client: start.client, source: start.source, notes: start.notes)
        pending = booking
        return [.save(.book(booking, start.query, facts))]
    }

    private mutating func finish(_ series: BookedSeries) -> Effects {
        pending = nil
        let visits = Set(series.entries.map(\.visitID)).count
        let first = series.entries.first.map { ", the first on \($0.start.date.shortText) \($0.start.time)" } ?? ""
        return [
            .finish(), .changed(.saved(series.entries, freed: series.freed, .clients)),
            .toast("Booked \(SpanText.count(visits, "visit")) of \(start.clientName)\(first)."),
        ]
    }

    private mutating func refuse(_ error: SalonError) -> Effects {
        if case .unavailable = error {
            isKept = true
            return []
        }
        (pending, isKept) = (nil, false)
        complaint = error.message
        return reload()
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        if pending != nil { return "The series is being booked." }
        if list.dates.isEmpty {
            return rule == nil ? "Say every how many weeks, and how often." : "The dates are being read."
        }
        if let step = SeriesDateList.Step(rawValue: action.rawValue) { return list.reason(against: step) }
        if list.openCount > 0 {
            let open = SpanText.count(list.openCount, "date is", "dates are")
            return "\(open) not free: take another time or leave them out."
        }
        return list.dates.contains { $0.start != nil } ? nil : "All dates are left out."
    }
}
