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
    private let workers: Workers<AnyJob.Done>
    private let perform: @Sendable (AnyJob, [AnyJob]) -> AnyJob.Done
    private let mailbox: Mailbox
    /// Loads that go with the first of their turn, which has no answer yet.
    private var companions: [RequestID: [Requests<AnyJob>.Request]] = [:]

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

    /// - Parameter perform: does a job, on a worker thread, and the loads that are wanted behind it, if it can.
    init(app: App, perform: @escaping @Sendable (AnyJob, [AnyJob]) -> AnyJob.Done) {
        self.app = app
        self.perform = perform
        workers = Workers(wakeUp: wakeUp)
        mailbox = Mailbox(wakeUp: wakeUp)
    }

    /// An engine on a database, which also hears what other desks change.
    convenience init(app: App, store: Store) {
        let backend = Backend(store: store)
        self.init(app: app) { job, loads in job.perform(backend, with: loads) }
        backend.listen { [mailbox] event in mailbox.post(News(event)) }
    }

    deinit { workers.stop() }

    /// Where other threads leave news.
    var news: Mailbox { mailbox }

    /// Nothing runs on the workers, be it wanted or not, and no answer waits to be read.
    var isIdle: Bool { app.requests.isQuiet && workers.isIdle }

    /// One turn: the time, all answers, all news, all input. Answers what is to be done with the terminal.
    func turn(_ inputs: [Input], at moment: Moment) -> [App.Command] {
        _ = wakeUp.drain()
        app.advance(to: moment)
        for (id, done) in workers.takeAnswers() { take(done, of: id) }
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

    private func take(_ done: AnyJob.Done, of id: RequestID) {
        let others = companions.removeValue(forKey: id) ?? []
        app.answer(id, done.result, bringing: done.brought)
        for other in others {
            if let seen = done.brought.first(where: { $0.load.isSame(as: other.work) }) {
                app.answer(other.id, seen.result)
            } else {
                submit(other)
            }
        }
    }

    // MARK: Work

    /// Hands work to the workers and leaves the rest to the caller.
    private func settle() -> [App.Command] {
        var loads: [Requests<AnyJob>.Request] = []
        var rest: [App.Command] = []
        for command in app.takeCommands() {
            switch command {
            case .start(let request) where request.kind == .save: submit(request, with: app.wanted(after: request))
            case .start(let request): loads.append(request)
            case .withdraw(let stale):
                loads.removeAll { stale.contains($0.id) }
                for id in stale { withdraw(id) }
            default: rest.append(command)
            }
        }
        submit(loads)
        return rest
    }

    /// What is wanted at one time goes in one round trip.
    private func submit(_ loads: [Requests<AnyJob>.Request]) {
        for (_, loads) in Dictionary(grouping: loads, by: \.work.person) {
            let others = Array(loads.dropFirst())
            if !others.isEmpty { companions[loads[0].id] = others }
            submit(loads[0], with: others.map(\.work))
        }
    }

    private func submit(_ request: Requests<AnyJob>.Request, with loads: [AnyJob] = []) {
        let job = request.work
        workers.submit(request.id) { [perform] in perform(job, loads) }
    }

    private func withdraw(_ id: RequestID) {
        workers.withdraw(id)
        // What was to go with another, and isn't wanted any more, is not asked for again when that comes without it.
        for leader in companions.keys { companions[leader]?.removeAll { $0.id == id } }
        // What was to go with it goes alone.
        for other in companions.removeValue(forKey: id) ?? [] { submit(other) }
    }
}
