/// Who is signed in at this desk, and what they may do.
public struct Session: Hashable, Sendable {
    /// The person's id.
    public let userID: UserID
    /// The person's name.
    public let name: String
    /// The address that they sign in with.
    public let email: String?
    /// Their role.
    public let role: Role
    /// The expert they are, if they are one: what "own" means.
    public let expertID: ExpertID?
    /// What they may do, and how far.
    public let permissions: [Permission: PermissionScope]

    /// A session; without `permissions`, those of the standard table.
    public init(
        userID: UserID, name: String, email: String? = nil, role: Role, expertID: ExpertID? = nil,
        permissions: [Permission: PermissionScope]? = nil
    ) {
        self.userID = userID
        self.name = name
        self.email = email
        self.role = role
        self.expertID = expertID
        self.permissions = permissions ?? RolePermissions.standard.permissions(of: role)
    }

    /// How far the permission reaches; nil for not at all.
    public func scope(of permission: Permission) -> PermissionScope? { permissions[permission] }

    /// True when it is allowed for everything, not only for one's own.
    public func allows(_ permission: Permission) -> Bool { permissions[permission] == .all }

    /// True when it is allowed at least for one's own: whether a screen is worth showing.
    public func allowsSome(_ permission: Permission) -> Bool { permissions[permission] != nil }

    /// True when it is allowed for what belongs to `expert` (nil: to nobody yet).
    public func allows(_ permission: Permission, on expert: ExpertID?) -> Bool {
        switch permissions[permission] {
        case .all: true
        case .own: expert != nil && expert == expertID
        case nil: false
        }
    }

    /// Throws `forbidden` unless it is allowed for everything.
    public func require(_ permission: Permission) throws(SalonError) {
        guard allows(permission) else { throw .forbidden(permission) }
    }

    /// Throws `forbidden` unless it is allowed for what belongs to `expert`.
    public func require(_ permission: Permission, on expert: ExpertID?) throws(SalonError) {
        guard allows(permission, on: expert) else { throw .forbidden(permission) }
    }
}
