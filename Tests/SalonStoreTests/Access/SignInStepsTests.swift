import Salon
import Testing

@testable import SalonStore

/// Signing in as the screens and the command line do it.
@Suite struct SignInStepsTests {
    private let salon: SmallSalon

    init() throws { salon = try SmallSalon() }

    private var store: Store { salon.store }

    private func error(_ body: () throws -> Void) -> SalonError? {
        #expect(throws: SalonError.self) { try body() }
    }

    @Test("each reason has words of its own, told to who knows the password")
    func words() throws {
        try salon.database.run(
            """
            update users set email_verified = false where email = 'other@test.salon';
            update users set disabled_at = now() where email = 'expert@test.salon'
            """)
        func refusal(_ name: String, _ password: String = SmallSalon.password) -> SalonError? {
            error { _ = try store.signIn(email: "\(name)@test.salon", password: password) }
        }
        #expect(refusal("other") == .unverified)
        #expect(refusal("expert")?.message.contains("switched off") == true)
        #expect(refusal("client")?.message.contains("client's account") == true)
        for name in ["nobody", "client", "expert", "other"] {
            #expect(
                refusal(name, "Wrong-one-1!")
                    == .invalid(
                        field: "password",
                        sentence: "The e-mail address or the password is wrong. 2 tries are left."))
        }
        #expect(refusal("desk", String(repeating: "a", count: 73))?.code == "invalid")
    }

    @Test("the third wrong password says for how long; so does every one until then")
    func lock() throws {
        func refusal(_ password: String) -> SalonError? {
            error { _ = try store.signIn(email: "desk@test.salon", password: password) }
        }
        #expect(refusal("Wrong-one-1!")?.message.hasSuffix("2 tries are left.") == true)
        #expect(refusal("Wrong-one-1!")?.message.hasSuffix("One try is left.") == true)
        for password in ["Wrong-one-1!", SmallSalon.password] {
            guard case .locked(let seconds, wholeDesk: false) = refusal(password) else {
                Issue.record("not locked")
                return
            }
            #expect((1...30).contains(seconds))
        }
    }

    @Test("a one-time code signs in once, asks for a password, and proves the address")
    func code() throws {
        let owner = try salon.desk(of: "owner")
        let email = "new@test.salon"
        let code = try owner.users.addStaff(
            .random(), AccountDraft(name: "Nina New", email: email), as: .receptionist)
        // Typed as people type it.
        let typed = code.text.lowercased().replacing("-", with: " ")
        guard case .mustChoosePassword(let ticket) = try store.beginSignIn(email: email, password: typed) else {
            Issue.record("no password is asked for")
            return
        }
        #expect(error { _ = try store.choosePassword(ticket, new: "weak") }?.code == "invalid")
        let before = store.roundTrips
        let desk = try store.choosePassword(ticket, new: "Fresh!one1").desk
        #expect(store.roundTrips == before + 1)
        #expect(desk.session.role == .receptionist)
        #expect(desk.session.email == email)
        #expect(try owner.users.card(desk.session.userID).user.isVerified)
        #expect(error { _ = try store.choosePassword(ticket, new: "Other!one1") } == .unfinishedSignIn)
        #expect(error { _ = try store.beginSignIn(email: email, password: typed) }?.code == "invalid")
        _ = try store.signIn(email: email, password: "Fresh!one1")
    }

    @Test("a code is over after a day, and says so")
    func oldCode() throws {
        let owner = try salon.desk(of: "owner")
        let code = try owner.users.resetPassword(salon.desk.session.userID)
        try salon.database.run("update salon.one_time_codes set expires_at = now()")
        let refusal = error { _ = try store.beginSignIn(email: "desk@test.salon", password: code.text) }
        #expect(refusal?.message.contains("expired") == true)
    }

    @Test("who has not proved the address enters the code of the mail, at most five times")
    func verify() throws {
        try salon.database.run("update users set email_verified = false where email = 'other@test.salon'")
        let owner = try salon.desk(of: "owner")
        let id: String = try salon.value("select id::text from users where email = 'other@test.salon'")
        let person = try #require(UserID(id))
        let code = try owner.users.resendVerification(person)
        guard
            case .mustVerify(let ticket) = try store.beginSignIn(
                email: "other@test.salon", password: SmallSalon.password)
        else {
            Issue.record("no code is asked for")
            return
        }
        let wrong = code.text == "000000" ? "111111" : "000000"
        for left in ["4 tries are left.", "3 tries are left.", "2 tries are left.", "One try is left."] {
            #expect(error { _ = try store.verify(ticket, code: wrong) }?.message.hasSuffix(left) == true)
        }
        #expect(try store.verify(ticket, code: code.text).desk.session.userID == person)
        #expect(try owner.users.card(person).user.isVerified)

        try salon.database.run("update users set email_verified = false where email = 'other@test.salon'")
        let second = try owner.users.resendVerification(person)
        for _ in 1...5 { _ = error { try owner.users.verify(person, code: "x") } }
        #expect(error { try owner.users.verify(person, code: second.text) }?.message.contains("new one") == true)
        try owner.users.verify(person, code: try owner.users.resendVerification(person).text)
        #expect(try owner.users.card(person).user.isVerified)
    }

    @Test("a locked desk opens again for its person, in the same session; wrong passwords are charged")
    func unlock() throws {
        let opened = try store.unlock(salon.desk, password: SmallSalon.password)
        #expect(opened.token == salon.desk.token)
        #expect(try opened.account.sessions().count == 1)
        #expect(error { _ = try store.unlock(salon.desk, password: "Wrong-one-1!") }?.code == "invalid")
        #expect(error { _ = try store.unlock(salon.desk, password: "Wrong-one-1!") }?.code == "invalid")
        #expect(error { _ = try store.unlock(salon.desk, password: "Wrong-one-1!") }?.code == "locked")
        #expect(
            error { _ = try store.signIn(email: "desk@test.salon", password: SmallSalon.password) }?.code == "locked")
        try store.signOut(salon.desk)
        #expect(error { _ = try store.unlock(salon.desk, password: SmallSalon.password) } == .sessionOver)
    }
}
