import Salon

/// Whom a list of accounts shows.
public enum UserKind: Hashable, Sendable {
    /// Everybody who may sign in to the console.
    case staff
    /// Those of one role; `user` is clients.
    case role(Role)
}

/// The place of an account in the list: by name.
public struct UserKey: Hashable, Sendable {
    /// The name as it sorts.
    public let nameKey: String
    /// The id, for people of one name.
    public let id: UserID

    /// A place in the list.
    public init(nameKey: String, id: UserID) {
        self.nameKey = nameKey
        self.id = id
    }
}

/// An account in the list.
public struct UserRow: Hashable, Sendable {
    /// The account.
    public let user: StaffMember
    /// Its place in the list.
    public let key: UserKey

    /// A row of the list.
    public init(user: StaffMember, key: UserKey) {
        self.user = user
        self.key = key
    }
}

/// Everything about an account but its secrets.
public struct UserCard: Hashable, Sendable {
    /// The account.
    public let user: StaffMember
    /// When it was made.
    public let createdAt: Instant
    /// Wrong passwords since the last right one.
    public let failedAttempts: Int
    /// True for a client without an account on the website.
    public let isGuest: Bool
    /// The expert they are, if they are one.
    public let expert: LinkedExpert?
    /// When the password was last chosen; nil when that is not known.
    public let passwordChangedAt: Instant?
    /// True when no other owner can sign in: this one has to stay.
    public let isLastOwner: Bool

    /// A card of given values, as for a screen without a database.
    public init(
        user: StaffMember, createdAt: Instant, failedAttempts: Int = 0, isGuest: Bool = false,
        expert: LinkedExpert? = nil, passwordChangedAt: Instant? = nil, isLastOwner: Bool = false
    ) {
        self.user = user
        self.createdAt = createdAt
        self.failedAttempts = failedAttempts
        self.isGuest = isGuest
        self.expert = expert
        self.passwordChangedAt = passwordChangedAt
        self.isLastOwner = isLastOwner
    }

    /// What `StaffRules` go by.
    public var target: StaffRules.Target {
        StaffRules.Target(id: user.id, role: user.role, isLastOwner: isLastOwner, hasAddress: user.email != nil)
    }

    /// An expert, by name.
    public struct LinkedExpert: Hashable, Sendable {
        /// The expert's id.
        public let id: ExpertID
        /// The expert's name.
        public let name: String
    }
}
