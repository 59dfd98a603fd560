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

    var commands: [Command] = []
    var settings: Settings
    var table: ActionTable
    var size: Size
    var moment: Moment
    /// The clock stands still, so no minute will ever be over.
    let isFrozen: Bool

    var connection = ConnectionState.unknown
    var requests = Requests<AnyJob>()
    /// What is on the screen.
    var sitting = Sitting()
    /// What others have open who locked the desk; nothing of it shows until they are back.
    var aside: [Sitting] = []
    /// The time zone of the salon, once somebody has signed in.
    var zone: Zone?
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

    /// Nobody is signed in, or the desk is locked.
    var isAtDoor: Bool { sitting.arrival == nil }

    /// The screen that gets the keys.
    var top: Int? { sitting.visible.last }

    /// Opens a screen as the page of a tab or as the top dialog.
    @discardableResult
    mutating func open(
        _ screen: any ConsoleScreen, tab: Tab? = nil, opener: Sitting.Opener? = nil
    ) -> Int {
        lastSlot += 1
        sitting.slots.append(Sitting.Slot(id: lastSlot, tab: tab, opener: opener, screen: screen))
        return lastSlot
    }

    /// Opens a dialog over what is there.
    mutating func openDialog(_ destination: Destination, opener: Sitting.Opener? = nil) {
        let slot = open(ScreenList.make(destination, context(for: nil), offers: offers), opener: opener)
        sitting.dialogs.append(slot)
        begin(destination, in: slot)
    }

    /// Tells a screen what it is opened for.
    mutating func begin(_ destination: Destination, in slot: Int) {
        deliver(.opened(destination), to: slot)
        guard let index = sitting.index(of: slot) else { return }
        sitting.slots[index].beginning = requests.reading(for: slot)
    }

    /// What a screen reads to begin with is here, or won't come soon.
    mutating func hasBegun(_ group: RequestGroup, in slot: Int) {
        guard let index = sitting.index(of: slot) else { return }
        sitting.slots[index].beginning.remove(group)
    }

    /// Removes a screen. Its loads become stale, its saves go on.
    mutating func remove(_ slot: Int) {
        sitting.slots.removeAll { $0.id == slot }
        sitting.dialogs.removeAll { $0 == slot }
        withdraw(requests.cancel(owner: slot))
        catchUp()
    }

    /// Gives a message to a screen and carries out what it wants.
    mutating func deliver(_ message: AnyMessage, to slot: Int) {
        guard let index = sitting.index(of: slot) else { return }
        turn += 1
        let context = context(for: slot)
        let before = geometry.hasStrip
        let effects = sitting.slots[index].screen.receive(message, context)
        if geometry.hasStrip != before { fit() }
        for effect in effects { carryOut(effect, from: slot) }
    }

    /// Tells the screens on show what they missed while they were hidden.
    mutating func catchUp() {
        for slot in sitting.listening {
            guard let index = sitting.index(of: slot), let missed = sitting.slots[index].missed else { continue }
            sitting.slots[index].missed = nil
            deliver(.changed(missed), to: slot)
        }
    }

    /// Tells every screen of a change; hidden ones when they're shown again.
    mutating func broadcast(_ changes: Changes) {
        let shown = sitting.listening
        sitting.miss(changes, except: shown)
        for index in aside.indices { aside[index].miss(changes) }
        for slot in shown { deliver(.changed(changes), to: slot) }
    }

    /// Where things stand now.
    var geometry: Geometry { Geometry(size, hasStrip: strip?.offer != nil) }

    /// What waits for an answer below the tabs.
    var strip: OfferStrip? {
        sitting.strip.flatMap { sitting.index(of: $0) }.flatMap { sitting.slots[$0].screen as? OfferStrip }
    }

    /// The strip came or went: the screens have another room.
    mutating func fit() {
        for slot in sitting.slots.map(\.id) where slot != sitting.strip { deliver(.input(.resize(size)), to: slot) }
    }

    // MARK: Context

    /// The wall-clock minute at the branch; in UTC while none is known.
    var now: LocalDateTime { (zone ?? .utc).local(moment.instant) }

    /// What a screen may know.
    func context(for slot: Int?) -> Context {
        let presentation =
            slot.flatMap { sitting.index(of: $0) }.map { sitting.slots[$0].screen.presentation } ?? .page
        return Context(
            instant: moment.instant, uptime: moment.uptime, now: now, arrival: sitting.arrival ?? .nobody,
            area: geometry.area(of: presentation, isAtDoor: isAtDoor), connection: connection,
            table: table, theme: settings.theme, mouse: settings.mouse, seed: seed &+ turn &* 0xD1B5_4A32_D192_ED03)
    }

    mutating func withdraw(_ stale: [RequestID]) {
        if !stale.isEmpty { commands.append(.withdraw(stale)) }
    }
}
