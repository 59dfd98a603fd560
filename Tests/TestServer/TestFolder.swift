import Glibc
import Salon
import SalonStore
import Synchronization

/// The temporary data folders of test processes, named after the process, so that what a killed one left can be told.
public enum TestFolder {
    private static let prefix = "salon-tests-"
    /// A database is hundreds of small files: in memory, where there is room, they cost nothing.
    private static let root: String = {
        var room = statvfs()
        let isRoomy = statvfs("/dev/shm", &room) == 0 && UInt64(room.f_bavail) * UInt64(room.f_frsize) > 2_000_000_000
        return isRoomy && access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    }()
    private static let made = Mutex<[DataHome]>([])

    /// A new folder, removed at the exit of the process.
    public static func make() throws -> DataHome {
        var template = Array("\(root)/\(prefix)\(getpid())-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw SalonError.unavailable(sentence: "No temporary folder: \(String(cString: strerror(errno))).")
        }
        let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        // As root the server is another user, who has to pass through.
        chmod(path, 0o711)
        let home = DataHome(folder: path)
        made.withLock { made in
            if made.isEmpty { atexit { TestFolder.removeAll() } }
            made.append(home)
        }
        return home
    }

    /// Stops the server of a folder, if there is one, and removes it.
    public static func remove(_ home: DataHome) {
        made.withLock { $0.removeAll { $0 == home } }
        _ = try? EmbeddedServer.stop(home: home)
        // Logs and sessions stay behind the server.
        if (try? EmbeddedServer.destroy(home: home)) == true { FileSystem.remove(home.folder) }
    }

    private static func removeAll() {
        for home in made.withLock({ $0 }) { remove(home) }
    }

    /// Removes what killed test processes left behind.
    static func sweep() {
        for root in ["/dev/shm", "/tmp"] { sweep(root) }
    }

    private static func sweep(_ root: String) {
        for name in FileSystem.names(in: root) {
            guard name.hasPrefix(prefix), let owner = pid_t(name.dropFirst(prefix.count).prefix { $0.isNumber }),
                kill(owner, 0) != 0, errno == ESRCH
            else { continue }
            remove(DataHome(folder: root + "/" + name))
        }
    }
}
