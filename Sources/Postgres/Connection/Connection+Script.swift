import CPostgres

extension Connection {
    /// Runs a script of any number of statements, as a migration is: one transaction, unless it says otherwise itself.
    ///
    /// - Parameters:
    ///   - sql: The statements, with `;` between them. No parameters.
    ///   - timeout: When to cancel; `settings.callTimeout` if nil.
    /// - Throws: `PostgresError` of the first statement that failed.
    public func script(_ sql: String, timeout: Duration? = nil) throws(PostgresError) {
        if !transaction.opening.isEmpty {
            _ = try exchange(Pipeline(), prelude: transaction.opening, until: .after(settings.callTimeout))
        }
        let inTransaction = PQtransactionStatus(pointer) == PQTRANS_INTRANS
        try beginCall()
        var patience = Patience(deadline: .after(timeout ?? settings.callTimeout))
        statistics.roundTrips += 1
        statistics.statements += 1
        PQexitPipelineMode(pointer)
        do throws(PostgresError) {
            guard PQsendQuery(pointer, sql) == 1 else { throw lost(inTransaction, patience) }
            var failure: ServerError?
            while let result = try nextResult(inTransaction, &patience) {
                defer { PQclear(result) }
                if let error = try error(in: result, inTransaction, patience), failure == nil { failure = error }
            }
            PQenterPipelineMode(pointer)
            let cause = endCall()
            if let failure { throw refusal(failure, cause: cause) }
        } catch {
            if isBusy { endCall() }
            throw error
        }
    }

    /// Waits for the next answer outside a pipeline; nil when all are in.
    func nextResult(_ inTransaction: Bool, _ patience: inout Patience) throws(PostgresError) -> OpaquePointer? {
        switch awaitAnswer(&patience) {
        case .answer: return PQgetResult(pointer)
        case .lost: throw lost(inTransaction, patience)
        case .silent: throw lost(inTransaction, patience, .timeout)
        }
    }

    /// What the server refused, if this is a refusal.
    func error(
        in result: OpaquePointer, _ inTransaction: Bool, _ patience: Patience
    ) throws(PostgresError) -> ServerError? {
        switch PQresultStatus(result) {
        case PGRES_FATAL_ERROR:
            let error = ServerError(result: result)
            if error.isFatal || PQstatus(pointer) != CONNECTION_OK { throw lost(inTransaction, patience) }
            return error
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            markBroken()
            throw PostgresError(.misuse("COPY needs copyIn"), outcome: inTransaction ? .rolledBack : .unknown)
        default: return nil
        }
    }

    /// Outside a transaction the script may have committed.
    func lost(
        _ inTransaction: Bool, _ patience: Patience, _ kind: PostgresError.Kind = .lost
    ) -> PostgresError {
        markBroken()
        return PostgresError(kind, outcome: inTransaction || !patience.isFlushed ? .rolledBack : .unknown)
    }
}
