import Salon
import Terminal

/// The actions of every screen.
enum Everywhere: ActionPlace {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case palette, help, back
        case appointments, clients, services, experts, revenue, users, more
        case today, goToDate
        case undo, bookOffer, passOffer, lock, mouse, theme, redraw, suspend, quit
    }

    /// Valid only while no dialog is open.
    static let tabs: Scope = "tabs"

    static let place = "everywhere"
    static let placeTitle = "Everywhere"

    static let actions: [ActionRow<ActionName>] = [
        .init(.palette, "command", keys: [":", "ctrl-p"], help: "Finds an action, a client or a screen by its name."),
        .init(.help, "help", keys: ["?", "f1"], help: "Shows all keys; type a name or a key to find it."),
        .init(
            .back, "back", keys: ["esc"], isHinted: false,
            help: "Takes one step out. What is typed is never lost without a question."),
        tab(.appointments, .appointments), tab(.clients, .clients), tab(.services, .services),
        tab(.experts, .experts), tab(.revenue, .revenue), tab(.users, .users), tab(.more, .more),
        .init(
            .today, "today", keys: ["t"], in: [tabs], permission: .appointmentsView, isHinted: false,
            help: "Shows today's appointments."),
        .init(
            .goToDate, "go to date", keys: ["g"], in: [tabs], permission: .appointmentsView, isHinted: false,
            help: "Shows the appointments of a date: fri, tomorrow, +6w, 24/12."),
        .init(
            .undo, "undo", keys: ["u"], isHinted: false,
            help: "Takes back your own last change: shows first what it was. Once more takes back the one before."),
        .init(
            .bookOffer, "book the offer", keys: ["f2"], permission: .appointmentsManage, isHinted: false,
            help: "Books the time that is kept for somebody of the waitlist: they said yes."),
        .init(
            .passOffer, "pass it on", keys: ["f3"], permission: .appointmentsManage, isHinted: false,
            help: "Gives the time that is kept for somebody of the waitlist to the next who waits."),
        .init(
            .lock, "lock", keys: ["L", "alt-l"], isHinted: false,
            help: "Locks the desk; what is open waits for your password. Somebody else may sign in meanwhile."),
        .init(
            .mouse, "mouse", keys: ["f8"], isHinted: false,
            help: "Turns the mouse on or off. While it is off the terminal itself can mark and copy text."),
        .init(.theme, "theme", keys: ["f9"], isHinted: false, help: "Chooses other colours."),
        .init(.redraw, "redraw", keys: ["ctrl-l"], isHinted: false, help: "Draws the whole screen anew."),
        .init(.suspend, "suspend", keys: ["ctrl-z"], isHinted: false, help: "Goes back to the shell; fg returns."),
        .init(
            .quit, "quit", keys: ["q", "ctrl-c"], isHinted: false,
            help: "Leaves; asks first if something is unsaved. In a dialog, q goes back."),
    ]

    private static func tab(_ name: ActionName, _ tab: Tab) -> ActionRow<ActionName> {
        .init(
            name, tab.title, keys: [Key(.character(Character("\(tab.rawValue)")))], in: [tabs],
            permission: tab.permission, isHinted: false, help: "Shows the tab \(tab.title).")
    }

    /// The full name of an action.
    static func id(_ name: ActionName) -> ActionID { ActionID(place, name.rawValue) }

    /// The tab that an action shows.
    static func tab(of name: ActionName) -> Tab? {
        switch name {
        case .appointments: .appointments
        case .clients: .clients
        case .services: .services
        case .experts: .experts
        case .revenue: .revenue
        case .users: .users
        case .more: .more
        default: nil
        }
    }
}
