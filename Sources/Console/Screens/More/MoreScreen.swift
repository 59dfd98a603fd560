import Salon
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
    struct Item {
        let title: String
        let help: String
        /// Where it leads; nil for the choice of colours, which is an action.
        let destination: Destination?
        /// What the role must allow.
        var permission: Permission?

        /// Why the role does not get there; nil if it does.
        func refusal(_ context: Context) -> String? {
            permission.flatMap { context.may($0) ? nil : SalonError.forbidden($0).message }
        }
    }

    private var selected = 0

    static let items: [Item] = [
        Item(title: "My account", help: "Password, sessions, signing out.", destination: .account),
        Item(title: "Roles", help: "What each role may do.", destination: .roles, permission: .rolesManage),
        Item(
            title: "Audit log", help: "Every change: who, when, at which desk, before and after.", destination: .audit,
            permission: .auditView),
        Item(
            title: "Waitlist", help: "Who waits for a time, for what and since when.", destination: .waitlist,
            permission: .appointmentsManage),
        Item(
            title: "Settings", help: "Name and contacts, hold, offer and notice times, grid, opening hours.",
            destination: .settings, permission: .settingsManage),
        Item(title: "Theme", help: "The colours of the screen.", destination: nil),
        Item(title: "About", help: "What this program is.", destination: .about),
    ]

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        Self.items[selected].refusal(context)
    }

    private static func effect(of item: Item) -> Effect<MoreScreen> {
        item.destination.map { .go($0) } ?? .shell(.perform(Everywhere.id(.theme)))
    }

    mutating func update(_ message: Message<MoreScreen>, _ context: Context) -> [Effect<MoreScreen>] {
        switch message {
        case .action(.open): return [Self.effect(of: Self.items[selected])]
        case .input(.key(.down)), .input(.key(.character("j"))): selected = min(selected + 1, Self.items.count - 1)
        case .input(.key(.up)), .input(.key(.character("k"))): selected = max(0, selected - 1)
        case .input(.mouse(let mouse)):
            let row = mouse.point.y - context.area.y - 1
            guard case .press(.left) = mouse.action, Self.items.indices.contains(row) else { return [] }
            selected = row
            let item = Self.items[row]
            return [item.refusal(context).map { .toast($0, .failed) } ?? Self.effect(of: item)]
        default: break
        }
        return []
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        for (index, item) in Self.items.enumerated() {
            let line = area.row(index + 1)
            if index == selected { frame.fill(line, style: Style(.strong, on: .selection)) }
            let reason = item.refusal(context)
            frame.write(
                item.title, at: line.origin.moved(right: 2),
                style: reason == nil ? Style(.strong, .bold) : Style(.faint), width: 16)
            frame.write(
                reason ?? item.help, at: line.origin.moved(right: 20), style: Style(reason == nil ? .muted : .faint),
                width: area.width - 21)
        }
    }
}
