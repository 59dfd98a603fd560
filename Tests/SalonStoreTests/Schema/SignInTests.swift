import Postgres
import TestServer
import Testing

/// Signing in, as a desk does it with nothing but SQL.
@Suite struct SignInTests {
    private let database: TestDatabase
    private let desk: Connection

    init() throws {
        database = try TestServer.database()
        try database.run(
            """
            insert into users (id, name, email, password_hash, email_verified, role) values
                ('00000000-0000-0000-0000-000000000001', 'Ana', 'ana@salon', salon.hash_password('right'), true, 'receptionist'),
                ('00000000-0000-0000-0000-000000000002', 'Una', 'una@salon', salon.hash_password('right'), false, 'admin'),
                ('00000000-0000-0000-0000-000000000003', 'Cleo', 'cleo@salon', salon.hash_password('right'), true, 'user'),
                ('00000000-0000-0000-0000-000000000004', 'Guest', 'guest@salon', null, true, 'owner'),
                -- Made by bcryptjs 3 on the website, of "Salon-demo-1!"; the prefix is the one that pgcrypto does not know.
                ('00000000-0000-0000-0000-000000000005', 'Web', 'web@salon',
                    '$2b$' || substr(salon.hash_password('Salon-demo-1!'), 5), true, 'expert');
            insert into branches (name) values ('Maison Lumière');
            insert into experts (id, name, user_id)
            values ('00000000-0000-0000-0000-0000000000e1', 'Web', '00000000-0000-0000-0000-000000000005');
            """)
        desk = try Connection.connect(database.deskSettings)
    }

    private struct Answer {
        let outcome: String
        let attemptsLeft: Int32
        let secondsLocked: Int32
        let token: String?
        let role: String?
        let permissions: [String]?
    }

    private static let result: Statement = """
        select outcome, attempts_left, seconds_locked, token, role, permissions from salon.sign_in_result($1::text::uuid)
        """

    private func newID() throws -> String { try desk.query("select gen_random_uuid()::text")[0].decode(0) }

    private func signIn(_ email: String, _ password: String, on desk: Connection? = nil) throws -> Answer {
        let desk = desk ?? self.desk
        let attempt = try newID()
        var pipeline = Pipeline()
        pipeline.add("select salon.sign_in_attempt($1::text::uuid, $2, $3)", attempt, email, password)
        pipeline.endTransaction()
        let answer = pipeline.add(Self.result, attempt)
        let before = desk.statistics.roundTrips
        let row = try desk.run(pipeline)[answer][0]
        #expect(desk.statistics.roundTrips == before + 1)
        return Answer(
            outcome: try row.decode(0), attemptsLeft: try row.decode(1), secondsLocked: try row.decode(2),
            token: try row.decode(3), role: try row.decode(4), permissions: try row.decode(5))
    }

    @Test func theRightPasswordGivesATokenOnce() throws {
        let answer = try signIn(" ANA@salon ", "right")
        #expect(answer.outcome == "ok")
        #expect(answer.role == "receptionist")
        #expect(answer.permissions?.contains("payments.take") == true)
        let token = try #require(answer.token)
        #expect(token.count == 64)
        let resumed = try desk.query("select name, role from salon.resume($1)", token)
        #expect(try resumed[0].decode(0, as: String.self) == "Ana")
        let stored = try Connection.connect(database.adminSettings)
            .query("select count(*) from salon.sessions where token_hash = sha256(convert_to($1, 'UTF8'))", token)
        #expect(try stored[0].decode(0, as: Int64.self) == 1)
    }

    @Test func theWebsitesHashesAreUnderstood() throws {
        #expect(try signIn("web@salon", "Salon-demo-1!").outcome == "ok")
        #expect(try signIn("web@salon", "Salon-demo-1?").outcome == "wrong")
        let shown = try desk.query(
            "select expert_id::text, permissions, scopes from salon.resume($1)",
            try #require(try signIn("web@salon", "Salon-demo-1!").token))
        #expect(try shown[0].decode(0, as: String.self) == "00000000-0000-0000-0000-0000000000e1")
        #expect(
            try shown[0].decode(1, as: [String].self)
                == ["appointments.manage", "appointments.view", "clients.view", "experts.view", "services.view"])
        #expect(try shown[0].decode(2, as: [String].self) == ["own", "own", "own", "all", "all"])
    }

    @Test func aHashThatIsNotBcryptIsNeverStored() throws {
        #expect(throws: PostgresError.self) {
            try database.run("update users set password_hash = crypt('x', 'ab')")
        }
    }

    @Test(arguments: ["ana@salon", "nobody@salon", "guest@salon"])
    func threeWrongOnesLockAndThenThereAreThreeFresh(_ email: String) throws {
        for left in [2, 1, 0] {
            let answer = try signIn(email, "wrong")
            #expect(answer.outcome == "wrong")
            #expect(answer.attemptsLeft == Int32(left))
            #expect((answer.secondsLocked > 0) == (left == 0))
        }
        let locked = try signIn(email, "right")
        #expect(locked.outcome == "locked")
        #expect(locked.secondsLocked > 0 && locked.secondsLocked <= 30)
        try database.run(
            """
            update users set lockout_until = now() - interval '1 second' where lockout_until is not null;
            update salon.sign_in_counters set locked_until = now() - interval '1 second' where locked_until > 'epoch'
            """)
        #expect(try signIn(email, "wrong").attemptsLeft == 2)
        #expect(try signIn(email, "wrong").attemptsLeft == 1)
        #expect(try signIn(email, "wrong").attemptsLeft == 0)
        #expect(try signIn(email, "wrong").outcome == "locked")
    }

    @Test func aRightOneForgivesTheWrongOnes() throws {
        #expect(try signIn("ana@salon", "wrong").attemptsLeft == 2)
        #expect(try signIn("ana@salon", "right").outcome == "ok")
        #expect(try signIn("ana@salon", "wrong").attemptsLeft == 2)
    }

    @Test func whatIsWrongWithAnAccountIsToldToWhoKnowsItsPassword() throws {
        #expect(try signIn("una@salon", "right").outcome == "unverified")
        #expect(try signIn("una@salon", "wrong").outcome == "wrong")
        #expect(try signIn("cleo@salon", "right").outcome == "not_staff")
        #expect(try signIn("cleo@salon", "wrong").outcome == "wrong")
    }

    @Test func fortyAtOnceAreThreeGuesses() async throws {
        let settings = database.deskSettings
        let outcomes = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    let desk = try Connection.connect(settings)
                    let attempt: String = try desk.query("select gen_random_uuid()::text")[0].decode(0)
                    var pipeline = Pipeline()
                    pipeline.add("select salon.sign_in_attempt($1::text::uuid, 'ana@salon', 'wrong')", attempt)
                    pipeline.endTransaction()
                    let answer = pipeline.add(Self.result, attempt)
                    return try desk.run(pipeline)[answer][0].decode(0)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 == "wrong" }.count == 3)
        #expect(outcomes.filter { $0 == "locked" }.count == 37)
    }

    @Test func anAttemptTellsNothingInItsOwnTransaction() throws {
        let attempt = try newID()
        let error = #expect(throws: PostgresError.self) {
            try desk.transaction { desk throws(PostgresError) in
                try desk.query("select salon.sign_in_attempt($1::text::uuid, 'ana@salon', 'right')", attempt)
                try desk.query(Self.result, attempt)
            }
        }
        #expect(error?.sqlState == "P0002")
        // Rolled back: there is no attempt to ask about either.
        #expect(throws: PostgresError.self) { try desk.query(Self.result, attempt) }
    }

    @Test func theAnswerIsGivenOnceAndToTheSameDeskOnly() throws {
        let attempt = try newID()
        let other = try Connection.connect(database.addLogin("desk_sign_in_other"))
        try desk.query("select salon.sign_in_attempt($1::text::uuid, 'ana@salon', 'right')", attempt)
        #expect(throws: PostgresError.self) { try other.query(Self.result, attempt) }
        let row = try desk.query(Self.result, attempt)[0]
        #expect(throws: PostgresError.self) { try desk.query(Self.result, attempt) }
        let token = try row.decode(3, as: String.self)
        #expect(try other.query("select * from salon.resume($1)", token).isEmpty)
    }

    @Test func aSessionSlidesUpToThirtyDaysAndEnds() throws {
        let token = try #require(try signIn("ana@salon", "right").token)
        func days() throws -> Int? {
            try desk.query(
                "select round(extract(epoch from expires_at - now()) / 86400)::int8 from salon.resume($1)", token
            ).first.map { Int(try $0.decode(0, as: Int64.self)) }
        }
        #expect(try days() == 7)
        try database.run(
            "update salon.sessions set created_at = now() - interval '6 days', expires_at = now() + interval '1 day'")
        #expect(try days() == 7)
        try database.run(
            "update salon.sessions set created_at = now() - interval '29 days', expires_at = now() + interval '1 hour'")
        #expect(try days() == 1)
        try database.run("update salon.sessions set expires_at = now()")
        #expect(try days() == nil)
    }

    @Test func signingOutEndsTheSession() throws {
        let token = try #require(try signIn("ana@salon", "right").token)
        #expect(try desk.query("select salon.sign_out($1)", token)[0].decode(0))
        #expect(try desk.query("select * from salon.resume($1)", token).isEmpty)
    }

    @Test func aDemotedPersonIsOutAtOnce() throws {
        let token = try #require(try signIn("ana@salon", "right").token)
        try desk.query("select set_config('salon.token', $1, false)", token)
        #expect(try desk.query("select salon.has_session()")[0].decode(0))
        try database.run("update users set role = 'user'")
        #expect(try desk.query("select salon.has_session()")[0].decode(0, as: Bool.self) == false)
        #expect(try desk.query("select * from salon.resume($1)", token).isEmpty)
    }
}
