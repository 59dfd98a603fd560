import Salon

/// Which entries of the log to show; what is nil doesn't narrow them.
public struct AuditFilter: Hashable, Sendable {
    /// Who did it.
    public var person: UserID?
    /// From which desk's login.
    public var desk: String?
    /// What kind of thing.
    public var entity: AuditedEntity?
    /// Which one.
    public var entityID: UUIDValue?
    /// Added, changed or removed.
    public var action: AuditAction?
    /// From the beginning of this day at the branch.
    public var from: LocalDate?
    /// To the end of this day at the branch.
    public var to: LocalDate?

    /// The whole log, or what the parameters leave of it.
    public init(
        person: UserID? = nil, desk: String? = nil, entity: AuditedEntity? = nil, entityID: UUIDValue? = nil,
        action: AuditAction? = nil, from: LocalDate? = nil, to: LocalDate? = nil
    ) {
        self.person = person
        self.desk = desk
        self.entity = entity
        self.entityID = entityID
        self.action = action
        self.from = from
        self.to = to
    }
}

/// The place of an entry in the log, which shows the newest first.
public struct AuditKey: Hashable, Sendable {
    /// The entry's number.
    public let id: Int64

    /// The place of an entry.
    public init(id: Int64) { self.id = id }

    /// The place of an entry.
    public init(_ entry: AuditEntry) { id = entry.id }
}

/// In which form the log leaves the program.
public enum AuditExportFormat: String, CaseIterable, Hashable, Sendable {
    /// A table for a spreadsheet, with a head.
    case csv
    /// One JSON array of objects.
    case json
}

/// A change that was taken back.
public struct UndoneChange: Hashable, Sendable {
    /// What was taken back.
    public let offer: UndoOffer
    /// The visits that it was about as they are now, by start; without their add-ons, which no undo changes.
    public let appointments: [CardAppointment]
    /// All payments of these visits, oldest first; nil where the role may not see them.
    public let payments: [CardPayment]?
    /// The time that became free by it, and who waits for it; nil when nobody does.
    public let freed: FreedMatch?

    /// A change that was taken back, and what it left.
    public init(
        offer: UndoOffer, appointments: [CardAppointment] = [], payments: [CardPayment]? = nil,
        freed: FreedMatch? = nil
    ) {
        self.offer = offer
        self.appointments = appointments
        self.payments = payments
        self.freed = freed
    }

    /// What the desk tells: "Taken back: you moved Maria Lopez, Cut from … to ….".
    public var sentence: String { "Taken back: you \(offer.deed)." }
}
