import Salon
import SalonStore
import Terminal

extension ClientFormScreen {
    typealias Effects = [Effect<ClientFormScreen>]

    mutating func update(_ message: Message<ClientFormScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened: return lookForDuplicates()
        case .action(.save): return save(context)
        case .action(.known): return known.map { openKnown($0) } ?? []
        case .input(let input): return take(input, context)
        case .answer(.duplicates(let draft), .success(.hits(let hits))):
            guard draft == typed else { return [] }
            self.hits = hits.filter { $0.id != id }
            showDuplicates(context)
            return []
        case .answer(.fresh, .success(.card(let card))):
            merge(card.client)
            showBirthday(context)
            return []
        case .answer(.fresh, .failure(let error)):
            if case .unavailable = error {} else { sheet.problem = error.message }
            return []
        case .answer(.add(_, let draft), .success): return finish("Added \(draft.name).")
        case .answer(.edit(_, _, let draft), .success): return finish("Saved \(draft.name).")
        case .answer(.add, .failure(let error)), .answer(.edit, .failure(let error)): return refuse(error)
        case .reply(.known(let id), .accepted): return [.finish(.client(id))]
        case .back: return sheet.back() ? [.close] : []
        case .answer, .reply, .changed, .tick: return []
        }
    }

    private mutating func take(_ input: Input, _ context: Context) -> Effects {
        switch sheet.take(input, in: context.area) {
        case .submitted: return save(context)
        case .changed("birthday"):
            showBirthday(context)
            return []
        case .changed(let field) where ["name", "phone", "email"].contains(field):
            showDuplicates(context)
            return lookForDuplicates()
        default: return []
        }
    }

    private func lookForDuplicates() -> Effects {
        let typed = typed
        let isLongEnough = [typed.name, typed.phone, typed.email].contains { $0.count >= 3 }
        return isLongEnough ? [.load(.duplicates(typed), "duplicates")] : [.cancel("duplicates")]
    }

    private func openKnown(_ hit: ClientHit) -> Effects {
        guard sheet.unsaved != nil else { return [.finish(.client(hit.id))] }
        return [
            .ask(
                .known(hit.id),
                .confirm(
                    title: "Open \(hit.name.prefix(60)) instead?", message: "What you typed here is dropped.",
                    accept: "Open the card", refuse: "Go on typing"))
        ]
    }

    // MARK: Saving

    private mutating func save(_ context: Context) -> Effects {
        guard let draft = draft(context) else { return [] }
        sheet.begin()
        return [.save(before.map { .edit(id, version: $0.version, draft) } ?? .add(id, draft))]
    }

    private func finish(_ news: String) -> Effects { [.changed(.clients), .toast(news), .finish(.client(id))] }

    private mutating func refuse(_ error: SalonError) -> Effects {
        sheet.refuse(error)
        if case .stale = error { return [.load(.fresh(id), "fresh")] }
        return []
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        switch action {
        case .save: sheet.reasonAgainstSaving
        case .known: known == nil ? "Nobody else with this name, phone number or e-mail address is known." : nil
        }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let key = context.keyName(ActionID(Self.place, ActionName.save.rawValue))
        sheet.draw(in: area, into: &frame, context, save: KeyHint(key, "save"))
    }
}
