import Salon
import Synchronization
import Terminal
import Testing

@testable import Console
@testable import SalonStore

@Suite("Signing in") struct SignInTests {
    private func driver(
        _ size: Size = Size(80, 24),
        _ answer: @escaping @Sendable (SignInScreen.Job) -> Result<SignInScreen.Answer, SalonError>
    ) -> ConsoleDriver {
        let canned = Canned().answering(SignInScreen.self, answer)
        return ConsoleDriver(size: size, at: Support.instant, perform: { canned.perform($0) })
    }

    private func enter(_ driver: ConsoleDriver, _ email: String = "desk@demo.salon", _ password: String = "secret") {
        driver.type(email)
        driver.press("tab")
        driver.type(password)
        driver.press("enter")
    }

    @Test("opens the desk with the right password", arguments: sizes) func right(_ size: Size) {
        let driver = driver(size) { job in
            job == .signIn(email: "desk@demo.salon", password: "secret")
                ? .success(.arrived(Support.arrival())) : .failure(.invalid(field: "password", sentence: "No."))
        }
        #expect(driver.text.contains("E-mail") && driver.text.contains("Stay signed in"))
        #expect(driver.lines[0].hasPrefix(" salon") && driver.lines[0].hasSuffix("○ connecting"))
        driver.type("desk@demo.salon")
        driver.press("tab")
        driver.type("secret")
        #expect(driver.text.contains("••••••") && !driver.text.contains("secret"))
        driver.press("enter")
        #expect(driver.lines[0].contains("Maison Lumière"))
        #expect(driver.lines[1].contains("1 Appointments"))
    }

    @Test("keeps the token only if asked", arguments: [false, true]) func staysSignedIn(_ stays: Bool) throws {
        let token = try #require(SessionToken(String(repeating: "ab", count: 32)))
        var arrival = Support.arrival()
        arrival.token = token
        let driver = driver { [arrival] _ in .success(.arrived(arrival)) }
        if stays { driver.press("ctrl-s") }
        enter(driver)
        let kept = driver.commands.compactMap { command -> SessionToken?? in
            if case .keepToken(let token) = command { .some(token) } else { nil }
        }
        #expect(kept == [stays ? token : nil])
    }

    @Test("says what is missing and what is wrong, and forgets the password") func wrong() {
        let driver = driver { _ in
            .failure(.invalid(field: "password", sentence: "The password is wrong. 2 tries are left."))
        }
        driver.press("enter")
        #expect(driver.text.contains("Type your e-mail address."))
        driver.type("desk@demo.salon")
        driver.press("enter", "enter")
        #expect(driver.text.contains("Type your password."))
        driver.type("wrong")
        driver.press("enter")
        #expect(driver.text.contains("2 tries are left."))
        #expect(!driver.text.contains("•"))
    }

    @Test("counts the lock down by the second, and refuses until it is over") func locked() {
        let driver = driver { _ in .failure(.locked(seconds: 30)) }
        enter(driver)
        #expect(driver.text.contains("Try again in 0:30."))
        #expect(driver.app.nextDue.map { $0 <= driver.moment.uptime + 1_000 } == true)
        driver.pass(seconds: 12)
        #expect(driver.text.contains("Try again in 0:18."))
        driver.type("x")
        driver.press("enter")
        #expect(driver.app.sitting.toast?.level == .failed)
        driver.pass(seconds: 18)
        #expect(!driver.text.contains("Try again in"))
        #expect(driver.text.contains("You can try again: three tries."))
        #expect(driver.text.contains("desk@demo.salon"))
    }

    @Test("opens a kept session without asking, the day in its hands") func resumed() throws {
        let token = try #require(SessionToken(String(repeating: "ab", count: 32)))
        let canned = Canned().answering(SignInScreen.self) { job in
            job == .resume(token) ? .success(.arrived(Support.arrival())) : .failure(.notFound(what: "job"))
        }
        let driver = ConsoleDriver(
            size: Size(80, 24), at: Support.instant, token: token, perform: { canned.perform($0) })
        #expect(driver.lines[0].contains("Maison Lumière"))
        #expect(!driver.app.isAtDoor)
    }

    @Test("says nothing while a kept session opens, unless that takes a second") func patience() throws {
        let token = try #require(SessionToken(String(repeating: "ab", count: 32)))
        var moment = Moment(instant: Support.instant, uptime: 5_000)
        var app = App(
            settings: Settings(), table: .standard, size: Size(80, 24), moment: moment, isFrozen: false, seed: 1)
        app.begin(nil, token: token)
        app.advance(to: moment)
        #expect(app.draw().lines[1...22].joined().isEmpty)
        moment.uptime += 1_000
        app.advance(to: moment)
        #expect(app.draw().lines.contains { $0.contains("Opening the salon…") })
    }

    @Test("forgets a token that is worth nothing, and asks") func over() throws {
        let token = try #require(SessionToken(String(repeating: "ab", count: 32)))
        let canned = Canned().answering(SignInScreen.self) { _ in .failure(.sessionOver) }
        let driver = ConsoleDriver(
            size: Size(80, 24), at: Support.instant, token: token, perform: { canned.perform($0) })
        #expect(driver.text.contains("Your session is over."))
        #expect(driver.text.contains("Password"))
        let forgets = driver.commands.contains { if case .keepToken(nil) = $0 { true } else { false } }
        #expect(forgets)
    }

    @Test("goes on trying while the database is away, and says so") func away() throws {
        let token = try #require(SessionToken(String(repeating: "ab", count: 32)))
        let shared = Shared()
        let canned = Canned().answering(SignInScreen.self) { _ in
            shared.flag.load(ordering: .sequentiallyConsistent)
                ? .failure(.unavailable(sentence: "The database does not answer."))
                : .success(.arrived(Support.arrival()))
        }
        let driver = ConsoleDriver(
            size: Size(80, 24), at: Support.instant, token: token, perform: { canned.perform($0) })
        #expect(driver.text.contains("The database does not answer."))
        #expect(driver.lines[0].contains("○ offline since 14:32"))
        shared.flag.store(false, ordering: .sequentiallyConsistent)
        driver.pass(seconds: 1)
        #expect(driver.lines[0].contains("● live"))
        #expect(!driver.app.isAtDoor)
    }

    @Test("asks a locked desk's person for the password only, if the address is known") func unlock() {
        let driver = driver { job in
            guard case .signIn(let email, _) = job else { return .failure(.notFound(what: "job")) }
            return .success(.arrived(Support.arrival(email: email)))
        }
        enter(driver)
        driver.press("L")
        #expect(driver.text.contains("desk@demo.salon"))
        driver.type("secret")
        driver.press("enter")
        #expect(!driver.app.isAtDoor)
    }

    private static let ticket = SignInTicket(email: "ben@demo.salon", attempt: UUIDValue(high: 1, low: 1))

    @Test("asks for a password of one's own after a one-time code, and shows the rule while typing", arguments: sizes)
    func newPassword(_ size: Size) {
        let driver = driver(size) { job in
            switch job {
            case .signIn: .success(.mustChoosePassword(Self.ticket))
            default: .failure(.notFound(what: "proof of the code"))
            }
        }
        enter(driver, "ben@demo.salon", "K7QMX-2XPT9")
        #expect(driver.text.contains("Choose a password") && driver.text.contains("· a digit"))
        #expect(driver.text.contains("The code for ben@demo.salon was right."))
        driver.type("Salon")
        #expect(driver.text.contains("✓ a capital letter") && driver.text.contains("· at least 8 characters"))
        driver.press("enter")
        #expect(driver.text.contains("The password needs at least 8 characters."))
        driver.type("2026!")
        driver.press("tab")
        driver.type("Salon2026")
        driver.press("enter")
        #expect(driver.text.contains("The two are not the same."))
        driver.type("Salon2026!")
        driver.press("enter")
        #expect(driver.app.isAtDoor && driver.text.contains("This proof of the code does not exist"))
        #expect(!driver.text.contains("•") && driver.text.contains("ben@demo.salon"))
    }

    @Test(
        "ticks exactly what the rule takes",
        arguments: [
            "", "short", "Salon2026!", "salon2026!", "Salonlong!", "Salon 2026!", "Salön2026!", "SALON2026@",
            String(repeating: "Aa1!", count: 18), String(repeating: "Aa1!", count: 19),
        ])
    func rule(_ password: String) {
        let isTaken = (try? Validation.password(password)) != nil
        #expect(PasswordRules.rows(for: password).allSatisfy(\.isKept) == isTaken)
    }

    @Test("asks for the code of an address that is not proved yet", arguments: sizes) func code(_ size: Size) {
        let driver = driver(size) { job in
            switch job {
            case .signIn: .success(.mustVerify(Self.ticket))
            case .verify(_, code: "123456"): .success(.arrived(Support.arrival()))
            default: .failure(.invalid(field: "code", sentence: "This code is wrong. 4 tries are left."))
            }
        }
        enter(driver)
        #expect(driver.text.contains("A code was sent to ben@demo.salon."))
        driver.type("999999")
        driver.press("enter")
        #expect(driver.text.contains("4 tries are left.") && !driver.text.contains("999999"))
        driver.type("123456")
        driver.press("enter")
        #expect(!driver.app.isAtDoor)
    }

    @Test(
        "says in the right words why somebody can't sign in, and keeps the address",
        arguments: [
            SalonError.forbidden(permission: nil, sentence: "This account is switched off."),
            .forbidden(permission: nil, sentence: "Clients sign in on the website."),
            .unusable(sentence: "This program and the database are of different versions."),
        ])
    func refused(_ error: SalonError) {
        let driver = driver { _ in .failure(error) }
        enter(driver)
        #expect(driver.text.contains(error.message.prefix(30)) && driver.text.contains("desk@demo.salon"))
        #expect(!driver.text.contains("•"))
    }

    @Test("refuses only the address that was locked, or everybody where the whole desk is") func whoseBan() {
        let driver = driver { job in
            guard case .signIn(let email, _) = job else { return .failure(.notFound(what: "job")) }
            return email == "ben@demo.salon" ? .success(.arrived(Support.arrival())) : .failure(.locked(seconds: 30))
        }
        enter(driver)
        driver.press("ctrl-o")
        enter(driver, "ben@demo.salon")
        #expect(!driver.app.isAtDoor)
        let desk = self.driver { _ in .failure(.locked(seconds: 90, wholeDesk: true)) }
        enter(desk)
        desk.press("ctrl-o")
        enter(desk, "ben@demo.salon")
        #expect(desk.text.contains("Too many tries at this desk. Try again in 1:30."))
    }
}

/// A flag that a worker reads while the test sets it.
private final class Shared: Sendable {
    let flag = Atomic(true)
}
