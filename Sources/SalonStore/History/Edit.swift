import Postgres
import Salon

/// A row that a form has changed.
struct Edit {
    /// What it is, in a word: "service".
    let what: String
    let entity: AuditedEntity
    let id: UUIDValue
    /// The version that the form has seen.
    let version: Int
    /// What is to be saved, by column.
    let mine: [(field: String, value: String?)]

    /// Sends the edit, and reads the row behind it. Throws `notFound` when it is gone, and `stale` unless it stands there
    /// as it was to be saved.
    ///
    /// - Parameters:
    ///   - pipeline: Begun by the desk; it changes the row of this version, or nothing.
    ///   - statement: Reads the row; $1 its id.
    /// - Returns: The row as it is now.
    @discardableResult
    func settle<Value>(
        _ pipeline: Pipeline, at desk: Desk, reading statement: Statement,
        _ read: (Row) throws(PostgresError) -> Value, isSaved: (Value) -> Bool
    ) throws(SalonError) -> Value {
        var pipeline = pipeline
        let now = pipeline.add(statement, id)
        let missed = MissedChanges(of: entity, id, since: version, desk: desk, in: &pipeline)
        let answers = try desk.run(pipeline)
        let saved = try SalonError.mapped { () throws(PostgresError) in try answers[now].read(read).first }
        guard let saved else { throw .notFound(what: what) }
        guard !isSaved(saved) else { return saved }
        throw try missed.stale(what, mine: mine, in: answers)
    }
}
