/// Who may change what a role may do. The database holds to the same rules: `salon.set_permission`.
public enum RoleRules {
    /// The permissions that can be limited to an expert's own appointments and clients.
    public static let limitable: Set<Permission> = [.appointmentsView, .appointmentsManage, .clientsView]

    /// Why `session` may not give `permission` with this scope to `role` (nil takes it away); nil when it may.
    public static func refusal(
        of permission: Permission, _ scope: PermissionScope?, for role: Role, by session: Session
    ) -> SalonError? {
        guard session.allows(.rolesManage) else { return .forbidden(.rolesManage) }
        return rule(against: permission, scope, for: role, by: session)?.error
    }

    private static func rule(
        against permission: Permission, _ scope: PermissionScope?, for role: Role, by session: Session
    ) -> StaffRule? {
        if role == .owner || role == .user { return .fixedRow }
        if role >= session.role { return .above }
        guard let scope else { return nil }
        if scope == .own, !limitable.contains(permission) { return .noOwn }
        return session.scope(of: permission).map { $0 >= scope } == true ? nil : .notYours
    }
}
