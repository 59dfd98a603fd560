import CPostgres
import Glibc

/// One session with the database, for one thread at a time.
///
///     let connection = try Connection.connect(ConnectionSettings("service=salon"))
///     let rows = try connection.query(dayOfBranch, branch, date)         // one round trip
///     for row in rows { let id: AppointmentID = try row.decode(0) }
///
///     var pipeline = Pipeline()                                            // several statements, one round trip
///     pipeline.add(identify, token)
///     let booked = pipeline.add(insertAppointment, id, …)
///     let answers = try connection.run(pipeline)
///     guard answers[booked].count == 1 else { … }
///
///     try connection.transaction { connection throws(PostgresError) in … }  // a step depends on an answer
///
/// All calls block, each with a deadline; at the deadline the statement is cancelled and the call throws `timeout`.
/// Answers come in binary format. Named statements are prepared at their first use within the same round trip, and
/// again, once, where the server has forgotten or outdated them and no transaction is open.
///
/// `PostgresError.outcome` says what became of the statements of a call that failed.
public final class Connection {
    let pointer: OpaquePointer
    let settings: ConnectionSettings
    private let notices: NoticeReceiver
    let canceller: CancelHandle
    var prepared = PreparedStatements()
    /// Whether a call is under way, so that a call from inside a COPY is refused.
    var isBusy = false
    var transaction = TransactionState.none
    private(set) var isBroken = false

    /// What has travelled since the connection was made.
    public internal(set) var statistics = Statistics()

    /// Counts of what travelled.
    public struct Statistics: Sendable, Hashable {
        /// How often the program waited for the server.
        public var roundTrips = 0
        /// How many statements were sent, preparations not counted.
        public var statements = 0
        /// How many statements were prepared.
        public var preparations = 0

        /// No traffic.
        public init() {}

        static func - (left: Statistics, right: Statistics) -> Statistics {
            var result = left
            result.roundTrips -= right.roundTrips
            result.statements -= right.statements
            result.preparations -= right.preparations
            return result
        }

        static func += (left: inout Statistics, right: Statistics) {
            left.roundTrips += right.roundTrips
            left.statements += right.statements
            left.preparations += right.preparations
        }
    }

    private init(pointer: OpaquePointer, settings: ConnectionSettings, notices: NoticeReceiver) {
        self.pointer = pointer
        self.settings = settings
        self.notices = notices
        canceller = CancelHandle(connection: pointer)
        PQenterPipelineMode(pointer)
    }

    deinit { PQfinish(pointer) }

    /// Connects, trying the hosts of the connection string in their order, within `settings.connectTimeout`.
    ///
    /// Looking up a host's name is libpq's business and has the resolver's deadline, not this one.
    ///
    /// - Parameters:
    ///   - settings: Where the database is.
    ///   - onNotice: Takes the server's notices; without it they are dropped.
    /// - Throws: `PostgresError` of kind `connect`.
    public static func connect(
        _ settings: ConnectionSettings, onNotice: NoticeHandler? = nil
    ) throws(PostgresError) -> Connection {
        try connect(settings, deadline: .after(settings.connectTimeout), wakeUp: -1, onNotice: onNotice)
    }

    static func connect(
        _ settings: ConnectionSettings, deadline: Deadline, wakeUp: Int32, onNotice: NoticeHandler?
    ) throws(PostgresError) -> Connection {
        let notices = NoticeReceiver(onNotice)
        let pointer = try Connector.connect(settings, deadline: deadline, wakeUp: wakeUp, notices: notices)
        return Connection(pointer: pointer, settings: settings, notices: notices)
    }

    /// Whether the connection can take another call. A connection that is lost stays lost: make a new one.
    public var isUsable: Bool { !isBroken && PQstatus(pointer) == CONNECTION_OK }

    /// The process id of the session on the server, as in `pg_stat_activity`.
    public var serverProcessID: Int32 { PQbackendPID(pointer) }

    /// The server's version as a number: 150018 is 15.18.
    public var serverVersion: Int { Int(PQserverVersion(pointer)) }

    /// Cancels what this connection is doing, from another thread.
    public var cancelHandle: CancelHandle { canceller }

    /// Runs one statement, in one round trip and, unless one is open, a transaction of its own.
    ///
    /// - Parameters:
    ///   - statement: The statement.
    ///   - parameters: A value for each `$n`.
    ///   - timeout: When to cancel; `settings.callTimeout` if nil.
    /// - Returns: Its rows.
    /// - Throws: `PostgresError`.
    @discardableResult
    public func query(
        _ statement: Statement, _ parameters: any PostgresEncodable..., timeout: Duration? = nil
    ) throws(PostgresError) -> Rows {
        var pipeline = Pipeline()
        let ticket = pipeline.add(statement, parameters: parameters)
        return try run(pipeline, timeout: timeout)[ticket]
    }

    /// Runs one statement for its effect.
    ///
    /// - Parameters:
    ///   - statement: The statement.
    ///   - parameters: A value for each `$n`.
    ///   - timeout: When to cancel; `settings.callTimeout` if nil.
    /// - Returns: How many rows it inserted, updated or deleted.
    /// - Throws: `PostgresError`.
    @discardableResult
    public func execute(
        _ statement: Statement, _ parameters: any PostgresEncodable..., timeout: Duration? = nil
    ) throws(PostgresError) -> Int {
        var pipeline = Pipeline()
        let ticket = pipeline.add(statement, parameters: parameters)
        return try run(pipeline, timeout: timeout)[ticket].affected
    }

    /// Gives the connection up: it takes no other call.
    func markBroken() { isBroken = true }

    /// Whether the server holds no transaction open for this session and no answer is due.
    var isAtRest: Bool {
        isUsable && !isBusy && transaction == .none && PQtransactionStatus(pointer) == PQTRANS_IDLE
    }

    /// Looks, without a round trip, whether the server has closed this idle connection meanwhile.
    func isAliveAtRest() -> Bool {
        guard isAtRest else { return false }
        // A server that stops says so first and hangs up then: the first read still succeeds.
        while true {
            let (ready, _) = Poll.wait(PQsocket(pointer), for: .read, until: Deadline(nanoseconds: 0))
            if ready.isEmpty { return isAtRest }
            guard PQconsumeInput(pointer) == 1 else { return false }
            // Takes in what came (a parameter's change, a notice) without an answer being due.
            _ = PQisBusy(pointer)
            guard isAtRest else { return false }
        }
    }
}
