import Glibc
import Postgres
import Salon
import Synchronization

/// The private PostgreSQL of a desk without a server: made on first use, started on demand, shared by all consoles of
/// this user, stopped when the last one leaves.
///
/// Each console holds a shared lock while it uses the server. The kernel lets go of it however the console ends, so a
/// killed one counts no more, and whoever leaves can tell whether it was the last.
public final class EmbeddedServer: Sendable {
    let folder: ServerFolder
    private let durability: Durability
    private let membership: Mutex<FileLock?>
    private let latest: Mutex<Postmaster.Running>

    private init(folder: ServerFolder, durability: Durability, running: Postmaster.Running, membership: FileLock) {
        self.folder = folder
        self.durability = durability
        self.membership = Mutex(membership)
        latest = Mutex(running)
    }

    /// Joins the server of the data folder; makes the cluster and starts the server when needed. `name` tells several
    /// clusters of one data folder apart. Throws `unavailable` when PostgreSQL is not installed or does not start.
    public static func join(
        home: DataHome, name: String = "server", durability: Durability = .safe
    ) throws(SalonError) -> EmbeddedServer {
        let folder = ServerFolder(home: home, name: name, account: try .current())
        try folder.make()
        let gate = try FileLock.take(.exclusive, on: folder.gate)
        defer { withExtendedLifetime(gate) {} }
        let running = try running(in: folder, durability: durability)
        let membership = try FileLock.take(.shared, on: folder.users)
        return EmbeddedServer(folder: folder, durability: durability, running: running, membership: membership)
    }

    private static func running(
        in folder: ServerFolder, durability: Durability
    ) throws(SalonError) -> Postmaster.Running {
        let postmaster = Postmaster(folder: folder)
        if let running = try postmaster.settle() { return running }
        let made = FileSystem.text(of: folder.data + "/PG_VERSION")
        let binaries = try ServerBinaries.find(version: made.flatMap { Int($0.prefix { $0.isNumber }) })
        if made == nil { try ClusterMaker(folder: folder, binaries: binaries).make() }
        return try postmaster.start(binaries, durability: durability)
    }

    /// Starts the server again if it was killed; safe from any thread, and done once when several ask. A server that
    /// was stopped in order stays stopped: whoever did that wanted it so. Throws `unavailable` when it does not start.
    public func revive() throws(SalonError) {
        guard membership.withLock({ $0 != nil }), FileSystem.exists(folder.data + "/postmaster.pid") else { return }
        let gate = try FileLock.take(.exclusive, on: folder.gate)
        defer { withExtendedLifetime(gate) {} }
        // The console that started it is its parent; until that has asked how it ended, its number stays taken.
        waitpid(process, nil, WNOHANG)
        let running = try Self.running(in: folder, durability: durability)
        latest.withLock { $0 = running }
    }

    /// Starts the server so that it stays when the last console leaves.
    public static func keep(
        home: DataHome, name: String = "server", durability: Durability = .safe
    ) throws(SalonError) {
        let server = try join(home: home, name: name, durability: durability)
        try FileSystem.write("", to: server.folder.kept)
        server.leave()
    }

    /// Stops the server of the data folder, whoever uses it. False when none was running.
    public static func stop(home: DataHome, name: String = "server") throws(SalonError) -> Bool {
        let folder = ServerFolder(home: home, name: name, account: try .current())
        guard FileSystem.exists(folder.path) else { return false }
        let gate = try FileLock.take(.exclusive, on: folder.gate)
        defer { withExtendedLifetime(gate) {} }
        unlink(folder.kept)
        let postmaster = Postmaster(folder: folder)
        guard postmaster.running() != nil else { return false }
        postmaster.stop(.fast)
        return true
    }

    /// What is to be known of a data folder's server without starting it.
    public struct Status: Hashable, Sendable {
        /// The folder of its files.
        public let folder: String
        /// Whether a cluster has been made.
        public let exists: Bool
        /// Its process; nil when it is not running.
        public let process: Int32?
        /// Whether a console is using it.
        public let isUsed: Bool
        /// Whether it stays when the last console leaves.
        public let isKept: Bool
        /// How the admin connects; nil when it is not running.
        public let connectionString: String?
    }

    /// Looks at the server of the data folder; starts nothing.
    public static func status(home: DataHome, name: String = "server") throws(SalonError) -> Status {
        let folder = ServerFolder(home: home, name: name, account: try .current())
        let running = Postmaster(folder: folder).running()
        return Status(
            folder: folder.path,
            exists: FileSystem.exists(folder.data + "/PG_VERSION"),
            process: running?.process,
            isUsed: FileSystem.exists(folder.users) && FileLock.tryExclusive(on: folder.users) == nil,
            isKept: FileSystem.exists(folder.kept),
            connectionString: running.map { connectionString($0, role: ClusterMaker.adminRole) })
    }

    /// How the migrations and the setting up connect: as the cluster's owner.
    public var adminSettings: ConnectionSettings { settings(role: ClusterMaker.adminRole) }

    /// How a console connects: as the desk of this machine, which may do nothing before somebody signs in.
    public var deskSettings: ConnectionSettings { settings(role: ClusterMaker.deskRole) }

    /// The server's process.
    public var process: Int32 { running.process }

    private var running: Postmaster.Running { latest.withLock { $0 } }

    /// The folder of its files.
    public var path: String { folder.path }

    /// Settings for another role or database of this server.
    public func settings(role: String, database: String = "salon") -> ConnectionSettings {
        ConnectionSettings(Self.connectionString(running, role: role, database: database))
    }

    private static func connectionString(
        _ running: Postmaster.Running, role: String, database: String = ClusterMaker.database
    ) -> String {
        let folder = running.socketFolder
            .split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
            .split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'")
        return "host='\(folder)' port=\(running.port) user=\(role) dbname=\(database)"
    }

    /// Leaves the server; the last one out stops it, unless it is to stay. Leaving twice is nothing.
    public func leave() {
        let membership = membership.withLock { held in
            defer { held = nil }
            return held
        }
        guard let membership, let gate = try? FileLock.take(.exclusive, on: folder.gate) else { return }
        defer { withExtendedLifetime(gate) {} }
        if membership.isLast(), !FileSystem.exists(folder.kept) {
            Postmaster(folder: folder).stop(durability == .safe ? .fast : .immediate)
        }
    }

    /// Stops the server of the data folder and removes its cluster, unless somebody uses it. False when somebody does.
    /// For demos and tests, never for a salon.
    @discardableResult
    public static func destroy(home: DataHome, name: String = "server") throws(SalonError) -> Bool {
        try destroy(ServerFolder(home: home, name: name, account: .current()))
    }

    static func destroy(_ folder: ServerFolder) throws(SalonError) -> Bool {
        guard FileSystem.exists(folder.path) else { return true }
        let gate = try FileLock.take(.exclusive, on: folder.gate)
        defer { withExtendedLifetime(gate) {} }
        guard !FileSystem.exists(folder.users) || FileLock.tryExclusive(on: folder.users) != nil else { return false }
        Postmaster(folder: folder).stop(.immediate)
        FileSystem.remove(folder.socket)
        FileSystem.remove(folder.path)
        return true
    }

    deinit { leave() }
}
