import Salon
import Terminal

/// An action as the help and the palette offer it: with the reason why it can't be done now, if there is one.
struct Offer {
    let action: Action
    let reason: String?
    /// Whether it belongs to the screen that is open.
    let isHere: Bool
}

extension App {
    /// All actions of the table: first those of the screen that gets the keys, then those of everywhere, then the rest.
    func offers() -> [Offer] {
        guard let top, let index = sitting.index(of: top) else { return [] }
        let screen = sitting.slots[index].screen
        let place = type(of: screen).place
        let context = context(for: top)
        let own = table.actions(of: place, in: screen.scope).map {
            Offer(action: $0, reason: screen.reason(against: $0, context), isHere: true)
        }
        let everywhere = table.actions.filter { $0.place == Everywhere.place }.map { action in
            Offer(action: action, reason: reason(against: action, context), isHere: false)
        }
        let rest = table.actions.filter { action in
            action.place != Everywhere.place && !own.contains { $0.action.id == action.id }
        }
        return own + everywhere + rest.map { Offer(action: $0, reason: nil, isHere: false) }
    }

    /// Why an action of everywhere can't be done: only the role is in the way.
    private func reason(against action: Action, _ context: Context) -> String? {
        guard let permission = action.permission, !context.may(permission) else { return nil }
        return SalonError.forbidden(permission).message
    }
}
