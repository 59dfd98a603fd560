/// What is done to somebody's account.
public enum StaffChange: Hashable, Sendable {
    /// Make an account of this role.
    case add(Role)
    /// Change name, address or telephone number.
    case edit
    /// Give another role.
    case setRole(Role)
    /// Replace the password by a code that signs in once.
    case resetPassword
    /// Forgive wrong passwords before the 30 seconds are over.
    case unlock
    /// Prove the address by a code, or send a new one.
    case verify
    /// Keep somebody from signing in.
    case switchOff
    /// Let them sign in again.
    case switchOn
    /// End where they are signed in, or look at it.
    case endSessions
    /// Remove the account.
    case delete

    /// The change as the database names it.
    public var name: String {
        switch self {
        case .add: "add"
        case .edit: "edit"
        case .setRole: "set_role"
        case .resetPassword: "reset_password"
        case .unlock: "unlock"
        case .verify: "verify"
        case .switchOff: "switch_off"
        case .switchOn: "switch_on"
        case .endSessions: "end_sessions"
        case .delete: "delete"
        }
    }

    /// The role that somebody gets by it.
    public var newRole: Role? {
        switch self {
        case .add(let role), .setRole(let role): role
        default: nil
        }
    }
}

/// A rule about accounts that binds whoever has the permission; raw values as the database names them.
public enum StaffRule: String, CaseIterable, Hashable, Sendable {
    /// Nobody deletes, switches off or resets themselves.
    case ownAccount = "own_account"
    /// Nobody raises their own role.
    case ownRole = "own_role"
    /// Nobody changes an account above their own role, or makes one.
    case above
    /// A salon has an owner who can sign in.
    case lastOwner = "last_owner"
    /// A client has no sign-in at the desk.
    case client
    /// Who signs in has an address.
    case noAddress = "no_address"
    /// Who has appointments or reviews is not deleted, because those would go too.
    case history
    /// An owner may do everything, a client nothing, whatever the table says.
    case fixedRow = "fixed_row"
    /// Only some permissions can be limited to one's own.
    case noOwn = "no_own"
    /// Nobody gives what their own role may not do.
    case notYours = "not_yours"

    /// The rule, for the person at the desk.
    public var sentence: String {
        switch self {
        case .ownAccount: "This is your own account. Somebody else must do this to it."
        case .ownRole: "Nobody raises their own role. Ask somebody above you."
        case .above: "This is above your own role. Ask an owner."
        case .lastOwner: "This is the last owner who can sign in. Make somebody else an owner first."
        case .client: "This is a client's account, which has no sign-in at the desk. Give it a staff role first."
        case .noAddress: "This account has no e-mail address to sign in with. Enter one first."
        case .history: "This person has appointments or reviews, which would be lost. Switch the account off instead."
        case .fixedRow: "What owners and clients may do is fixed."
        case .noOwn: "This can be allowed or not; it can't be limited to one's own."
        case .notYours: "You can't give what your own role may not do."
        }
    }

    /// The refusal of whatever is against the rule.
    public var error: SalonError { .forbidden(permission: nil, sentence: sentence) }
}

/// Who may do what to whose account. The database holds to the same rules: `salon.staff_refusal`.
public enum StaffRules {
    /// The account that is changed.
    public struct Target: Hashable, Sendable {
        /// Whose it is.
        public var id: UserID
        /// What they are.
        public var role: Role
        /// True when no other owner can sign in.
        public var isLastOwner: Bool
        /// True with an e-mail address.
        public var hasAddress: Bool

        /// An account.
        public init(id: UserID, role: Role, isLastOwner: Bool = false, hasAddress: Bool = true) {
            self.id = id
            self.role = role
            self.isLastOwner = isLastOwner
            self.hasAddress = hasAddress
        }
    }

    /// The permission that accounts of a role are managed with.
    public static func permission(for role: Role) -> Permission { role >= .admin ? .staffManage : .usersManage }

    /// Why the change is refused; nil when it is allowed.
    ///
    /// - Parameter target: The account; nil for `add`.
    public static func refusal(of change: StaffChange, to target: Target?, by session: Session) -> SalonError? {
        let needed = [target?.role, change.newRole].compactMap { $0 }.map(permission(for:))
        for permission in [Permission.staffManage, .usersManage] where needed.contains(permission) {
            if !session.allows(permission) { return .forbidden(permission) }
        }
        return rule(against: change, to: target, by: session)?.error
    }

    /// Throws why the change is refused.
    public static func authorize(
        _ change: StaffChange, to target: Target?, by session: Session
    ) throws(SalonError) {
        if let refusal = refusal(of: change, to: target, by: session) { throw refusal }
    }

    private static func rule(against change: StaffChange, to target: Target?, by session: Session) -> StaffRule? {
        if let target, target.id == session.userID, let rule = rule(againstOwn: change, as: target.role) { return rule }
        if max(target?.role ?? .user, change.newRole ?? .user) > session.role { return .above }
        guard let target else { return nil }
        if target.isLastOwner, takesOwnerAway(change) { return .lastOwner }
        switch change {
        case .resetPassword, .switchOff, .switchOn:
            if target.role == .user { return .client }
            return change == .resetPassword && !target.hasAddress ? .noAddress : nil
        case .setRole(let role): return role.canSignIn && !target.hasAddress ? .noAddress : nil
        case .verify: return target.hasAddress ? nil : .noAddress
        default: return nil
        }
    }

    private static func rule(againstOwn change: StaffChange, as role: Role) -> StaffRule? {
        switch change {
        case .delete, .switchOff, .resetPassword: .ownAccount
        case .setRole(let new): new > role ? .ownRole : nil
        default: nil
        }
    }

    private static func takesOwnerAway(_ change: StaffChange) -> Bool {
        switch change {
        case .delete, .switchOff: true
        case .setRole(let role): role != .owner
        default: false
        }
    }
}
