/// What happened to a row; raw values as in `audit_log.action`.
public enum AuditAction: String, CaseIterable, Hashable, Sendable {
    /// It was added.
    case insert
    /// It was changed.
    case update
    /// It was removed.
    case delete

    /// The action as a filter names it.
    public var title: String {
        switch self {
        case .insert: "added"
        case .update: "changed"
        case .delete: "removed"
        }
    }
}

/// One change of one row, as the log holds it: who, when, from which desk, and what was different before.
public struct AuditEntry: Hashable, Sendable {
    /// Somebody who was signed in.
    public struct Actor: Hashable, Sendable {
        /// Their account.
        public let id: UserID
        /// Their name as it is now; nil for somebody who is gone.
        public let name: String?

        /// Somebody by account and name.
        public init(id: UserID, name: String?) {
            self.id = id
            self.name = name
        }
    }

    /// Its number in the log; later changes have higher ones.
    public let id: Int64
    /// The transaction it was part of: what was saved together, such as a visit of several services, shares it.
    public let change: Int64
    /// When.
    public let at: Instant
    /// When, on the branch's clock.
    public let localTime: LocalDateTime
    /// Who; nil for the website, and for what the salon does by itself.
    public let actor: Actor?
    /// The login of the desk, or of the website.
    public let desk: String
    /// Added, changed or removed.
    public let action: AuditAction
    /// What kind of thing.
    public let entity: AuditedEntity
    /// Which one.
    public let entityID: UUIDValue
    /// What it is called, such as "Maria Lopez, Cut"; nil when nothing tells any more.
    public let subject: String?
    /// What was different before and after, in words.
    public let changes: [FieldChange]
    /// The entry that this one takes back.
    public let undoes: Int64?
    /// The entry that took this one back.
    public let undoneBy: Int64?

    /// An entry as the log holds it.
    ///
    /// - Parameters:
    ///   - fields: The columns with their texts of the database; ids stand there as names.
    ///   - zone: The branch's clock.
    ///   - currency: The branch's money.
    public init(
        id: Int64, change: Int64, at: Instant, actor: Actor?, desk: String, action: AuditAction, entity: AuditedEntity,
        entityID: UUIDValue, subject: String? = nil, fields: [(name: String, before: String?, after: String?)] = [],
        undoes: Int64? = nil, undoneBy: Int64? = nil, zone: Zone, currency: Currency
    ) {
        self.id = id
        self.change = change
        self.at = at
        localTime = zone.local(at)
        self.actor = actor
        self.desk = desk
        self.action = action
        self.entity = entity
        self.entityID = entityID
        self.subject = subject
        let words = FieldWords(entity: entity, zone: zone, currency: currency)
        changes = fields.compactMap { words.change($0.name, before: $0.before, after: $0.after) }
        self.undoes = undoes
        self.undoneBy = undoneBy
    }

    /// What became of a field; nil when it is not part of the change.
    public subscript(field: String) -> FieldChange? { changes.first { $0.field == field } }
}
