import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

/// Who may do what, past the console: every role and every permission, own rows and others', against the table.
@Suite("Who may do what, in the database")
struct DatabaseMatrixTests {
    static let probes = TableProbes.all + RowProbes.all

    @Test("every role gets what the table says, and nobody gets anything")
    func roles() throws {
        let salon = try AccessSalon()
        let desk = try Connection.connect(salon.database.deskSettings)
        try desk.script("begin")
        for probe in Self.probes {
            for person in AccessSalon.people {
                let does = try Bypass(connection: desk, token: person.token).does(probe)
                #expect(
                    does == probe.need.isMet(by: person.granted),
                    "needs \(probe.need): \(probe.sql)\n\(person)")
            }
        }
    }

    @Test("a single permission taken away takes exactly what it allowed")
    func withoutOne() throws {
        let salon = try AccessSalon()
        let desk = try Connection.connect(salon.database.deskSettings)
        for permission in Permission.allCases where permission != .clientsMerge {
            try salon.grantAdminAll(but: permission)
            var granted = RolePermissions.standard.permissions(of: .owner)
            granted[permission] = nil
            let touched = Self.probes.filter { $0.need.permissions.contains(permission) }
            #expect(!touched.isEmpty, "\(permission)")
            try desk.script("begin")
            for probe in touched {
                let does = try Bypass(connection: desk, token: AccessSalon.token(.admin)).does(probe)
                #expect(
                    does == probe.need.isMet(by: granted),
                    "without \(permission), needs \(probe.need): \(probe.sql)")
            }
            try desk.script("rollback")
        }
    }

    @Test("every table has its probes")
    func tables() throws {
        let salon = try AccessSalon()
        let tables = try Connection.connect(salon.database.adminSettings).query(
            "select tablename::text from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations'"
        ).map { try $0.decode(0, as: String.self) }
        #expect(Set(Self.probes.flatMap(\.tables)) == Set(tables))
    }
}
