import Postgres
import Salon

/// The login roles of the consoles: one for each desk, so that a lost laptop is revoked and the log knows the desk.
public struct DeskLogins {
    private let connection: Connection

    /// Works as the role that migrates. Throws `unavailable`.
    public init(_ settings: ConnectionSettings) throws(SalonError) {
        connection = try SalonError.mapped { () throws(PostgresError) in try Connection.connect(settings) }
    }

    /// A desk that may log in.
    public struct Login: Hashable, Sendable {
        /// Its name, without the `desk_` of its role.
        public let name: String
        /// How many consoles are connected with it now.
        public let connections: Int
    }

    /// Makes a desk and its password, which is given once and kept by the server as a hash only.
    ///
    /// - Returns: The role's name and the password.
    /// - Throws: `invalid` for a name that is no word of small letters, digits and `_`, or that is taken.
    public func add(_ name: String) throws(SalonError) -> (role: String, password: String) {
        let role = try Self.role(name)
        let password = "\(UUIDValue.random())".filter { $0 != "-" }
        try SalonError.mapped { () throws(PostgresError) in
            // Identifiers and passwords take no parameters here; both are made of letters and digits only.
            try connection.script("create role \(role) login in role salon_console password '\(password)'")
        }
        return (role, password)
    }

    /// The desks by name. Throws `unavailable`.
    public func list() throws(SalonError) -> [Login] {
        try SalonError.mapped { () throws(PostgresError) in
            try connection.query(
                """
                select substr(r.rolname, 6)::text, (select count(*) from pg_stat_activity a where a.usename = r.rolname)
                  from pg_roles r
                 where r.rolname like 'desk\\_%' and r.rolcanlogin order by r.rolname
                """
            ).map { (row) throws(PostgresError) in Login(name: try row.decode(0), connections: try row.decode(1)) }
        }
    }

    /// Takes a desk's login away: its sessions end, its connections are cut, the log keeps its name. Throws `notFound`.
    public func revoke(_ name: String) throws(SalonError) {
        let role = try Self.role(name)
        guard try list().contains(where: { $0.name == name }) else { throw .notFound(what: "desk") }
        try SalonError.mapped { () throws(PostgresError) in
            try connection.script(
                """
                alter role \(role) nologin password null;
                delete from salon.sessions where desk = '\(role)';
                select pg_terminate_backend(pid) from pg_stat_activity where usename = '\(role)';
                """)
        }
    }

    private static func role(_ name: String) throws(SalonError) -> String {
        let isWord = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
        guard isWord, (1...40).contains(name.utf8.count) else {
            throw .invalid(
                field: "name", sentence: "Name the desk in small letters, digits and _, such as front_desk.")
        }
        return "desk_" + name
    }
}
