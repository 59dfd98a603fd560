import Postgres

/// The statements of `UserRepository`. Staff are few and have an index of their own; clients are many, and each
/// statement that lists them brings the window that their index needs.
enum UserSQL {
    static let columns = "\(member("u")), u.name_key"

    /// What `StaffMember` reads, of the table or function that `alias` names.
    static func member(_ alias: String) -> String {
        [
            "id", "name", "email", "phone", "role", "email_verified", "lockout_until", "last_login", "disabled_at",
            "version",
        ]
        .map { "\(alias).\($0)" }.joined(separator: ", ")
    }

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
        select \(columns), u.created_at, u.failed_login_attempts, u.is_guest, e.id, e.name, u.password_changed_at,
               salon.is_last_owner(u.id)
          from public.users u left join public.experts e on e.user_id = u.id
         where u.id = $1
        """)

    // Each is one function of the database's, which asks for the permission and holds to the rules itself.
    static let add = Statement("users.add", "select code, expires_at from salon.add_staff($1, $2, $3, $4, $5, $6)")
    static let edit = Statement(
        "users.edit", "select code, expires_at from salon.edit_account($1, $2::int, $3, $4, $5)")
    static let setRole = Statement("users.set_role", "select salon.set_role($1, $2::int, $3)")
    static let resetPassword = Statement(
        "users.reset_password", "select code, expires_at from salon.reset_password($1)")
    static let unlock = Statement("users.unlock", "select salon.unlock_account($1)")
    static let makeVerification = Statement(
        "users.make_verification", "select code, expires_at from salon.make_verification($1)")
    /// Tells nothing; `verify` answers, in a later transaction.
    static let tryCode = Statement("users.try_code", "select salon.try_code($1, $2, $3)")
    /// The tries that are left, or null when the code was right.
    static let verify = Statement("users.verify", "select salon.verify_address($1)")
    static let setEnabled = Statement("users.set_enabled", "select salon.set_enabled($1, $2::int, $3)")
    static let delete = Statement("users.delete", "select salon.delete_account($1, $2::int)")

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
