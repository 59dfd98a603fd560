import Postgres
import Salon

/// One's own account. Each call takes one round trip.
///
/// All calls throw `forbidden` when the session is over, and `unavailable` when the database cannot be reached or cannot
/// do it now.
public struct AccountRepository: Sendable {
    let desk: Desk

    /// The account and where it is signed in.
    public func card() throws(SalonError) -> AccountCard {
        var pipeline = desk.pipeline()
        let head = pipeline.add(AccountSQL.mine)
        let sessions = pipeline.add(AccountSQL.sessions, desk.session.userID)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in
            var cursor = try answers[head].row().cursor
            return AccountCard(
                user: try StaffMember(&cursor), passwordChangedAt: try cursor.next(),
                sessions: try answers[sessions].read(DeskSession.init))
        }
    }

    /// Where one is signed in, the newest first.
    public func sessions() throws(SalonError) -> [DeskSession] {
        try desk.sessions(of: desk.session.userID)
    }

    /// Chooses another password. All other sessions end.
    ///
    /// Throws `invalid` (field "old password") when the old one is wrong, which is charged as a try to sign in, `locked`
    /// after three of them, and `invalid` for a new one that is against the rules or the old one again.
    public func changePassword(from old: String, to new: String) throws(SalonError) {
        let wanted = try Validation.password(new, field: "new password")
        guard wanted != old else {
            throw .invalid(field: "new password", sentence: "This is the old password. Choose another one.")
        }
        let attempt = UUIDValue.random()
        var pipeline = desk.pipeline()
        pipeline.add(SignInSQL.ownAttempt, attempt, try Validation.typedPassword(old, field: "old password"))
        pipeline.endTransaction()
        desk.identify(in: &pipeline)
        let verdict = pipeline.add(SignInSQL.changePassword, attempt, wanted)
        let answers = try desk.run(pipeline)
        do {
            try SignInVerdict.read(answers[verdict]).demandRight(wrong: "The old password is wrong.")
        } catch .invalid(_, let sentence) {
            throw .invalid(field: "old password", sentence: sentence)
        }
    }

    /// Ends one of one's sessions. Throws `notFound` when it is over already.
    public func revoke(_ session: DeskSessionID) throws(SalonError) { try desk.endSession(session) }

    /// Ends all one's sessions but this one. Returns how many there were.
    @discardableResult
    public func revokeOthers() throws(SalonError) -> Int { try desk.endSessions(of: desk.session.userID) }
}

extension Desk {
    /// My own account and sessions.
    public var account: AccountRepository { AccountRepository(desk: self) }

    func sessions(of person: UserID) throws(SalonError) -> [DeskSession] {
        var pipeline = pipeline()
        let sessions = pipeline.add(AccountSQL.sessions, person)
        return try run(pipeline) { (answers) throws(PostgresError) in try answers[sessions].read(DeskSession.init) }
    }

    func endSession(_ session: DeskSessionID) throws(SalonError) {
        var pipeline = pipeline()
        let ended = pipeline.add(AccountSQL.endSession, session)
        let isEnded = try run(pipeline) { (answers) throws(PostgresError) in
            try answers[ended].row().decode(0, as: Bool.self)
        }
        guard isEnded else { throw .notFound(what: "session") }
    }

    /// All of them but this one.
    func endSessions(of person: UserID) throws(SalonError) -> Int {
        var pipeline = pipeline()
        let ended = pipeline.add(AccountSQL.endSessions, person)
        return try run(pipeline) { (answers) throws(PostgresError) in try answers[ended].row().decode(0) }
    }
}

extension DeskSession {
    init(_ row: Row) throws(PostgresError) {
        var cursor = row.cursor
        self.init(
            id: try cursor.next(), desk: try cursor.next(), madeAt: try cursor.next(), seenAt: try cursor.next(),
            endsAt: try cursor.next(), isThisOne: try cursor.next())
    }
}
