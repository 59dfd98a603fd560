import CPostgres

extension Connection {
    /// Sends all statements of a pipeline and takes their answers, in one round trip.
    ///
    /// - Parameters:
    ///   - pipeline: The statements.
    ///   - timeout: When to cancel; `settings.callTimeout` if nil.
    /// - Returns: The rows of each statement.
    /// - Throws: `PostgresError` of the first statement that failed, with its position and name. The statements of its
    ///   transaction have no effect then.
    public func run(_ pipeline: Pipeline, timeout: Duration? = nil) throws(PostgresError) -> PipelineAnswers {
        guard !pipeline.isEmpty else { return PipelineAnswers(rows: []) }
        let deadline = Deadline.after(timeout ?? settings.callTimeout)
        let opening = transaction.opening
        let isInside = transaction == .open || PQtransactionStatus(pointer) == PQTRANS_INTRANS
        do throws(PostgresError) {
            return try exchange(pipeline, prelude: opening, until: deadline)
        } catch {
            let isOutdated = error.sqlState == .invalidStatementName || error.sqlState == .featureNotSupported
            guard isOutdated, isUsable, !isInside, pipeline.boundaries.isEmpty,
                pipeline.entries.contains(where: { !$0.statement.name.isEmpty }),
                !pipeline.entries.contains(where: \.statement.commits)
            else { throw error }
            // The server's plans are gone or outdated, and the failure has undone what there was: once more, from scratch.
            if !opening.isEmpty { _ = try exchange(Pipeline("rollback"), prelude: [], until: deadline) }
            prepared.forgetAll()
            return try exchange(pipeline, prelude: ["deallocate all"] + opening, until: deadline)
        }
    }

    /// As `run`, for a pipeline whose later transactions are wanted even when an earlier one fails: a refused change, and
    /// then what explains the refusal, in one round trip.
    ///
    /// - Parameters:
    ///   - pipeline: The statements.
    ///   - timeout: When to cancel; `settings.callTimeout` if nil.
    /// - Returns: The rows, and what the server refused.
    /// - Throws: `PostgresError` when the answers could not be had.
    public func settle(_ pipeline: Pipeline, timeout: Duration? = nil) throws(PostgresError) -> PipelineOutcome {
        guard !pipeline.isEmpty else { return PipelineOutcome(answers: PipelineAnswers(rows: []), failure: nil) }
        let outcome = try exchangeAll(
            pipeline, prelude: transaction.opening, until: .after(timeout ?? settings.callTimeout))
        // What took effect can't be sent again for the sake of an outdated plan: the next call begins afresh.
        let state = outcome.failure?.sqlState
        if state == .invalidStatementName || state == .featureNotSupported { markBroken() }
        return outcome
    }

    /// Runs a pipeline behind statements of the connection's own.
    func exchange(
        _ pipeline: Pipeline, prelude: [Statement], until deadline: Deadline
    ) throws(PostgresError) -> PipelineAnswers {
        let outcome = try exchangeAll(pipeline, prelude: prelude, until: deadline)
        if let failure = outcome.failure { throw failure }
        return outcome.answers
    }

    private func exchangeAll(
        _ pipeline: Pipeline, prelude: [Statement], until deadline: Deadline
    ) throws(PostgresError) -> PipelineOutcome {
        let inTransaction = transaction != .none || PQtransactionStatus(pointer) == PQTRANS_INTRANS
        var call = try PipelineCall(
            prelude.isEmpty ? pipeline : pipeline.preceded(by: prelude), hidden: prelude.count,
            inTransaction: inTransaction, prepared: prepared)
        try beginCall()
        if transaction != .none { transaction = .open }
        statistics.roundTrips += 1
        statistics.statements += pipeline.count
        var patience = Patience(deadline: deadline)
        do throws(PostgresError) {
            try call.send(on: self)
            try call.takeAnswers(on: self, &patience)
        } catch {
            markBroken()
            endCall()
            throw error
        }
        let cause = endCall()
        return PipelineOutcome(
            answers: PipelineAnswers(rows: Array(call.rows.dropFirst(prelude.count))),
            failure: call.failure(on: self, cause: cause))
    }
}
