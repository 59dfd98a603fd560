/// What kinds of things were changed, here or at another desk: what open screens show may be old.
struct Changes: OptionSet, Hashable, Sendable {
    let rawValue: Int

    /// Appointments, holds and their statuses.
    static let appointments = Changes(rawValue: 1 << 0)
    /// Shifts, exceptions, time off, closures.
    static let rosters = Changes(rawValue: 1 << 1)
    /// Clients.
    static let clients = Changes(rawValue: 1 << 2)
    /// Categories, services, add-ons and who does them.
    static let services = Changes(rawValue: 1 << 3)
    /// Experts.
    static let experts = Changes(rawValue: 1 << 4)
    /// Payments and tills.
    static let payments = Changes(rawValue: 1 << 5)
    /// Accounts.
    static let users = Changes(rawValue: 1 << 6)
    /// Anything: the connection was away, and news may have been missed.
    static let all = Changes(rawValue: 0x7F)
}
