import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

/// People who share a desk: what each has open is theirs.
@Suite("Locking the desk") struct LockTests {
    private static let ben = Arrival(
        session: Session(
            userID: UserID(UUIDValue(high: 9, low: 9)), name: "Ben Okafor", email: "ben@demo.salon", role: .admin),
        branch: Support.arrival().branch, zone: .utc)

    /// A desk that Ana and Ben sign in at.
    private func driver(_ size: Size = Size(80, 24), _ canned: Canned = Canned()) -> ConsoleDriver {
        let canned = canned.answering(SignInScreen.self) { job in
            guard case .signIn(let email, "right") = job else {
                return .failure(.invalid(field: "password", sentence: "The password is wrong. 2 tries are left."))
            }
            return .success(.arrived(email == "ana@demo.salon" ? Support.arrival(email: email) : Self.ben))
        }
        return ConsoleDriver(size: size, at: Support.instant, perform: { canned.perform($0) })
    }

    private func signIn(_ email: String, at driver: ConsoleDriver) {
        driver.press("ctrl-o")
        while driver.text.contains("@") { driver.press("ctrl-o") }
        driver.type(email)
        driver.press("tab")
        driver.type("right")
        driver.press("enter")
    }

    @Test(
        "gives everybody back their own form with every typed character, and shows it to nobody else", arguments: sizes)
    func keptForms(_ size: Size) {
        let driver = driver(size)
        signIn("ana@demo.salon", at: driver)
        driver.press("2", "n")
        driver.type("Zoé Park-Łukasz")
        driver.press("tab")
        driver.type("+33 6 12")
        let before = driver.lines
        driver.press("ctrl-c", "esc")
        #expect(driver.lines == before)
        driver.press("alt-l")
        #expect(driver.text.contains("Ana Ruiz locked this desk at 14:32."))
        for secret in ["Maison", "Zoé", "+33", "New client", "Appointments"] { #expect(!driver.text.contains(secret)) }

        signIn("ben@demo.salon", at: driver)
        #expect(driver.lines[0].contains("Ben Okafor") && driver.lines[1].contains("1 Appointments"))
        for secret in ["Zoé", "+33", "New client"] { #expect(!driver.text.contains(secret)) }
        driver.press("2", "n")
        driver.type("Ines")
        driver.press("alt-l")
        #expect(driver.text.contains("Ben Okafor locked") && !driver.text.contains("Ines"))

        driver.pass(seconds: 60)
        signIn("ana@demo.salon", at: driver)
        #expect(Array(driver.lines[1...]) == Array(before[1...]))
        driver.type("3")
        #expect(driver.text.contains("+33 6 123"))
        driver.press("alt-l")
        signIn("ben@demo.salon", at: driver)
        #expect(driver.text.contains("Ines") && !driver.text.contains("Zoé"))
    }

    @Test("takes the password of who locked it, and offers who else has worked here") func persons() {
        let driver = driver()
        signIn("ana@demo.salon", at: driver)
        driver.press("L")
        signIn("ben@demo.salon", at: driver)
        driver.press("L")
        #expect(driver.text.contains("ben@demo.salon"))
        driver.type("wrong")
        driver.press("enter")
        #expect(driver.app.isAtDoor && driver.text.contains("2 tries are left."))
        driver.press("ctrl-o")
        #expect(driver.text.contains("ana@demo.salon") && !driver.text.contains("2 tries"))
        driver.type("right")
        driver.press("enter")
        #expect(driver.lines[0].contains("Ana Ruiz"))
    }

    @Test("goes on where each person was, with what was changed meanwhile") func places() {
        let driver = driver()
        signIn("ana@demo.salon", at: driver)
        driver.press("7", "down")
        driver.press("L")
        signIn("ben@demo.salon", at: driver)
        #expect(driver.app.sitting.tab == .appointments)
        driver.send(.resize(Size(120, 36)))
        driver.press("L")
        signIn("ana@demo.salon", at: driver)
        #expect(driver.app.sitting.tab == .more && driver.lines.count == 36)
    }

    @Test("locks itself when nobody has pressed a key for the branch's minutes; ticks are no keys") func idle() {
        var probe = Probe(isFrozen: true)
        probe.app.sitting.arrival?.branch.idleLockMinutes = 10
        for _ in 0..<9 { probe.pass(milliseconds: 60_000) }
        probe.pass(milliseconds: 59_999)
        #expect(!probe.app.isAtDoor && probe.app.nextDue == 600_000)
        probe.press("z")
        probe.pass(milliseconds: 599_999)
        #expect(!probe.app.isAtDoor)
        probe.pass(milliseconds: 1)
        #expect(probe.asks("This desk locked itself at 14:32, because Ana Ruiz"))
        #expect(probe.app.nextDue == nil)
    }

    @Test("keeps from others what is answered and said while they have the desk") func answersBehindTheDoor() {
        var probe = Probe()
        probe.press("l", "w", "L")
        probe.answer(1, .success("saved"))
        probe.app.signedIn(Self.ben, staysSignedIn: nil)
        probe.answer(0, .failure(.invalid(field: "x", sentence: "No.")))
        #expect(probe.app.sitting.toast == nil)
        #expect(probe.log(0).isEmpty || !probe.app.draw().lines.joined().contains("save(2)"))
        probe.app.signedIn(Support.arrival(), staysSignedIn: nil)
        #expect(probe.log() == ["save(2) saved", "load(1) invalid", "tick 14:32", "changed 1023"])
    }

    @Test("does what was asked in the name of who asked, whoever has the desk when it is done") func names() {
        var probe = Probe()
        probe.press("w")
        probe.answer(0, .failure(.unavailable(sentence: "Away.")))
        probe.press("L")
        probe.app.signedIn(Self.ben, staysSignedIn: nil)
        probe.pass(milliseconds: 250)
        #expect(probe.started.map(\.work.person?.name).suffix(1) == ["Ana Ruiz"])
    }

    @Test("tells of a failed change to who made it, not to who has the desk") func failedBehindTheScenes() {
        var probe = Probe()
        probe.openDialog(ProbeScreen())
        probe.press("w", "esc", "L")
        probe.app.signedIn(Self.ben, staysSignedIn: nil)
        probe.answer(0, .failure(.notFound(what: "client")))
        #expect(probe.app.sitting.toast == nil)
        probe.press("L")
        probe.app.signedIn(Support.arrival(), staysSignedIn: nil)
        #expect(probe.app.sitting.toast?.text.hasPrefix("A change could not be saved.") == true)
    }

    @Test("locks when the server says that the session is over, and keeps what is open") func sessionOver() {
        var probe = Probe()
        probe.press("l")
        probe.answer(0, .failure(.sessionOver))
        #expect(probe.asks("The session of Ana Ruiz is over."))
        #expect(probe.log() == ["load(1) forbidden"])
    }

    @Test("lets nobody around the lock by starting anew, and keeps the token again for who is back") func keptToken()
        throws
    {
        let token = try #require(SessionToken(String(repeating: "ab", count: 32)))
        var app = Probe().app
        var ana = Support.arrival()
        ana.token = token
        app.signedIn(ana, staysSignedIn: true)
        app.lock(.key)
        app.signedIn(ana, staysSignedIn: nil)
        let kept = app.takeCommands().compactMap { command -> SessionToken?? in
            if case .keepToken(let token) = command { .some(token) } else { nil }
        }
        #expect(kept == [token, nil, token])
    }

    @Test("asks before what somebody else left here is lost") func quit() {
        let driver = driver()
        signIn("ana@demo.salon", at: driver)
        driver.press("2", "n")
        driver.type("Zoé")
        driver.press("alt-l")
        driver.press("ctrl-c")
        #expect(driver.text.contains("Quit?") && driver.text.contains("Ana Ruiz left something here"))
        #expect(!driver.text.contains("Zoé") && !driver.text.contains("client"))
        driver.press("esc")
        signIn("ben@demo.salon", at: driver)
        driver.press("q")
        #expect(driver.text.contains("Ana Ruiz left something here"))
        driver.press("y")
        #expect(driver.commands.contains { if case .end(status: 0) = $0 { true } else { false } })
    }

    @Test("asks before signing out loses what was typed") func signOut() {
        var form = ProbeScreen()
        form.unsaved = "The week of Ben isn't saved."
        var probe = Probe(form)
        probe.app.signOut()
        #expect(probe.asks("Sign out?") && probe.asks("The week of Ben isn't saved."))
        probe.press("esc")
        #expect(!probe.app.isAtDoor)
        probe.app.signOut()
        probe.press("y")
        #expect(probe.app.isAtDoor && probe.app.aside.isEmpty)
    }
}
