import Terminal

/// The tab More: what has no tab of its own.
struct MoreScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case open
    }

    static let place = "more"
    static let placeTitle = "More"
    static let actions: [ActionRow<ActionName>] = [
        .init(.open, "open", keys: ["enter"], help: "Opens the chosen line.")
    ]

    /// A line of the menu.
    private struct Item {
        let title: String
        let help: String
        let effect: Effect<MoreScreen>
    }

    private var selected = 0

    private static let items: [Item] = [
        Item(title: "My account", help: "Who is signed in, and signing out.", effect: .go(.account)),
        Item(
            title: "Theme", help: "The colours of the screen.",
            effect: .shell(.perform(ActionID(Everywhere.place, Everywhere.ActionName.theme.rawValue)))),
        Item(title: "About", help: "What this program is.", effect: .go(.about)),
    ]

    mutating func update(_ message: Message<MoreScreen>, _ context: Context) -> [Effect<MoreScreen>] {
        switch message {
        case .action(.open): return [Self.items[selected].effect]
        case .input(.key(.down)), .input(.key(.character("j"))): selected = min(selected + 1, Self.items.count - 1)
        case .input(.key(.up)), .input(.key(.character("k"))): selected = max(0, selected - 1)
        case .input(.mouse(let mouse)):
            let row = mouse.point.y - context.area.y - 1
            guard case .press(.left) = mouse.action, Self.items.indices.contains(row) else { return [] }
            selected = row
            return [Self.items[row].effect]
        default: break
        }
        return []
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        for (index, item) in Self.items.enumerated() {
            let line = area.row(index + 1)
            if index == selected { frame.fill(line, style: Style(.strong, on: .selection)) }
            frame.write(item.title, at: line.origin.moved(right: 2), style: Style(.strong, .bold), width: 16)
            frame.write(item.help, at: line.origin.moved(right: 20), style: Style(.muted), width: area.width - 21)
        }
    }
}
