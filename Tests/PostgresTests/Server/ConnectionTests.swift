import Glibc
import Synchronization
import TestServer
import Testing

@testable import Postgres

@Suite struct ConnectionTests {
    @Test func aSessionHasSensibleLimits() throws {
        let connection = try Connection.connect(ConnectionSettings(SharedDatabase.settings().connectionString))
        func shows(_ name: String) throws -> String {
            try connection.query("select current_setting($1)", name)[0].decode(0)
        }
        #expect(try shows("statement_timeout") == "5s")
        #expect(try shows("lock_timeout") == "2s")
        #expect(try shows("idle_in_transaction_session_timeout") == "15s")
        #expect(try shows("application_name") == "salon")
        #expect(try shows("client_encoding") == "UTF8")
        #expect(connection.serverVersion >= 150_000)
    }

    @Test func theUsersOptionsWin() throws {
        var settings = ConnectionSettings(try SharedDatabase.settings().connectionString)
        settings.connectionString +=
            " application_name=till options='-c statement_timeout=7s' client_encoding=LATIN1"
        let connection = try Connection.connect(settings)
        let row = try connection.query(
            """
            select current_setting('statement_timeout'), current_setting('lock_timeout'),
                current_setting('application_name'), current_setting('client_encoding')
            """)[0]
        #expect(try row.decode(0, as: String.self) == "7s")
        #expect(try row.decode(1, as: String.self) == "2s")
        #expect(try row.decode(2, as: String.self) == "till")
        // The client reads nothing but UTF-8.
        #expect(try row.decode(3, as: String.self) == "UTF8")
    }

    @Test func maintenanceHasNoLimits() throws {
        let connection = try Connection.connect(SharedDatabase.settings().withoutStatementLimits)
        let row = try connection.query("select current_setting('statement_timeout')")[0]
        #expect(try row.decode(0, as: String.self) == "0")
    }

    private func failure(_ connectionString: String, _ change: (inout ConnectionSettings) -> Void = { _ in }) throws
        -> ConnectFailure
    {
        var settings = ConnectionSettings(connectionString)
        change(&settings)
        let error = #expect(throws: PostgresError.self) { _ = try Connection.connect(settings) }
        #expect(error?.outcome == .nothingSent)
        guard case .connect(let failure)? = error?.kind else {
            Issue.record("not a connect error")
            return ConnectFailure(message: "")
        }
        return failure
    }

    @Test func aServersRefusalCarriesItsCondition() throws {
        let base = try SharedDatabase.settings().connectionString
        #expect(try failure(base + " dbname=no_such_database").sqlState == .invalidCatalogName)
    }

    @Test func noOtherHostIsAskedAfterAWrongPassword() throws {
        let database = try TestServer.emptyDatabase()
        let login = try database.addLogin("postgres_tests_login")
        let right = try Connection.connect(login)
        #expect(try right.query("select current_user::text")[0].decode(0, as: String.self) == "postgres_tests_login")
        let options = try ResolvedOptions.resolve(login.connectionString)
        let host = try #require(options["host"])
        let port = try #require(options["port"])
        let failure = try failure(
            login.connectionString + " password=wrong host=\(host),/nowhere port=\(port),1")
        #expect(failure.sqlState == .invalidPassword && !failure.message.contains("/nowhere"))
        #expect(!failure.message.contains("wrong"))
        withExtendedLifetime(database) {}
    }

    @Test func whatCannotBeParsedOrFoundIsSaid() throws {
        #expect(try failure("salon").message.contains("missing \"=\""))
        #expect(try failure("service=no_such_service").message.contains("no_such_service"))
        #expect(try failure("host=/nowhere port=1").message.contains("/nowhere"))
    }

    @Test func theNextHostIsTriedWhenOneIsDown() throws {
        let options = try ResolvedOptions.resolve(SharedDatabase.settings().connectionString)
        let host = try #require(options["host"])
        let port = try #require(options["port"])
        var settings = try SharedDatabase.settings()
        settings.connectionString += " host=/nowhere,\(host) port=1,\(port)"
        let connection = try Connection.connect(settings)
        #expect(try connection.query("select 1")[0].decode(0, as: Int.self) == 1)
    }

    @Test func aSilentHostUsesUpItsShareAndNoMore() throws {
        let silent = SilentServer()
        let options = try ResolvedOptions.resolve(SharedDatabase.settings().connectionString)
        var settings = try SharedDatabase.settings()
        settings.connectTimeout = .seconds(4)
        settings.connectionString +=
            " host=127.0.0.1,\(try #require(options["host"])) port=\(silent.port),\(try #require(options["port"]))"
            + " sslmode=disable"
        let time = try ContinuousClock().measure { _ = try Connection.connect(settings) }
        #expect(time >= .seconds(2))

        let failure = try failure("host=127.0.0.1 port=\(silent.port) user=x dbname=x") {
            $0.connectTimeout = .milliseconds(100)
        }
        #expect(failure.timedOut && failure.message.contains("127.0.0.1"))
    }

    @Test func errorsCarryConstraintTableAndColumn() throws {
        let connection = try SharedDatabase.connect()
        try connection.script(
            "create temp table people (id int primary key, age int constraint grown check (age > 17), name text not null)"
        )
        try connection.execute("insert into people values ($1, 20, 'a')", Int32(1))
        func refusal(_ statement: Statement) -> ServerError? {
            #expect(throws: PostgresError.self) { try connection.execute(statement) }?.server
        }
        let unique = refusal("insert into people values (1, 20, 'b')")
        #expect(unique?.sqlState == .uniqueViolation && unique?.constraint == "people_pkey")
        #expect(unique?.table == "people")
        let check = refusal("insert into people values (2, 10, 'b')")
        #expect(check?.sqlState == .checkViolation && check?.constraint == "grown")
        let null = refusal("insert into people values (3, 20, null)")
        #expect(null?.sqlState == .notNullViolation && null?.column == "name")
        #expect(connection.isAtRest)
    }

    @Test func noErrorRepeatsABoundValue() throws {
        let connection = try SharedDatabase.connect()
        // Whatever it is taken for: a name, a condition, a text.
        for secret in ["maria@example.org", "maria"] { try expectSilence(connection, about: secret) }
    }

    private func expectSilence(_ connection: Connection, about secret: String) throws {
        try connection.script(
            """
            drop table if exists pg_temp.clients;
            create temp table clients (email text primary key, note varchar(3), born date, constraint short
                check (length(email) < 30));
            create or replace function pg_temp.complain(who text) returns void language plpgsql as
                $$ begin raise exception 'no client %', who using detail = who, hint = who; end $$;
            create or replace function pg_temp.deny(who text) returns void language plpgsql as
                $$ begin raise exception 'no client %', who using errcode = '42501'; end $$;
            create or replace function pg_temp.build(who text) returns void language plpgsql as
                $$ begin execute 'select ' || who; end $$
            """)
        try connection.execute("insert into clients values ($1)", secret)
        let statements: [Statement] = [
            Statement("clients.again", "insert into clients values ($1)"),
            "insert into clients values ('x', $1)",
            "insert into clients values ($1 || $1 || repeat($1, 10))",
            "insert into clients values ('x', null, $1::date)",
            "insert into clients (note) values ($1)",
            "select $1::int",
            "select $1::uuid",
            "select $1::jsonb",
            "select pg_temp.complain($1)",
            "select pg_temp.deny($1)",
            "select pg_temp.build($1)",
            "select pg_temp.build('1 from ' || $1)",
            "select set_config($1 || ' ', 'x', true)",
            "select $1::regclass",
            "select 1 from no_such_table where name = $1",
        ]
        for statement in statements {
            let error = try #require(throws: PostgresError.self) { try connection.execute(statement, secret) }
            var dumped = ""
            dump(error, to: &dumped)
            for text in ["\(error)", String(reflecting: error), dumped] {
                #expect(!text.contains(secret), "\(statement.sql)")
            }
        }
    }

    @Test func noticesGoToTheHandler() throws {
        let heard = Mutex<[String]>([])
        let connection = try Connection.connect(SharedDatabase.settings()) { notice in
            heard.withLock { $0.append("\(notice.severity) \(notice.sqlState) \(notice.message)") }
        }
        try connection.script("do $$ begin raise notice 'first'; raise warning 'second'; end $$")
        #expect(heard.withLock { $0 } == ["NOTICE 00000 first", "WARNING 01000 second"])
    }

    @Test func aLostConnectionIsNotUsedAgain() throws {
        let connection = try SharedDatabase.connect()
        try SharedDatabase.connect().terminate(connection.serverProcessID)
        let first = #expect(throws: PostgresError.self) { try connection.query("select 1") }
        guard case .lost? = first?.kind else {
            Issue.record("\(String(describing: first))")
            return
        }
        #expect(!connection.isUsable)
        let second = #expect(throws: PostgresError.self) { try connection.query("select 1") }
        #expect(second?.outcome == .nothingSent)
    }

    @Test func aScriptIsOneTransaction() throws {
        let connection = try SharedDatabase.connect()
        let error = #expect(throws: PostgresError.self) {
            try connection.script("create temp table half (id int); insert into half values (1); select 1/0;")
        }
        #expect(error?.sqlState == "22012" && error?.outcome == .rolledBack)
        let rows = try connection.query("select to_regclass('pg_temp.half') is null")
        #expect(try rows[0].decode(0, as: Bool.self))
        #expect(connection.isAtRest)
    }
}

extension Connection {
    /// Ends another session, and waits until it is gone.
    func terminate(_ processID: Int32) throws {
        try execute("select pg_terminate_backend($1, 5000)", processID)
    }
}

/// Accepts connections and never says a word.
private final class SilentServer {
    let port: UInt16
    private let descriptor: Int32

    init() {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                _ = bind(descriptor, pointer, size)
                _ = getsockname(descriptor, pointer, &size)
            }
        }
        listen(descriptor, 8)
        self.descriptor = descriptor
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(descriptor) }
}
