import Salon

/// A believable salon, "Maison Lumière", made up from a seed and a moment: the same two give the same salon.
///
/// Its shapes are those of one real salon's books (four months of 2018: weekday mix, starts, no-shows 3.5 %,
/// cancellations 12 %, half of them within a day, half the clients once only) and of public price lists.
public enum DemoSalon {
    /// How big a salon, and when.
    public struct Options: Sendable {
        /// How many appointments, exactly; no fewer than today's and those ahead need (about 300).
        public var appointments: Int
        /// Another seed, another salon.
        public var seed: UInt64
        /// How many experts work there, 8 to 20; nil for as many as that many appointments keep busy.
        public var experts: Int?
        /// The moment that counts as now. Today is open and busy around it, whatever the weekday and the hour.
        public var now: Instant

        /// A salon of `appointments` appointments.
        public init(appointments: Int = 60_000, seed: UInt64 = 1, experts: Int? = nil, now: Instant) {
            self.appointments = appointments
            self.seed = seed
            self.experts = experts
            self.now = now
        }
    }

    /// The salon's time zone.
    public static let timeZone = "Europe/Paris"
    /// The salon's name.
    public static let name = "Maison Lumière"
    /// The password of the four people who sign in.
    public static let password = "Salon-demo-1!"

    /// The address by which the demo's person of a role signs in.
    public static func email(of role: Role) -> String {
        switch role {
        case .receptionist: "desk@demo.salon"
        default: "\(role.rawValue)@demo.salon"
        }
    }
}

/// What a row of the demo stands for. Part of its id, so that ids need no memory: the same row always has the same.
enum DemoEntity: UInt64 {
    case branch = 1
    case user, client, expert, category, service, addOn, skill, offer, course, application, appointment, visit
    case bookedAddOn, payment, till, review, notification, gallery, conversation, waitlist, mail
    case openingHours, closure, shift, exception, timeOff, series, patchTest
}

/// Makes ids and throws dice for one seed.
struct DemoIdentities {
    let seed: UInt64

    func id(_ entity: DemoEntity, _ index: Int) -> UUIDValue {
        var generator = generator(entity, index)
        return UUIDValue(using: &generator)
    }

    /// Dice that belong to one row: what it throws does not depend on how many rows there are.
    func generator(_ entity: DemoEntity, _ index: Int) -> SeededGenerator {
        var mixer = SeededGenerator(seed: seed ^ (entity.rawValue &* 0x9E6C_63D0_876A_68DE))
        let base = mixer.next()
        mixer = SeededGenerator(seed: base &+ UInt64(bitPattern: Int64(index)) &* 0xD6E8_FEB8_6659_FD93)
        return SeededGenerator(seed: mixer.next())
    }
}
