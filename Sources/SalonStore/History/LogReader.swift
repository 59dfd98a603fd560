import Postgres
import Salon

/// Reads the log's entries.
struct LogReader {
    private let zone: Zone
    private let currency: Currency

    init(desk: Desk) {
        zone = desk.zone
        currency = desk.branch.currency
    }

    /// Reads the columns of `HistorySQL`. Nil for a kind of thing that this program does not know yet.
    func read(_ cursor: inout RowCursor) throws(PostgresError) -> AuditEntry? {
        let id: Int64 = try cursor.next()
        let change: Int64 = try cursor.next()
        let at: Instant = try cursor.next()
        let actor: UserID? = try cursor.next()
        let name: String? = try cursor.next()
        let desk: String = try cursor.next()
        let action: AuditAction = try cursor.next()
        let entity = AuditedEntity(rawValue: try cursor.next())
        let entityID: UUIDValue = try cursor.next()
        let subject: String? = try cursor.next()
        let names: [String] = try cursor.next()
        let was: [String?] = try cursor.next()
        let became: [String?] = try cursor.next()
        let undoes: Int64? = try cursor.next()
        let undoneBy: Int64? = try cursor.next()
        guard let entity else { return nil }
        return AuditEntry(
            id: id, change: change, at: at, actor: actor.map { AuditEntry.Actor(id: $0, name: name) }, desk: desk,
            action: action, entity: entity, entityID: entityID, subject: subject,
            fields: zip(names, zip(was, became)).map { ($0, $1.0, $1.1) }, undoes: undoes, undoneBy: undoneBy,
            zone: zone, currency: currency)
    }

    /// All rows of a statement that answers with entries.
    func read(_ rows: Rows) throws(PostgresError) -> [AuditEntry] {
        var entries: [AuditEntry] = []
        entries.reserveCapacity(rows.count)
        for row in rows {
            var cursor = row.cursor
            if let entry = try read(&cursor) { entries.append(entry) }
        }
        return entries
    }
}
