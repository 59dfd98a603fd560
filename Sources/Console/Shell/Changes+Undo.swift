import Salon
import SalonStore

extension Changes {
    /// What will be once more as it was. The visits that it is about come with the answer, and their payments.
    init(foreseeing offer: UndoOffer) {
        let kinds = Self.kinds(of: offer)
        let visits: Kinds = [.appointments, .payments]
        self = kinds.isDisjoint(with: visits) ? Changes(kinds) : .saved([], kinds.subtracting(visits))
    }

    /// What is once more as it was.
    init(_ undone: UndoneChange) {
        let others = Self.kinds(of: undone.offer)
        self =
            undone.appointments.isEmpty
            ? Changes(others)
            : .saved(
                visits: undone.appointments, payments: undone.payments, freed: undone.freed,
                others.subtracting(.appointments))
    }

    private static func kinds(of offer: UndoOffer) -> Kinds {
        offer.entries.reduce(into: []) { $0.formUnion(kinds(of: $1.entity)) }
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
