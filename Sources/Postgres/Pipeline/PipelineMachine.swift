/// Follows the answers of one pipeline, without doing any I/O.
///
/// The driver sends the steps in order and reports each answer; the machine says what the answer was for, keeps the
/// first failure, and knows what became of the statements if the connection breaks here.
struct PipelineMachine {
    /// What was sent. The number is the position of the statement in the pipeline.
    enum Step: Equatable {
        case prepare(Int)
        case execute(Int)
        case sync
    }

    enum Answer {
        case complete
        case failed(ServerError)
        /// Skipped, because a step before it in the same transaction failed.
        case skipped
        case sync
    }

    /// What the driver does with a complete answer.
    enum Use: Equatable {
        case nothing
        case markPrepared(Int)
        case keepRows(Int)
    }

    private let steps: [Step]
    /// Positions of statements that commit by themselves.
    private let commits: Set<Int>
    private var next = 0
    private(set) var failure: (position: Int, error: ServerError)?
    private var failedBeforeSync = false
    /// Whether an answer came that fits no step: the connection can't be used any more.
    private(set) var isOutOfStep = false

    init(steps: [Step], commits: Set<Int>) {
        self.steps = steps
        self.commits = commits
    }

    var isComplete: Bool { next == steps.count }

    mutating func receive(_ answer: Answer) -> Use {
        guard next < steps.count else {
            isOutOfStep = true
            return .nothing
        }
        let step = steps[next]
        switch (step, answer) {
        case (.sync, .sync):
            next += 1
            return .nothing
        case (.prepare(let position), .complete):
            next += 1
            return .markPrepared(position)
        case (.execute(let position), .complete):
            next += 1
            return .keepRows(position)
        case (.prepare(let position), .failed(let error)), (.execute(let position), .failed(let error)):
            next += 1
            if failure == nil {
                failure = (position, error)
                failedBeforeSync = true
            }
            return .nothing
        case (.prepare, .skipped), (.execute, .skipped):
            next += 1
            return .nothing
        case (.sync, .failed(let error)):
            // A deferred constraint, or the end of the server: the failure belongs to the transaction's last statement.
            if failure == nil { failure = (max(0, lastExecuted), error) }
            return .nothing
        default:
            isOutOfStep = true
            return .nothing
        }
    }

    /// The position of the last statement that has an answer, good or bad.
    var lastExecuted: Int {
        for step in steps[..<min(next, steps.count)].reversed() {
            switch step {
            case .prepare(let position), .execute(let position): return position
            case .sync: continue
            }
        }
        return 0
    }

    /// What became of the statements if the connection breaks now. In doubt, it is unknown.
    ///
    /// - Parameters:
    ///   - sentWhole: Whether the last sync may have left this machine.
    ///   - inTransaction: Whether a transaction was open before the pipeline.
    func outcomeIfLost(sentWhole: Bool, inTransaction: Bool) -> TransactionOutcome {
        let syncs = steps.lazy.filter { $0 == .sync }.count
        if inTransaction && commits.isEmpty { return .rolledBack }
        guard syncs == 1, commits.isEmpty else { return .unknown }
        // The one point of commit is the last sync: it must have been sent, and everything before it have succeeded.
        if !sentWhole || failedBeforeSync { return .rolledBack }
        return .unknown
    }
}
