import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

/// That the matrix would notice the loss of any policy and any guard.
@Suite("Policies")
struct PolicyTests {
    private let salon: AccessSalon
    private let admin: Connection

    init() throws {
        salon = try AccessSalon()
        admin = try Connection.connect(salon.database.adminSettings.withoutStatementLimits)
    }

    private struct Policy {
        let table: String
        let name: String
        let hasUsing: Bool
        let hasCheck: Bool
    }

    private func policies() throws -> [Policy] {
        try admin.query(
            """
            select tablename::text, policyname::text, qual is not null, with_check is not null from pg_policies
             where schemaname = 'public' and 'salon_console' = any (roles) order by 1, 2
            """
        ).map {
            Policy(
                table: try $0.decode(0), name: try $0.decode(1), hasUsing: try $0.decode(2),
                hasCheck: try $0.decode(3))
        }
    }

    @Test("every table is guarded, from its owner too, and each right has its policy")
    func catalogue() throws {
        let unguarded = try admin.query(
            """
            select relname::text from pg_class
             where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migrations'
               and not (relrowsecurity and relforcerowsecurity)
            """)
        #expect(unguarded.isEmpty)
        let odd = try admin.query(
            """
            with rights as (
                select distinct table_name as relation, lower(privilege_type) as command
                  from information_schema.column_privileges
                 where grantee = 'salon_console' and table_schema = 'public' and privilege_type <> 'REFERENCES'
                union
                select table_name, lower(privilege_type) from information_schema.role_table_grants
                 where grantee = 'salon_console' and table_schema = 'public'
            ), rules as (
                select tablename as relation, lower(cmd) as command from pg_policies
                 where schemaname = 'public' and roles = '{salon_console}' and permissive = 'PERMISSIVE'
            )
            select concat(coalesce(a.relation, b.relation), ' ', coalesce(a.command, b.command))
              from rights a full join rules b using (relation, command) where a.relation is null or b.relation is null
            """
        ).map { try $0.decode(0, as: String.self) }
        #expect(odd.isEmpty)
        let everybodys = try admin.query(
            "select from pg_policies where schemaname = 'public' and 'public' = any (roles)")
        #expect(everybodys.isEmpty)
    }

    @Test("none can be dropped, and none opened, without the matrix noticing")
    func policiesMatter() throws {
        let policies = try policies()
        #expect(policies.count > 80)
        for policy in policies {
            let place = "policy \(policy.name) on public.\(policy.table)"
            let probes = DatabaseMatrixTests.probes.filter { $0.tables.contains(policy.table) }
            #expect(try isNoticed("drop \(place)", by: probes), "dropped: \(place)")
            let opened =
                (policy.hasUsing ? " using (true)" : "") + (policy.hasCheck ? " with check (true)" : "")
            // An update that reads no row meets the guard, which looks at the first completed one.
            if policy.table == "appointments", policy.name == "console_update" { continue }
            #expect(try isNoticed("alter \(place)\(opened)", by: probes), "opened: \(place)")
        }
    }

    @Test("no guard can be dropped without the matrix noticing")
    func guardsMatter() throws {
        let guards = try admin.query(
            """
            select tgname::text, tgrelid::regclass::text from pg_trigger
             where tgfoid::regproc::text in (
                 'salon.guard_appointment', 'salon.guard_add_ons', 'salon.sign', 'salon.demand_session',
                 'salon.check_settled')
             order by 1
            """)
        #expect(guards.count > 25)
        for row in guards {
            let (name, table): (String, String) = (try row.decode(0), try row.decode(1))
            if name.hasSuffix("_session"), Self.asksElsewhere.contains(table) { continue }
            let probes = DatabaseMatrixTests.probes.filter { $0.tables.contains(table) }
            #expect(try isNoticed("drop trigger \(name) on \(table)", by: probes), "\(name) on \(table)")
        }
    }

    @Test("no view can be opened without the matrix noticing")
    func viewsMatter() throws {
        let views = try admin.query(
            """
            select v.viewname::text,
                   regexp_replace(v.definition, 'salon\\.(allows|has_session|sees_client)\\([^()]*\\)', 'true', 'g')
              from pg_views v
             where v.schemaname = 'salon' and v.definition ~ 'salon\\.(allows|has_session)'
            """)
        #expect(views.count >= 4)
        for row in views {
            let (name, opened): (String, String) = (try row.decode(0), try row.decode(1))
            let probes = DatabaseMatrixTests.probes.filter { $0.sql.contains("salon.\(name)") }
            #expect(try isNoticed("create or replace view salon.\(name) as \(opened)", by: probes), "\(name)")
        }
    }

    /// Where a change takes an expert's turn, or reaches rows of other tables: there it is asked as well who is signed in.
    private static let asksElsewhere: Set = [
        "closures", "experts", "shifts", "shift_exceptions", "time_off",
        "appointments", "courses", "offers", "service_categories", "services", "sub_services", "waitlist",
    ]

    /// Whether any of the probes comes out another way once the change is made; it is undone again.
    private func isNoticed(_ change: String, by probes: [Probe]) throws -> Bool {
        try admin.script("begin; \(change); set local session authorization desk_local")
        defer { try? admin.script("rollback") }
        for probe in probes {
            for person in AccessSalon.people {
                let does = try Bypass(connection: admin, token: person.token).does(probe)
                if does != probe.need.isMet(by: person.granted) { return true }
            }
        }
        return false
    }
}
