/// A statement's text, with a static name by which a connection prepares it once.
///
///     static let day = Statement("appointments.day", "select … where appointment_date = $1")
///
/// A named statement is parsed by the server at its first use on a connection, in the same round trip; from then on only
/// the name travels. Give a name to what is used again and again, none to what runs once.
public struct Statement: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The name; empty for a statement that is never prepared. One name must always stand for one text.
    public let name: String
    /// The text, with `$1`, `$2`, … for parameters. Never build it from what a person typed.
    public let sql: String

    /// A statement to prepare. The name has at most 50 bytes: the server tells no more than 63 apart.
    public init(_ name: String, _ sql: String) {
        precondition(name.utf8.count <= 50, "the name of a statement has at most 50 bytes")
        self.name = name
        self.sql = sql
    }

    /// A statement that is never prepared.
    public init(unprepared sql: String) {
        name = ""
        self.sql = sql
    }

    /// A statement that is never prepared.
    public init(stringLiteral sql: String) {
        self.init(unprepared: sql)
    }

    /// What error messages call it.
    var label: String? { name.isEmpty ? nil : name }

    /// Whether the statement ends a transaction for good.
    var commits: Bool {
        let word = sql.drop(while: \.isWhitespace).prefix(while: \.isLetter).lowercased()
        return word == "commit" || word == "end"
    }
}
