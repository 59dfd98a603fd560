import Postgres

/// The statements of `UserRepository`. Staff are few and have an index of their own; clients are many, and each
/// statement that lists them brings the window that their index needs.
enum UserSQL {
    static let columns = """
        u.id, u.name, u.email, u.phone, u.role, u.email_verified, u.lockout_until, u.last_login, u.version, u.name_key
        """

    /// $1 a role, null for all of the staff; $2 what their name or address begins with, or has inside.
    static let staff = Statement("users.staff", list("u.role <> 'user' and \(matches)", forwards: true))
    static let staffBefore = Statement("users.staff_before", list("u.role <> 'user' and \(matches)", forwards: false))

    static let clients = Statement("users.clients", list("u.role = 'user' and \(anybody)", forwards: true))
    static let clientsBefore = Statement(
        "users.clients_before", list("u.role = 'user' and \(anybody)", forwards: false))

    /// Clients whom a search finds, best first.
    static let foundClients = Statement(
        "users.found_clients",
        """
        select \(columns)
          from salon.search_clients($1, $2) with ordinality as hit (id, n, p, e, a, g, b, v, l, x, s, place)
          join public.users u on u.id = hit.id
         order by hit.place
        """)

    static let card = Statement(
        "users.card",
        """
        select \(columns), u.created_at, u.failed_login_attempts, u.is_guest, e.id, e.name
          from public.users u left join public.experts e on e.user_id = u.id
         where u.id = $1
        """)

    private static let matches = """
        ($1::text is null or u.role = $1)
        and ($2 = '' or strpos(u.search, salon.fold($2)) > 0)
        """

    /// All clients, with the parameters of `matches`.
    private static let anybody = "$1::text is not null and $2 = ''"

    private static func list(_ condition: String, forwards: Bool) -> String {
        let (comparison, order) = forwards ? (">", "") : ("<", " desc")
        return """
            select \(columns) from public.users u
             where \(condition) and (u.name_key, u.id) \(comparison) ($3::text, $4::uuid)
             order by u.name_key\(order), u.id\(order) limit $5
            """
    }
}
