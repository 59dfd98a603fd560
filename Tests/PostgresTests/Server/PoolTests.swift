import Synchronization
import Testing

@testable import Postgres

@Suite struct PoolTests {
    private func processID(_ pool: Pool) throws -> Int32 {
        try pool.lease { connection in connection.serverProcessID }
    }

    @Test func aConnectionIsUsedAgain() throws {
        let pool = Pool(try SharedDatabase.settings())
        #expect(pool.connectCount == 0)
        #expect(try processID(pool) == processID(pool))
        #expect(pool.connectCount == 1)
        try pool.lease { connection throws(PostgresError) in
            try connection.query("select 1")
            try connection.query("select 2")
        }
        #expect(pool.statistics.roundTrips == 2 && pool.statistics.statements == 2)
    }

    @Test func noTwoLeasesShareAConnectionAndThereAreNeverMoreThanTheMaximum() throws {
        let pool = Pool(try SharedDatabase.settings(), maximum: 4, leaseTimeout: .seconds(30))
        let inUse = Mutex<Set<Int32>>([])
        let failures = Threads.run(16) { _ -> Int in
            var failures = 0
            for _ in 0..<20 {
                do throws(PostgresError) {
                    try pool.lease { connection throws(PostgresError) in
                        let id = connection.serverProcessID
                        if !inUse.withLock({ $0.insert(id).inserted }) { failures += 1 }
                        let answer = try connection.query("select pg_backend_pid()")[0].decode(0, as: Int32.self)
                        if answer != id { failures += 1 }
                        inUse.withLock { _ = $0.remove(id) }
                    }
                } catch {
                    failures += 1
                }
            }
            return failures
        }
        #expect(failures.allSatisfy { $0 == 0 })
        #expect(pool.connectCount <= 4 && pool.connectionCount <= 4)
        #expect(pool.statistics.roundTrips == 320)
    }

    @Test func whoFindsAllTakenWaitsUntilItsDeadline() throws {
        let pool = Pool(try SharedDatabase.settings(), maximum: 1, leaseTimeout: .milliseconds(100))
        try pool.lease { _ throws(PostgresError) in
            let clock = ContinuousClock()
            let time = clock.measure {
                let error = #expect(throws: PostgresError.self) { try pool.lease { _ in } }
                guard case .poolExhausted? = error?.kind else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(error?.outcome == .nothingSent)
            }
            #expect(time >= .milliseconds(100))
        }
        // Who gave up waits no more: the place is free.
        _ = try processID(pool)
    }

    @Test func whatComesBackInATransactionIsClosed() throws {
        let pool = Pool(try SharedDatabase.settings())
        let first = try processID(pool)
        _ = try pool.lease { connection throws(PostgresError) in try connection.execute("begin") }
        #expect(pool.connectionCount == 0)
        #expect(try processID(pool) != first)
        #expect(try pool.lease { connection throws(PostgresError) in connection.isAtRest })
    }

    @Test func anErrorOfTheServerKeepsTheConnection() throws {
        let pool = Pool(try SharedDatabase.settings())
        let first = try processID(pool)
        #expect(throws: PostgresError.self) {
            try pool.lease { connection throws(PostgresError) in try connection.execute("select 1 / 0") }
        }
        #expect(try processID(pool) == first)
    }

    @Test func whatDiedWhileIdleIsReplacedWithoutAnError() throws {
        let pool = Pool(try SharedDatabase.settings())
        let first = try processID(pool)
        try SharedDatabase.connect().terminate(first)
        let row = try pool.lease { connection throws(PostgresError) in
            try connection.query("select pg_backend_pid(), 1")[0]
        }
        #expect(try row.decode(0, as: Int32.self) != first)
        #expect(pool.connectCount == 2 && pool.connectionCount == 1)
        #expect(pool.statistics.roundTrips == 1)
    }

    @Test func aNoticeWhileIdleDoesNotCostTheConnection() throws {
        let pool = Pool(try SharedDatabase.settings())
        let first = try processID(pool)
        let other = try SharedDatabase.connect()
        _ = try pool.lease { connection throws(PostgresError) in try connection.execute("listen pool_test") }
        try other.execute("notify pool_test")
        #expect(try processID(pool) == first)
    }

    @Test func idleConnectionsAreClosedAfterTheirTime() throws {
        let pool = Pool(try SharedDatabase.settings(), idleLimit: .zero)
        let first = try processID(pool)
        pool.closeExpired()
        #expect(pool.connectionCount == 0)
        #expect(try processID(pool) != first)
    }

    @Test func aFailedConnectFreesItsPlace() throws {
        let pool = Pool(ConnectionSettings("host=/nowhere port=1"), maximum: 1)
        for _ in 0..<3 {
            let error = #expect(throws: PostgresError.self) { try pool.lease { _ in } }
            guard case .connect? = error?.kind else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
        #expect(pool.connectionCount == 0)
    }

    @Test func aClosedPoolLendsNothing() throws {
        let pool = Pool(try SharedDatabase.settings())
        _ = try processID(pool)
        pool.close()
        #expect(pool.connectionCount == 0)
        let error = #expect(throws: PostgresError.self) { try pool.lease { _ in } }
        guard case .poolClosed? = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func closuresMayThrowErrorsOfTheirOwn() throws {
        enum Refusal: Error, Equatable {
            case database
            case taken
        }
        let pool = Pool(try SharedDatabase.settings())
        #expect(throws: Refusal.taken) {
            try pool.lease(failingAs: { _ in Refusal.database }) { _ throws(Refusal) in throw Refusal.taken }
        }
        pool.close()
        #expect(throws: Refusal.database) {
            try pool.lease(failingAs: { _ in Refusal.database }) { _ throws(Refusal) in }
        }
    }
}
