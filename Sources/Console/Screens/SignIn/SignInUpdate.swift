import Salon
import SalonStore
import Terminal

extension SignInScreen {
    typealias Effects = [Effect<SignInScreen>]

    mutating func update(_ message: Message<SignInScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened: return resuming.map { [.load(.resume($0))] } ?? []
        case .action(let name): return perform(name)
        case .input(let input):
            edit(input)
            return []
        case .tick:
            isSlow = resuming != nil
            endBan(context)
            return []
        case .answer(.resume, .success(var arrival)):
            arrival.email = email.isEmpty ? nil : email.text
            return [.shell(.signedIn(arrival, staysSignedIn: nil))]
        case .answer(.resume, .failure(let error)): return refuseToken(error)
        case .answer(.signIn, .success(let arrival)):
            // On a locked desk an empty box leaves what is kept as it was.
            return [.shell(.signedIn(arrival, staysSignedIn: staysSignedIn || lock == nil ? staysSignedIn : nil))]
        case .answer(.signIn, .failure(let error)):
            refuse(error, context)
            return []
        case .reply, .changed, .back: return []
        }
    }

    private mutating func perform(_ name: ActionName) -> Effects {
        switch name {
        case .next: move(by: 1)
        case .previous: move(by: Focus.allCases.count - 1)
        case .other: changePerson()
        case .stay: staysSignedIn.toggle()
        case .signIn: return signIn()
        }
        return []
    }

    private mutating func move(by step: Int) {
        focus = Focus(rawValue: (focus.rawValue + step) % Focus.allCases.count) ?? .email
    }

    private mutating func signIn() -> Effects {
        if email.text.isEmpty { return complain("Type your e-mail address.", at: .email) }
        if password.text.isEmpty {
            return focus == .email ? complain(nil, at: .password) : complain("Type your password.", at: .password)
        }
        isChecking = true
        news = nil
        return [.load(.signIn(email: email.text, password: password.text))]
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        guard action == .signIn else { return nil }
        if isChecking { return "Your password is being checked." }
        return secondsBanned(context).map { Self.banned(seconds: $0) }
    }

    private mutating func complain(_ sentence: String?, at field: Focus) -> Effects {
        news = sentence.map { ($0, true) }
        focus = field
        return []
    }

    // MARK: Typing

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

    /// Puts the next address into the field: each who has worked here in turn, then none.
    private mutating func changePerson() {
        let known = ([lock?.person] + others).compactMap { $0?.email }
        let next = known.firstIndex(of: email.text).map { $0 + 1 } ?? 0
        email.text = known.indices.contains(next) ? known[next] : ""
        password.text = ""
        news = nil
        focus = email.isEmpty ? .email : .password
    }

    // MARK: Refused

    private mutating func refuseToken(_ error: SalonError) -> Effects {
        news = (error.message, true)
        switch error {
        case .unavailable:
            isSlow = true
            return []
        case .unusable:
            resuming = nil
            return []
        default:
            resuming = nil
            return [.shell(.forgetToken)]
        }
    }

    private mutating func refuse(_ error: SalonError, _ context: Context) {
        news = (error.message, true)
        // The attempt is kept: it is made when the server answers.
        if case .unavailable = error { return }
        isChecking = false
        if case .locked(let seconds, _) = error {
            news = nil
            ban = Ban(email: email.text, until: context.uptime + Int64(seconds) * 1_000)
        }
        password.text = ""
        focus = .password
    }

    // MARK: The ban

    /// How long the address in the field is still refused.
    func secondsBanned(_ context: Context) -> Int? {
        guard let ban, ban.email == email.text else { return nil }
        let milliseconds = ban.until - context.uptime
        return milliseconds > 0 ? Int((milliseconds + 999) / 1_000) : nil
    }

    private mutating func endBan(_ context: Context) {
        guard let ban, ban.until <= context.uptime else { return }
        self.ban = nil
        news = ("You can try again: three tries.", false)
    }

    /// The countdown.
    static func banned(seconds: Int) -> String {
        let rest = seconds % 60
        return "Too many wrong passwords. Try again in \(seconds / 60):\(rest < 10 ? "0" : "")\(rest)."
    }
}
