import Salon
import Terminal

/// An action as the help and the palette offer it: with the reason why it can't be done now, if there is one.
struct Offer {
    let action: Action
    let reason: String?
    /// Whether it belongs to the screen that is open, or to everywhere.
    let isHere: Bool

    /// Whether the words typed are found in its names, its help or its keys.
    func matches(_ words: [String]) -> Bool {
        words.allSatisfy { word in
            action.title.lowercased().contains(word) || action.help.lowercased().contains(word)
                || action.id.name.contains(word) || action.keys.contains { matches(word, $0) }
        }
    }

    private func matches(_ word: String, _ key: Key) -> Bool {
        key.name.lowercased() == word || key.display.lowercased() == word
            || (word.count > 1 && key.name.lowercased().hasPrefix(word))
    }
}

extension App {
    /// All actions of the table: first those of the screen that gets the keys, then those of everywhere.
    func offers() -> [Offer] {
        guard let top, let index = index(of: top) else { return [] }
        let screen = slots[index].screen
        let place = type(of: screen).place
        let context = context(for: top)
        let own = table.actions(of: place, in: screen.scope).map {
            Offer(action: $0, reason: screen.reason(against: $0, context), isHere: true)
        }
        let everywhere = table.actions.filter { $0.place == Everywhere.place }.map { action in
            let isForbidden = action.permission.map { !context.may($0) } ?? false
            return Offer(
                action: action,
                reason: isForbidden ? action.permission.map { SalonError.forbidden($0).message } : nil, isHere: true)
        }
        let rest = table.actions.filter { action in
            action.place != Everywhere.place && !own.contains { $0.action.id == action.id }
        }
        return own + everywhere + rest.map { Offer(action: $0, reason: nil, isHere: false) }
    }
}
