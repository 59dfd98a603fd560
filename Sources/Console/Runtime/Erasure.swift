import Salon
import Terminal

/// A screen's job without its type, as the workers and the requests hold it.
struct AnyJob: Sendable {
    /// The place of the screen whose job it is.
    let place: String
    /// The screen's own value.
    let job: any Equatable & Sendable
    /// In whose name it is done; nil while nobody is signed in.
    var person: Person?
    /// What is known beforehand of how it ends.
    let foresight: AnyForesight?
    private let work: @Sendable (Backend) -> Result<any Sendable, SalonError>

    init<Screen: ConsoleScreen>(_ job: Screen.Job, of screen: Screen.Type) {
        place = screen.place
        self.job = job
        foresight = Screen.foresight(of: job).map { AnyForesight($0) }
        work = { backend in
            do throws(SalonError) {
                return .success(try Screen.perform(job, with: backend))
            } catch {
                return .failure(error)
            }
        }
    }

    /// Does it, on a worker thread.
    func perform(_ backend: Backend) -> Result<any Sendable, SalonError> { work(backend.of(person?.id)) }

    /// Does it, and the loads that are wanted behind it in the same round trip.
    func perform(_ backend: Backend, with loads: [AnyJob]) -> Done {
        let backend = backend.of(person?.id)
        guard !loads.isEmpty, let desk = try? backend.desk else { return Done(work(backend)) }
        let (result, seen) = desk.together(
            { work(backend.at($0)) }, thenReading: loads.map { load in { load.work(backend.at($0)) } })
        return Done(result, brought: zip(loads, seen).compactMap { load, seen in seen.map { (load, $0) } })
    }

    /// Whether it is the same work in the same name.
    func isSame(as other: AnyJob) -> Bool {
        place == other.place && person == other.person && job.equals(other.job)
    }

    /// What came of a job.
    struct Done: Sendable {
        let result: Result<any Sendable, SalonError>
        /// The loads that it brought along, with their answers.
        let brought: [(load: AnyJob, result: Result<any Sendable, SalonError>)]

        init(
            _ result: Result<any Sendable, SalonError>,
            brought: [(load: AnyJob, result: Result<any Sendable, SalonError>)] = []
        ) {
            self.result = result
            self.brought = brought
        }
    }
}

extension Equatable {
    fileprivate func equals(_ other: any Equatable) -> Bool { other as? Self == self }
}

/// A foresight on its way to the shell, which knows no screen's answers.
enum AnyForesight: Sendable {
    case answer(any Sendable)
    case end(Changes)

    fileprivate init<Screen: ConsoleScreen>(_ foresight: Foresight<Screen>) {
        switch foresight {
        case .answer(let answer): self = .answer(answer)
        case .end(let changes): self = .end(changes)
        }
    }
}

/// A message on its way to a screen whose type only the screen itself knows.
enum AnyMessage {
    case opened(Destination)
    case action(String)
    case input(Input)
    case answer(AnyJob, Result<any Sendable, SalonError>)
    case reply(any Equatable & Sendable, Reply)
    case changed(Changes)
    case tick
    case back
}

/// An effect on its way from a screen to the shell.
enum AnyEffect {
    case load(AnyJob, RequestGroup)
    case save(AnyJob)
    case cancel(RequestGroup)
    case open(Destination, question: (any Equatable & Sendable)?)
    case close
    case finish(Reply)
    case shell(ShellRequest)
}

// The shell holds screens of many types; these two methods are the whole border between it and them. Opening the
// existential costs one indirect call a key, so that a new screen is one line in `ScreenList` and no case in the shell.
extension ConsoleScreen {
    /// Gives the screen its message in its own type. A message that isn't the screen's own changes nothing.
    mutating func receive(_ message: AnyMessage, _ context: Context) -> [AnyEffect] {
        guard let own = Self.own(message) else { return [] }
        return update(own, context).map(Self.erase)
    }

    /// Why an action of the table can't be done now: the role first, then the state.
    func reason(against action: Action, _ context: Context) -> String? {
        if let permission = action.permission, !context.may(permission) {
            return SalonError.forbidden(permission).message
        }
        return ActionName(rawValue: action.rawName).flatMap { disabledReason($0, context) }
    }

    /// Whether a key that means this message must wait for what is being read.
    func mustWait(_ message: AnyMessage, reading: Set<RequestGroup>) -> Bool {
        Self.own(message).map { mustWait($0, reading: reading) } ?? false
    }

    private static func own(_ message: AnyMessage) -> Message<Self>? {
        switch message {
        case .opened(let destination): .opened(destination)
        case .action(let name): ActionName(rawValue: name).map { .action($0) }
        case .input(let input): .input(input)
        case .answer(let job, let result):
            switch (job.job as? Job, result) {
            case (let job?, .success(let answer)): (answer as? Answer).map { .answer(job, .success($0)) }
            case (let job?, .failure(let error)): .answer(job, .failure(error))
            case (nil, _): nil
            }
        case .reply(let question, let reply): (question as? Question).map { .reply($0, reply) }
        case .changed(let changes): .changed(changes)
        case .tick: .tick
        case .back: .back
        }
    }

    private static func erase(_ effect: Effect<Self>) -> AnyEffect {
        switch effect {
        case .load(let job, let group): .load(AnyJob(job, of: Self.self), group)
        case .save(let job): .save(AnyJob(job, of: Self.self))
        case .cancel(let group): .cancel(group)
        case .ask(let question, let dialog): .open(.question(dialog), question: question)
        case .open(let destination, let question): .open(destination, question: question)
        case .close: .close
        case .finish(let reply): .finish(reply)
        case .shell(let request): .shell(request)
        }
    }
}
