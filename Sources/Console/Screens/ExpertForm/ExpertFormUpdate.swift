import Salon
import SalonStore
import Terminal

extension ExpertFormScreen {
    typealias Effects = [Effect<ExpertFormScreen>]

    mutating func update(_ message: Message<ExpertFormScreen>, _ context: Context) -> Effects {
        switch message {
        case .action(.save): return save()
        case .input(let input):
            if case .submitted = sheet.take(input, in: context.area) { return save() }
            return []
        case .answer(.fresh, .success(.card(let card))):
            sheet.merge(Self.form(card.expert), base: Self.form(before?.expert))
            before = (card.expert, card.version)
            return []
        case .answer(.fresh, .failure(let error)):
            if case .unavailable = error {} else { sheet.problem = error.message }
            return []
        case .answer(.add(_, let draft), .success):
            return finish("Added \(draft.name). s says what they do.")
        case .answer(.edit(_, _, let draft), .success): return finish("Saved \(draft.name).")
        case .answer(_, .failure(let error)): return refuse(error)
        case .back: return sheet.back() ? [.close] : []
        case .opened, .answer, .reply, .changed, .tick: return []
        }
    }

    private mutating func save() -> Effects {
        guard let draft = draft() else { return [] }
        sheet.begin()
        return [.save(before.map { .edit(id, version: $0.version, draft) } ?? .add(id, draft))]
    }

    private func finish(_ news: String) -> Effects {
        [.changed(.experts), .toast(news), .finish(), .go(.experts(id))]
    }

    private mutating func refuse(_ error: SalonError) -> Effects {
        sheet.refuse(error)
        if case .stale = error { return [.load(.fresh(id), "fresh")] }
        return []
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? { sheet.reasonAgainstSaving }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let key = context.keyName(ActionID(Self.place, ActionName.save.rawValue))
        sheet.draw(in: area, into: &frame, context, save: KeyHint(key, "save"))
    }
}
