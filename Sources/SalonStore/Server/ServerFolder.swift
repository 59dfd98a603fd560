import Glibc
import Salon

/// Where a private cluster lives, and everything about it that is a file.
///
/// For an ordinary user it is `server` in the data folder. PostgreSQL does not run as root, and root's home is closed to
/// the user that it runs as instead, so root's cluster lives in the data folder only where that user can reach it, and
/// in `/var/lib/salon` otherwise.
struct ServerFolder: Hashable, Sendable {
    /// The folder of the cluster and of the files around it.
    let path: String
    /// Whose the cluster is.
    let account: ServerAccount

    /// The folder named `name` of a data folder.
    init(home: DataHome, name: String, account: ServerAccount) {
        self.account = account
        let own = home.path(of: name)
        if account.canReach(home.folder) {
            path = own
        } else {
            let isDefault = home.folder.hasSuffix("/.local/share/salon")
            path = "/var/lib/salon/" + (isDefault ? name : "\(name)-\(Self.shortHash(own))")
        }
    }

    /// The folder in which this one stands.
    var parent: String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "." }

    /// A cluster's folder that stands beside this one.
    func beside(_ file: String) -> ServerFolder {
        ServerFolder(path: parent + "/" + file, account: account)
    }

    private init(path: String, account: ServerAccount) {
        self.path = path
        self.account = account
    }

    /// The cluster's data.
    var data: String { path + "/data" }
    /// A cluster that is being made; renamed to `data` when it is whole.
    var draft: String { path + "/data.draft" }
    /// The server's log.
    var log: String { path + "/server.log" }
    /// Held while somebody starts, joins or stops the server.
    var gate: String { path + "/gate.lock" }
    /// Held shared by every console that uses the server.
    var users: String { path + "/users.lock" }
    /// The number of the last step of the schema that was applied, so that a start need not ask.
    var schema: String { path + "/schema" }
    /// Its presence says that the server was started by itself and stays when the last console leaves.
    var kept: String { path + "/kept" }

    /// Makes the folder as far as it is missing. The account passes through it and owns what is in `data`.
    func make() throws(SalonError) {
        if account.stepsDown {
            try FileSystem.makeFolder(path, mode: 0o711)
            guard account.canReach(path) else {
                throw .unavailable(
                    sentence: "The user \(account.name ?? "") cannot reach \(path). Choose another SALON_HOME.")
            }
        } else {
            try FileSystem.makeFolder(path)
        }
    }

    /// The longest path of a Unix socket that the kernel takes: `sun_path` of unix(7) less its last zero.
    static let longestSocketPath = 107

    /// The folder of the socket: in the cluster's folder, or, where that path is too long for a socket or has a comma,
    /// which libpq takes for the end of a host, a private one in `/tmp`.
    var socket: String {
        let near = path + "/socket"
        let fits = near.utf8.count + "/.s.PGSQL.5432".utf8.count <= Self.longestSocketPath
        return fits && !near.contains(",") ? near : "/tmp/salon-\(account.user)-\(Self.shortHash(path))"
    }

    /// Makes the folder of the socket unless it is there, and lets nobody else in.
    func makeSocketFolder() throws(SalonError) {
        try FileSystem.makeFolder(socket)
        // In /tmp somebody else may have been there first: the folder must be a real one, and ours.
        var info = stat()
        guard lstat(socket, &info) == 0, info.st_mode & S_IFMT == S_IFDIR,
            info.st_uid == geteuid() || info.st_uid == account.user
        else { throw .unavailable(sentence: "The folder \(socket) is somebody else's. Remove it.") }
        guard chmod(socket, 0o700) == 0 else { throw FileSystem.failure("close", socket) }
        try account.own(socket)
    }

    /// Twelve hexadecimal digits that stand for a path (FNV-1a, 64 bits): names, not secrets.
    private static func shortHash(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String((String(repeating: "0", count: 16 - digits.count) + digits).prefix(12))
    }
}
