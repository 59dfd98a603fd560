import Salon
import Terminal

@testable import Console

/// A screen that writes down what it is told, and does what its keys say.
struct ProbeScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case load, search, save, ask, refund, impossible, close, form, tell
    }

    enum Job: Equatable {
        case load(Int), search(Int), save(Int)
    }

    enum Question: Equatable {
        case sure, form
    }

    static let place = "probe"
    static let placeTitle = "Probe"
    static let actions: [ActionRow<ActionName>] = [
        .init(.load, "load", keys: ["l"], help: "Loads."),
        .init(.search, "search", keys: ["s"], help: "Searches."),
        .init(.save, "save", keys: ["w"], help: "Saves."),
        .init(.ask, "ask", keys: ["a"], help: "Asks."),
        .init(.refund, "refund", keys: ["r"], permission: .paymentsRefund, help: "Refunds."),
        .init(.impossible, "fly", keys: ["y"], help: "Flies."),
        .init(.close, "close", keys: ["c"], help: "Closes."),
        .init(.form, "form", keys: ["o"], help: "Opens."),
        .init(.tell, "tell", keys: ["e"], help: "Tells."),
    ]

    var isTyping = false
    var unsaved: String?
    var presentation = Presentation.page
    private(set) var log: [String] = []
    private var count = 0

    mutating func update(_ message: Message<ProbeScreen>, _ context: Context) -> [Effect<ProbeScreen>] {
        switch message {
        case .opened(let destination): log.append("opened \(destination)")
        case .action(let name): return act(name)
        case .input(let input): log.append("input \(input)")
        case .answer(let job, .success(let text)): log.append("\(job) \(text)")
        case .answer(let job, .failure(let error)): log.append("\(job) \(error.code)")
        case .reply(let question, let reply): log.append("\(question) \(reply)")
        case .changed(let changes): log.append("changed \(changes.kinds.rawValue)")
        case .tick: log.append("tick \(context.now.time)")
        case .back: return [.close]
        }
        return []
    }

    private mutating func act(_ name: ActionName) -> [Effect<ProbeScreen>] {
        count += 1
        switch name {
        case .load: return [.load(.load(count))]
        case .search: return [.load(.search(count), "search")]
        case .save: return [.save(.save(count))]
        case .ask: return [.ask(.sure, .confirm(title: "Sure?", accept: "Yes", refuse: "No"))]
        case .refund, .impossible:
            log.append(name.rawValue)
            return []
        case .close: return [.finish(.accepted(text: "closed", choice: nil))]
        case .form: return [.open(.about, for: .form)]
        case .tell: return [.changed(.appointments), .toast("Told.")]
        }
    }

    func mustWait(_ message: Message<ProbeScreen>, reading: Set<RequestGroup>) -> Bool {
        if case .action(.search) = message { false } else { reading.contains("search") }
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        action == .impossible ? "Nobody can fly." : nil
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        for (index, line) in log.suffix(area.height).enumerated() { frame.write(line, at: area.row(index).origin) }
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> String { "done" }
}

/// A model with a probe as its page, whose requests are answered by the test.
struct Probe {
    var app: App
    private(set) var commands: [App.Command] = []
    /// Requests that the workers would have now.
    private(set) var started: [Requests<AnyJob>.Request] = []

    init(role: Role = .receptionist, isFrozen: Bool = false, _ screen: ProbeScreen = ProbeScreen()) {
        app = App(
            settings: Settings(), table: ActionTable(ActionTable.standard.actions + ProbeScreen.table),
            size: Size(80, 24), moment: Moment(instant: Support.instant, uptime: 0), isFrozen: isFrozen, seed: 1)
        app.sitting.arrival = Support.arrival(role)
        app.open(screen, tab: .appointments)
        collect()
    }

    /// Puts a probe in a dialog over the page.
    mutating func openDialog(_ screen: ProbeScreen) {
        var screen = screen
        screen.presentation = .dialog(title: "Form", width: 40, height: 10)
        app.sitting.dialogs.append(app.open(screen))
    }

    /// What the page, or the dialog, wrote down; also what was put aside when the desk was locked.
    func log(_ index: Int = 0) -> [String] {
        let probes = (app.sitting.slots + app.aside.flatMap(\.slots)).compactMap { $0.screen as? ProbeScreen }
        return probes.indices.contains(index) ? probes[index].log : []
    }

    mutating func press(_ keys: Key...) {
        for key in keys { app.handle(.key(key)) }
        collect()
    }

    mutating func paste(_ text: String) {
        app.handle(.paste(text))
        collect()
    }

    mutating func answer(_ index: Int, _ result: Result<String, SalonError>) {
        let request = started[index]
        app.answer(request.id, result.map { $0 })
        collect()
    }

    mutating func pass(milliseconds: Int64) {
        app.advance(
            to: Moment(
                instant: app.isFrozen
                    ? app.moment.instant
                    : Instant(microseconds: app.moment.instant.microseconds + milliseconds * 1_000),
                uptime: app.moment.uptime + milliseconds))
        collect()
    }

    private mutating func collect() {
        for command in app.takeCommands() {
            if case .start(let request) = command { started.append(request) } else { commands.append(command) }
        }
    }

    /// The exit status, once the program is told to end.
    var ended: Int32? {
        for case .end(let status) in commands { return status }
        return nil
    }

    /// Whether a question of this title is open.
    func asks(_ title: String) -> Bool { app.draw().lines.contains { $0.contains(title) } }
}
