import Salon
import SalonStore

extension Changes {
    /// What is once more as it was.
    init(_ undone: UndoneChange) {
        let others = undone.offer.entries.reduce(into: Kinds()) { $0.formUnion(Self.kinds(of: $1.entity)) }
        self =
            undone.appointments.isEmpty
            ? Changes(others)
            : .saved(
                visits: undone.appointments, payments: undone.payments, freed: undone.freed,
                others.subtracting(.appointments))
    }

    private static func kinds(of entity: AuditedEntity) -> Kinds {
        switch entity {
        case .appointments, .bookedAddOns, .series: .appointments
        case .payments, .tills: .payments
        case .users: [.clients, .users]
        case .patchTests: .clients
        case .experts: .experts
        case .skills: [.experts, .services]
        case .shifts, .shiftExceptions, .timeOff, .closures, .openingHours: .rosters
        case .services, .addOns, .categories: .services
        case .waitlist: .waitlist
        case .offers, .courses, .applications, .gallery, .reviews, .conversations, .branches, .rolePermissions,
            .roles:
            .all
        }
    }
}
