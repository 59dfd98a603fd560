import Salon
import SalonStore
import Terminal

/// E-mail and password, at the start and on a locked desk; and what a one-time code or an unproved address asks for.
struct SignInScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case signIn, choose, verify, next, previous, other, stay
    }

    enum Job: Equatable {
        case signIn(email: String, password: String)
        case choosePassword(SignInTicket, new: String)
        case verify(SignInTicket, code: String)
        case resume(SessionToken)
    }

    /// What a right password or code leads to.
    enum Answer: Sendable {
        case arrived(Arrival)
        case mustChoosePassword(SignInTicket)
        case mustVerify(SignInTicket)
    }

    /// What is asked for.
    enum Step: Equatable {
        case password
        /// The password typed was a one-time code: now one of their own.
        case newPassword(SignInTicket)
        /// The e-mail address is not proved yet: the code from the mail.
        case code(SignInTicket)
    }

    /// What has the focus.
    enum Focus: Int {
        case email, password, stay, new, again, code
    }

    /// After too many wrong passwords.
    struct Ban: Equatable {
        /// Whose sign-in it is; nil for everybody's at this desk.
        let email: String?
        /// Milliseconds of uptime.
        let until: Int64
    }

    static let place = "sign-in"
    static let placeTitle = "Sign in"

    static let passwordScope: Scope = "password"
    static let newPasswordScope: Scope = "new password"
    static let codeScope: Scope = "code"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .signIn, "sign in", keys: ["enter"], in: [passwordScope],
            help: "Signs in with the e-mail address and the password, or the code that was handed over."),
        .init(
            .choose, "choose it", keys: ["enter"], in: [newPasswordScope], help: "Takes the new password and signs in."),
        .init(
            .verify, "sign in", keys: ["enter"], in: [codeScope], help: "Proves the address by the code and signs in."),
        .init(.next, "next field", keys: ["tab", "down"], help: "Goes to the next field."),
        .init(
            .previous, "field before", keys: ["shift-tab", "up"], isHinted: false, help: "Goes to the field before."),
        .init(
            .other, "somebody else", keys: ["ctrl-o"], in: [passwordScope],
            help: "Another person takes the desk: the next who has worked here, or an empty field."),
        .init(
            .stay, "stay signed in", keys: ["ctrl-s"], in: [passwordScope],
            help: "Keeps you signed in on this computer until you sign out."),
    ]

    var step = Step.password
    var email = TextField(limit: 254)
    var password = TextField(content: .secret, limit: 200)
    var new = TextField(content: .secret, limit: 200)
    var again = TextField(content: .secret, limit: 200)
    var code = TextField(placeholder: "six digits", limit: 20)
    var staysSignedIn = false
    var focus = Focus.email
    var isChecking = false
    /// What was wrong, or what changed.
    var news: News?
    var ban: Ban?
    /// Who locked the desk; nil when nobody is signed in.
    let lock: DeskLock?
    /// Those who have worked here and may be back.
    let others: [KnownPerson]

    /// The token that is tried first; nil once it's known to be worth nothing.
    var resuming: SessionToken?
    /// Trying the token takes so long that a word is due.
    var isSlow = false

    /// A sentence, and whether it is bad news.
    struct News: Equatable {
        let sentence: String
        let isBad: Bool
    }

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

    var scope: Scope {
        switch step {
        case .password: Self.passwordScope
        case .newPassword: Self.newPasswordScope
        case .code: Self.codeScope
        }
    }

    var isTyping: Bool { focus != .stay }
    var countsSeconds: Bool { ban != nil || resuming != nil }

    /// The fields of the step, from top to bottom.
    var stops: [Focus] {
        switch step {
        case .password: [.email, .password, .stay]
        case .newPassword: [.new, .again]
        case .code: [.code]
        }
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        switch job {
        case .signIn(let email, let password): try backend.signIn(email: email, password: password)
        case .choosePassword(let ticket, let new): .arrived(try backend.choosePassword(ticket, new: new))
        case .verify(let ticket, let code): .arrived(try backend.verify(ticket, code: code))
        case .resume(let token): .arrived(try backend.resume(token))
        }
    }
}
