import Postgres
import Salon
import Synchronization

/// One round trip of several calls of the repositories: of one that changes something, and of those that read what is
/// to be shown then.
///
/// A call that reads adds its statements to a pipeline, sends it, and reads the answers. So it is made twice: the first
/// time it gets no farther than to the sending, and what it would send is taken down; the second time the answers are
/// there. Between the two the change takes the statements along, behind its own and in transactions of their own: they
/// see what it has done, and what becomes of them changes nothing about it.
final class SharedTrip: Sendable {
    private enum State {
        /// Takes down what is sent.
        case listening(Pipeline?)
        /// Takes others' statements along with the next round trip that succeeds.
        case taking([Pipeline], answers: [PipelineAnswers]?)
        /// Gives the answers to what was taken down, once.
        case answering(PipelineAnswers?)
    }

    /// What happens to something that is to be sent.
    private enum Turn {
        case stays, goesAlone, takesOthers
    }

    private let state: Mutex<State>

    private init(_ state: State) { self.state = Mutex(state) }

    /// Does one thing, and reads others in its first round trip.
    ///
    /// - Returns: What it gave, and what each reading gave; nil for one whose answer did not come along.
    static func make<Done, Seen>(
        _ change: (Desk) -> Done, thenReading readings: [(Desk) -> Seen], at desk: Desk
    ) -> (Done, [Seen?]) {
        let questions = readings.map { reading in
            let trip = SharedTrip(.listening(nil))
            _ = reading(desk.on(trip))
            return trip.question
        }
        let trip = SharedTrip(.taking(questions.compactMap(\.self), answers: nil))
        let done = change(desk.on(trip))
        var answers = trip.answers.makeIterator()
        return (
            done,
            zip(readings, questions).map { reading, question in
                guard question != nil, let answers = answers.next() else { return nil }
                return reading(desk.on(SharedTrip(.answering(answers))))
            }
        )
    }

    /// What was sent first.
    private var question: Pipeline? {
        state.withLock { state in
            if case .listening(let pipeline) = state { pipeline } else { nil }
        }
    }

    /// The answers to the statements that were taken along; none if they have not been had.
    private var answers: [PipelineAnswers] {
        state.withLock { state in
            if case .taking(_, let answers?) = state { answers } else { [] }
        }
    }

    /// As `Store.run`.
    func run(_ pipeline: Pipeline, on store: Store) throws(SalonError) -> PipelineAnswers {
        let (turn, answers) = state.withLock { state -> (Turn, PipelineAnswers?) in
            switch state {
            case .listening(let first):
                state = .listening(first ?? pipeline)
                return (.stays, nil)
            case .answering(let answers):
                state = .answering(nil)
                return (.goesAlone, answers)
            case .taking(_, let answers): return (answers == nil ? .takesOthers : .goesAlone, nil)
            }
        }
        if let answers { return answers }
        switch turn {
        case .stays: throw Self.isListening
        case .goesAlone: return try store.run(pipeline)
        case .takesOthers:
            let outcome = try settle(pipeline, on: store)
            if let failure = outcome.failure { throw SalonError(failure) }
            return outcome.answers
        }
    }

    /// As `Store.settle`, for a change: nobody reads by it, so it is never taken down.
    func settle(_ pipeline: Pipeline, on store: Store) throws(SalonError) -> PipelineOutcome {
        let others = try state.withLock { (state) throws(SalonError) -> [Pipeline] in
            switch state {
            case .listening: throw Self.isListening
            case .taking(let others, nil): return others
            case .taking, .answering: return []
            }
        }
        guard !others.isEmpty else { return try store.settle(pipeline) }
        var all = pipeline
        let places = others.map { all.append($0) }
        let outcome = try store.settle(all)
        // What is read behind a refused change is not what was asked for.
        if outcome.failure == nil { state.withLock { $0 = .taking([], answers: places.map { outcome.answers[$0] }) } }
        return outcome[0..<pipeline.count]
    }

    /// What a call that only wanted to be heard gets.
    private static let isListening = SalonError.unavailable(sentence: "It is read together with a change.")
}

extension Desk {
    /// Does what changes something, and reads in the same round trip what is to be shown then.
    ///
    /// - Parameters:
    ///   - change: Its first round trip takes the readings along.
    ///   - readings: Calls that only read, in one round trip each; each is made twice, to learn what it asks for and to
    ///     read the answer.
    /// - Returns: What the change gave, and what each reading gave; nil for one whose answer did not come along, as when
    ///   the change was refused.
    public func together<Done, Seen>(
        _ change: (Desk) -> Done, thenReading readings: [(Desk) -> Seen]
    ) -> (Done, [Seen?]) {
        SharedTrip.make(change, thenReading: readings, at: self)
    }

    fileprivate func on(_ trip: SharedTrip) -> Desk {
        Desk(session: session, branch: branch, zone: zone, token: token, store: store, opened: opened, trip: trip)
    }
}
