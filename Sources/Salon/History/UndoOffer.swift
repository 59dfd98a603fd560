/// The last change that somebody made in this session, and what taking it back would mean.
public struct UndoOffer: Hashable, Sendable {
    /// The transaction: all of its rows go back, or none.
    public let change: Int64
    /// The rows it changed, in their order; never empty.
    public let entries: [AuditEntry]
    /// Why it can't be taken back; nil when it can, as far as is known now.
    public let refusal: SalonError?
    /// The experts' time that its appointments hold now: some of it may become free.
    public let held: [FreedTime]

    /// An offer.
    public init(change: Int64, entries: [AuditEntry], refusal: SalonError? = nil, held: [FreedTime] = []) {
        self.change = change
        self.entries = entries
        self.refusal = refusal
        self.held = held
    }

    /// "Take back that you moved Maria Lopez, Cut from … to …? It becomes what it was."
    public var sentence: String { "Take back that you \(deed)? \(effect)" }

    /// What was done, in the past: "moved Maria Lopez, Cut from … to …".
    public var deed: String {
        if let (one, other) = swapped { return "swapped \(one) with \(other)" }
        if let visit { return "moved \(visit.joined(separator: " and "))" }
        guard let main else { return "did nothing" }
        let others = entries.filter { $0.entity == main.entity && $0.action == main.action }.count - 1
        return main.deed(main.subject ?? "the \(main.entity.title)") + (others > 0 ? ", and \(others) more" : "")
    }

    /// Two appointments that changed places: the one was taken from its expert and put down last.
    private var swapped: (one: String, other: String)? {
        guard entries.count == 3, entries.allSatisfy({ $0.entity == .appointments && $0.action == .update }),
            entries[0].entityID == entries[2].entityID, let one = entries[0].subject, let other = entries[1].subject
        else { return nil }
        return (one, other)
    }

    /// The appointments of a visit that moved as one: all were taken from their expert, then all were put down.
    private var visit: [String]? {
        let half = entries.count / 2
        guard half > 1, entries.allSatisfy({ $0.entity == .appointments && $0.action == .update }),
            Set(entries.prefix(half).map(\.entityID)) == Set(entries.dropFirst(half).map(\.entityID)),
            Set(entries.map(\.entityID)).count == half
        else { return nil }
        return entries.prefix(half).compactMap(\.subject)
    }

    /// What taking it back does.
    private var effect: String {
        let givesBack = entries.contains { $0.entity == .payments }
        switch (main?.entity, main?.action) {
        case (.appointments, .update) where swapped != nil || visit?.count == 2: return "Both go back."
        case (.appointments, .update) where visit != nil: return "All go back."
        case (.appointments, .insert):
            return "It is cancelled" + (givesBack ? ", and the money is given back." : ".")
        case (.payments, _): return "The money is given back as a refund."
        case (_, .insert): return "It is removed."
        case (_, .delete): return "It comes back."
        case (_, .update), (_, nil): return "It becomes what it was."
        }
    }

    /// The row that a person thinks of: the booking, else the money, else what came first.
    private var main: AuditEntry? {
        entries.first { $0.entity == .appointments && $0.action == .insert }
            ?? entries.first { $0.entity == .payments } ?? entries.first { $0.entity == .appointments }
            ?? entries.first
    }

    /// Throws `forbidden` for the first permission that the way back needs and the person has not.
    public func authorize(_ session: Session) throws(SalonError) {
        for permission in entries.lazy.compactMap({ Self.permission(for: $0, isBooking: self.isBooking) }) {
            guard session.allowsSome(permission) else {
                throw .forbidden(
                    permission: permission,
                    sentence: "Your role does not allow you to \(permission.title), which taking this back would be. "
                        + "Ask an admin or the owner.")
            }
        }
    }

    private var isBooking: Bool { entries.contains { $0.entity == .appointments && $0.action == .insert } }

    private static func permission(for entry: AuditEntry, isBooking: Bool) -> Permission? {
        switch entry.entity {
        case .appointments:
            if entry["status"]?.after == AppointmentStatus.completed.title { return .appointmentsReopen }
            return .appointmentsManage
        case .payments: return .paymentsRefund
        // A new client of a booking stays when the booking goes.
        case .users: return isBooking ? nil : .clientsManage
        case .patchTests: return .clientsManage
        case .services, .addOns, .categories: return .servicesManage
        case .experts, .skills, .shifts, .shiftExceptions, .timeOff, .closures: return .expertsManage
        default: return nil
        }
    }
}
