import Postgres

/// The statements of `AccountRepository`, and those about sessions.
enum AccountSQL {
    /// Who may not see the accounts may still see their own.
    static let mine = Statement(
        "account.mine",
        "select \(UserSQL.member("u")), u.password_changed_at from salon.my_account() u")

    static let sessions = Statement(
        "account.sessions", "select id, desk, created_at, seen_at, expires_at, is_this_one from salon.sessions_of($1)")
    static let endSession = Statement("account.end_session", "select salon.end_session($1)")
    static let endSessions = Statement("account.end_sessions", "select salon.end_sessions($1)")
}

/// The statements of `RoleRepository`.
enum RoleSQL {
    static let table = Statement("roles.table", "select role, permission, scope from public.role_permissions")
    static let set = Statement("roles.set", "select salon.set_permission($1, $2, $3)")
}
