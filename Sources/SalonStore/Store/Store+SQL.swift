import Postgres

/// The statements that every desk needs.
enum StoreSQL {
    /// Lends the transaction the session's token, and tells whether the session is valid. The setting ends with the
    /// transaction, so it never reaches the next lease.
    static let identify = Statement(
        "store.identify", "select set_config('salon.token', $1, true), salon.has_session()")

    /// Extends the session at each start. Losing that in a crash harms nobody, so the start need not wait for the disk.
    static let resume = Statement(
        "store.resume",
        """
        select s.user_id, s.name, s.role, s.expert_id, s.permissions, s.scopes, s.expires_at,
               set_config('synchronous_commit', 'off', true)
          from salon.resume($1) s
        """)

    /// The branch that desks work in: the first, until there are more.
    static let branch = Statement(
        "store.branch",
        """
        select id, name, address, phone::text, email::text, time_zone, currency::text, slot_minutes, hold_minutes,
               idle_lock_minutes
          from public.branches
         order by created_at, id
         limit 1
        """)
}

/// Signing in and out.
enum SignInSQL {
    static let attempt = Statement("sign_in.attempt", "select salon.sign_in_attempt($1, $2, $3)")

    /// Answers, and identifies the rest of its transaction with the new token.
    static let result = Statement(
        "sign_in.result",
        """
        select r.outcome, r.attempts_left, r.seconds_locked, r.token,
               r.user_id, r.name, r.role, r.expert_id, r.permissions, r.scopes, r.expires_at,
               set_config('salon.token', coalesce(r.token, ''), true)
          from salon.sign_in_result($1) r
        """)

    static let signOut = Statement("sign_in.sign_out", "select salon.sign_out($1)")
}
