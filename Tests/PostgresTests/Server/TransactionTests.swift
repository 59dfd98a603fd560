import Testing

@testable import Postgres

@Suite struct TransactionTests {
    private func table(_ columns: String = "id int primary key") throws -> Connection {
        let connection = try SharedDatabase.connect()
        try connection.script("create temp table rows (\(columns))")
        return connection
    }

    private func count(_ connection: Connection) throws -> Int {
        try connection.query("select count(*) from rows")[0].decode(0)
    }

    @Test func beginTravelsWithTheFirstStatement() throws {
        let connection = try table()
        let before = connection.statistics.roundTrips
        try connection.transaction { connection throws(PostgresError) in
            try connection.execute("insert into rows values (1)")
            try connection.execute("insert into rows values (2)")
        }
        #expect(connection.statistics.roundTrips - before == 3)
        #expect(connection.isAtRest)
        #expect(try count(connection) == 2)
    }

    @Test func anEmptyTransactionIsFree() throws {
        let connection = try table()
        let before = connection.statistics
        let value = try connection.transaction { _ in 7 }
        #expect(value == 7 && connection.statistics == before && connection.isAtRest)
    }

    @Test func whatThrowsIsRolledBack() throws {
        struct Refused: Error {}
        let connection = try table()
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction { connection throws(PostgresError) in
                try connection.execute("insert into rows values (1)")
                try connection.execute("insert into rows values (1)")
            }
        }
        #expect(error?.outcome == .rolledBack && error?.sqlState == .uniqueViolation)
        #expect(throws: Refused.self) {
            try connection.transaction(failingAs: { $0 as any Error }) { connection in
                try connection.execute("insert into rows values (2)")
                throw Refused()
            }
        }
        // An answer that could not be read takes the transaction with it: what it answered has not happened.
        let unread = #expect(throws: PostgresError.self) {
            try connection.transaction { connection throws(PostgresError) in
                _ = try connection.query("insert into rows values (3) returning id")[0].decode(0, as: String.self)
            }
        }
        #expect(unread?.outcome == .rolledBack)
        #expect(connection.isAtRest)
        #expect(try count(connection) == 0)
    }

    @Test func anErrorThatTheClosureSwallowedIsNotTakenForSuccess() throws {
        let connection = try table()
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction { connection throws(PostgresError) in
                try connection.execute("insert into rows values (1)")
                _ = try? connection.execute("insert into rows values (1)")
            }
        }
        guard case .transactionAborted? = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.outcome == .rolledBack)
        #expect(connection.isAtRest)
        #expect(try count(connection) == 0)
    }

    @Test func aDeferredConstraintFailsTheCommitAndIsRolledBack() throws {
        let connection = try table("id int, unique (id) deferrable initially deferred")
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction { connection throws(PostgresError) in
                try connection.execute("insert into rows values (1)")
                try connection.execute("insert into rows values (1)")
            }
        }
        #expect(error?.sqlState == .uniqueViolation && error?.outcome == .rolledBack)
        // The same in one pipeline, where the commit is the sync.
        let inPipeline = #expect(throws: PostgresError.self) {
            try connection.execute("insert into rows values (1), (1)")
        }
        #expect(inPipeline?.sqlState == .uniqueViolation && inPipeline?.outcome == .rolledBack)
        #expect(connection.isAtRest)
        #expect(try count(connection) == 0)
    }

    @Test func aConnectionLostBeforeTheCommitIsRolledBack() throws {
        let connection = try table()
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction { connection throws(PostgresError) in
                try connection.execute("insert into rows values (1)")
                try connection.execute("select pg_terminate_backend(pg_backend_pid())")
            }
        }
        guard case .lost? = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.outcome == .rolledBack && error?.isWorthRepeating == true)
        #expect(!connection.isUsable)
    }

    @Test func aConnectionLostInTheCommitIsUnknown() throws {
        let connection = try table()
        try connection.script(
            """
            create function pg_temp.die() returns trigger language plpgsql as
                $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return null; end $$;
            create constraint trigger last_moment after insert on rows deferrable initially deferred
                for each row execute function pg_temp.die()
            """)
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction { connection throws(PostgresError) in
                try connection.execute("insert into rows values (1)")
            }
        }
        guard case .lost? = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.outcome == .unknown && error?.isWorthRepeating == false)
    }

    @Test func modesAreTheServers() throws {
        let connection = try SharedDatabase.connect()
        for (mode, shown) in [
            (TransactionMode.readCommitted, "read committed"), (.snapshot, "repeatable read"),
            (.serializable, "serializable"),
        ] {
            let level = try connection.transaction(mode) { connection throws(PostgresError) in
                try connection.query("select current_setting('transaction_isolation')")[0].decode(0, as: String.self)
            }
            #expect(level == shown)
        }
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction(.snapshot) { connection throws(PostgresError) in
                try connection.execute("create table never (id int)")
            }
        }
        #expect(error?.sqlState == "25006")
    }

    @Test func transactionsDoNotNest() throws {
        let connection = try table()
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction { connection throws(PostgresError) in
                try connection.execute("insert into rows values (1)")
                try connection.transaction { _ in }
            }
        }
        guard case .misuse? = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(connection.isAtRest)
        #expect(try count(connection) == 0)
    }
}
