import Postgres

/// What stands in a bulk load's way: foreign keys and triggers of all tables, keys and indexes of the big ones, and row
/// security, under which nothing is copied. Read from the catalogue, so that it is put back exactly as the migrations
/// made it.
struct DemoScaffold {
    /// Takes it off, and empties the tables: what they hold was made by no one.
    let takeDown: String
    /// Puts it back, which checks keys and references, and takes the planner's statistics.
    let putBack: String

    private static let big = [
        "appointments", "appointment_sub_services", "payments", "users", "reviews", "notifications", "email_outbox",
        "conversations", "audit_log",
    ]
    /// What the migrations have filled.
    private static let kept = ["schema_migrations", "permissions", "role_permissions", "roles"]

    /// Reads what there is. Throws `PostgresError`.
    init(_ connection: Connection) throws(PostgresError) {
        var down: [String] = []
        var up: [String] = []
        for row in try connection.query(Self.catalogue, Self.big) {
            var cursor = row.cursor
            down.append(try cursor.next(String.self))
            up.append(try cursor.next(String.self))
        }
        let tables = try connection.query(Self.tables, Self.kept)[0].decode(0, as: String.self)
        takeDown = down.joined(separator: ";\n") + ";\ntruncate \(tables)"
        putBack = up.reversed().joined(separator: ";\n") + ";\nanalyze \(tables)"
    }

    /// In the order of taking down: references first, then keys, indexes, row security, triggers.
    private static let catalogue: Statement = """
        select format('alter table %s drop constraint %I', conrelid::regclass, conname),
               format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)),
               case contype when 'f' then 1 else 2 end as step, conname::text as name
          from pg_catalog.pg_constraint
         where connamespace in ('public'::regnamespace, 'salon'::regnamespace)
           and (contype = 'f' or contype in ('p', 'u', 'x') and conrelid::regclass::text = any ($1))
        union all
        select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid), 3,
               i.indexrelid::regclass::text
          from pg_catalog.pg_index i
         where i.indrelid::regclass::text = any ($1)
           and i.indrelid in (select oid from pg_catalog.pg_class where relnamespace = 'public'::regnamespace)
           and not exists (select from pg_catalog.pg_constraint c where c.conindid = i.indexrelid)
        union all
        select format('alter table %s no force row level security', oid::regclass),
               format('alter table %s force row level security', oid::regclass), 4, relname::text
          from pg_catalog.pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity
        union all
        select format('drop trigger %I on %s', tgname, tgrelid::regclass), pg_get_triggerdef(oid), 5, tgname::text
          from pg_catalog.pg_trigger
         where not tgisinternal
           and tgrelid in (select oid from pg_catalog.pg_class where relnamespace = 'public'::regnamespace)
         order by 3, 4
        """

    private static let tables: Statement = """
        select string_agg(oid::regclass::text, ', ' order by relname)
          from pg_catalog.pg_class
         where relnamespace = 'public'::regnamespace and relkind = 'r' and relname::text <> all ($1)
        """
}
