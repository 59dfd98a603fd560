import Salon
import SalonStore

/// An account as `--json` prints it, times as the branch's clock shows them.
struct AccountDocument: Encodable {
    let id: String
    let name: String
    let email: String?
    let phone: String?
    let role: String
    let verified: Bool
    let lockedUntil: String?
    let disabledSince: String?
    let lastSignIn: String?
    let version: Int

    init(_ user: StaffMember, at desk: Desk) {
        id = user.id.description
        name = user.name
        email = user.email
        phone = user.phone
        role = user.role.rawValue
        verified = user.isVerified
        lockedUntil = user.isLocked(at: desk.now) ? user.lockedUntil.map(desk.clock) : nil
        disabledSince = user.disabledAt.map(desk.clock)
        lastSignIn = user.lastSignIn.map(desk.clock)
        version = user.version
    }

    /// What keeps the account from signing in, in words.
    var state: String {
        if disabledSince != nil { return "switched off" }
        if lockedUntil != nil { return "locked" }
        return verified ? "" : "not verified"
    }
}

/// A place where somebody is signed in.
struct SessionDocument: Encodable {
    let id: String
    let desk: String
    let made: String
    let seen: String
    let ends: String
    let thisOne: Bool

    init(_ session: DeskSession, at desk: Desk) {
        id = session.id.description
        self.desk = session.desk
        made = desk.clock(session.madeAt)
        seen = desk.clock(session.seenAt)
        ends = desk.clock(session.endsAt)
        thisOne = session.isThisOne
    }
}

/// A code to hand over.
struct CodeDocument: Encodable {
    let id: String
    let code: String
    let expires: String

    init(_ code: OneTimeCode, for id: UserID, at desk: Desk) {
        self.id = id.description
        self.code = code.text
        expires = desk.clock(code.expiresAt)
    }
}

extension Desk {
    /// A moment as the clock on the wall shows it: "2026-11-21T09:00".
    func clock(_ instant: Instant) -> String { zone.local(instant).description }
}

extension CommonOptions {
    /// Prints where somebody is signed in.
    func report(_ sessions: [DeskSession], at desk: Desk) {
        let documents = sessions.map { SessionDocument($0, at: desk) }
        guard !json else { return Output.printJSON(["sessions": documents]) }
        Output.printTable(
            documents.map { [$0.id, $0.desk, "since \($0.made)", "until \($0.ends)", $0.thisOne ? "this one" : ""] })
    }

    /// Prints an object for a program, or a sentence.
    func report(_ document: some Encodable, _ sentence: @autoclosure () -> String) {
        json ? Output.printJSON(document) : Standard.output(sentence() + "\n")
    }
}
