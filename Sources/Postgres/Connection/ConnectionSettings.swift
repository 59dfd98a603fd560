/// Where the database is, and how a session there behaves.
///
/// The server's limits and parameters travel as start-up `options`; a PgBouncer in between must have `options` in its
/// `ignore_startup_parameters`, or there must be none.
public struct ConnectionSettings: Sendable, Hashable {
    /// A libpq connection string: `key=value` words, a `postgresql://` URI (several hosts included), or `service=name`.
    /// What it leaves open comes from the environment (`PGHOST`, …), the service file and `~/.pgpass`, as everywhere.
    public var connectionString: String
    /// What the server's `pg_stat_activity` calls this program, unless the connection string says otherwise.
    public var applicationName = "salon"
    /// How long connecting may take, over all hosts together.
    public var connectTimeout: Duration = .seconds(10)
    /// The client's own deadline of a call, for calls that give none; it also covers a network that swallows answers.
    public var callTimeout: Duration? = .seconds(15)
    /// The server's `statement_timeout`; nil leaves the server's own.
    public var statementTimeout: Duration? = .seconds(5)
    /// The server's `lock_timeout`; nil leaves the server's own.
    public var lockTimeout: Duration? = .seconds(2)
    /// The server's `idle_in_transaction_session_timeout`; nil leaves the server's own.
    public var idleInTransactionTimeout: Duration? = .seconds(15)
    /// Other settings of the server's for this session, by name.
    public var parameters: [String: String] = [:]

    /// Settings with the defaults of a desk.
    public init(_ connectionString: String) {
        self.connectionString = connectionString
    }

    /// The same, for loading and maintenance: no limit on how long a statement runs.
    public var withoutStatementLimits: ConnectionSettings {
        var copy = self
        copy.callTimeout = nil
        copy.statementTimeout = .zero
        copy.lockTimeout = nil
        copy.idleInTransactionTimeout = .zero
        return copy
    }

    /// The `-c` options of the limits. They stand before the user's own, so that the user's win.
    var sessionOptions: String {
        var options: [String] = []
        func add(_ name: String, _ duration: Duration?) {
            if let duration { options.append("-c \(name)=\(duration.wholeMilliseconds)") }
        }
        add("statement_timeout", statementTimeout)
        add("lock_timeout", lockTimeout)
        add("idle_in_transaction_session_timeout", idleInTransactionTimeout)
        options += parameters.sorted { $0.key < $1.key }.map { "-c \($0.key)=\($0.value)" }
        return options.joined(separator: " ")
    }
}
