/// Which role may do what.
public struct RolePermissions: Hashable, Sendable {
    private var scopes: [Role: [Permission: PermissionScope]]

    /// A table as read from `role_permissions`.
    public init(_ scopes: [Role: [Permission: PermissionScope]]) { self.scopes = scopes }

    /// How far `role` may use `permission`; nil for not at all.
    public func scope(of permission: Permission, for role: Role) -> PermissionScope? { scopes[role]?[permission] }

    /// All that `role` may do.
    public func permissions(of role: Role) -> [Permission: PermissionScope] { scopes[role] ?? [:] }

    /// The table a new salon starts with. Owners may change it for the other roles.
    public static let standard = RolePermissions([
        .user: [:],
        .expert: [
            .appointmentsView: .own, .appointmentsManage: .own, .clientsView: .own,
            .servicesView: .all, .expertsView: .all,
        ],
        .receptionist: all(receptionist),
        .admin: all(receptionist + admin),
        .owner: all(Permission.allCases),
    ])

    private static let receptionist: [Permission] = [
        .appointmentsView, .appointmentsManage, .appointmentsOverbook, .paymentsTake, .clientsView, .clientsManage,
        .tillOpen, .tillClose, .servicesView, .expertsView,
    ]

    private static let admin: [Permission] = [
        .appointmentsReopen, .appointmentsDelete, .paymentsRefund, .paymentsDiscount, .clientsMerge, .clientsErase,
        .servicesManage, .expertsManage, .offersManage, .coursesManage, .galleryManage, .reviewsModerate, .usersView,
        .usersManage, .dashboardView,
    ]

    private static func all(_ permissions: [Permission]) -> [Permission: PermissionScope] {
        Dictionary(permissions.map { ($0, .all) }, uniquingKeysWith: max)
    }
}
