/// Somebody who can sign in: a row of `users`, as the users' screen shows it.
public struct StaffMember: Hashable, Sendable {
    /// Their id.
    public let id: UserID
    /// Full name.
    public var name: String
    /// The address they sign in with.
    public var email: String?
    /// Telephone number.
    public var phone: String?
    /// What they are in the salon.
    public var role: Role
    /// True once the address has been proved to be theirs.
    public var isVerified: Bool
    /// Until when sign-in is locked after wrong passwords; nil when it is not.
    public var lockedUntil: Instant?
    /// When they last signed in.
    public var lastSignIn: Instant?
    /// Since when the account is switched off; nil when it is not.
    public var disabledAt: Instant?
    /// Counts the changes; a write with an older one is refused as stale.
    public var version: Int

    /// An account.
    public init(
        id: UserID, name: String, email: String?, phone: String? = nil, role: Role, isVerified: Bool = true,
        lockedUntil: Instant? = nil, lastSignIn: Instant? = nil, disabledAt: Instant? = nil, version: Int = 1
    ) {
        self.id = id
        self.name = name
        self.email = email
        self.phone = phone
        self.role = role
        self.isVerified = isVerified
        self.lockedUntil = lockedUntil
        self.lastSignIn = lastSignIn
        self.disabledAt = disabledAt
        self.version = version
    }

    /// True while sign-in is locked.
    public func isLocked(at now: Instant) -> Bool { lockedUntil.map { now < $0 } ?? false }
}
