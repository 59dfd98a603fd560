import Glibc
import Postgres
import Salon
import SalonStore
import Synchronization

/// A migrated cluster of a test's own, which keeps what it was told when it is killed. Its settings stay the same through
/// stops and starts.
public final class PrivateServer: Sendable {
    /// The data folder that it lives in.
    public let home: DataHome
    private let server: Mutex<EmbeddedServer>
    /// As the cluster's owner.
    public let adminSettings: ConnectionSettings
    /// As the desk of this machine.
    public let deskSettings: ConnectionSettings

    init(home: DataHome) throws {
        let started = try EmbeddedServer.join(home: home)
        try Migrator().migrate(started.adminSettings)
        self.home = home
        adminSettings = started.adminSettings
        deskSettings = started.deskSettings
        server = Mutex(started)
    }

    deinit {
        server.withLock { $0.leave() }
        TestFolder.remove(home)
    }

    /// Stops the server as an administrator would.
    public func stop() throws { _ = try EmbeddedServer.stop(home: home) }

    /// Kills the server without a word, and waits until it is gone.
    public func kill() throws {
        guard let process = try EmbeddedServer.status(home: home).process else { return }
        Glibc.kill(process, SIGKILL)
        while try EmbeddedServer.status(home: home).process != nil { usleep(1000) }
    }

    /// Starts it again.
    public func start() throws {
        let started = try EmbeddedServer.join(home: home)
        server.withLock { held in
            // Not the other way round: the last one out would stop what has just been started.
            let old = held
            held = started
            old.leave()
        }
    }
}
