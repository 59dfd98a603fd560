/// What a connection has prepared, by static name and parameter types.
struct PreparedStatements {
    private struct Variant {
        let types: [UInt32]
        let serverName: String
    }

    private struct Known {
        let sql: String
        var variants: [Variant] = []
    }

    private var known: [String: Known] = [:]

    /// - Returns: The server's name of the statement, and whether it has been prepared.
    /// - Throws: `PostgresError` of kind `misuse` if another text has this name.
    func lookUp(
        _ statement: Statement, types: [UInt32]
    ) throws(PostgresError) -> (serverName: String, isPrepared: Bool) {
        guard let entry = known[statement.name] else { return (statement.name, false) }
        guard entry.sql == statement.sql else {
            throw PostgresError(
                .misuse("two statements have the same name"), outcome: .nothingSent, statement: statement.name)
        }
        if let variant = entry.variants.first(where: { $0.types == types }) { return (variant.serverName, true) }
        // The same text with other parameter types is another statement to the server.
        return ("\(statement.name)/\(entry.variants.count)", false)
    }

    mutating func add(_ statement: Statement, types: [UInt32], serverName: String) {
        known[statement.name, default: Known(sql: statement.sql)]
            .variants.append(Variant(types: types, serverName: serverName))
    }

    mutating func forgetAll() { known = [:] }
}
