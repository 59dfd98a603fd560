import CPostgres

/// How a transaction sees others.
public enum TransactionMode: Sendable, Hashable {
    /// Each statement sees what was committed before it.
    case readCommitted
    /// All statements see the same moment, and none may write: for reports of several statements.
    case snapshot
    /// As if transactions ran one after the other; may fail with `serializationFailure` and is then worth repeating.
    case serializable

    var begin: Statement {
        switch self {
        case .readCommitted: "begin"
        case .snapshot: "begin isolation level repeatable read read only"
        case .serializable: "begin isolation level serializable"
        }
    }
}

enum TransactionState: Equatable {
    case none
    /// `begin` travels with the first statement.
    case announced(TransactionMode)
    case open

    var opening: [Statement] {
        if case .announced(let mode) = self { [mode.begin] } else { [] }
    }
}

extension Connection {
    /// Runs a closure in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// `begin` travels with the closure's first statement, so a transaction of n calls takes n + 1 round trips. Where no
    /// statement depends on an answer, one `Pipeline` does the same in one.
    ///
    /// - Parameters:
    ///   - mode: How it sees other transactions.
    ///   - body: What to do. It may be run only once; repeat the whole if the error's `isWorthRepeating` says so.
    /// - Returns: What the closure returned.
    /// - Throws: What the closure threw, or `PostgresError`; `outcome` tells `rolledBack` from `unknown`: the answer to
    ///   the commit was lost, so look whether it took effect before doing it again.
    public func transaction<Result>(
        _ mode: TransactionMode = .readCommitted, _ body: (Connection) throws(PostgresError) -> Result
    ) throws(PostgresError) -> Result {
        try transaction(mode, failingAs: { $0 }, body)
    }

    /// As `transaction`, for closures that throw errors of another type.
    ///
    /// - Parameters:
    ///   - mode: How it sees other transactions.
    ///   - translate: Turns errors of the transaction itself into the closure's type.
    ///   - body: What to do.
    /// - Returns: What the closure returned.
    /// - Throws: What the closure threw, or a translated `PostgresError`.
    public func transaction<Result, Failure: Error>(
        _ mode: TransactionMode = .readCommitted, failingAs translate: (PostgresError) -> Failure,
        _ body: (Connection) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard transaction == .none, isBusy || !isUsable || isAtRest else {
            throw translate(PostgresError(.misuse("a transaction is open already"), outcome: .nothingSent))
        }
        guard !isBusy else { throw translate(.inTheMiddle) }
        transaction = .announced(mode)
        let result: Result
        do throws(Failure) {
            result = try body(self)
        } catch {
            rollBack()
            if var failure = error as? PostgresError, failure.outcome == .committed {
                failure = failure.with(outcome: .rolledBack)
                if let failure = failure as? Failure { throw failure }
            }
            throw error
        }
        do throws(PostgresError) {
            try commit()
        } catch {
            throw translate(error)
        }
        return result
    }

    private func commit() throws(PostgresError) {
        defer { transaction = .none }
        guard transaction == .open else { return }
        guard isUsable else { throw PostgresError(.lost, outcome: .rolledBack) }
        let answers = try exchange(Pipeline("commit"), prelude: [], until: .after(settings.callTimeout))
        // The server answers the commit of a failed transaction with success, and rolls back.
        guard answers[0].commandTag == "COMMIT" else {
            throw PostgresError(.transactionAborted, outcome: .rolledBack)
        }
    }

    /// What can't be rolled back by a statement is rolled back by the server when the connection closes.
    private func rollBack() {
        defer { transaction = .none }
        guard transaction == .open, isUsable else { return }
        do throws(PostgresError) {
            _ = try exchange(Pipeline("rollback"), prelude: [], until: .after(Patience.grace))
        } catch {
            markBroken()
        }
    }
}
