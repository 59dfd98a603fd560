import Glibc
import Postgres
import Salon
import SalonStore
import Synchronization

/// The PostgreSQL that tests start themselves: one cluster for the test process, gone with it, and a database of its own
/// for each test that wants one.
public enum TestServer {
    private static let shared = Mutex<EmbeddedServer?>(nil)
    private static let counter = Atomic(0)

    /// A fresh, migrated database. It is a copy of one that was migrated once, so it costs tens of milliseconds.
    public static func database() throws -> TestDatabase {
        let server = try started()
        let name = "test_\(counter.add(1, ordering: .relaxed).newValue)"
        try run(
            "create database \(name) template salon", on: server.settings(role: "salon_admin", database: "postgres"))
        return TestDatabase(server: server, name: name)
    }

    /// A fresh database without the schema.
    public static func emptyDatabase() throws -> TestDatabase {
        let server = try started()
        let name = "empty_\(counter.add(1, ordering: .relaxed).newValue)"
        try run("create database \(name)", on: server.settings(role: "salon_admin", database: "postgres"))
        return TestDatabase(server: server, name: name)
    }

    /// A migrated cluster of one's own, to stop, kill and start again.
    public static func `private`() throws -> PrivateServer { try PrivateServer(home: try TestFolder.make()) }

    private static func started() throws -> EmbeddedServer {
        try shared.withLock { server in
            if let server { return server }
            TestFolder.sweep()
            let started = try EmbeddedServer.join(home: try TestFolder.make(), durability: .none)
            try Migrator().migrate(started.adminSettings)
            server = started
            return started
        }
    }

    static func run(_ sql: String, on settings: ConnectionSettings) throws {
        try Connection.connect(settings.withoutStatementLimits).execute(Statement(unprepared: sql))
    }
}

/// A database of the shared cluster, dropped when nobody holds it any more.
public final class TestDatabase: Sendable {
    private let server: EmbeddedServer
    /// Its name.
    public let name: String

    init(server: EmbeddedServer, name: String) {
        self.server = server
        self.name = name
    }

    deinit {
        let postgres = server.settings(role: "salon_admin", database: "postgres")
        try? TestServer.run("drop database if exists \(name) with (force)", on: postgres)
    }

    /// As the cluster's owner, past all rules.
    public var adminSettings: ConnectionSettings { settings(role: "salon_admin") }

    /// As the desk of this machine, which may only sign in until it has a session.
    public var deskSettings: ConnectionSettings { settings(role: "desk_local") }

    /// As another role.
    ///
    /// A desk gives up after seconds; a test on a slow machine has a minute.
    public func settings(role: String) -> ConnectionSettings {
        var settings = server.settings(role: role, database: name)
        settings.callTimeout = .seconds(90)
        settings.statementTimeout = .seconds(60)
        settings.lockTimeout = .seconds(60)
        settings.idleInTransactionTimeout = .seconds(60)
        return settings
    }

    /// Makes a login role in a group, and says how it connects. Roles belong to the cluster: take a name of your own.
    public func addLogin(_ role: String, in group: String = "salon_console") throws -> ConnectionSettings {
        try TestServer.run("create role \(role) login password '\(role)' in role \(group)", on: adminSettings)
        var settings = settings(role: role)
        settings.connectionString += " password=\(role)"
        return settings
    }

    /// Runs statements as the admin.
    public func run(_ sql: String) throws { try Connection.connect(adminSettings.withoutStatementLimits).script(sql) }
}
