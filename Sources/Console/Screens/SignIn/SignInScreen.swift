import Salon
import SalonStore
import Terminal

/// E-mail and password, at the start and on a locked desk.
struct SignInScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case signIn, next, previous, stay
    }

    enum Job: Equatable {
        case signIn(email: String, password: String)
        case resume(SessionToken)
    }

    /// What has the focus.
    private enum Focus: Int, CaseIterable {
        case email, password, stay
    }

    static let place = "sign-in"
    static let placeTitle = "Sign in"
    static let actions: [ActionRow<ActionName>] = [
        .init(.signIn, "sign in", keys: ["enter"], help: "Signs in with the e-mail address and the password."),
        .init(.next, "next field", keys: ["tab", "down"], help: "Goes to the next field."),
        .init(
            .previous, "field before", keys: ["shift-tab", "up"], isHinted: false, help: "Goes to the field before."),
        .init(
            .stay, "stay signed in", keys: ["ctrl-s"],
            help: "Keeps you signed in on this computer until you sign out."),
    ]

    private var email = TextField(limit: 254)
    private var password = TextField(content: .secret, limit: 200)
    private var staysSignedIn = false
    private var focus = Focus.email
    private var isChecking = false
    private var problem: String?
    private var lockedUntil: Int64?
    /// Whose desk is locked; nil when nobody is signed in.
    private let locked: Arrival?

    /// The token that is tried first; nil once it's known to be worth nothing.
    private var resuming: SessionToken?
    /// Trying the token takes so long that a word is due.
    private var isSlow = false

    init() { locked = nil }

    /// The door of a desk that was locked, or whose session is over.
    init(locked: Arrival, news: String? = nil) {
        self.locked = locked
        problem = news
        if let known = locked.email {
            email.text = known
            focus = .password
        }
    }

    /// Tries a kept token before it asks.
    init(resuming token: SessionToken, email: String?) {
        locked = nil
        resuming = token
        if let email { self.email.text = email }
    }

    var isTyping: Bool { focus != .stay }
    var countsSeconds: Bool { lockedUntil != nil || resuming != nil }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Arrival {
        switch job {
        case .signIn(let email, let password): try backend.signIn(email: email, password: password)
        case .resume(let token): try backend.resume(token)
        }
    }
}

extension SignInScreen {
    mutating func update(_ message: Message<SignInScreen>, _ context: Context) -> [Effect<SignInScreen>] {
        switch message {
        case .opened: return resuming.map { [.load(.resume($0))] } ?? []
        case .action(let name): return perform(name, context)
        case .input(let input):
            edit(input)
            return []
        case .tick:
            isSlow = resuming != nil
            return []
        case .answer(.resume, .success(var arrival)):
            arrival.email = email.isEmpty ? nil : email.text
            return [.shell(.signedIn(arrival, staysSignedIn: nil))]
        case .answer(.resume, .failure(.unavailable(let sentence, _))):
            isSlow = true
            problem = sentence
            return []
        case .answer(.resume, .failure(let error)):
            resuming = nil
            problem = error.message
            return [.shell(.forgetToken)]
        case .answer(.signIn, .success(let arrival)):
            return [.shell(.signedIn(arrival, staysSignedIn: staysSignedIn || locked == nil ? staysSignedIn : nil))]
        case .answer(.signIn, .failure(let error)):
            refuse(error, context)
            return []
        default: return []
        }
    }

    private mutating func perform(_ name: ActionName, _ context: Context) -> [Effect<SignInScreen>] {
        switch name {
        case .next, .previous:
            let step = name == .next ? 1 : Focus.allCases.count - 1
            focus = Focus(rawValue: (focus.rawValue + step) % Focus.allCases.count) ?? .email
        case .stay: staysSignedIn.toggle()
        case .signIn:
            if email.text.isEmpty { return complain("Type your e-mail address.", at: .email) }
            if password.text.isEmpty {
                return focus == .email ? complain(nil, at: .password) : complain("Type your password.", at: .password)
            }
            isChecking = true
            problem = nil
            return [.load(.signIn(email: email.text, password: password.text))]
        }
        return []
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        guard action == .signIn else { return nil }
        if isChecking { return "Your password is being checked." }
        return secondsLocked(context).map { SalonError.locked(seconds: $0).message }
    }

    private mutating func complain(_ sentence: String?, at field: Focus) -> [Effect<SignInScreen>] {
        problem = sentence
        focus = field
        return []
    }

    private mutating func edit(_ input: Input) {
        switch focus {
        case .email: Self.edit(&email, input)
        case .password: Self.edit(&password, input)
        case .stay: if input == .key(.space) { staysSignedIn.toggle() }
        }
    }

    private static func edit(_ field: inout TextField, _ input: Input) {
        switch input {
        case .key(let key): _ = field.handle(key)
        case .paste(let text): _ = field.paste(text)
        default: break
        }
    }

    private mutating func refuse(_ error: SalonError, _ context: Context) {
        problem = error.message
        // The attempt is kept: it is made when the server answers.
        if case .unavailable = error { return }
        isChecking = false
        if case .locked(let seconds) = error {
            problem = nil
            lockedUntil = context.uptime + Int64(seconds) * 1_000
        }
        password.text = ""
        focus = .password
    }

    private func secondsLocked(_ context: Context) -> Int? {
        guard let lockedUntil else { return nil }
        let milliseconds = lockedUntil - context.uptime
        return milliseconds > 0 ? Int((milliseconds + 999) / 1_000) : nil
    }
}

extension SignInScreen {
    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        if resuming != nil { return drawResuming(in: area, into: &frame) }
        let box = area.centered(Size(60, 14))
        frame.fill(box, style: Style(.text, on: .panel))
        frame.box(box, style: Style(.accent, on: .panel), title: locked == nil ? "Sign in" : "Locked")
        let inner = box.inset(columns: 3, rows: 2)
        field("E-mail", email, in: inner.row(0), isActive: focus == .email, into: &frame)
        field("Password", password, in: inner.row(2), isActive: focus == .password, into: &frame)
        let stay = inner.row(4)
        if focus == .stay { frame.fill(stay.inset(left: 12), style: Style(.text, on: .fieldActive)) }
        frame.write(
            "[\(staysSignedIn ? "x" : " ")] Stay signed in on this computer", at: stay.origin.moved(right: 12),
            style: Style(.text), width: stay.width - 12)
        drawNews(in: inner.inset(top: 6), into: &frame, context)
    }

    /// Most often the answer is there before anybody could read this, so at first nothing is said.
    private func drawResuming(in area: Rect, into frame: inout Frame) {
        guard isSlow else { return }
        EmptyState(
            problem == nil ? .loading : .failed, title: problem == nil ? "Opening the salon…" : "No database",
            sentence: problem.map { $0 + " It is tried again until it answers." } ?? ""
        ).draw(in: area, into: &frame)
    }

    private func field(
        _ label: String, _ field: TextField, in rect: Rect, isActive: Bool, into frame: inout Frame
    ) {
        frame.write(label, at: rect.origin, style: Style(.muted), width: 12)
        field.draw(in: rect.inset(left: 12), into: &frame, isFocused: isActive)
    }

    private func drawNews(in rect: Rect, into frame: inout Frame, _ context: Context) {
        var text = problem ?? (isChecking ? "Checking your password…" : "")
        var ink = problem == nil ? Ink.muted : .danger
        if let seconds = secondsLocked(context) {
            text = SalonError.locked(seconds: seconds).message
            ink = .danger
        } else if text.isEmpty, let locked {
            text = "This desk is locked for \(locked.session.name). Type the password to go on."
        }
        for (index, line) in TextWrap.lines(text, width: rect.width).prefix(rect.height).enumerated() {
            frame.write(line, at: rect.row(index).origin, style: Style(ink), width: rect.width)
        }
    }
}
