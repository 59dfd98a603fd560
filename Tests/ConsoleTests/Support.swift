import Salon
import Terminal

@testable import Console

/// What the tests of the shell and of the screens begin with.
enum Support {
    /// Saturday 21 November 2026, 14:32 in UTC.
    static let instant = Instant(seconds: 1_795_271_520)

    /// Somebody signed in at a salon in UTC.
    static func arrival(_ role: Role = .receptionist, email: String? = nil) -> Arrival {
        Arrival(
            session: Session(userID: UserID(UUIDValue(high: 7, low: 1)), name: "Ana Ruiz", email: email, role: role),
            branch: Branch(
                id: BranchID(UUIDValue(high: 7, low: 2)), name: "Maison Lumière", timeZone: "UTC", currency: .euro),
            zone: .utc)
    }

    /// A console of a receptionist, with canned answers.
    static func driver(
        _ size: Size = Size(120, 36), role: Role = .receptionist, settings: Settings = Settings(),
        _ canned: Canned = Canned()
    ) -> ConsoleDriver {
        ConsoleDriver(
            size: size, at: instant, arrival: arrival(role), settings: settings, perform: { canned.perform($0) })
    }
}
