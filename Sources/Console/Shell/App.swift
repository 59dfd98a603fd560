import Salon
import SalonStore
import Terminal

/// The model of the whole console: the screens that are open, what they wait for, and the shell around them.
///
/// A value without a terminal, a clock or a database. Input, answers, news and the time come in through its mutating
/// methods; what is to be done outside is left in `commands`, which whoever called takes.
struct App {
    /// What is to be done outside, in this order.
    enum Command {
        /// Hand work to the workers.
        case start(Requests<AnyJob>.Request)
        /// Take work back that hasn't begun.
        case withdraw([RequestID])
        /// Put text on the terminal's clipboard.
        case copy(String)
        /// Draw in another theme's colours, and keep the choice.
        case theme(String)
        /// Use the mouse or leave it to the terminal, and keep the choice.
        case mouse(Bool)
        /// Keep the token for the next start, or forget the one that is kept.
        case keepToken(SessionToken?)
        /// Sending the difference isn't enough: the terminal shows something else.
        case redraw
        /// Give the terminal back to the shell until the person returns.
        case suspend
        /// End with this exit status.
        case end(status: Int32)
    }

    /// An open screen.
    struct Slot {
        let id: Int
        /// The tab that it is the page of; nil for a dialog.
        let tab: Tab?
        /// Who gets its reply.
        let opener: Opener?
        var screen: any ConsoleScreen
        /// Changes since it was last on show.
        var missed: Changes?
    }

    /// Who asked for a dialog.
    enum Opener {
        case screen(Int, any Equatable & Sendable)
        case shell(ShellQuestion)
    }

    /// What the shell itself asks.
    enum ShellQuestion {
        case discard(slot: Int)
        case leave(for: Destination)
        case quit
        case date
        case theme([String])
    }

    var commands: [Command] = []
    var settings: Settings
    var table: ActionTable
    var size: Size
    var moment: Moment
    /// The clock stands still, so no minute will ever be over.
    let isFrozen: Bool

    var arrival: Arrival?
    var connection = ConnectionState.unknown
    var requests = Requests<AnyJob>()
    var slots: [Slot] = []
    var tab = Tab.appointments
    /// The dialogs over the page, the top one last.
    var dialogs: [Int] = []
    /// The sign-in screen, while nobody is signed in or the desk is locked; it hides everything else.
    var doorSlot: Int?
    var toast: Toast?
    var lastInput: Int64
    var nextSecond: Int64
    private var lastSlot = 0
    private var turn: UInt64 = 0
    private let seed: UInt64

    /// - Parameter seed: where new ids come from; random unless a test wants the same ids each time.
    init(settings: Settings, table: ActionTable, size: Size, moment: Moment, isFrozen: Bool, seed: UInt64) {
        self.settings = settings
        self.table = table
        self.size = size
        self.moment = moment
        self.isFrozen = isFrozen
        self.seed = seed
        lastInput = moment.uptime
        nextSecond = moment.uptime + 1_000
    }

    /// What was to be done since the last call.
    mutating func takeCommands() -> [Command] {
        defer { commands.removeAll(keepingCapacity: true) }
        return commands
    }

    // MARK: Screens

    /// The screen that gets the keys.
    var top: Int? {
        visible.last
    }

    func index(of slot: Int) -> Int? { slots.firstIndex { $0.id == slot } }

    /// Opens a screen as the page of a tab or as the top dialog.
    @discardableResult
    mutating func open(
        _ screen: any ConsoleScreen, tab: Tab? = nil, opener: Opener? = nil
    ) -> Int {
        lastSlot += 1
        slots.append(Slot(id: lastSlot, tab: tab, opener: opener, screen: screen))
        return lastSlot
    }

    /// Opens a dialog over what is there.
    mutating func openDialog(_ destination: Destination, opener: Opener? = nil) {
        let slot = open(ScreenList.make(destination, context(for: nil), offers: offers), opener: opener)
        dialogs.append(slot)
        deliver(.opened(destination), to: slot)
    }

    /// Removes a screen. Its loads become stale, its saves go on.
    mutating func remove(_ slot: Int) {
        slots.removeAll { $0.id == slot }
        dialogs.removeAll { $0 == slot }
        withdraw(requests.cancel(owner: slot))
        catchUp()
    }

    /// Gives a message to a screen and carries out what it wants.
    mutating func deliver(_ message: AnyMessage, to slot: Int) {
        guard let index = index(of: slot) else { return }
        turn += 1
        let context = context(for: slot)
        let effects = slots[index].screen.receive(message, context)
        for effect in effects { carryOut(effect, from: slot) }
    }

    /// Tells the screens on show what they missed while they were hidden.
    mutating func catchUp() {
        for slot in visible {
            guard let index = index(of: slot), let missed = slots[index].missed else { continue }
            slots[index].missed = nil
            deliver(.changed(missed), to: slot)
        }
    }

    /// The page and the dialogs over it, in the order of drawing. Behind the door nothing shows.
    var visible: [Int] {
        if let doorSlot { return [doorSlot] + dialogs.filter { $0 > doorSlot } }
        return slots.filter { $0.tab == tab }.map(\.id) + dialogs
    }

    /// Tells every screen of a change; hidden ones when they're shown again.
    mutating func broadcast(_ changes: Changes) {
        let shown = visible
        for index in slots.indices where !shown.contains(slots[index].id) {
            if slots[index].missed?.formUnion(changes) == nil { slots[index].missed = changes }
        }
        for slot in shown { deliver(.changed(changes), to: slot) }
    }

    // MARK: Context

    /// The wall-clock minute at the branch; in UTC while nobody is signed in.
    var now: LocalDateTime { (arrival?.zone ?? .utc).local(moment.instant) }

    /// What a screen may know.
    func context(for slot: Int?) -> Context {
        let presentation = slot.flatMap { index(of: $0) }.map { slots[$0].screen.presentation } ?? .page
        return Context(
            instant: moment.instant, uptime: moment.uptime, now: now, arrival: arrival ?? .nobody,
            area: Geometry(size).area(of: presentation, behindDoor: slot == doorSlot), connection: connection,
            table: table, theme: settings.theme, mouse: settings.mouse, seed: seed &+ turn &* 0xD1B5_4A32_D192_ED03)
    }

    /// The sign-in screen stands alone: nobody is signed in, or the desk is locked.
    var isAtDoor: Bool { doorSlot != nil }

    mutating func withdraw(_ stale: [RequestID]) {
        if !stale.isEmpty { commands.append(.withdraw(stale)) }
    }

    /// What would be lost if everything closed now.
    var unsaved: String? {
        if requests.openSaves > 0 { return "A change still waits for the server." }
        return slots.lazy.compactMap(\.screen.unsaved).first
    }
}
