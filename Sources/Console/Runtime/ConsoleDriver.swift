import Salon
import SalonStore
import Terminal

/// Drives the console without a terminal: keys in, frames out, and it waits until nothing runs any more.
///
/// It stands on the same engine as the program, on a screen in memory and with a clock that moves only when told. It
/// waits for conditions, never for a time.
public final class ConsoleDriver {
    /// What the console draws on.
    public let screen: MemoryScreen
    private(set) var moment: Moment
    /// The commands that the terminal would have got, in order.
    private(set) var commands: [App.Command] = []
    private let engine: Engine

    /// A console on a screen of this size.
    ///
    /// - Parameters:
    ///   - size: columns and rows.
    ///   - instant: the moment at which the clock stands.
    ///   - arrival: who is signed in; nil for the sign-in screen.
    ///   - token: the kept token that is tried when nobody is signed in.
    ///   - settings: as in the configuration file.
    ///   - perform: does the jobs: `Canned` for answers given as values.
    convenience init(
        size: Size, at instant: Instant, arrival: Arrival? = nil, token: SessionToken? = nil,
        settings: Settings = Settings(),
        perform: @escaping @Sendable (AnyJob) -> Engine.Result
    ) {
        self.init(size: size, at: instant, arrival: arrival, token: token, settings: settings) { job, _ in
            AnyJob.Done(perform(job))
        }
    }

    private init(
        size: Size, at instant: Instant, arrival: Arrival?, token: SessionToken?, settings: Settings,
        doing perform: @escaping @Sendable (AnyJob, [AnyJob]) -> AnyJob.Done
    ) {
        screen = MemoryScreen(size)
        moment = Moment(instant: instant, uptime: 1_000_000)
        let app = App(
            settings: settings, table: ActionTable.standard.remapped(settings.keys).table, size: size, moment: moment,
            isFrozen: false, seed: 1)
        engine = Engine(app: app, perform: perform)
        commands += engine.begin { $0.begin(arrival, token: token, isKept: token != nil) }
        feed([])
        settle()
    }

    /// A console on a database.
    ///
    /// - Parameters:
    ///   - size: columns and rows.
    ///   - store: the database; its clock's moment is the console's, and stays until `pass`.
    ///   - token: signs somebody in; nil for the sign-in screen.
    public convenience init(size: Size, store: Store, token: SessionToken? = nil) {
        let backend = Backend(store: store)
        self.init(size: size, at: store.clock.now, arrival: nil, token: token, settings: Settings()) { job, loads in
            job.perform(backend, with: loads)
        }
    }

    /// The model.
    var app: App { engine.app }
    /// The rows of the screen.
    public var lines: [String] { screen.lines }
    /// The rows of the screen in one text.
    public var text: String { lines.joined(separator: "\n") }

    /// Presses keys by their names ("n", "ctrl-p", "enter") and waits after each until nothing runs any more.
    public func press(_ keys: Key...) {
        for key in keys {
            feed([.key(key)])
            settle()
        }
    }

    /// Types a text.
    public func type(_ text: String) {
        for character in text { feed([.key(.character(character))]) }
        settle()
    }

    /// Gives the console any input.
    public func send(_ inputs: Input...) {
        feed(inputs)
        settle()
    }

    /// Presses a key and draws, without waiting for the workers: what a key costs.
    public func pressOnly(_ key: Key) { feed([.key(key)]) }

    /// Lets time pass.
    public func pass(seconds: Int) {
        moment.instant = moment.instant.adding(seconds: seconds)
        moment.uptime += Int64(seconds) * 1_000
        feed([])
        settle()
    }

    /// News from another desk, or of the connection.
    func hear(_ news: Engine.News) {
        engine.news.post(news)
        feed([])
        settle()
    }

    /// Waits until nothing runs on the workers. A job that never ends would wait for ever: after 30 s it gives up.
    public func settle() {
        let start = Moment.now().uptime
        while !engine.isIdle, Moment.now().uptime - start < 30_000 {
            engine.wakeUp.wait(milliseconds: 1_000)
            feed([])
        }
    }

    private func feed(_ inputs: [Input]) {
        commands += engine.turn(inputs, at: moment)
        screen.present(engine.app.draw())
    }
}

/// Answers to jobs as values, for tests without a server.
struct Canned: Sendable {
    private var answers: [@Sendable (AnyJob) -> Engine.Result?] = []

    init() {}

    /// Answers the jobs of a screen.
    func answering<Screen: ConsoleScreen>(
        _ screen: Screen.Type, _ answer: @escaping @Sendable (Screen.Job) -> Result<Screen.Answer, SalonError>
    ) -> Canned {
        var canned = self
        canned.answers.append { job in
            guard job.place == screen.place, let own = job.job as? Screen.Job else { return nil }
            return answer(own).map { $0 }
        }
        return canned
    }

    /// Does a job by the first answer that knows it.
    func perform(_ job: AnyJob) -> Engine.Result {
        for answer in answers {
            if let result = answer(job) { return result }
        }
        return .failure(.notFound(what: "canned answer for \(job.place)"))
    }
}
