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
        case .answer(let job, .success(let answer)): return take(answer, to: job)
        case .answer(.resume, .failure(let error)): return refuseToken(error)
        case .answer(_, .failure(let error)):
            refuse(error, context)
            return []
        case .back:
            // The code can be typed again; nothing is lost but the tries of a moment ago.
            if step != .password { ask(for: .password) }
            return []
        case .reply, .changed: return []
        }
    }

    // MARK: Asking

    /// Shows the fields of a step, empty but for the address.
    private mutating func ask(for step: Step, _ news: News? = nil) {
        self.step = step
        self.news = news
        isChecking = false
        password.text = ""
        new.text = ""
        again.text = ""
        code.text = ""
        focus = step == .password && !email.isEmpty ? .password : stops[0]
    }

    private mutating func perform(_ name: ActionName) -> Effects {
        switch name {
        case .next: move(by: 1)
        case .previous: move(by: stops.count - 1)
        case .other: changePerson()
        case .stay: staysSignedIn.toggle()
        case .signIn: return signIn()
        case .choose: return choosePassword()
        case .verify: return verify()
        }
        return []
    }

    private mutating func move(by step: Int) {
        let place = stops.firstIndex(of: focus) ?? 0
        focus = stops[(place + step) % stops.count]
    }

    private mutating func signIn() -> Effects {
        if email.text.isEmpty { return complain("Type your e-mail address.", at: .email) }
        if password.text.isEmpty {
            return focus == .email ? complain(nil, at: .password) : complain("Type your password.", at: .password)
        }
        return check(.signIn(email: email.text, password: password.text))
    }

    private mutating func choosePassword() -> Effects {
        guard case .newPassword(let ticket) = step else { return [] }
        do throws(SalonError) {
            _ = try Validation.password(new.text)
        } catch {
            return complain(error.message, at: .new)
        }
        if again.text.isEmpty { return complain(nil, at: .again) }
        guard again.text == new.text else {
            again.text = ""
            return complain("The two are not the same. Type the new password once more.", at: .again)
        }
        return check(.choosePassword(ticket, new: new.text))
    }

    private mutating func verify() -> Effects {
        guard case .code(let ticket) = step else { return [] }
        guard !code.isEmpty else { return complain("Type the code from the mail.", at: .code) }
        return check(.verify(ticket, code: code.text))
    }

    private mutating func check(_ job: Job) -> Effects {
        isChecking = true
        news = nil
        return [.load(job)]
    }

    private mutating func complain(_ sentence: String?, at field: Focus) -> Effects {
        news = sentence.map { News(sentence: $0, isBad: true) }
        focus = field
        return []
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        switch action {
        case .signIn, .choose, .verify:
            if isChecking { return "This is being checked." }
            return action == .signIn ? secondsBanned(context).map { banned(seconds: $0) } : nil
        case .next, .previous, .other, .stay: return nil
        }
    }

    // MARK: Typing

    private mutating func edit(_ input: Input) {
        switch focus {
        case .email: Self.edit(&email, input)
        case .password: Self.edit(&password, input)
        case .new: Self.edit(&new, input)
        case .again: Self.edit(&again, input)
        case .code: Self.edit(&code, input)
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
        ask(for: .password)
    }

    // MARK: Answers

    private mutating func take(_ answer: Answer, to job: Job) -> Effects {
        switch answer {
        case .arrived(let arrival):
            if case .resume = job { return [.shell(.signedIn(arrival, staysSignedIn: nil))] }
            // On a locked desk an empty box leaves what is kept as it was.
            return [.shell(.signedIn(arrival, staysSignedIn: staysSignedIn || lock == nil ? staysSignedIn : nil))]
        case .mustChoosePassword(let ticket): ask(for: .newPassword(ticket))
        case .mustVerify(let ticket): ask(for: .code(ticket))
        }
        return []
    }

    private mutating func refuseToken(_ error: SalonError) -> Effects {
        news = News(sentence: error.message, isBad: true)
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
        let bad = News(sentence: error.message, isBad: true)
        switch error {
        case .unavailable:
            // The attempt is kept: it is made when the server answers.
            news = bad
        case .locked(let seconds, let isWholeDesk):
            ask(for: .password)
            ban = Ban(email: isWholeDesk ? nil : email.text, until: context.uptime + Int64(seconds) * 1_000)
        case .invalid where step != .password:
            isChecking = false
            news = bad
            code.text = ""
        default:
            ask(for: .password, bad)
        }
    }

    // MARK: The ban

    /// How long the address in the field is still refused.
    func secondsBanned(_ context: Context) -> Int? {
        guard let ban, ban.email == nil || ban.email == email.text else { return nil }
        let milliseconds = ban.until - context.uptime
        return milliseconds > 0 ? Int((milliseconds + 999) / 1_000) : nil
    }

    private mutating func endBan(_ context: Context) {
        guard let ban, ban.until <= context.uptime else { return }
        self.ban = nil
        news = News(
            sentence: ban.email == nil ? "You can try again." : "You can try again: three tries.", isBad: false)
    }

    /// The countdown.
    func banned(seconds: Int) -> String {
        let rest = seconds % 60
        let what = ban?.email == nil ? "Too many tries at this desk." : "Too many wrong passwords."
        return "\(what) Try again in \(seconds / 60):\(rest < 10 ? "0" : "")\(rest)."
    }
}
