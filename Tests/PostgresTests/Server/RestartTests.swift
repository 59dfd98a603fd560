import TestServer
import Testing

@testable import Postgres

/// A server that goes away and comes back in the middle of what one is doing.
@Suite struct RestartTests {
    private func lost(_ error: PostgresError?, _ outcome: TransactionOutcome) {
        guard case .lost? = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.outcome == outcome)
    }

    @Test func aRestartBetweenTwoLeasesIsNotNoticed() throws {
        let server = try TestServer.private()
        let pool = Pool(server.adminSettings)
        // Two connections, both dead afterwards.
        try pool.lease { _ throws(PostgresError) in try pool.lease { _ in } }
        #expect(pool.connectCount == 2)
        try server.stop()
        let away = #expect(throws: PostgresError.self) { try pool.lease { _ in } }
        guard case .connect? = away?.kind else {
            Issue.record("\(String(describing: away))")
            return
        }
        #expect(away?.outcome == .nothingSent)
        try server.start()
        for _ in 0..<3 {
            let one = try pool.lease { connection throws(PostgresError) in
                try connection.query("select 1")[0].decode(0, as: Int.self)
            }
            #expect(one == 1)
        }
        #expect(pool.connectCount == 3)
    }

    @Test func aKilledServerIsNoticedAtOnceInTheMiddleOfACall() throws {
        let server = try TestServer.private()
        // The checkpoint keeps the table: the test server may lose its last commits in a crash.
        try Connection.connect(server.adminSettings).script("create table places (id int)")
        try Connection.connect(server.adminSettings).execute("checkpoint")

        let alone = try Connection.connect(server.adminSettings.withoutStatementLimits)
        let killer = Threads.Running { Self.kill(server, onceRunning: "insert-alone") }
        // Whoever does not notice has made the row a minute later.
        lost(
            #expect(throws: PostgresError.self) {
                try alone.execute("insert into places select 1 from pg_sleep(60) /* insert-alone */")
            }, .unknown)
        #expect(killer.join())

        let second = try Connection.connect(server.adminSettings.withoutStatementLimits)
        let secondKiller = Threads.Running { Self.kill(server, onceRunning: "insert-within") }
        lost(
            #expect(throws: PostgresError.self) {
                try second.transaction { connection throws(PostgresError) in
                    try connection.execute("insert into places values (2)")
                    try connection.execute("select pg_sleep(60) /* insert-within */")
                }
            }, .rolledBack)
        #expect(secondKiller.join())
        let left = try Connection.connect(server.adminSettings).query("select count(*) from places")
        #expect(try left[0].decode(0, as: Int.self) == 0)
    }

    /// Waits until the server runs a statement that ends with the comment.
    private static func isRunning(_ mark: String, on server: PrivateServer) throws -> Bool {
        let running = Statement(
            unprepared:
                "select count(*) from pg_stat_activity where query like '%/* ' || $1 || ' */' and state = 'active'")
        let watcher = try Connection.connect(server.adminSettings)
        let deadline = Deadline.after(Threads.patience)
        while Deadline.now < deadline {
            if try watcher.query(running, mark)[0].decode(0, as: Int.self) > 0 { return true }
        }
        return false
    }

    /// Kills the server as soon as it runs the statement, and starts it again.
    private static func kill(_ server: PrivateServer, onceRunning mark: String) -> Bool {
        do {
            guard try isRunning(mark, on: server) else { return false }
            try server.kill()
            try server.start()
            return true
        } catch {
            return false
        }
    }

    @Test func anOrderlyStopUndoesWhatRunsAndSaysSo() throws {
        let server = try TestServer.private()
        let connection = try Connection.connect(server.adminSettings.withoutStatementLimits)
        let stopper = Threads.Running { () -> Bool in
            do {
                guard try Self.isRunning("stop", on: server) else { return false }
                try server.stop()
                return true
            } catch {
                return false
            }
        }
        // The server answers the statement with its end, so it is known to be undone.
        lost(
            #expect(throws: PostgresError.self) { try connection.execute("select pg_sleep(60) /* stop */") },
            .rolledBack)
        #expect(stopper.join())
    }

    @Test func aListenerComesBackWithTheServer() throws {
        let server = try TestServer.private()
        let listener = Listener(server.adminSettings, channels: ["salon"], wakeUp: WakeUp())
        guard case .connected? = listener.next(timeout: Threads.patience) else {
            Issue.record("did not connect")
            return
        }
        try server.stop()
        guard case .lost? = listener.next(timeout: Threads.patience) else {
            Issue.record("did not notice the loss")
            return
        }
        if let event = listener.next(timeout: .milliseconds(300)) { Issue.record("told \(event) as well") }
        try server.start()
        guard case .connected? = listener.next(timeout: Threads.patience) else {
            Issue.record("did not come back")
            return
        }
        try Connection.connect(server.adminSettings).execute("notify salon, 'again'")
        guard case .notification(let notification)? = listener.next(timeout: Threads.patience) else {
            Issue.record("heard nothing")
            return
        }
        #expect(notification.payload == "again")
    }
}
