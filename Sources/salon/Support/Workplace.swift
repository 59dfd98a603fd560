import Console
import Glibc
import Postgres
import Salon
import SalonStore

/// Where this program works: the database of the environment, or the embedded server, and whoever is signed in there.
final class Workplace {
    /// The connections of a console, as the desk's login.
    let store: Store
    /// How the role that migrates connects: the embedded server's admin, or whoever `SALON_DATABASE_URL` names.
    let ownerSettings: ConnectionSettings
    /// Where this computer keeps what belongs to it.
    let home: DataHome
    /// What is kept between two runs.
    let sessionFile: SessionFile
    private let server: EmbeddedServer?

    private init(
        store: Store, ownerSettings: ConnectionSettings, home: DataHome, database: String, server: EmbeddedServer?
    ) {
        self.store = store
        self.ownerSettings = ownerSettings
        self.home = home
        sessionFile = SessionFile(home: home, database: database)
        self.server = server
    }

    /// Opens the configured database; starts the embedded server if there is none configured.
    ///
    /// - Parameter migrating: Whether an embedded server that is behind this program is brought up to date.
    /// Throws `unavailable`.
    static func open(migrating: Bool = true) throws(SalonError) -> Workplace {
        let home = try DataHome.current()
        let clock = try Surroundings.clock()
        if let url = Surroundings.databaseURL {
            let settings = ConnectionSettings(url)
            return Workplace(
                store: Store(settings: settings, clock: clock), ownerSettings: settings, home: home, database: url,
                server: nil)
        }
        let server = try EmbeddedServer.join(home: home)
        if migrating { try server.bringUpToDate() }
        return joined(to: server, home: home, clock: clock)
    }

    /// Works on an embedded server that was joined already.
    static func joined(to server: EmbeddedServer, home: DataHome, clock: StoreClock) -> Workplace {
        Workplace(
            store: Store(
                settings: server.deskSettings, clock: clock,
                revive: { () throws(SalonError) in try server.revive() }),
            ownerSettings: server.adminSettings, home: home, database: "embedded:" + server.path, server: server)
    }

    /// A connection of its own. Throws `unavailable`.
    static func connect(_ settings: ConnectionSettings) throws(SalonError) -> Connection {
        do throws(PostgresError) {
            return try Connection.connect(settings)
        } catch {
            throw .unavailable(sentence: "The database cannot be reached: \(error).")
        }
    }

    /// The token of `SALON_SESSION`, else the one that was kept.
    var token: SessionToken? { Surroundings.session ?? sessionFile.read() }

    /// The desk of whoever is signed in. Throws `forbidden` when nobody is.
    func desk() throws(SalonError) -> Desk {
        guard let token else {
            throw .forbidden(
                permission: nil,
                sentence: "Nobody is signed in on this computer. Sign in first: salon sign-in --email YOU@EXAMPLE.COM")
        }
        return try store.resume(token: token)
    }

    /// Closes the connections and leaves the embedded server; the last one out stops it.
    func close() {
        store.close()
        server?.leave()
    }
}

/// What the environment says.
enum Surroundings {
    /// The connection string of a real server.
    static var databaseURL: String? { variable("SALON_DATABASE_URL") }

    /// A token for scripts.
    static var session: SessionToken? { variable("SALON_SESSION").flatMap { SessionToken($0) } }

    /// The moment at which `SALON_NOW` freezes the clock. Throws `invalid` for what is no moment.
    static func frozen() throws(SalonError) -> Instant? {
        guard let text = variable("SALON_NOW") else { return nil }
        guard let instant = Instant(text) else {
            throw .invalid(
                field: "SALON_NOW", sentence: "SALON_NOW is “\(text)”. Write a moment such as 2026-11-21T14:32:00Z.")
        }
        return instant
    }

    /// The clock of the machine, or the frozen one.
    static func clock() throws(SalonError) -> StoreClock { try frozen().map { .frozen($0) } ?? .system }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
