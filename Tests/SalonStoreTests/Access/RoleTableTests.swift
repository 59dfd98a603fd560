import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

/// One table of roles: the program's, the schema's, the README's.
@Suite("The table of roles")
struct RoleTableTests {
    @Test("is the same in the program, in the schema and in the README")
    func same() throws {
        let database = try TestServer.database()
        let connection = try Connection.connect(database.adminSettings)
        let slugs = try connection.query("select slug::text from public.permissions order by position")
            .map { try $0.decode(0, as: String.self) }
        #expect(Set(slugs) == Set(Permission.allCases.map(\.rawValue)))

        var schema: [Role: [Permission: PermissionScope]] = [.user: [:]]
        for row in try connection.query("select role, permission, scope from public.role_permissions") {
            let role = try #require(Role(rawValue: try row.decode(0)))
            let permission = try #require(Permission(rawValue: try row.decode(1)))
            schema[role, default: [:]][permission] = PermissionScope(rawValue: try row.decode(2))
        }
        #expect(RolePermissions(schema) == .standard)
        #expect(RolePermissions(try readme()) == .standard)
    }

    /// Reads "| `a.b`, `a.c` | own | ✓ | ✓ | ✓ |": the roles stand in the order of their power.
    private func readme() throws -> [Role: [Permission: PermissionScope]] {
        let root = try #require(#filePath.firstRange(of: "/Tests/")).lowerBound
        let text = try #require(FileSystem.text(of: #filePath[..<root] + "/README.md"))
        var table: [Role: [Permission: PermissionScope]] = [.user: [:]]
        for line in text.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.filter { $0 != " " } }
            let names = cells[0].split(separator: ",").map { $0.filter { $0 != "`" } }
            guard cells.count == 5 else { continue }
            let permissions = try names.map { try #require(Permission(rawValue: $0), "\(line)") }
            for (role, mark) in zip(Role.allCases.filter(\.canSignIn), cells.dropFirst()) {
                for permission in permissions where !mark.isEmpty {
                    table[role, default: [:]][permission] = mark == "✓" ? .all : PermissionScope(rawValue: mark)
                }
            }
        }
        return table
    }
}
