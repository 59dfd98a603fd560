import Glibc
import Postgres
import Salon
import SalonStore

/// A server and a demo salon of the bench's own, in a temporary folder.
final class Workbench {
    let home: DataHome
    let server: EmbeddedServer
    let store: Store
    let desk: Desk
    let loadedPerSecond: Int

    init(appointments: Int, experts: Int?) throws {
        // Not in TMPDIR, which may be long: the path of the server's socket must fit into 107 bytes.
        var template = Array("/tmp/salon-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw SalonError.unavailable(sentence: "No temporary folder: \(String(cString: strerror(errno))).")
        }
        let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        // As root the server is another user, who has to pass through.
        chmod(path, 0o711)
        home = DataHome(folder: path)
        server = try EmbeddedServer.join(home: home)
        try Migrator().migrate(server.adminSettings)
        let connection = try Connection.connect(server.adminSettings.withoutStatementLimits)
        let summary = try DemoLoader.load(
            connection, DemoSalon.Options(appointments: appointments, experts: experts, now: StoreClock.system.now))
        // What the server would do by itself within minutes, and beside the measuring.
        try connection.script("vacuum (analyze)")
        loadedPerSecond = Int(Double(summary.appointments) / max(summary.seconds, 0.001))
        store = Store(settings: server.deskSettings, poolSize: 16)
        desk = try store.signIn(email: DemoSalon.email(of: .owner), password: DemoSalon.password).desk
    }

    /// The server's version in words.
    func serverVersion() throws -> String {
        try Connection.connect(server.adminSettings).query("select current_setting('server_version')")[0].decode(0)
    }

    func close() {
        store.close()
        server.leave()
        _ = try? EmbeddedServer.destroy(home: home)
        // The console that was measured left its log there.
        FileSystem.remove(home.folder)
    }
}
