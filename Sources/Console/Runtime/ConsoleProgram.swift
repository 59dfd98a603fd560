import Salon
import SalonStore
import Terminal

/// The console as a program: opens the terminal, runs until somebody leaves, gives the terminal back.
public struct ConsoleProgram {
    private let store: Store
    private let session: SessionFile?
    private let token: SessionToken?
    private let log: String?

    /// A console on a database.
    ///
    /// - Parameters:
    ///   - store: the database; its clock is the console's.
    ///   - session: where a person stays signed in; nil keeps nothing.
    ///   - token: signs somebody in without asking, before what `session` keeps.
    ///   - log: a file for what libraries write to standard error while the screen is open; nil throws it away.
    public init(store: Store, session: SessionFile?, token: SessionToken? = nil, log: String? = nil) {
        self.store = store
        self.session = session
        self.token = token
        self.log = log
    }

    /// Runs the console and answers the exit status: 0, or 128 and the number of the signal that ended it. Throws if
    /// there is no terminal to run on.
    public func run() throws(ScreenError) -> Int32 {
        let file = ConfigurationFile.current()
        var (settings, problems) = file?.read() ?? (Settings(), [])
        settings.themes = Theme.names(in: file?.themesFolder)
        let (table, keyProblems) =
            settings.keys.isEmpty ? (.standard, []) : ActionTable.standard.remapped(settings.keys)
        problems += keyProblems
        var frozen: Instant?
        if case .frozen(let instant) = store.clock { frozen = instant }
        let moment = Moment.now(frozen: frozen)
        let app = App(
            settings: settings, table: table, size: .zero, moment: moment, isFrozen: frozen != nil,
            seed: UInt64.random(in: .min ... .max))
        let engine = Engine(app: app, store: store)
        // The database is asked before the terminal is opened: the answer comes while the screen is made.
        let started = engine.begin { [token, session] app in
            let kept = token == nil ? session?.readAll() : nil
            app.begin(nil, token: token ?? kept?.token, email: kept?.email, isKept: kept != nil)
        }
        let theme = Theme.named(settings.theme, in: file?.themesFolder)
        let screen = try NcursesScreen(NcursesScreen.Options(theme: theme, mouse: settings.mouse, log: log))
        defer { screen.close() }
        problems += theme.problems + (screen.notice.map { [$0] } ?? [])
        let loop = Loop(engine: engine, screen: screen, frozen: frozen) { [session] outside in
            switch outside {
            case .theme(let name):
                screen.use(Theme.named(name, in: file?.themesFolder))
                Self.keep("theme", "\"\(name)\"", in: file, engine)
            case .mouse(let isOn): Self.keep("mouse", "\(isOn)", in: file, engine)
            case .token(let token): Self.keep(token, in: session, engine)
            case .repaint: screen.repaint()
            }
        }
        let status = loop.run(
            started
                + engine.begin { app in
                    app.handle(.resize(screen.size))
                    if let problem = problems.first { app.show(.warning, problem) }
                })
        return status
    }

    private static func keep(_ name: String, _ value: String, in file: ConfigurationFile?, _ engine: Engine) {
        do {
            try file?.set(name, to: value)
        } catch {
            _ = engine.begin { $0.show(.warning, "The choice holds until you leave. \(error.message)") }
        }
    }

    private static func keep(_ token: SessionToken?, in session: SessionFile?, _ engine: Engine) {
        guard let token else {
            session?.remove()
            return
        }
        do {
            try session?.write(token, email: engine.app.sitting.arrival?.session.email)
        } catch {
            _ = engine.begin { $0.show(.warning, "You will have to sign in again next time. \(error.message)") }
        }
    }
}
