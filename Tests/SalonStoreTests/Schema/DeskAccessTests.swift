import Postgres
import TestServer
import Testing

/// What a desk's login can do with nothing but psql.
@Suite struct DeskAccessTests {
    private let database: TestDatabase
    private let desk: Connection

    init() throws {
        database = try TestServer.database()
        try database.run(
            """
            insert into branches (id, name) values ('00000000-0000-0000-0000-0000000000b1', 'Maison Lumière');
            insert into users (id, name, email, phone, role) values
                ('00000000-0000-0000-0000-000000000001', 'Olga', 'olga@salon', null, 'owner'),
                ('00000000-0000-0000-0000-000000000002', 'Zoë Müller-Park', 'zoe@example.com', '+44 (0)20 7946 0991', 'user'),
                ('00000000-0000-0000-0000-000000000003', 'Maria 100% Lopez', 'ml@example.com', null, 'user');
            insert into salon.sessions (token_hash, user_id, desk, expires_at)
            values (salon.token_hash('secret'), '00000000-0000-0000-0000-000000000001', 'desk_local', now() + interval '1 day');
            """)
        desk = try Connection.connect(database.deskSettings)
    }

    private func tables() throws -> [String] {
        try Connection.connect(database.adminSettings).query(
            "select tablename::text from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations'"
        ).map { try $0.decode(0) }
    }

    @Test func withoutASessionEveryTableIsEmpty() throws {
        for table in try tables() {
            let column = table == "role_permissions" ? "role" : table == "permissions" ? "slug" : "id"
            let rows = try desk.query(Statement(unprepared: "select \(column) from public.\(table) limit 1"))
            #expect(rows.isEmpty, "\(table)")
        }
        #expect(throws: PostgresError.self) {
            try desk.query("insert into services (name, price, duration) values ('x', 1, 1)")
        }
        #expect(throws: PostgresError.self) { try desk.query("select * from salon.search_clients('zoe')") }
    }

    @Test func everyTableHasPolicies() throws {
        let bare = try Connection.connect(database.adminSettings).query(
            """
            select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = 'public' and c.relkind = 'r' and not c.relrowsecurity and c.relname <> 'schema_migrations'
            """)
        #expect(bare.isEmpty)
    }

    @Test func someThingsAreForNobody() throws {
        try desk.query("select set_config('salon.token', 'secret', false)")
        for sql in [
            "select password_hash from users", "select * from salon.sessions", "select * from salon.sign_in_attempts",
            "update users set password_hash = null", "update payments set amount = 1", "delete from audit_log",
            "insert into permissions values ('all', 99)", "create table mine ()", "create table salon.mine ()",
            "select salon.hash_password('x')", "select salon.audit()", "copy users to '/tmp/x'",
        ] {
            let error = #expect(throws: PostgresError.self) { try desk.query(Statement(unprepared: sql)) }
            #expect(error?.sqlState == .insufficientPrivilege, "\(sql)")
        }
    }

    @Test func aClientIsFoundByAnyPart() throws {
        try desk.query("select set_config('salon.token', 'secret', false)")
        let found = [
            ("zoe", 1), ("ZOË", 1), ("muller", 1), ("park", 1), ("ark", 1), ("mul zo", 1), ("lop mar", 1), ("m", 2),
            ("example.com", 2), ("zoe@", 1), ("7946 0991", 1), ("(0)20 7946", 1), ("0991", 1), ("100%", 1), ("1_0", 0),
            ("%", 0), ("olga", 0), ("", 0), ("zoe lopez", 0),
        ]
        for (query, count) in found {
            let rows = try desk.query("select name from salon.search_clients($1)", query)
            #expect(rows.count == count, "\(query)")
        }
    }

    @Test func theWebsiteHasItsTablesAndNoneOfOurs() throws {
        let website = try Connection.connect(database.addLogin("website_access", in: "salon_website"))
        #expect(try website.query("select password_hash from users").count == 3)
        for ours in ["branches", "payments", "tills", "audit_log", "shifts", "role_permissions"] {
            let error = #expect(throws: PostgresError.self) {
                try website.query(Statement(unprepared: "select 1 from \(ours)"))
            }
            #expect(error?.sqlState == .insufficientPrivilege, "\(ours)")
        }
    }

    @Test func theRulesLeaveThePlansTheirIndexes() throws {
        try database.run(
            """
            set salon.bulk = 'on';
            insert into experts (id, name) values ('00000000-0000-0000-0000-0000000000e1', 'Ben');
            insert into services (id, name, price, duration) values ('00000000-0000-0000-0000-0000000000a1', 'Cut', 40, 30);
            insert into appointments (branch_id, expert_id, service_id, service_name, visit_id, customer_name, user_id,
                appointment_date, appointment_time, duration, status, payment_status, total_price)
            select '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000e1',
                '00000000-0000-0000-0000-0000000000a1', 'Cut', gen_random_uuid(), 'Zoë',
                '00000000-0000-0000-0000-000000000002', date '2024-01-01' + n / 20, time '08:00' + n % 20 * interval '30 min',
                30, (array['confirmed', 'completed', 'cancelled'])[1 + n % 3], (array['paid', 'unpaid'])[1 + n % 2], 40
              from generate_series(0, 19999) as n;
            analyze
            """)
        try desk.query("select set_config('salon.token', 'secret', false)")
        let branch = "branch_id = '00000000-0000-0000-0000-0000000000b1'"
        let queries = [
            "\(branch) and appointment_date = '2025-05-05' order by appointment_time, id",
            "\(branch) and (appointment_date, appointment_time, id) > ('2025-05-05', '09:00', '\(UUIDText.zero)') "
                + "order by appointment_date, appointment_time, id limit 50",
            "\(branch) and status = 'confirmed' and (appointment_date, appointment_time, id) > "
                + "('2025-05-05', '09:00', '\(UUIDText.zero)') order by appointment_date, appointment_time, id limit 50",
            "expert_id = '00000000-0000-0000-0000-0000000000e1' and appointment_date between '2025-05-05' and '2025-05-11'",
            "user_id = '00000000-0000-0000-0000-000000000001' order by appointment_date desc limit 20",
            "status = 'reserved' and expires_at <= now()",
            "visit_id = '\(UUIDText.zero)'",
        ]
        for query in queries {
            let plan = try desk.query(Statement(unprepared: "explain select id from appointments where \(query)"))
                .map { try $0.decode(0, as: String.self) }.joined(separator: "\n")
            #expect(plan.contains("Index") && !plan.contains("Seq Scan") && !plan.contains("Sort"), "\(query)\n\(plan)")
        }
    }

    private enum UUIDText { static let zero = "00000000-0000-0000-0000-000000000000" }
}
