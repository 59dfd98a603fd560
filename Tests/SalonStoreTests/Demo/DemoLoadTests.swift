import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

/// Saturday 21 November 2026, 14:32 in Paris.
let demoNow = Instant(seconds: 1_795_267_920)

@Suite("The demo salon in a database")
struct DemoLoadTests {
    private func connect(_ database: TestDatabase) throws -> Connection {
        try Connection.connect(database.adminSettings.withoutStatementLimits)
    }

    private func text(_ sql: String, _ connection: Connection) throws -> [String] {
        try connection.query(Statement(unprepared: sql)).map { try $0.decode(0, as: String.self) }
    }

    /// All that a load takes off and puts back. PostgreSQL words the casts of a list in another way once it has read its
    /// own words, so they and the brackets do not count.
    private func scaffold(_ connection: Connection) throws -> [String] {
        try text(
            """
            select regexp_replace(part, '::(text|character varying)(\\[\\])?|[()]', '', 'g') from (
                select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated as part
                  from pg_constraint where connamespace in ('public'::regnamespace, 'salon'::regnamespace)
                union all select indexdef from pg_indexes where schemaname = 'public'
                union all select pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
            ) parts order by 1
            """, connection)
    }

    private static let tables = """
        select relname::text from pg_class
         where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1
        """

    /// One number for each table's rows. Passwords are salted and the log's numbers are the database's.
    private func checksums(_ connection: Connection) throws -> [String] {
        try text(Self.tables, connection).map { table in
            let secret = "- '{password_hash,updated_at,applied_at}'::text[]"
            let own = ["audit_log": "- 'id' - 'change'", "roles": "- 'id' - 'created_at'"][table] ?? ""
            let sum = try text(
                """
                select md5(coalesce(string_agg(row, '' order by row), ''))
                  from (select (to_jsonb(t) \(secret) \(own))::text as row from public.\(table) t) r
                """, connection)
            return "\(table) \(sum)"
        }
    }

    @Test("every table is filled, nothing is left off, and no expert is booked twice at one time")
    func load() throws {
        let database = try TestServer.database()
        let connection = try connect(database)
        let before = try scaffold(connection)
        var heard: [DemoLoader.Progress] = []
        let summary = try DemoLoader.load(connection, .init(appointments: 12_000, now: demoNow)) { heard.append($0) }
        #expect(summary.appointments == 12_000)
        #expect(heard.last?.phase == .indexes && heard.first?.phase == .appointments)
        let changes = try scaffold(connection).difference(from: before)
        #expect(changes.isEmpty, "\(changes)")

        for table in try text(Self.tables, connection) {
            let count = try connection.query(Statement(unprepared: "select count(*) from public.\(table)"))[0]
                .decode(0, as: Int.self)
            #expect(count > 0, "\(table) is empty")
            if table == "appointments" { #expect(count == 12_000) }
        }
        let rules: [(String, String)] = [
            (
                "overlapping",
                """
                select count(*) from public.appointments a join public.appointments b
                    on a.expert_id = b.expert_id and a.id < b.id and a.busy && b.busy
                   and b.appointment_date between a.appointment_date - 1 and a.appointment_date + 1
                 where a.status not in ('cancelled', 'expired') and b.status not in ('cancelled', 'expired')
                """
            ),
            (
                "with a rating that is not the reviews'",
                """
                select count(*) from public.experts e where (e.rating, e.total_reviews) <> (
                    select coalesce(round(avg(r.rating), 2), 0), count(*) from public.reviews r
                     where r.expert_id = e.id)
                """
            ),
            (
                "paid but not paid for",
                """
                select count(*) from public.appointments a
                 where a.payment_status = 'paid' and a.total_price > coalesce((
                     select sum(p.amount) from public.payments p
                      where p.appointment_id = a.id and p.kind in ('payment', 'deposit')), 0)
                """
            ),
            (
                "of a service that its expert does not do",
                """
                select count(*) from public.appointments a where a.expert_id is not null and not exists (
                    select from public.expert_services s
                     where s.expert_id = a.expert_id and s.service_id = a.service_id)
                """
            ),
            (
                "in a till that expects another sum",
                """
                select count(*) from public.tills t where t.closed_at is not null and t.expected <> t.opened_with + (
                    select coalesce(sum(case p.kind when 'refund' then -p.amount else p.amount end), 0)
                      from public.payments p where p.till_id = t.id)
                """
            ),
            ("changed after now", "select count(*) from public.appointments where updated_at > '2026-11-21 13:32Z'"),
            ("paid after now", "select count(*) from public.payments where taken_at > '2026-11-21 13:32Z'"),
            (
                "no patch test of some kind: good, too old, missing, reacted",
                """
                select 4 - count(distinct t.kind)
                  from (select case when bool_or(x.reacted) then 'reacted' when count(x.id) = 0 then 'missing'
                                    when max(x.tested_on) + make_interval(months => s.patch_test_months) < a.appointment_date
                                    then 'old' else 'good' end as kind
                          from public.appointments a
                          join public.services s on s.id = a.service_id and s.patch_test_months is not null
                          left join public.patch_tests x on x.user_id = a.user_id and x.service_id = a.service_id
                         where a.appointment_date >= '2026-11-21'
                         group by a.id, s.id) t
                """
            ),
            (
                "cancelled before it was booked",
                "select count(*) from public.appointments where cancelled_at < created_at"
            ),
        ]
        for (what, sql) in rules {
            let wrong = try connection.query(Statement(unprepared: sql))[0].decode(0, as: Int.self)
            #expect(wrong == 0, "\(wrong) \(what)")
        }
    }

    @Test("the same seed and moment make the same rows")
    func deterministic() throws {
        let sums = try (0..<2).map { _ in
            let database = try TestServer.database()
            let connection = try connect(database)
            try DemoLoader.load(connection, .init(appointments: 1_500, now: demoNow))
            return try withExtendedLifetime(database) { try checksums(connection) }
        }
        #expect(sums[0] == sums[1])
    }

    @Test("its four people sign in")
    func people() throws {
        let database = try TestServer.database()
        try DemoLoader.load(try connect(database), .init(appointments: 800, now: demoNow))
        let store = Store(settings: database.deskSettings, clock: .frozen(demoNow))
        for role in [Role.owner, .admin, .receptionist, .expert] {
            let desk = try store.signIn(email: DemoSalon.email(of: role), password: DemoSalon.password).desk
            #expect(desk.session.role == role)
            #expect(desk.branch.name == DemoSalon.name && desk.today == LocalDate(dayNumber: 20_778))
        }
    }

    @Test("a database with a salon in it is left alone")
    func notEmpty() throws {
        let database = try TestServer.database()
        try database.run("insert into public.service_categories (name) values ('kept')")
        try database.run("insert into public.branches (name) values ('A real one')")
        let connection = try connect(database)
        let error = #expect(throws: SalonError.self) {
            try DemoLoader.load(connection, .init(appointments: 500, now: demoNow))
        }
        #expect(error?.code == "unavailable" && error?.message.contains("already holds a salon") == true)
        #expect(try text("select name from public.service_categories", connection) == ["kept"])
    }

    @Test("a load that is killed leaves the database as it was")
    func killed() throws {
        let database = try TestServer.database()
        let witness = try connect(database)
        let before = try scaffold(witness)
        let loader = try connect(database)
        let process = try loader.query("select pg_backend_pid()")[0].decode(0, as: Int32.self)
        let error = #expect(throws: SalonError.self) {
            try DemoLoader.load(loader, .init(appointments: 500, now: demoNow)) { _ in
                _ = try? witness.query("select pg_terminate_backend($1, 5000)", process)
            }
        }
        #expect(error?.code == "unavailable")
        #expect(try scaffold(witness) == before)
        #expect(try text("select name::text from public.users", witness).isEmpty)
        // And the next one finds it empty.
        #expect(try DemoLoader.load(witness, .init(appointments: 500, now: demoNow)).appointments == 500)
    }
}
