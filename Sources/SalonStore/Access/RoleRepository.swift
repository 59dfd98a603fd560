import Postgres
import Salon

/// What each role may do. Each call takes one round trip.
public struct RoleRepository: Sendable {
    let desk: Desk

    /// The table as it is. Throws `forbidden` without `roles.manage`, and `unavailable`.
    public func table() throws(SalonError) -> RolePermissions {
        try desk.session.require(.rolesManage)
        var pipeline = desk.pipeline()
        return try read(pipeline.add(RoleSQL.table), of: pipeline)
    }

    /// Allows `permission` to `role` as far as `scope`, or takes it away with nil; it counts from the next statement of
    /// every desk on. Returns the table as it is then.
    ///
    /// Throws `forbidden` by `RoleRules`, and `unavailable`.
    @discardableResult
    public func set(
        _ role: Role, _ permission: Permission, _ scope: PermissionScope?
    ) throws(SalonError) -> RolePermissions {
        if let refusal = RoleRules.refusal(of: permission, scope, for: role, by: desk.session) { throw refusal }
        var pipeline = desk.pipeline()
        pipeline.add(RoleSQL.set, role, permission, scope)
        return try read(pipeline.add(RoleSQL.table), of: pipeline)
    }

    private func read(_ table: Pipeline.Ticket, of pipeline: Pipeline) throws(SalonError) -> RolePermissions {
        try desk.run(pipeline) { (answers) throws(PostgresError) in
            var scopes = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, [Permission: PermissionScope]()) })
            for row in answers[table] {
                var cursor = row.cursor
                let role: Role = try cursor.next()
                let slug: String = try cursor.next()
                // A permission that this program does not know gives nothing.
                if let permission = Permission(rawValue: slug) {
                    scopes[role]?[permission] = try cursor.next(PermissionScope.self)
                }
            }
            return RolePermissions(scopes)
        }
    }
}

extension Desk {
    /// Who may do what.
    public var roles: RoleRepository { RoleRepository(desk: self) }
}
