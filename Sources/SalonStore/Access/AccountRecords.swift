import Salon

/// One place where somebody is signed in.
public struct DeskSession: Hashable, Sendable {
    /// Its id, which is no secret: only the token signs in.
    public let id: DeskSessionID
    /// The database login of the desk it was made at.
    public let desk: String
    /// When the password was given.
    public let madeAt: Instant
    /// When a console was last started with it.
    public let seenAt: Instant
    /// When it ends unless it is used before.
    public let endsAt: Instant
    /// True for the session that asks.
    public let isThisOne: Bool

    /// A session of given values, as for a screen without a database.
    public init(
        id: DeskSessionID, desk: String, madeAt: Instant, seenAt: Instant, endsAt: Instant, isThisOne: Bool = false
    ) {
        self.id = id
        self.desk = desk
        self.madeAt = madeAt
        self.seenAt = seenAt
        self.endsAt = endsAt
        self.isThisOne = isThisOne
    }
}

/// The id of a place where somebody is signed in.
public typealias DeskSessionID = Identifier<DeskSession>

/// One's own account.
public struct AccountCard: Hashable, Sendable {
    /// The account.
    public let user: StaffMember
    /// When the password was last chosen; nil when that is not known.
    public let passwordChangedAt: Instant?
    /// Where one is signed in, the newest first.
    public let sessions: [DeskSession]

    /// A card of given values, as for a screen without a database.
    public init(user: StaffMember, passwordChangedAt: Instant? = nil, sessions: [DeskSession] = []) {
        self.user = user
        self.passwordChangedAt = passwordChangedAt
        self.sessions = sessions
    }
}

/// What a form says about an account.
public struct AccountDraft: Hashable, Sendable {
    /// Full name, 2 to 255 characters.
    public var name: String
    /// The address to sign in with; empty for none.
    public var email: String
    /// Telephone number; empty for none.
    public var phone: String

    /// An account to make or to change.
    public init(name: String, email: String = "", phone: String = "") {
        self.name = name
        self.email = email
        self.phone = phone
    }

    /// The form of an account that is there already.
    public init(_ user: StaffMember) {
        self.init(name: user.name, email: user.email ?? "", phone: user.phone ?? "")
    }

    /// The values to store. Throws `invalid` and names the field.
    func checked() throws(SalonError) -> (name: String, email: String?, phone: String?) {
        (
            try Validation.personName(name),
            email.trimmed.isEmpty ? nil : try Validation.email(email),
            phone.trimmed.isEmpty ? nil : try Validation.phone(phone)
        )
    }
}
