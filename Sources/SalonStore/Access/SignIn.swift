import Postgres
import Salon

/// What a right password or code leads to.
public enum SignInStep: Sendable {
    /// The desk is open.
    case signedIn(SignedIn)
    /// It was a one-time code: `Store.choosePassword` comes next.
    case mustChoosePassword(SignInTicket)
    /// The address is not proved yet: `Store.verify` comes next.
    case mustVerify(SignInTicket)
}

/// The proof that somebody gave the right password or code a moment ago, at this desk. It lasts 15 minutes.
public struct SignInTicket: Hashable, Sendable {
    /// The address that was typed.
    public let email: String
    let attempt: UUIDValue

    init(email: String, attempt: UUIDValue) {
        self.email = email
        self.attempt = attempt
    }
}

extension Store {
    /// Signs in somebody who has a password and a verified address; see `beginSignIn`, which leads the others on.
    ///
    /// Throws as `beginSignIn`, and also `unverified`, and `forbidden` for a one-time code.
    public func signIn(email: String, password: String) throws(SalonError) -> SignedIn {
        switch try beginSignIn(email: email, password: password) {
        case .signedIn(let signedIn): return signedIn
        case .mustVerify: throw .unverified
        case .mustChoosePassword:
            throw .forbidden(
                permission: nil, sentence: "This code signs in once, to choose a password. Choose one to go on.")
        }
    }

    /// Signs somebody in. The attempt is charged before the password is looked at, in a transaction of its own; a
    /// one-time code is typed in the password's place.
    ///
    /// Throws `invalid` (field "password") for a wrong address or password, with the tries that are left; `locked` after
    /// three of them, or after a hundred at this desk in 15 minutes; `forbidden` for a client, who has nothing to do
    /// here, and for an account that is switched off; `unavailable`.
    public func beginSignIn(email: String, password: String) throws(SalonError) -> SignInStep {
        let ticket = SignInTicket(email: email, attempt: .random())
        var pipeline = Pipeline()
        pipeline.add(SignInSQL.attempt, ticket.attempt, email, try Validation.typedPassword(password))
        return try step(behind: pipeline, of: ticket)
    }

    /// Replaces a one-time code by a password and signs in, in one round trip. The person's other sessions have been over
    /// since the code was made.
    ///
    /// Throws `invalid` for a password against the rules, `forbidden` when the ticket is too old, `unavailable`.
    public func choosePassword(_ ticket: SignInTicket, new: String) throws(SalonError) -> SignedIn {
        let password = try Validation.password(new)
        var pipeline = Pipeline()
        pipeline.add(SignInSQL.choosePassword, ticket.attempt, password)
        return try finish(pipeline, with: ticket)
    }

    /// Proves the address by the code that was mailed to it and signs in, in one round trip.
    ///
    /// Throws `invalid` (field "code") for a wrong code, with the tries that are left, `forbidden` when the ticket is too
    /// old, `unavailable`.
    public func verify(_ ticket: SignInTicket, code: String) throws(SalonError) -> SignedIn {
        var pipeline = Pipeline()
        pipeline.add(SignInSQL.tryCode, ticket.attempt, code)
        return try finish(pipeline, with: ticket)
    }

    /// Opens a locked desk again for the person of its session, which goes on; charged as a sign-in.
    ///
    /// Throws as `beginSignIn`, and `forbidden` when the session is over.
    public func unlock(_ desk: Desk, password: String) throws(SalonError) -> Desk {
        let attempt = UUIDValue.random()
        var pipeline = desk.pipeline()
        pipeline.add(SignInSQL.ownAttempt, attempt, try Validation.typedPassword(password))
        pipeline.endTransaction()
        let opening = DeskOpening(token: desk.token, in: &pipeline)
        let verdict = pipeline.add(SignInSQL.ownVerdict, attempt)
        let answers = try desk.run(pipeline)
        let opened = try opening.desk(of: answers, store: self)
        try SignInVerdict.read(answers[verdict]).demandRight()
        return opened
    }

    /// Ends the desk's session: its token is worth nothing from now on. Throws `unavailable`.
    public func signOut(_ desk: Desk) throws(SalonError) {
        var pipeline = Pipeline()
        pipeline.add(SignInSQL.signOut, desk.token.secret)
        _ = try run(pipeline)
    }

    /// Asks for the answer, in a transaction behind what made the attempt a right one.
    private func finish(_ begun: Pipeline, with ticket: SignInTicket) throws(SalonError) -> SignedIn {
        guard case .signedIn(let signedIn) = try step(behind: begun, of: ticket) else { throw .unfinishedSignIn }
        return signedIn
    }

    private func step(behind begun: Pipeline, of ticket: SignInTicket) throws(SalonError) -> SignInStep {
        var pipeline = begun
        let answer = SignInAnswer(to: ticket, in: &pipeline)
        let answers: PipelineAnswers
        do {
            answers = try run(pipeline)
        } catch .notFound {
            throw .unfinishedSignIn
        }
        return try answer.step(of: answers, store: self)
    }
}

extension SalonError {
    /// The ticket is too old, or somebody changed the account between the two steps.
    static let unfinishedSignIn = SalonError.forbidden(
        permission: nil, sentence: "This took too long, or the account was changed meanwhile. Sign in again.")
}
