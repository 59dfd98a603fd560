import Salon
import SalonStore
import Synchronization
import Terminal

/// The model with its workers: everything of the running console but the waiting.
///
/// `Loop` drives it in a terminal and `ConsoleDriver` in tests and measurements, so both run the same code. Used from
/// one thread; only `post` may be called from any.
final class Engine {
    typealias Result = Swift.Result<any Sendable, SalonError>

    /// News from other threads.
    enum News: Sendable {
        /// Another desk changed something.
        case changed(Changes)
        /// The connection that listens was lost.
        case serverLost
        /// The connection that listens stands; unless all is up to date, what happened before it isn't known.
        case serverReached(isUpToDate: Bool)

        init(_ event: LiveEvent) {
            switch event {
            case .connected(let isUpToDate): self = .serverReached(isUpToDate: isUpToDate)
            case .lost: self = .serverLost
            case .changed(let change): self = .changed(Changes(change))
            }
        }
    }

    /// Rung by answers and news.
    let wakeUp = WakeUp()
    private(set) var app: App
    private let workers: Workers<Result>
    private let perform: @Sendable (AnyJob) -> Result
    private let mailbox: Mailbox

    /// News on its way to the main thread.
    final class Mailbox: Sendable {
        private let waiting = Mutex<[News]>([])
        private let wakeUp: WakeUp

        init(wakeUp: WakeUp) { self.wakeUp = wakeUp }

        /// Leaves news, from any thread.
        func post(_ news: News) {
            waiting.withLock { $0.append(news) }
            wakeUp.ring()
        }

        func take() -> [News] {
            waiting.withLock { news in
                defer { news.removeAll() }
                return news
            }
        }
    }

    /// - Parameter perform: does a job, on a worker thread.
    init(app: App, perform: @escaping @Sendable (AnyJob) -> Result) {
        self.app = app
        self.perform = perform
        workers = Workers(wakeUp: wakeUp)
        mailbox = Mailbox(wakeUp: wakeUp)
    }

    /// An engine on a database, which also hears what other desks change.
    convenience init(app: App, store: Store) {
        let backend = Backend(store: store)
        self.init(app: app) { job in job.perform(backend) }
        backend.listen { [mailbox] event in mailbox.post(News(event)) }
    }

    deinit { workers.stop() }

    /// Where other threads leave news.
    var news: Mailbox { mailbox }

    /// Nothing runs on the workers and no answer waits to be read.
    var isIdle: Bool { app.requests.isQuiet }

    /// One turn: the time, all answers, all news, all input. Answers what is to be done with the terminal.
    func turn(_ inputs: [Input], at moment: Moment) -> [App.Command] {
        _ = wakeUp.drain()
        app.advance(to: moment)
        for (id, answer) in workers.takeAnswers() { app.answer(id, answer) }
        for news in mailbox.take() { hear(news) }
        for input in inputs { app.handle(input) }
        return settle()
    }

    /// Changes the model directly, for the start of the program.
    func begin(_ body: (inout App) -> Void) -> [App.Command] {
        body(&app)
        return settle()
    }

    private func hear(_ news: News) {
        switch news {
        case .changed(let changes): app.hear(changes)
        case .serverLost: app.lostServer()
        case .serverReached(let isUpToDate):
            if case .offline = app.connection {
                app.reachedServer()
            } else if !isUpToDate {
                app.hear(.all)
            }
        }
    }

    /// Hands work to the workers and leaves the rest to the caller.
    private func settle() -> [App.Command] {
        app.takeCommands().filter { command in
            switch command {
            case .start(let request):
                let job = request.work
                workers.submit(request.id) { [perform] in perform(job) }
                return false
            case .withdraw(let stale):
                for id in stale { workers.withdraw(id) }
                return false
            default:
                return true
            }
        }
    }
}
