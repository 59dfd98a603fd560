import CPostgres

/// What the server said about a statement that failed.
///
/// `description` holds nothing that a person typed: `detail` and `hint`, which may repeat bound values, stay out of it,
/// and so does `message`, save where it can't repeat one.
public struct ServerError: Sendable {
    /// The condition.
    public let sqlState: SQLState
    /// `ERROR`, `FATAL` or `PANIC`, never translated.
    public let severity: String
    /// The server's sentence. It may repeat a bound value: never write it to a log.
    public let message: String
    /// The server's further words. They may repeat a whole row: never write them to a log.
    public let detail: String?
    /// What the server advises.
    public let hint: String?
    /// The schema of the table, where the condition has one.
    public let schema: String?
    /// The table, where the condition has one.
    public let table: String?
    /// The column, where the condition has one.
    public let column: String?
    /// The constraint that was violated.
    public let constraint: String?
    private let isMessageFreeOfValues: Bool

    /// Builds one by hand, for tests of what maps it.
    public init(
        sqlState: SQLState, severity: String = "ERROR", message: String = "", detail: String? = nil,
        hint: String? = nil, schema: String? = nil, table: String? = nil, column: String? = nil,
        constraint: String? = nil
    ) {
        self.sqlState = sqlState
        self.severity = severity
        self.message = message
        self.detail = detail
        self.hint = hint
        self.schema = schema
        self.table = table
        self.column = column
        self.constraint = constraint
        isMessageFreeOfValues = Self.isFreeOfValues(sqlState)
    }

    init(result: OpaquePointer?) {
        // The codes are libpq's PG_DIAG_…, which Swift can't import: they are C characters.
        func field(_ code: Unicode.Scalar) -> String? {
            guard let text = PQresultErrorField(result, Int32(code.value)) else { return nil }
            return String(cString: text)
        }
        // libpq's own errors carry no condition; all of them mean that the connection is at fault.
        sqlState = SQLState(rawValue: field("C") ?? "08000")
        severity = field("V") ?? "ERROR"
        message = field("M") ?? String(cString: PQresultErrorMessage(result))
        detail = field("D")
        hint = field("H")
        schema = field("s")
        table = field("t")
        column = field("c")
        constraint = field("n")
        // A position in the statement's text comes from parsing it, before any value is bound.
        let isAboutText = field("P") != nil
        // A function's RAISE can say anything under any condition.
        let isRaised = field("R") == "exec_stmt_raise"
        isMessageFreeOfValues = !isRaised && (isAboutText || Self.isFreeOfValues(sqlState))
    }

    /// Conditions whose primary message names objects, limits and states, but no values.
    private static func isFreeOfValues(_ state: SQLState) -> Bool {
        switch state.conditionClass {
        case "08", "0A", "23", "25", "26", "28", "40", "53", "55", "57": true
        default: state == .insufficientPrivilege
        }
    }

    /// Whether the server ended the connection with this error.
    var isFatal: Bool { severity != "ERROR" }
}

extension ServerError: CustomStringConvertible, CustomReflectable {
    /// The condition, its objects and, where it can't hold a value, the server's sentence.
    public var description: String {
        var text = sqlState.rawValue
        if isMessageFreeOfValues, !message.isEmpty { text += " " + message }
        if let constraint { text += " [constraint \(constraint)]" }
        if let table { text += " [table \(table)]" }
        if let column { text += " [column \(column)]" }
        return text
    }

    /// Shows `dump` no more than `description` does.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
