import Glibc
import Salon

/// The folder where `salon` keeps what belongs to this user on this machine: the session, the log, the embedded server.
public struct DataHome: Hashable, Sendable {
    /// The absolute path of the folder.
    public let folder: String

    /// A folder given outright.
    public init(folder: String) { self.folder = folder }

    /// `SALON_HOME`; else `salon` under `XDG_DATA_HOME`; else `~/.local/share/salon`.
    /// Throws `unavailable` when there is none of them.
    public static func current() throws(SalonError) -> DataHome {
        try find { name in getenv(name).map { String(cString: $0) } }
    }

    static func find(_ environment: (String) -> String?) throws(SalonError) -> DataHome {
        func variable(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
        if let given = variable("SALON_HOME") { return DataHome(folder: absolute(given)) }
        // The XDG specification says that a relative path is to be ignored.
        if let data = variable("XDG_DATA_HOME"), data.hasPrefix("/") { return DataHome(folder: data + "/salon") }
        let home = variable("HOME") ?? getpwuid(geteuid()).map { String(cString: $0.pointee.pw_dir) }
        guard let home else {
            throw .unavailable(
                sentence: "There is no home folder to keep the salon's data in. Name a folder in SALON_HOME.")
        }
        return DataHome(folder: home + "/.local/share/salon")
    }

    /// Makes the folder, readable by its user only, unless it exists.
    public func make() throws(SalonError) { try FileSystem.makeFolder(folder) }

    /// The path of something in it.
    public func path(of name: String) -> String { folder + "/" + name }

    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
        defer { free(here) }
        return String(cString: here) + "/" + path
    }
}
