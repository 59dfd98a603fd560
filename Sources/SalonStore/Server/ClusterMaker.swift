import Glibc
import Salon

/// How much a cluster's owner would mind losing the last seconds to a power cut.
public enum Durability: Hashable, Sendable {
    /// Everything that was answered is on the disk.
    case safe
    /// For demos and tests: fast, and worthless after a crash of the machine.
    case none
}

/// Makes a cluster with the installed server's own `initdb`. A half-made one never stands in the cluster's place.
struct ClusterMaker {
    /// Where it goes.
    let folder: ServerFolder
    /// What makes it.
    let binaries: ServerBinaries

    /// The role that owns everything in the cluster, for migrations and setting up.
    static let adminRole = "salon_admin"
    /// The desk that consoles on this machine use.
    static let deskRole = "desk_local"
    /// The database with the salon in it.
    static let database = "salon"

    /// Makes the cluster, its database and the local desk.
    func make() throws(SalonError) {
        FileSystem.remove(folder.draft)
        try FileSystem.makeFolder(folder.draft)
        try folder.account.own(folder.draft)
        do throws(SalonError) {
            try ChildProcess.run(
                folder.account.prefix + [
                    binaries.path(of: "initdb"), "--no-sync", "--no-instructions", "--encoding=UTF8",
                    "--username=\(Self.adminRole)", "--auth=peer", "--pgdata=\(folder.draft)",
                ] + localeArguments(),
                log: folder.log)
            try write(Self.settings, to: "salon.conf")
            try write(
                (FileSystem.text(of: folder.draft + "/postgresql.conf") ?? "") + "\ninclude 'salon.conf'\n",
                to: "postgresql.conf")
            try write(accessRules, to: "pg_hba.conf")
            try write(userMap, to: "pg_ident.conf")
            try ChildProcess.run(
                folder.account.prefix + [binaries.path(of: "postgres"), "--single", "-D", folder.draft, "postgres"],
                input: """
                    create database \(Self.database);
                    create role salon_console nologin;
                    create role \(Self.deskRole) login in role salon_console;

                    """,
                log: folder.log)
        } catch {
            FileSystem.remove(folder.draft)
            throw error
        }
        guard rename(folder.draft, folder.data) == 0 else { throw FileSystem.failure("make", folder.data) }
    }

    private func write(_ text: String, to name: String) throws(SalonError) {
        let path = folder.draft + "/" + name
        try FileSystem.write(text, to: path)
        try folder.account.own(path)
    }

    /// UTF-8 without a language: the same on every machine. PostgreSQL 17 brings it along; before that it is the C
    /// library's, and a machine that lacks it has the plain C locale.
    private func localeArguments() -> [String] {
        if binaries.version >= 17 {
            return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        }
        guard let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil) else { return ["--locale=C"] }
        freelocale(locale)
        return ["--locale=C.UTF-8"]
    }

    /// Only the user of this console, and the user that stands in for root, get in without a password, and only as the
    /// admin or the local desk. Every other desk brings its own.
    private var accessRules: String {
        """
        local  all  \(Self.adminRole)  peer map=salon
        local  all  \(Self.deskRole)  peer map=salon
        local  all  all  scram-sha-256

        """
    }

    private var userMap: String {
        let names = Set([folder.account.name, folder.account.consoleName].compactMap { $0 }).sorted()
        let lines = names.flatMap { name in
            [Self.adminRole, Self.deskRole].map { "salon  \"\(name)\"  \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// For one desk or a few on the machine they sit at. Bound values never reach the log.
    private static let settings = """
        listen_addresses = ''
        max_connections = 100
        shared_buffers = 128MB
        work_mem = 16MB
        maintenance_work_mem = 128MB
        effective_cache_size = 1GB
        random_page_cost = 1.1
        jit = off
        huge_pages = off
        wal_level = minimal
        max_wal_senders = 0
        max_wal_size = 2GB
        checkpoint_timeout = 15min
        deadlock_timeout = 200ms
        client_connection_check_interval = 5s
        password_encryption = scram-sha-256
        timezone = 'UTC'
        log_timezone = 'UTC'
        datestyle = 'iso, ymd'
        logging_collector = off
        log_line_prefix = '%m [%p] %u '
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0

        """
}
