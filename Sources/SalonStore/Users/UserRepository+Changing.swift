import Postgres
import Salon

/// Keeping accounts. The rules are `StaffRules`; the repository asks for the permission first, and the database holds to
/// all of them, whoever asks. Where a version is given, `stale` is thrown when somebody changed the account meanwhile.
extension UserRepository {
    /// Makes an account for somebody of the staff, without a password. The id is the caller's: repeated, it only makes a
    /// new code.
    ///
    /// - Parameter expert: The expert they are, if they are one.
    /// - Returns: The code to hand over, with which they sign in once, choose a password and have proved their address. It
    ///   also waits as a mail in the outbox.
    /// Throws `invalid` for a value that cannot be taken, also an address that somebody has already.
    public func addStaff(
        _ id: UserID, _ draft: AccountDraft, as role: Role, expert: ExpertID? = nil
    ) throws(SalonError) -> OneTimeCode {
        let (name, email, phone) = try draft.checked()
        guard let email else { throw .invalid(field: "email", sentence: "Enter the address to sign in with.") }
        guard role.canSignIn else {
            throw .invalid(field: "role", sentence: "Choose a staff role. Clients are added under Clients.")
        }
        return try code(of: .add(role), UserSQL.add, id, name, email, phone, role, expert)
    }

    /// Changes name, address and telephone number.
    ///
    /// - Returns: The code that proves a new address, which is unproved from now on; nil if the address is the same or
    ///   there is none.
    public func edit(_ id: UserID, version: Int, _ draft: AccountDraft) throws(SalonError) -> OneTimeCode? {
        let (name, email, phone) = try draft.checked()
        let seen = Seen(id: id, version: version, mine: [("name", name), ("email", email), ("phone", phone)])
        return try readCode(send(.edit, UserSQL.edit, [id, version, name, email, phone], seen: seen))
    }

    /// Gives another role. Their sessions end; signing in again, they have the new one.
    public func setRole(_ id: UserID, version: Int, to role: Role) throws(SalonError) {
        let seen = Seen(id: id, version: version, mine: [("role", role.rawValue)])
        _ = try send(.setRole(role), UserSQL.setRole, [id, version, role], seen: seen)
    }

    /// Replaces the password, at once, by a code that signs in once and asks for a new password. Their sessions end.
    public func resetPassword(_ id: UserID) throws(SalonError) -> OneTimeCode {
        try code(of: .resetPassword, UserSQL.resetPassword, id)
    }

    /// Forgives wrong passwords before the 30 seconds are over.
    public func unlock(_ id: UserID) throws(SalonError) { _ = try send(.unlock, UserSQL.unlock, [id]) }

    /// Makes a new code that proves the address, in place of the one before.
    public func resendVerification(_ id: UserID) throws(SalonError) -> OneTimeCode {
        try code(of: .verify, UserSQL.makeVerification, id)
    }

    /// Marks the address as proved, by the code that was mailed to it.
    ///
    /// Throws `invalid` (field "code") for a wrong code, one that is a day old, or one that was tried five times.
    public func verify(_ id: UserID, code: String) throws(SalonError) {
        try desk.requireAny(of: .verify)
        let trial = UUIDValue.random()
        var pipeline = desk.pipeline()
        pipeline.add(UserSQL.tryCode, trial, id, code)
        pipeline.endTransaction()
        desk.identify(in: &pipeline)
        let left = pipeline.add(UserSQL.verify, trial)
        let triesLeft = try desk.run(pipeline) { (answers) throws(PostgresError) in
            try answers[left].row().decode(0, as: Int?.self)
        }
        if let triesLeft { throw .wrongCode(triesLeft: triesLeft) }
    }

    /// Keeps somebody from signing in, and ends their sessions; or lets them sign in again.
    public func setEnabled(_ id: UserID, version: Int, _ isEnabled: Bool) throws(SalonError) {
        let seen = Seen(id: id, version: version, mine: [])
        _ = try send(isEnabled ? .switchOn : .switchOff, UserSQL.setEnabled, [id, version, isEnabled], seen: seen)
    }

    /// Removes an account that has no appointments and no reviews.
    public func delete(_ id: UserID, version: Int) throws(SalonError) {
        let seen = Seen(id: id, version: version, mine: [])
        _ = try send(.delete, UserSQL.delete, [id, version], seen: seen)
    }

    /// Where somebody is signed in, the newest first.
    public func sessions(of id: UserID) throws(SalonError) -> [DeskSession] {
        try desk.requireAny(of: .endSessions)
        return try desk.sessions(of: id)
    }

    /// Ends all sessions of somebody; of oneself all but this one. Returns how many there were.
    @discardableResult
    public func revokeSessions(of id: UserID) throws(SalonError) -> Int {
        try desk.requireAny(of: .endSessions)
        return try desk.endSessions(of: id)
    }

    private func code(
        of change: StaffChange, _ statement: Statement, _ parameters: any PostgresEncodable...
    ) throws(SalonError) -> OneTimeCode {
        guard let code = try readCode(send(change, statement, parameters)) else { throw .notFound(what: "account") }
        return code
    }

    /// The version that a form shows, and what it was to become.
    private struct Seen {
        let id: UserID
        let version: Int
        let mine: [(field: String, value: String?)]
    }

    /// Makes the change in one transaction, and reads behind it what the form has missed.
    private func send(
        _ change: StaffChange, _ statement: Statement, _ parameters: [any PostgresEncodable], seen: Seen? = nil
    ) throws(SalonError) -> Rows {
        try desk.requireAny(of: change)
        var pipeline = desk.pipeline()
        let answer = pipeline.add(statement, parameters: parameters)
        let changeEnds = pipeline.count
        var missed: MissedChanges?
        if let seen {
            pipeline.endTransaction()
            desk.identify(in: &pipeline)
            missed = MissedChanges(of: .users, seen.id.value, since: seen.version, desk: desk, in: &pipeline)
        }
        let outcome = try desk.settle(pipeline)
        // Who changes their own role has no session any more to read with; the change is made all the same.
        guard let failure = outcome.failure, failure.position ?? 0 < changeEnds else { return outcome.answers[answer] }
        if let seen, let missed, failure.sqlState == .changedMeanwhile {
            throw try missed.stale("account", mine: seen.mine, in: outcome.answers)
        }
        if failure.sqlState == "P0002" { throw .notFound(what: "account") }
        throw SalonError(failure)
    }

    private func readCode(_ rows: Rows) throws(SalonError) -> OneTimeCode? {
        try SalonError.mapped { () throws(PostgresError) in
            try rows.first.map { (row) throws(PostgresError) in
                OneTimeCode(text: try row.decode(0), expiresAt: try row.decode(1))
            }
        }
    }
}

extension Desk {
    /// Throws `forbidden` unless the change may be made to somebody's account at all. Whose it is, and of which role, the
    /// database knows.
    func requireAny(of change: StaffChange) throws(SalonError) {
        if let role = change.newRole { return try session.require(StaffRules.permission(for: role)) }
        guard session.allows(.usersManage) || session.allows(.staffManage) else { throw .forbidden(.usersManage) }
    }
}
