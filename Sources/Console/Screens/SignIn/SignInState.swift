import Salon
import SalonStore
import Terminal

/// E-mail and password, at the start and on a locked desk.
struct SignInScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case signIn, next, previous, other, stay
    }

    enum Job: Equatable {
        case signIn(email: String, password: String)
        case resume(SessionToken)
    }

    /// What has the focus.
    enum Focus: Int, CaseIterable {
        case email, password, stay
    }

    /// After too many wrong passwords.
    struct Ban: Equatable {
        /// Whose sign-in it is; anybody else may try.
        let email: String
        /// Milliseconds of uptime.
        let until: Int64
    }

    static let place = "sign-in"
    static let placeTitle = "Sign in"
    static let actions: [ActionRow<ActionName>] = [
        .init(.signIn, "sign in", keys: ["enter"], help: "Signs in with the e-mail address and the password."),
        .init(.next, "next field", keys: ["tab", "down"], help: "Goes to the next field."),
        .init(
            .previous, "field before", keys: ["shift-tab", "up"], isHinted: false, help: "Goes to the field before."),
        .init(
            .other, "somebody else", keys: ["ctrl-o"],
            help: "Another person takes the desk: the next who has worked here, or an empty field."),
        .init(
            .stay, "stay signed in", keys: ["ctrl-s"],
            help: "Keeps you signed in on this computer until you sign out."),
    ]

    var email = TextField(limit: 254)
    var password = TextField(content: .secret, limit: 200)
    var staysSignedIn = false
    var focus = Focus.email
    var isChecking = false
    /// What was wrong, or what changed: a sentence and whether it is bad news.
    var news: (sentence: String, isBad: Bool)?
    var ban: Ban?
    /// Who locked the desk; nil when nobody is signed in.
    let lock: DeskLock?
    /// Those who have worked here and may be back.
    let others: [KnownPerson]

    /// The token that is tried first; nil once it's known to be worth nothing.
    var resuming: SessionToken?
    /// Trying the token takes so long that a word is due.
    var isSlow = false

    /// Asks whoever is there.
    init(others: [KnownPerson] = []) {
        lock = nil
        self.others = others
    }

    /// The door of a desk that was locked, or whose session is over.
    init(lock: DeskLock, others: [KnownPerson]) {
        self.lock = lock
        self.others = others
        if let known = lock.person.email {
            email.text = known
            focus = .password
        }
    }

    /// Tries a kept token before it asks.
    init(resuming token: SessionToken, email: String?) {
        self.init()
        resuming = token
        if let email { self.email.text = email }
    }

    var isTyping: Bool { focus != .stay }
    var countsSeconds: Bool { ban != nil || resuming != nil }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Arrival {
        switch job {
        case .signIn(let email, let password): try backend.signIn(email: email, password: password)
        case .resume(let token): try backend.resume(token)
        }
    }
}

/// Somebody who has signed in here, as the door knows them.
struct KnownPerson: Equatable {
    let name: String
    /// The address they typed; nil if they came in by a token.
    let email: String?

    init(_ arrival: Arrival) {
        name = arrival.session.name
        email = arrival.email
    }
}

/// Why the desk is locked, since when, and for whom.
struct DeskLock: Equatable {
    enum Cause {
        /// The key.
        case key
        /// Nobody pressed a key for so long that somebody else may sit here.
        case idle
        /// The server ended the session.
        case sessionOver
    }

    let cause: Cause
    let person: KnownPerson
    let since: LocalDateTime

    init(_ cause: Cause, by person: KnownPerson, at since: LocalDateTime) {
        self.cause = cause
        self.person = person
        self.since = since
    }

    /// Who, why, since when.
    var sentence: String {
        switch cause {
        case .key: "\(person.name) locked this desk at \(since.time)."
        case .idle: "This desk locked itself at \(since.time), because \(person.name) was away."
        case .sessionOver: "The session of \(person.name) is over. Sign in again to go on."
        }
    }
}
