import CPostgres

/// How long a call still waits, and what it has done about its deadline.
struct Patience {
    var deadline: Deadline
    var isCancelling = false
    /// Whether the last byte of the call may have left this machine.
    var isFlushed = false

    /// How long the server has to take a cancel and to answer it.
    static let grace: Duration = .seconds(2)
}

extension Connection {
    enum Waited {
        /// `PQgetResult` does not block.
        case answer
        case lost
        /// Not even the cancel was answered.
        case silent
    }

    /// Sends what is due and waits for an answer. At the deadline the statement is cancelled; its answer is then waited
    /// for a little longer, because a cancel may come too late and must not hit the next call.
    func awaitAnswer(_ patience: inout Patience) -> Waited {
        while true {
            let flushed = PQflush(pointer)
            if flushed == 0 { patience.isFlushed = true }
            if PQisBusy(pointer) == 0 { return .answer }
            guard flushed >= 0, PQstatus(pointer) == CONNECTION_OK else { return .lost }
            // Reading while writing: otherwise both sides could fill their buffers and wait for each other.
            let wanted: Readiness = flushed == 0 ? .read : [.read, .write]
            let (ready, _) = Poll.wait(PQsocket(pointer), for: wanted, until: patience.deadline)
            if ready.isEmpty {
                if patience.isCancelling { return .silent }
                patience.isCancelling = true
                patience.deadline = .after(Patience.grace)
                canceller.cancelAtDeadline()
            } else if !ready.isDisjoint(with: [.read, .hangUp]), PQconsumeInput(pointer) == 0 {
                return PQisBusy(pointer) == 0 ? .answer : .lost
            }
        }
    }

    /// Claims the connection for a call.
    func beginCall() throws(PostgresError) {
        guard !isBusy else { throw .inTheMiddle }
        guard isUsable else { throw PostgresError(.lost, outcome: .nothingSent) }
        isBusy = true
        canceller.callBegins()
    }

    /// Frees the connection for the next call.
    ///
    /// - Returns: Who cancelled this one.
    @discardableResult
    func endCall() -> CancelHandle.Cause? {
        isBusy = false
        let (cause, isSettled) = canceller.callEnded(deadline: .after(Patience.grace))
        if !isSettled { markBroken() }
        return cause
    }

    /// The error of a statement that the server refused. A cancel that somebody asked for is no refusal.
    func refusal(
        _ error: ServerError, cause: CancelHandle.Cause?, statement: String? = nil, position: Int? = nil
    ) -> PostgresError {
        var kind = PostgresError.Kind.server(error)
        if error.sqlState == .queryCanceled {
            switch cause {
            case .deadline: kind = .timeout
            case .caller: kind = .cancelled
            case nil: break
            }
        }
        return PostgresError(kind, outcome: .rolledBack, statement: statement, position: position)
    }
}

extension PostgresError {
    /// Somebody called from inside another call's closure.
    static var inTheMiddle: PostgresError {
        PostgresError(.misuse("the connection is in the middle of another call"), outcome: .nothingSent)
    }
}
