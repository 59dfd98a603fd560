/// The five characters by which PostgreSQL names a condition (PostgreSQL manual, appendix A).
public struct SQLState: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The five characters, such as `23P01`.
    public let rawValue: String

    /// Wraps a code as the server sent it.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Wraps a code written in the program.
    public init(stringLiteral value: String) { rawValue = value }

    /// The first two characters: the class of the condition.
    public var conditionClass: Substring { rawValue.prefix(2) }

    /// The five characters.
    public var description: String { rawValue }

    /// A value is missing where the column needs one.
    public static let notNullViolation: SQLState = "23502"
    /// A row refers to a row that does not exist, or the other way round.
    public static let foreignKeyViolation: SQLState = "23503"
    /// A row with this key exists.
    public static let uniqueViolation: SQLState = "23505"
    /// A check on a table does not hold.
    public static let checkViolation: SQLState = "23514"
    /// A row excludes another: two bookings overlap.
    public static let exclusionViolation: SQLState = "23P01"
    /// The transaction has failed and takes nothing but a rollback.
    public static let inFailedTransaction: SQLState = "25P02"
    /// The prepared statement does not exist on this connection.
    public static let invalidStatementName: SQLState = "26000"
    /// Among other things: a cached plan must not change its result type.
    public static let featureNotSupported: SQLState = "0A000"
    /// A password was wrong.
    public static let invalidPassword: SQLState = "28P01"
    /// The database does not exist.
    public static let invalidCatalogName: SQLState = "3D000"
    /// Transactions could not be put in an order; trying again helps.
    public static let serializationFailure: SQLState = "40001"
    /// Two transactions waited for each other; trying again helps.
    public static let deadlockDetected: SQLState = "40P01"
    /// The role has no right to do this.
    public static let insufficientPrivilege: SQLState = "42501"
    /// The table does not exist.
    public static let undefinedTable: SQLState = "42P01"
    /// The server has no connection left.
    public static let tooManyConnections: SQLState = "53300"
    /// A lock could not be had in time.
    public static let lockNotAvailable: SQLState = "55P03"
    /// The statement was cancelled, or ran into `statement_timeout`.
    public static let queryCanceled: SQLState = "57014"
    /// An administrator has shut the server down.
    public static let adminShutdown: SQLState = "57P01"
    /// Another server process crashed.
    public static let crashShutdown: SQLState = "57P02"
    /// The server is starting or stopping.
    public static let cannotConnectNow: SQLState = "57P03"
    /// `RAISE EXCEPTION` in a function.
    public static let raisedException: SQLState = "P0001"
}
