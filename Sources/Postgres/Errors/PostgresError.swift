/// What became of the statements that a failing call was about.
public enum TransactionOutcome: Sendable, Hashable {
    /// The server never got them. Sending them again is safe.
    case nothingSent
    /// The server has undone them, or surely will. Doing the whole again is safe.
    case rolledBack
    /// They may have taken effect: the answer was lost. Look before doing it again.
    case unknown
    /// They took effect; only reading the answer failed.
    case committed
}

/// Everything that can go wrong between a call and its answer.
///
/// `description` never holds a bound value nor a row: it can go to a log as it is.
public struct PostgresError: Error, Sendable {
    /// Why the call failed.
    public enum Kind: Sendable {
        /// No connection could be made.
        case connect(ConnectFailure)
        /// The server refused a statement.
        case server(ServerError)
        /// The connection broke, or had been closed.
        case lost
        /// The call's deadline passed; the statement was cancelled, or the connection given up.
        case timeout
        /// A `CancelHandle` cancelled the statement.
        case cancelled
        /// An answer did not have the shape that the program expected.
        case decoding(DecodingFailure)
        /// The transaction had failed earlier, and its closure returned all the same.
        case transactionAborted
        /// All connections of the pool stayed taken until the deadline.
        case poolExhausted
        /// The pool is closed.
        case poolClosed
        /// The program used the connection in a way that it does not allow.
        case misuse(String)
    }

    /// Why the call failed.
    public let kind: Kind
    /// What became of the call's statements.
    public let outcome: TransactionOutcome
    /// The static name of the statement that failed, if one did and it has a name.
    public let statement: String?
    /// The position of that statement in its pipeline, from 0.
    public let position: Int?

    /// Builds an error.
    public init(_ kind: Kind, outcome: TransactionOutcome, statement: String? = nil, position: Int? = nil) {
        self.kind = kind
        self.outcome = outcome
        self.statement = statement
        self.position = position
    }

    /// What the server said, if it was the server that refused.
    public var server: ServerError? {
        if case .server(let error) = kind { error } else { nil }
    }

    /// The server's condition, if it was the server that refused.
    public var sqlState: SQLState? { server?.sqlState }

    /// The violated constraint, if there was one.
    public var constraint: String? { server?.constraint }

    /// Whether doing the whole again is safe and may succeed: nothing took effect, and the cause was a lost
    /// connection, a deadlock or an order that could not be had (PostgreSQL manual, 13.5).
    public var isWorthRepeating: Bool {
        guard outcome == .nothingSent || outcome == .rolledBack else { return false }
        switch kind {
        case .lost: return true
        case .server(let error):
            return error.sqlState == .serializationFailure || error.sqlState == .deadlockDetected
        default: return false
        }
    }

    /// The same failure, with another knowledge of what became of the statements.
    func with(outcome: TransactionOutcome) -> PostgresError {
        PostgresError(kind, outcome: outcome, statement: statement, position: position)
    }
}

/// Why no connection could be made.
public struct ConnectFailure: Sendable, Hashable {
    /// libpq's sentence: it names hosts, database and user, never a password.
    public let message: String
    /// The server's condition, if a server answered.
    public let sqlState: SQLState?
    /// Whether the deadline passed.
    public let timedOut: Bool

    /// Builds one.
    public init(message: String, sqlState: SQLState? = nil, timedOut: Bool = false) {
        self.message = message
        self.sqlState = sqlState
        self.timedOut = timedOut
    }
}

/// A column that is not what the program took it for. Holds no value.
public struct DecodingFailure: Sendable, Hashable {
    /// The column's name, or the name that no column has.
    public let column: String
    /// The Swift type that was asked for.
    public let expected: String
    /// What was found instead, in words.
    public let found: String

    /// Builds one, for readers of rows that know more than types.
    public init(column: String, expected: String, found: String) {
        self.column = column
        self.expected = expected
        self.found = found
    }
}

extension PostgresError: CustomStringConvertible {
    /// One line, free of values.
    public var description: String {
        var text: String
        switch kind {
        case .connect(let failure): text = "no connection: \(failure.message)"
        case .server(let error): text = "the server refused: \(error)"
        case .lost: text = "the connection was lost"
        case .timeout: text = "the deadline passed"
        case .cancelled: text = "cancelled"
        case .decoding(let failure):
            text = "column \(failure.column) is not \(failure.expected): \(failure.found)"
        case .transactionAborted: text = "the transaction had failed before it was to be committed"
        case .poolExhausted: text = "no connection became free in time"
        case .poolClosed: text = "the pool is closed"
        case .misuse(let reason): text = "misuse: \(reason)"
        }
        if let statement { text += " [statement \(statement)]" }
        if let position { text += " [position \(position)]" }
        switch outcome {
        case .nothingSent: text += " (nothing sent)"
        case .rolledBack: text += " (rolled back)"
        case .unknown: text += " (outcome unknown)"
        case .committed: text += " (took effect)"
        }
        return text
    }
}
