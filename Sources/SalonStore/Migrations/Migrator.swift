import Postgres
import Salon

/// Brings a database's schema up to date: in order, each step once, in a transaction of its own, one program at a time.
public struct Migrator: Sendable {
    private let migrations: [Migration]

    /// For this program's own steps, or, in tests, for others.
    public init(migrations: [Migration] = Migration.all) { self.migrations = migrations }

    /// Where a database stands.
    public struct Status: Hashable, Sendable {
        /// The steps it has, in their order.
        public let applied: [Step]
        /// The steps of this program that it lacks.
        public let pending: [Migration]

        /// Whether nothing is to be done.
        public var isCurrent: Bool { pending.isEmpty }
    }

    /// A step that a database has.
    public struct Step: Hashable, Sendable {
        /// Its number.
        public let version: Int
        /// Its name.
        public let name: String
        /// SHA-256 of its text, in hexadecimal digits.
        public let checksum: String
        /// When it was applied, as the server writes it: "2026-11-21 14:32:05+00".
        public let appliedAt: String
    }

    /// Applies the steps that the database lacks.
    ///
    /// `settings` must be of a role that may create roles and extensions in the database: the admin of an embedded
    /// server, a database's owner with CREATEROLE elsewhere.
    ///
    /// - Returns: The steps that were applied, none for a database that is up to date.
    /// - Throws: `SalonError.unavailable` when the database is newer than this program, when an applied step's text is
    ///   not this program's, or when the server refuses a step; the database then stands at the step before.
    @discardableResult
    public func migrate(_ settings: ConnectionSettings) throws(SalonError) -> [Migration] {
        let connection = try asking { () throws(PostgresError) in
            let connection = try Connection.connect(settings.withoutStatementLimits)
            // Until the connection closes: whoever comes second waits, and then finds nothing left to do.
            try connection.query("select pg_advisory_lock($1)", Self.lockKey)
            try connection.script(Self.bookkeeping)
            return connection
        }
        let pending = try status(of: connection).pending
        for migration in pending { try apply(migration, to: connection) }
        return pending
    }

    /// Looks where the database stands; changes nothing.
    ///
    /// - Throws: As `migrate`, for the same reasons.
    public func status(_ settings: ConnectionSettings) throws(SalonError) -> Status {
        let connection = try asking { () throws(PostgresError) in try Connection.connect(settings) }
        let exists = try asking { () throws(PostgresError) in
            try connection.query("select to_regclass('public.schema_migrations') is not null")[0].decode(
                0, as: Bool.self)
        }
        return exists ? try status(of: connection) : Status(applied: [], pending: migrations)
    }

    /// "salon" in ASCII: the advisory lock of whoever migrates this database.
    private static let lockKey: Int64 = 0x73_616c_6f6e

    private static let bookkeeping = """
        set client_min_messages = warning;
        create table if not exists public.schema_migrations (
            version integer primary key,
            name text not null,
            checksum text not null,
            applied_at timestamptz not null default now()
        );
        """

    private func status(of connection: Connection) throws(SalonError) -> Status {
        let applied = try asking { () throws(PostgresError) in
            try connection.query(
                "select version, name, checksum, applied_at::text from public.schema_migrations order by version"
            ).map { row throws(PostgresError) in
                Step(
                    version: Int(try row.decode(0, as: Int32.self)), name: try row.decode(1),
                    checksum: try row.decode(2), appliedAt: try row.decode(3))
            }
        }
        let checksums = try checksums(by: connection)
        for step in applied {
            guard let checksum = checksums[step.version] else {
                throw .unavailable(
                    sentence: "The database is newer than this program: it has the step \(step.version) \(step.name), "
                        + "which this program does not know. Update salon on this machine.")
            }
            guard checksum == step.checksum else {
                throw .unavailable(
                    sentence: "The step \(step.version) \(step.name) of the database is not the one of this program. "
                        + "They are of different builds; install the one that the salon's other desks use.")
            }
        }
        let known = Set(applied.map(\.version))
        return Status(applied: applied, pending: migrations.filter { !known.contains($0.version) })
    }

    /// The server reckons them: it has SHA-256, and it is one round trip.
    private func checksums(by connection: Connection) throws(SalonError) -> [Int: String] {
        try asking { () throws(PostgresError) in
            let rows = try connection.query(
                """
                select encode(sha256(convert_to(text, 'UTF8')), 'hex')
                  from unnest($1::text[]) with ordinality as given (text, place) order by place
                """, migrations.map(\.sql))
            var checksums: [Int: String] = [:]
            for (migration, row) in zip(migrations, rows) { checksums[migration.version] = try row.decode(0) }
            return checksums
        }
    }

    private func apply(_ migration: Migration, to connection: Connection) throws(SalonError) {
        do throws(PostgresError) {
            try connection.transaction { connection throws(PostgresError) in
                try connection.script(migration.sql)
                try connection.query(
                    """
                    insert into public.schema_migrations (version, name, checksum)
                    values ($1, $2, encode(sha256(convert_to($3, 'UTF8')), 'hex'))
                    """, Int32(migration.version), migration.name, migration.sql)
            }
        } catch {
            throw .unavailable(
                sentence:
                    "The step \(migration.version) \(migration.name) of the schema could not be applied: \(error).")
        }
    }

    private func asking<Answer>(
        _ body: () throws(PostgresError) -> Answer
    ) throws(SalonError) -> Answer {
        do throws(PostgresError) {
            return try body()
        } catch {
            throw .unavailable(sentence: "The database cannot be brought up to date: \(error).")
        }
    }
}
