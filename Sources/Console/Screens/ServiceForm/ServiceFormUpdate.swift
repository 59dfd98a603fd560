import Salon
import SalonStore
import Terminal

extension ServiceFormScreen {
    typealias Effects = [Effect<ServiceFormScreen>]

    mutating func update(_ message: Message<ServiceFormScreen>, _ context: Context) -> Effects {
        switch message {
        case .action(.save): return save(context)
        case .input(let input):
            let event = sheet.take(input, in: context.area)
            if case .submitted = event { return save(context) }
            showHints(context)
            return []
        case .answer(.fresh, .success(.catalogue(let catalogue))):
            guard let service = catalogue.service(id) else {
                sheet.problem = SalonError.notFound(what: "service").message
                return []
            }
            merge(service)
            showHints(context)
            return []
        case .answer(.fresh, .failure(let error)):
            if case .unavailable = error {} else { sheet.problem = error.message }
            return []
        case .answer(.add(_, let draft), .success): return finish("Added \(draft.name), \(draft.price.withCode).")
        case .answer(.edit(_, _, let draft), .success): return finish("Saved \(draft.name).")
        case .answer(_, .failure(let error)): return refuse(error)
        case .back: return sheet.back() ? [.close] : []
        case .opened, .answer, .reply, .changed, .tick: return []
        }
    }

    private mutating func save(_ context: Context) -> Effects {
        guard let draft = draft(context) else { return [] }
        sheet.begin()
        return [.save(before.map { .edit(id, version: $0.version, draft) } ?? .add(id, draft))]
    }

    private func finish(_ news: String) -> Effects {
        [.changed(.services), .toast(news), .finish(), .go(.services(id))]
    }

    private mutating func refuse(_ error: SalonError) -> Effects {
        sheet.refuse(error)
        if case .stale = error { return [.load(.fresh, "fresh")] }
        return []
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? { sheet.reasonAgainstSaving }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let key = context.keyName(ActionID(Self.place, ActionName.save.rawValue))
        sheet.draw(in: area, into: &frame, context, save: KeyHint(key, "save"))
    }
}
