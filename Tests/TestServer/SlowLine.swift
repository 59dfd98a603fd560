import Glibc
import Postgres
import Salon
import SalonStore
import Synchronization

/// A long way to the test server: every byte takes its time in both directions, and the line counts how often a client
/// has sent something and then waited for the answer.
///
/// What a client sends without having read anything in between is one round trip, in however many pieces it comes: the
/// delay is longer than any client takes to send the rest.
public final class SlowLine: Sendable {
    /// How to reach the database over the line.
    public let settings: ConnectionSettings
    /// Kept, because a database that nobody holds is dropped.
    private let database: TestDatabase
    private let counter = Counter()
    private let stop: Int32
    private let thread: WorkerThread

    final class Counter: Sendable {
        let trips = Atomic(0)
    }

    /// How many round trips all clients together have begun; one for connecting.
    public var roundTrips: Int { counter.trips.load(ordering: .acquiring) }

    /// A line to a database, on which a round trip takes `delay`. Throws when the system gives no socket.
    public init(
        to database: TestDatabase, as settings: ConnectionSettings, roundTrip delay: Duration = .milliseconds(40)
    ) throws {
        let place = try Connection.connect(database.adminSettings).query(
            """
            select btrim(current_setting('unix_socket_directories'), '"') || '/.s.PGSQL.' || current_setting('port')
            """)[0]
        let server = LocalSocket(path: try place.decode(0))
        self.database = database
        // An abstract name needs no file, so nothing is left behind.
        let name = "@salon-line-\(UUIDValue.random())"
        let listener = try LocalSocket(path: name + "/.s.PGSQL.5432").listen()
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw LocalSocket.failure("no pipe") }
        stop = ends[1]
        var far = settings
        far.connectionString += " host='\(name)' port=5432"
        self.settings = far
        let exchange = LineExchange(
            listener: listener, stop: ends[0], server: server, delay: delay / 2, counter: counter)
        thread = try WorkerThread { exchange.run() }
    }

    deinit {
        close(stop)
        thread.join()
    }
}
