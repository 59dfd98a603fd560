import Glibc
import Synchronization
import Testing

@testable import Postgres

@Suite struct CancelTests {
    @Test func atTheDeadlineTheStatementIsCancelledAndTheConnectionGoesOn() throws {
        let connection = try SharedDatabase.connect()
        var pipeline = Pipeline()
        pipeline.add(Statement("cancel.sleep", "select pg_sleep(4)"))
        let error = #expect(throws: PostgresError.self) {
            _ = try connection.run(pipeline, timeout: .milliseconds(300))
        }
        guard case .timeout? = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.outcome == .rolledBack && error?.statement == "cancel.sleep")
        #expect(connection.isAtRest)
        #expect(try connection.query("select 1")[0].decode(0, as: Int.self) == 1)
    }

    @Test func anotherThreadCancels() throws {
        let connection = try SharedDatabase.connect()
        let handle = connection.cancelHandle
        // Until the statement runs there is nothing to cancel, and the handle says so.
        #expect(!handle.cancel())
        let isOver = Atomic(false)
        let canceller = Threads.Running { while !isOver.load(ordering: .relaxed) { handle.cancel() } }
        let error = #expect(throws: PostgresError.self) { try connection.query("select pg_sleep(4)") }
        isOver.store(true, ordering: .relaxed)
        canceller.join()
        guard case .cancelled? = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.outcome == .rolledBack)
        #expect(try connection.query("select 1")[0].decode(0, as: Int.self) == 1)
    }

    @Test func aLateCancelNeverHitsTheNextStatement() throws {
        let connection = try SharedDatabase.connect()
        let handle = connection.cancelHandle
        var hits = 0
        for _ in 0..<100 {
            let canceller = Threads.Running { while !handle.cancel() {} }
            // So short that some of the cancels come after its end.
            while canceller.isRunning {
                do throws(PostgresError) {
                    try connection.query("select 1")
                } catch {
                    guard case .cancelled = error.kind else {
                        Issue.record("\(error)")
                        return
                    }
                    hits += 1
                }
            }
            canceller.join()
            #expect(try connection.query("select 2")[0].decode(0, as: Int.self) == 2)
        }
        #expect(hits <= 100)
        #expect(connection.isAtRest)
    }

    @Test func theServersOwnLimitIsTheServersError() throws {
        var settings = try SharedDatabase.settings()
        settings.statementTimeout = .milliseconds(300)
        let connection = try Connection.connect(settings)
        let error = #expect(throws: PostgresError.self) { try connection.query("select pg_sleep(4)") }
        #expect(error?.sqlState == .queryCanceled && error?.outcome == .rolledBack)
    }

    @Test func aTransactionThatRunsIntoItsDeadlineIsRolledBack() throws {
        let connection = try SharedDatabase.connect()
        try connection.script("create temp table rows (id int)")
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction { connection throws(PostgresError) in
                try connection.execute("insert into rows values (1)")
                var pipeline = Pipeline()
                pipeline.add("select pg_sleep(4)")
                _ = try connection.run(pipeline, timeout: .milliseconds(300))
            }
        }
        #expect(error?.outcome == .rolledBack)
        #expect(connection.isAtRest)
        #expect(try connection.query("select count(*) from rows")[0].decode(0, as: Int.self) == 0)
    }

    @Test func aServerThatAnswersNothingIsGivenUp() throws {
        let connection = try SharedDatabase.connect()
        let process = connection.serverProcessID
        kill(process, SIGSTOP)
        defer { kill(process, SIGCONT) }
        let error = #expect(throws: PostgresError.self) {
            try connection.query("select 1", timeout: .milliseconds(50))
        }
        guard case .timeout? = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.outcome == .unknown && !connection.isUsable)
    }
}
