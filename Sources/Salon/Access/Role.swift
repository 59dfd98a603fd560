/// What somebody is in the salon; raw values as in `users.role`.
public enum Role: String, CaseIterable, Hashable, Sendable, Comparable {
    /// A client of the salon. Cannot sign in to the console.
    case user
    /// Does the work: sees the own day and moves its statuses.
    case expert
    /// Keeps the day's bookings at the desk.
    case receptionist
    /// Keeps the catalogue and the staff's accounts.
    case admin
    /// May do everything.
    case owner

    /// True for everybody but clients.
    public var canSignIn: Bool { self != .user }

    /// From the least to the most powerful.
    public static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .user: 0
        case .expert: 1
        case .receptionist: 2
        case .admin: 3
        case .owner: 4
        }
    }
}
