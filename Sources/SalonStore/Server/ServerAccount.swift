import Glibc
import Salon

/// The operating-system user that the server runs as. PostgreSQL refuses root, so for root it is `postgres` where
/// that exists, and `nobody` otherwise.
struct ServerAccount: Hashable, Sendable {
    /// The user's number.
    let user: uid_t
    /// The number of its group.
    let group: gid_t
    /// The user's name; nil when the machine has none for it.
    let name: String?
    /// The name of the user that the console runs as.
    let consoleName: String?
    /// What stands before a command so that it runs as this user.
    let prefix: [String]

    /// Whether the console gives up root for the server.
    var stepsDown: Bool { !prefix.isEmpty }

    /// The account for the user of this process.
    static func current() throws(SalonError) -> ServerAccount {
        let own = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) }
        guard geteuid() == 0 else {
            return ServerAccount(user: geteuid(), group: getegid(), name: own, consoleName: own, prefix: [])
        }
        guard let entry = getpwnam("postgres") ?? getpwnam("nobody") else {
            throw .unavailable(
                sentence: "PostgreSQL does not run as root, and there is no user postgres or nobody. "
                    + "Start salon as an ordinary user.")
        }
        let name = String(cString: entry.pointee.pw_name)
        let (user, group) = (entry.pointee.pw_uid, entry.pointee.pw_gid)
        let prefix: [String]
        if let setpriv = tool("setpriv") {
            prefix = [setpriv, "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--"]
        } else if let runuser = tool("runuser") {
            prefix = [runuser, "-u", name, "--"]
        } else {
            throw .unavailable(
                sentence: "PostgreSQL does not run as root, and neither setpriv nor runuser is installed. "
                    + "Install the package util-linux, or start salon as an ordinary user.")
        }
        return ServerAccount(user: user, group: group, name: name, consoleName: own, prefix: prefix)
    }

    private static func tool(_ name: String) -> String? {
        ["/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
    }

    /// Whether the account can pass through the folder and all above it.
    func canReach(_ folder: String) -> Bool {
        guard stepsDown else { return true }
        var path = ""
        for part in folder.split(separator: "/") {
            path += "/" + part
            guard let info = FileSystem.status(of: path) else { return true }
            let bit: mode_t = info.st_uid == user ? 0o100 : info.st_gid == group ? 0o010 : 0o001
            guard info.st_mode & bit != 0 else { return false }
        }
        return true
    }

    /// Gives a file or folder to the account.
    func own(_ path: String) throws(SalonError) {
        guard stepsDown else { return }
        guard chown(path, user, group) == 0 else { throw FileSystem.failure("hand over", path) }
    }
}
