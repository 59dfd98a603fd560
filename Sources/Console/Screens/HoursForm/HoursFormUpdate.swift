import Salon
import SalonStore
import Terminal

extension HoursFormScreen {
    typealias Effects = [Effect<HoursFormScreen>]

    mutating func update(_ message: Message<HoursFormScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened: return consider(context)
        case .action(.save): return save(context)
        case .input(let input):
            let event = sheet.take(input, in: Self.parts(of: context.area).form)
            if case .submitted = event { return save(context) }
            if case .changed = event { return consider(context) }
            return []
        case .answer(.booked, .success(.booked(let booked))):
            losses = booked
            return []
        case .answer(.save, .success):
            let news: String =
                switch start.kind {
                case .shift, .day: "Saved the hours of \(expert.name)."
                case .timeOff: "Saved the time off of \(expert.name)."
                case .closure: "Saved when the salon is closed."
                }
            return [.changed(.rosters), .toast(news), .finish()]
        case .answer(.save, .failure(let error)):
            sheet.refuse(error)
            return []
        case .back: return sheet.back() ? [.close] : []
        case .answer, .reply, .changed, .tick: return []
        }
    }

    /// Works out what the change would do: at once for one expert, by asking for a closure.
    private mutating func consider(_ context: Context) -> Effects {
        var errors = FormErrors()
        draft = read(sheet.form, &errors, today: context.today)
        explain(context)
        losses = nil
        guard let draft else { return [.cancel("booked")] }
        if case .closure(let closure) = draft { return [.load(.booked(closure.during), "booked")] }
        let plan = start.hours.plan
        losses = plan.losses(start.hours.booked, to: draft.added(to: plan, for: start.item))
        return []
    }

    /// Says below the fields which day was understood.
    private mutating func explain(_ context: Context) {
        for id in ["from", "to", "day"] {
            guard let typed = DayAndTime(sheet.form.text(id), today: context.today) else { continue }
            sheet.form.update(id) { $0.hint = typed.date.shortText + (typed.time.map { " \($0)" } ?? "") }
        }
    }

    private mutating func save(_ context: Context) -> Effects {
        let draft = sheet.checked { [self] errors in read(sheet.form, &errors, today: context.today) }
        guard let draft else { return [] }
        sheet.begin()
        return [.save(.save(draft, of: expert.id, before: start.item))]
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? { sheet.reasonAgainstSaving }
}
