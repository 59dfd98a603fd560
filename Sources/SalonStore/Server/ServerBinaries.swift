import Glibc
import Salon

/// The PostgreSQL programs installed on this machine.
struct ServerBinaries: Hashable, Sendable {
    /// The folder with `postgres` and `initdb`.
    let folder: String
    /// The major version, such as 15.
    let version: Int

    /// The major versions that the embedded server runs on.
    static let supported = 15...17

    /// The path of one of the programs.
    func path(of program: String) -> String { folder + "/" + program }

    /// The newest installed version; or exactly `version`, when a cluster exists that was made with it.
    static func find(version: Int? = nil, roots: [String] = usualRoots()) throws(SalonError) -> ServerBinaries {
        let found = roots.compactMap(binaries(in:))
        if let version {
            if let match = found.first(where: { $0.version == version }) { return match }
            throw .unavailable(
                sentence: "This salon's data is in the format of PostgreSQL \(version), which is not installed. "
                    + "Install the package postgresql-\(version): sudo apt install postgresql-\(version)")
        }
        let usable = found.filter { supported.contains($0.version) }
        if let newest = usable.max(by: { $0.version < $1.version }) { return newest }
        throw .unavailable(
            sentence: "PostgreSQL is not installed. Install the package postgresql (15 to 17): "
                + "sudo apt install postgresql. Or name a server in SALON_DATABASE_URL.")
    }

    /// Where Debian, a `pg_config` or the PATH say that PostgreSQL is.
    static func usualRoots() -> [String] {
        let debian = "/usr/lib/postgresql"
        var roots = FileSystem.names(in: debian).map { "\(debian)/\($0)/bin" }
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        roots += path.split(separator: ":").map(String.init)
        roots += ["/usr/local/pgsql/bin", "/usr/pgsql-17/bin", "/usr/pgsql-16/bin", "/usr/pgsql-15/bin"]
        return roots
    }

    /// The programs in a folder, when both are there. Debian's `pg_config` on the PATH lies beside no server, so the
    /// version is the server's own word: `postgres --version` costs a process, its folder's name does not.
    private static func binaries(in folder: String) -> ServerBinaries? {
        let place = FileSystem.resolved(folder)
        guard access(place + "/postgres", X_OK) == 0, access(place + "/initdb", X_OK) == 0 else { return nil }
        let parts = place.split(separator: "/")
        let fromName = parts.dropLast().last.flatMap { Int($0.drop { !$0.isNumber }) }
        guard let version = fromName.flatMap({ supported.contains($0) ? $0 : nil }) ?? spokenVersion(in: place) else {
            return nil
        }
        return ServerBinaries(folder: place, version: version)
    }

    private static func spokenVersion(in folder: String) -> Int? {
        let answer = "/tmp/salon-version-\(getpid())"
        unlink(answer)
        defer { FileSystem.remove(answer) }
        guard (try? ChildProcess.run([folder + "/postgres", "--version"], log: answer)) != nil else { return nil }
        let words = FileSystem.text(of: answer)?.split(separator: " ") ?? []
        return words.last.flatMap { Int($0.prefix { $0.isNumber }) }
    }
}
