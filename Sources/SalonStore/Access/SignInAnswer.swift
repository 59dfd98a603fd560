import Postgres
import Salon

/// The statements that ask what became of an attempt to sign in, and the reading of their answers.
struct SignInAnswer {
    private let ticket: SignInTicket
    private let result: Pipeline.Ticket
    private let branch: Pipeline.Ticket

    /// Asks in a transaction of its own: what stands in the pipeline already is committed before.
    init(to ticket: SignInTicket, in pipeline: inout Pipeline) {
        self.ticket = ticket
        pipeline.endTransaction()
        result = pipeline.add(SignInSQL.result, ticket.attempt)
        branch = pipeline.add(StoreSQL.branch)
    }

    /// What comes next, or why nothing does.
    func step(of answers: PipelineAnswers, store: Store) throws(SalonError) -> SignInStep {
        let (verdict, accepted, branch) = try SalonError.mapped { () throws(PostgresError) in
            var cursor = try answers[result].row().cursor
            let verdict = try SignInVerdict(&cursor)
            let secret: String? = try cursor.next()
            let accepted = try secret.flatMap { SessionToken($0) }.map { (token) throws(PostgresError) in
                (token: token, session: try Session(&cursor), expiresAt: try cursor.next(Instant.self))
            }
            return (
                verdict, accepted,
                try answers[self.branch].first.map { (row) throws(PostgresError) in
                    try Branch(row)
                }
            )
        }
        switch verdict.outcome {
        case .mustChange: return .mustChoosePassword(ticket)
        case .unverified: return .mustVerify(ticket)
        default: try verdict.demandRight()
        }
        guard let accepted else { throw .sessionOver }
        guard let branch else { throw .noBranch }
        let desk = Desk(
            session: accepted.session, branch: branch, zone: try ZoneFiles.zone(named: branch.timeZone),
            token: accepted.token, store: store)
        return .signedIn(SignedIn(token: accepted.token, desk: desk, expiresAt: accepted.expiresAt))
    }
}

/// What the database found of an attempt.
struct SignInVerdict {
    /// As `salon.sign_in_outcome` names them.
    enum Outcome: String, PostgresDecodable {
        case right = "ok"
        case wrong, locked, unverified, disabled, verified
        case deskLocked = "desk_locked"
        case notStaff = "not_staff"
        case mustChange = "must_change"
        case codeExpired = "code_expired"
        case wrongCode = "wrong_code"
    }

    let outcome: Outcome
    private let attemptsLeft: Int
    private let secondsLocked: Int

    init(_ cursor: inout RowCursor) throws(PostgresError) {
        outcome = try cursor.next()
        attemptsLeft = try cursor.next()
        secondsLocked = try cursor.next()
    }

    static func read(_ rows: Rows) throws(SalonError) -> SignInVerdict {
        try SalonError.mapped { () throws(PostgresError) in
            var cursor = try rows.row().cursor
            return try SignInVerdict(&cursor)
        }
    }

    /// Throws what the person is told, unless the password was right.
    ///
    /// - Parameter sentence: What a wrong password is called, before the tries that are left.
    func demandRight(wrong sentence: String = "The e-mail address or the password is wrong.") throws(SalonError) {
        switch outcome {
        case .right, .verified, .unverified: break
        case .wrong where attemptsLeft > 0: throw .invalid(field: "password", sentence: "\(sentence) \(triesLeft)")
        case .wrong, .locked: throw .locked(seconds: secondsLocked)
        case .deskLocked: throw .locked(seconds: secondsLocked, wholeDesk: true)
        case .wrongCode: throw .wrongCode(triesLeft: attemptsLeft)
        case .codeExpired, .mustChange:
            throw .forbidden(permission: nil, sentence: "This code has expired. Ask an admin for a new one.")
        case .notStaff:
            throw .forbidden(
                permission: nil, sentence: "This is a client's account. The console is for the salon's staff.")
        case .disabled:
            throw .forbidden(permission: nil, sentence: "This account is switched off. Ask an admin to switch it on.")
        }
    }

    private var triesLeft: String { attemptsLeft == 1 ? "One try is left." : "\(attemptsLeft) tries are left." }
}

extension SalonError {
    /// The code for an address was wrong, or it is used up.
    static func wrongCode(triesLeft: Int) -> SalonError {
        let rest =
            switch triesLeft {
            case 0: "Ask for a new one."
            case 1: "One try is left."
            default: "\(triesLeft) tries are left."
            }
        return .invalid(field: "code", sentence: "This code is wrong or too old. \(rest)")
    }
}
