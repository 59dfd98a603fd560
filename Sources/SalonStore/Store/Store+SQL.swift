import Postgres

/// The statements that every desk needs.
enum StoreSQL {
    /// Lends the transaction the session's token, and tells whether the session is valid. The setting ends with the
    /// transaction, so it never reaches the next lease.
    static let identify = Statement(
        "store.identify", "select set_config('salon.token', $1, true), salon.has_session()")

    /// The last statement of a change ($1). It remembers on the connection that the change was made: unlike a setting of
    /// the transaction that stays, and like one it is gone when the change is taken back. And it commits without waiting
    /// for the disk: nobody's turn should last that long. `keep` waits, behind it.
    static let made = Statement(
        "store.made",
        "select set_config('salon.made', $1::uuid::text, false), set_config('synchronous_commit', 'off', true)")

    /// Has the transaction behind a change ($1) that was made wait until both are on the disk: before its end no answer
    /// says that the change was made. Only what writes to the server's log waits for it.
    static let keep = Statement(
        "store.keep",
        """
        select pg_logical_emit_message(true, 'salon', '')
         where current_setting('salon.made', true) = $1::uuid::text
        """)

    /// Has the rest of the transaction planned once for a connection, not five times: for statements that are for one index
    /// whatever they ask for. A list whose filter may be anything is not among them.
    static let planOnce = "set_config('plan_cache_mode', 'force_generic_plan', true)"

    /// What `Session` reads, and when it ends, of the function's answer that `alias` names.
    static func session(_ alias: String) -> String {
        ["user_id", "name", "email", "role", "expert_id", "permissions", "scopes", "expires_at"]
            .map { "\(alias).\($0)" }.joined(separator: ", ")
    }

    /// Extends the session at each start. Losing that in a crash harms nobody, so the start need not wait for the disk.
    static let resume = Statement(
        "store.resume",
        """
        select \(session("s")), set_config('synchronous_commit', 'off', true)
          from salon.resume($1) s
        """)

    /// The session as it is now.
    static let session = Statement("store.session", "select \(session("s")) from salon.session_from_token($1) s")

    /// What `Branch` reads.
    static let branchColumns = """
        id, name, address, phone::text, email::text, time_zone, currency::text, slot_minutes, hold_minutes,
        idle_lock_minutes, waitlist_minutes, notice_minutes, horizon_days
        """

    /// The branch that desks work in: the first, until there are more. Behind its columns stands the commit point of
    /// what is read from here on.
    static let branch = Statement(
        "store.branch",
        """
        select \(branchColumns), \(CommitPoint.column)
          from public.branches
         order by created_at, id
         limit 1
        """)
}
