import Postgres
import Salon
import Synchronization
import Testing

@testable import SalonStore

/// What somebody at psql learns of a password without being charged for the try: nothing.
@Suite struct SignInOracleTests {
    private let salon: SmallSalon
    private let desk: Connection

    init() throws {
        salon = try SmallSalon()
        desk = try Connection.connect(salon.database.deskSettings)
    }

    private static let owner = "owner@test.salon"
    private static let result: Statement = "select outcome from salon.sign_in_result($1)"

    private func attempt(_ password: String, _ id: UUIDValue = .random()) throws -> UUIDValue {
        try desk.query("select salon.sign_in_attempt($1, $2, $3)", id, Self.owner, password)
        return id
    }

    /// Charged tries that stand in the database.
    private func charged() throws -> Int {
        try salon.value("select count(*)::int4 from salon.sign_in_attempts where outcome = 'wrong'")
    }

    /// The answer, or the condition under which there is none.
    private func answer(_ attempt: UUIDValue) -> String {
        do throws(PostgresError) {
            return try desk.query(Self.result, attempt).row().decode(0)
        } catch {
            return error.sqlState?.rawValue ?? "no condition"
        }
    }

    @Test("inside begin … rollback, and in savepoints, there is no answer")
    func rolledBack() throws {
        for password in [SmallSalon.password, "Wrong-one-1!"] {
            for (before, after) in [
                ("select 1", "select 1"), ("savepoint s", "release s"), ("select 1", "savepoint s"),
            ] {
                try desk.script("begin; \(before)")
                let id = try attempt(password)
                try desk.script(after)
                #expect(answer(id) == "P0002")
                try desk.script("rollback")
                #expect(answer(id) == "P0002")
            }
        }
    }

    @Test("in one pipeline without a border, and in one message of several statements, there is no answer")
    func oneTransaction() throws {
        for password in [SmallSalon.password, "Wrong-one-1!"] {
            let id = UUIDValue.random()
            var pipeline = Pipeline()
            pipeline.add("select salon.sign_in_attempt($1, $2, $3)", id, Self.owner, password)
            pipeline.add(Self.result, id)
            #expect(throws: PostgresError.self) { try desk.run(pipeline) }
            #expect(throws: PostgresError.self) {
                try desk.script(
                    "select salon.sign_in_attempt('\(id)', '\(Self.owner)', '\(password)'); "
                        + "select outcome from salon.sign_in_result('\(id)')")
            }
            #expect(answer(id) == "P0002")
        }
        #expect(try charged() == 0)
    }

    @Test("in its own transaction an attempt with the right password looks as one with a wrong one")
    func sameTraces() throws {
        let admin = try salon.desk(of: "admin")
        // The first makes the counters' rows.
        _ = try attempt(SmallSalon.password)
        var least: [Trace] = []
        for password in [SmallSalon.password, "Wrong-one-1!"] {
            // The server tidies pages now and then, which only adds to what is written: the least of some tells.
            let traces = try (1...4).map { _ in try trace(password, seenBy: admin) }
            #expect(Set(traces.map(\.seen)).count == 1)
            least.append(try #require(traces.min { ($0.records, $0.bytes) < ($1.records, $1.bytes) }))
        }
        #expect(least[0].seen == least[1].seen)
        #expect(least[0].records == least[1].records)
        // Noise is a byte longer or shorter where it begins or ends with the byte of before; the count would be twelve.
        #expect(abs(least[0].bytes - least[1].bytes) < 4)
    }

    /// What an attempt writes to the server's log, and what a session sees of it.
    private struct Trace {
        let records: Int
        let bytes: Int
        let seen: String
    }

    /// What an admin's session sees of an attempt before it is rolled back: the log's bytes, the accounts, the rows that
    /// were touched. The server's plans show nothing.
    private func trace(_ password: String, seenBy admin: Desk) throws -> Trace {
        let plans = Mutex(0)
        let desk = try Connection.connect(salon.database.deskSettings) { notice in
            if notice.message.contains("sign_in_attempts") { plans.withLock { $0 += 1 } }
        }
        // The settings are everybody's to make.
        try desk.script(
            "set debug_print_plan = on; set debug_print_parse = on; set client_min_messages = debug5; "
                + "select set_config('salon.token', '\(admin.token.secret)', false); begin")
        let plan = try desk.query(
            Statement(
                unprepared: """
                    explain (analyze, wal, timing off, summary off, costs off)
                    select salon.sign_in_attempt('\(UUIDValue.random())', '\(Self.owner)', '\(password)')
                    """))
        #expect(plans.withLock { $0 } == 0)
        let seen: String = try desk.query(
            """
            select (select string_agg(u.name || u.version || coalesce(u.last_login::text, '') || u.failed_login_attempts,
                                      ' ' order by u.name) from users u)
                || (select string_agg(relname || n_tup_ins || ' ' || n_tup_upd || ' ' || n_tup_del, ' ' order by relname)
                      from pg_stat_xact_all_tables where schemaname in ('public', 'salon'))
            """
        ).row().decode(0)
        try desk.script("rollback")
        let written = try plan.read { (row) throws(PostgresError) in try row.decode(0, as: String.self) }
            .first { $0.contains("WAL") }
        let figures = try #require(written).split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
        return Trace(records: try #require(figures.first), bytes: try #require(figures.last), seen: seen)
    }

    @Test("forty at once are three guesses, and each of the three is charged")
    func fortyAtOnce() async throws {
        let settings = salon.database.deskSettings
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    let desk = try Connection.connect(settings)
                    try desk.query(
                        "select salon.sign_in_attempt($1, $2, 'Wrong-one-1!')", UUIDValue.random(), Self.owner)
                }
            }
            try await group.waitForAll()
        }
        #expect(try charged() == 3)
        #expect(
            try salon.value("select count(*)::int4 from salon.sign_in_attempts where outcome = 'locked'") == 37)
    }

    @Test("a desk that keeps its attempt open keeps nobody at another desk out")
    func heldOpen() throws {
        #expect(throws: PostgresError.self) { try desk.script("select pg_advisory_lock_shared(0)") }
        try desk.script("begin")
        _ = try attempt("Wrong-one-1!")
        let other = Store(settings: try salon.database.addLogin("desk_oracle_other"))
        #expect(try other.signIn(email: Self.owner, password: SmallSalon.password).desk.session.role == .owner)
        // Their wrong tries count all the same.
        for _ in 1...3 { _ = try? other.signIn(email: Self.owner, password: "Wrong-one-1!") }
        #expect(throws: SalonError.self) { try other.signIn(email: Self.owner, password: SmallSalon.password) }
        try desk.script("rollback")
    }

    @Test("a hundred wrong tries in 15 minutes lock the desk, not the others, and it says until when")
    func deskLimit() throws {
        func seed(_ count: Int) throws {
            try salon.database.run(
                """
                insert into salon.sign_in_attempts (id, desk, attempted_at, outcome, user_id, attempts_left, locked_until)
                select gen_random_uuid(), 'desk_local', now() - interval '5 minutes', 'wrong', gen_random_uuid(), 2, 'epoch'
                  from generate_series(1, \(count))
                """)
        }
        let store = Store(settings: salon.database.deskSettings)
        try seed(99)
        _ = try store.signIn(email: Self.owner, password: SmallSalon.password)
        try seed(1)
        let refusal = #expect(throws: SalonError.self) {
            try store.signIn(email: Self.owner, password: SmallSalon.password)
        }
        guard case .locked(let seconds, wholeDesk: true) = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect((500...600).contains(seconds))
        #expect(refusal?.message == "Too many wrong passwords at this desk. Try again in 10 minutes.")
        let other = Store(settings: try salon.database.addLogin("desk_oracle_limit"))
        _ = try other.signIn(email: Self.owner, password: SmallSalon.password)
        try salon.database.run("update salon.sign_in_attempts set attempted_at = now() - interval '16 minutes'")
        _ = try store.signIn(email: Self.owner, password: SmallSalon.password)
    }

    @Test("nothing typed is nothing signed in")
    func nothing() throws {
        for (email, password) in [(nil, nil), (Self.owner, nil), (nil, "x"), ("", "")] as [(String?, String?)] {
            let id = UUIDValue.random()
            try desk.query("select salon.sign_in_attempt($1, $2, $3)", id, email, password)
            #expect(answer(id) == "wrong")
        }
        #expect(throws: PostgresError.self) {
            try desk.query("select salon.sign_in_attempt(null, $1, $2)", Self.owner, SmallSalon.password)
        }
        #expect(answer(UUIDValue.random()) == "P0002")
    }
}
