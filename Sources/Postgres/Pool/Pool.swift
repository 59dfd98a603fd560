/// Connections to one database, lent to one closure at a time.
///
///     let pool = Pool(ConnectionSettings("service=salon"))
///     let count = try pool.lease { connection throws(PostgresError) in
///         try connection.query("select count(*) from appointments")[0].decode(0, as: Int.self)
///     }
///
/// The closure has the connection for itself until it returns; it must not keep it. Connections are made when they are
/// needed, `maximum` at most; who finds all of them taken waits, first come, first served. A connection that comes back
/// busy, broken or with an open transaction is closed. One that the server has closed while it was idle is noticed
/// before it is lent, at no round trip: after a restart of the server the next lease reconnects and nobody sees an error.
public final class Pool: Sendable {
    /// Where the database is.
    public let settings: ConnectionSettings
    private let leaseTimeout: Duration
    private let onNotice: NoticeHandler?
    private let monitor: Monitor<State>

    private struct State {
        var machine: PoolMachine<Loan>
        var statistics = Connection.Statistics()
        var connects = 0
    }

    /// A pool; nothing is connected yet.
    ///
    /// - Parameters:
    ///   - settings: Where the database is.
    ///   - maximum: How many connections there may be at a time.
    ///   - idleLimit: How long a connection may be idle before it is closed (at the next lease or `closeExpired`).
    ///   - leaseTimeout: How long a lease may wait for a connection to become free.
    ///   - onNotice: Takes the server's notices; without it they are dropped.
    public init(
        _ settings: ConnectionSettings, maximum: Int = 20, idleLimit: Duration = .seconds(60),
        leaseTimeout: Duration = .seconds(5), onNotice: NoticeHandler? = nil
    ) {
        self.settings = settings
        self.leaseTimeout = leaseTimeout
        self.onNotice = onNotice
        monitor = Monitor(State(machine: PoolMachine(maximum: maximum, idleLimit: idleLimit)))
    }

    /// Lends a connection to a closure.
    ///
    /// - Parameter body: Uses the connection.
    /// - Returns: What the closure returned.
    /// - Throws: What the closure threw, or `PostgresError` of kind `connect`, `poolExhausted` or `poolClosed`.
    public func lease<Result>(
        _ body: (Connection) throws(PostgresError) -> Result
    ) throws(PostgresError) -> Result {
        let connection = try acquire()
        let before = connection.statistics
        defer { takeBack(Loan(connection: connection), since: before) }
        return try body(connection)
    }

    /// As `lease`, for closures that throw errors of another type.
    ///
    /// - Parameters:
    ///   - translate: Turns the pool's own errors into the closure's type.
    ///   - body: Uses the connection.
    /// - Returns: What the closure returned.
    /// - Throws: What the closure threw, or a translated `PostgresError`.
    public func lease<Result, Failure: Error>(
        failingAs translate: (PostgresError) -> Failure, _ body: (Connection) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let connection: Connection
        do throws(PostgresError) {
            connection = try acquire()
        } catch {
            throw translate(error)
        }
        let before = connection.statistics
        defer { takeBack(Loan(connection: connection), since: before) }
        return try body(connection)
    }

    /// Closes connections that have been idle for too long.
    public func closeExpired() {
        let expired = monitor.withLock { $0.machine.expire(now: .now) }
        // Freed here, outside the lock: closing a connection talks to the network.
        _ = consume expired
    }

    /// Closes the idle connections, lets those that are lent be closed when they come back, and lends no more.
    public func close() {
        let idle = monitor.change { $0.machine.close() }
        _ = consume idle
    }

    /// What has travelled on all connections that have been lent and returned.
    public var statistics: Connection.Statistics { monitor.withLock { $0.statistics } }

    /// How many connections have been made so far.
    public var connectCount: Int { monitor.withLock { $0.connects } }

    /// How many connections there are.
    public var connectionCount: Int { monitor.withLock { $0.machine.count } }

    private func acquire() throws(PostgresError) -> Connection {
        switch next(until: .after(leaseTimeout)) {
        case .use(let loan):
            // A dead connection's place stays with this lease, for a new one.
            return loan.connection.isAliveAtRest() ? loan.connection : try connect()
        case .connect: return try connect()
        case .closed: throw PostgresError(.poolClosed, outcome: .nothingSent)
        case .wait: throw PostgresError(.poolExhausted, outcome: .nothingSent)
        }
    }

    /// Waits for a place until the deadline; then the answer is still `wait`.
    private func next(until deadline: Deadline) -> PoolMachine<Loan>.Acquired {
        let first = monitor.withLock { $0.machine.acquire() }
        guard case .wait(let ticket) = first else { return first }
        if let answer = monitor.wait(until: deadline, for: { $0.machine.collect(ticket) }) { return answer }
        return monitor.withLock { state in
            // It may have been served between the deadline and now.
            if let answer = state.machine.collect(ticket) { return answer }
            state.machine.giveUp(ticket)
            return first
        }
    }

    private func connect() throws(PostgresError) -> Connection {
        do throws(PostgresError) {
            let connection = try Connection.connect(settings, onNotice: onNotice)
            monitor.withLock { $0.connects += 1 }
            return connection
        } catch {
            monitor.change { $0.machine.discard() }
            throw error
        }
    }

    private func takeBack(_ loan: Loan, since before: Connection.Statistics) {
        let isHealthy = loan.connection.isAtRest
        let traffic = loan.connection.statistics - before
        let surplus: [Loan] = monitor.change { state in
            state.statistics += traffic
            if isHealthy { return state.machine.release(loan, now: .now) }
            state.machine.discard()
            return []
        }
        _ = consume surplus
    }
}

/// A connection on its way from one thread to the next.
// Sendable by hand: the pool's machine gives each connection to one thread at a time, and every hand-over goes through
// the monitor's lock, so what one thread did with it happened before the next one sees it.
private struct Loan: @unchecked Sendable {
    let connection: Connection
}
