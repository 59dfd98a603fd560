import Postgres
import Salon

/// The server's advisory locks: a desk takes the turn at an expert's time by one. Whoever may take them at will can keep all
/// desks waiting, without a session.
public enum ServerLocks {
    /// Whether any login of the database may take them: where the role that migrates may not say so about the server's
    /// own functions. Throws `unavailable`.
    public static func areOpen(_ settings: ConnectionSettings) throws(SalonError) -> Bool {
        try SalonError.mapped { () throws(PostgresError) in
            try Connection.connect(settings).query(asked).row().decode(0)
        }
    }

    /// What the server's administrator runs in the database to keep them to the salon's own functions and the website.
    public static let closing = """
        do $$ declare lock regprocedure; begin \
        for lock in select p.oid from pg_catalog.pg_proc p where \(functions) loop \
        execute format('revoke execute on function %1$s from public; \
        grant execute on function %1$s to salon_owner, salon_website', lock); \
        end loop; end $$
        """

    private static let asked = Statement(
        unprepared: """
            select exists (
                select from pg_catalog.pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) granted
                 where \(functions) and granted.grantee = 0)
            """)
    private static let functions =
        "p.pronamespace = 'pg_catalog'::regnamespace and p.proname like 'pg\\_%advisory%lock%'"
}
