import Postgres

/// Signing in and out. A guess and its answer stand in two transactions, or a rollback would make the guess free.
enum SignInSQL {
    static let attempt = Statement("sign_in.attempt", "select salon.sign_in_attempt($1, $2, $3)")

    /// Answers, and identifies the rest of its transaction with the new token.
    static let result = Statement(
        "sign_in.result",
        """
        select r.outcome, r.attempts_left, r.seconds_locked, r.token, \(StoreSQL.session("r")),
               set_config('salon.token', coalesce(r.token, ''), true)
          from salon.sign_in_result($1) r
        """)

    static let choosePassword = Statement("sign_in.choose_password", "select salon.choose_password($1, $2)")
    static let tryCode = Statement("sign_in.try_code", "select salon.try_sign_in_code($1, $2)")

    /// A try at one's own password, in a session.
    static let ownAttempt = Statement("sign_in.own_attempt", "select salon.own_attempt($1, $2)")
    static let ownVerdict = Statement(
        "sign_in.own_verdict", "select outcome, attempts_left, seconds_locked from salon.own_verdict($1)")
    /// Sets $2 where the try was right.
    static let changePassword = Statement(
        "sign_in.change_password",
        "select outcome, attempts_left, seconds_locked from salon.change_password($1, $2)")

    static let signOut = Statement("sign_in.sign_out", "select salon.sign_out($1)")
}
