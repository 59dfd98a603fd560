import Salon
import SalonStore

@testable import Console

/// Entries of the log.
enum HistoryFixtures {
    static let ana = AuditEntry.Actor(id: UserID(UUIDValue(high: 7, low: 1)), name: "Ana Ruiz")
    static let ben = AuditEntry.Actor(id: UserID(UUIDValue(high: 9, low: 9)), name: "Ben Okafor")
    static let appointment = UUIDValue(high: 30, low: 1)

    /// Maria was moved by Ben, an hour ago.
    static let moved = entry(
        2, by: ben, .update, .appointments, appointment, "Maria Lopez, Cut",
        [("appointment_time", "09:00:00", "10:15:00")])

    static func entry(
        _ id: Int64, by actor: AuditEntry.Actor? = ana, _ action: AuditAction = .update,
        _ entity: AuditedEntity = .users, _ entityID: UUIDValue = UUIDValue(high: 40, low: 1),
        _ subject: String? = "Maria Lopez", _ fields: [(name: String, before: String?, after: String?)] = []
    ) -> AuditEntry {
        AuditEntry(
            id: id, change: id, at: Support.instant.adding(minutes: -60), actor: actor, desk: "desk_front",
            action: action, entity: entity, entityID: entityID, subject: subject, fields: fields, zone: .utc,
            currency: .euro)
    }

    /// A log of so many entries, the newest first.
    static func log(_ count: Int) -> [AuditEntry] {
        (0..<count).map { index in
            let id = Int64(count - index)
            return entry(
                id, .update, .users, UUIDValue(high: 40, low: UInt64(id)), "Client \(id)", [("phone", "1", "2")])
        }
    }

    /// What the database would answer.
    static func page(_ log: [AuditEntry], _ request: PageRequest<AuditKey>) -> Page<AuditEntry, AuditKey> {
        if let before = request.before {
            let newer = log.filter { $0.id > before.id }
            let kept = newer.suffix(request.limit)
            return Page(rows: Array(kept), hasMoreBefore: kept.count < newer.count, hasMoreAfter: before.id > 0)
        }
        let older = log.filter { entry in request.after.map { entry.id < $0.id } ?? true }
        let kept = older.prefix(request.limit)
        return Page(
            rows: Array(kept), hasMoreBefore: request.after != nil, hasMoreAfter: kept.count < older.count)
    }
}
