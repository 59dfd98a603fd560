import Postgres
import Salon
import Testing

@testable import SalonStore

/// One's own account: the password, and where one is signed in.
@Suite struct AccountTests {
    private let salon: SmallSalon
    private static let new = "Better!one2"

    init() throws { salon = try SmallSalon() }

    private func error(_ body: () throws -> Void) -> SalonError? {
        #expect(throws: SalonError.self) { try body() }
    }

    private func isOpen(_ desk: Desk) -> Bool { (try? desk.account.sessions()) != nil }

    @Test("whoever is signed in sees their own account, whatever their role")
    func card() throws {
        for name in ["desk", "expert", "admin", "owner"] {
            let desk = try salon.desk(of: name)
            let card = try desk.account.card()
            #expect(card.user.email == "\(name)@test.salon")
            #expect(card.user.role == desk.session.role)
            #expect(card.sessions.first?.isThisOne == true)
            #expect(card.sessions.first?.desk == "desk_local")
        }
    }

    @Test("a new password takes the old one, ends the other sessions, keeps this one, in one round trip")
    func changePassword() throws {
        let elsewhere = try salon.desk(of: "desk")
        let before = salon.store.roundTrips
        try salon.desk.account.changePassword(from: SmallSalon.password, to: Self.new)
        #expect(salon.store.roundTrips == before + 1)
        #expect(isOpen(salon.desk))
        #expect(!isOpen(elsewhere))
        #expect(error { _ = try salon.desk(of: "desk") }?.code == "invalid")
        _ = try salon.store.signIn(email: "desk@test.salon", password: Self.new)
        #expect(try salon.desk.account.card().passwordChangedAt != nil)
    }

    @Test("a wrong old password is charged as a try to sign in and changes nothing")
    func wrongOldPassword() throws {
        let account = salon.desk.account
        for left in ["2 tries are left.", "One try is left."] {
            let refusal = error { try account.changePassword(from: "Wrong-one-1!", to: Self.new) }
            #expect(refusal == .invalid(field: "old password", sentence: "The old password is wrong. \(left)"))
        }
        #expect(error { try account.changePassword(from: "Wrong-one-1!", to: Self.new) }?.code == "locked")
        #expect(error { try account.changePassword(from: SmallSalon.password, to: Self.new) }?.code == "locked")
        #expect(error { _ = try salon.desk(of: "desk") }?.code == "locked")
    }

    @Test(
        "the website's rule and bcrypt's 72 bytes bind in both layers",
        arguments: [
            "Short1!", "no!capital1", "No!digit!here", "NoSigns123", "Sp ace!one1",
            "Ünicode!A1", String(repeating: "Aa1!", count: 19),
        ])
    func passwordRule(_ password: String) throws {
        let refusal = error { try salon.desk.account.changePassword(from: SmallSalon.password, to: password) }
        guard case .invalid(field: "new password", _) = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        let connection = try Connection.connect(salon.database.adminSettings)
        #expect(throws: PostgresError.self) {
            try connection.query("select salon.store_password(gen_random_uuid(), $1)", password)
        }
    }

    @Test("sessions are listed and ended one by one or all but this one; nobody ends another's")
    func sessions() throws {
        let second = try salon.desk(of: "desk")
        let third = try salon.desk(of: "desk")
        let sessions = try third.account.sessions()
        #expect(sessions.count == 3)
        #expect(sessions.map(\.isThisOne) == [true, false, false])
        let colleague = try salon.desk(of: "owner")
        #expect(error { try colleague.account.revoke(sessions[1].id) } == .notFound(what: "session"))
        try third.account.revoke(sessions[1].id)
        #expect(!isOpen(second))
        #expect(try third.account.revokeOthers() == 1)
        #expect(!isOpen(salon.desk))
        #expect(isOpen(third) && isOpen(colleague))
    }

    @Test(
        "another role, a switch, a new password and the end of the account end its sessions, whoever made them",
        arguments: [
            "update users set role = 'expert'", "update users set disabled_at = now()", "delete from users",
            "update users set password_hash = salon.hash_password('Website-1!')",
        ])
    func revocation(_ change: String) throws {
        let colleague = try salon.desk(of: "owner")
        let desk = try Connection.connect(salon.database.deskSettings)
        try desk.query("select set_config('salon.token', $1, false)", salon.desk.token.secret)
        try salon.database.run("\(change) where email = 'desk@test.salon'")
        #expect(try desk.query("select salon.has_session()")[0].decode(0) == false)
        #expect(error { _ = try salon.store.resume(token: salon.desk.token) } == .sessionOver)
        #expect(isOpen(colleague))
    }

    @Test("a password that the website sets ends the sessions at the desk")
    func websitePassword() throws {
        let website = try Connection.connect(
            salon.database.addLogin("web_account_tests", in: "salon_website"))
        try website.query("update users set password_hash = $1 where email = 'desk@test.salon'", Self.websiteHash)
        #expect(!isOpen(salon.desk))
    }

    /// Made by bcryptjs of nothing that anybody types.
    private static let websiteHash = "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"

    @Test("a password and a code are in no log: not the audit's, not the outbox that a desk reads")
    func secrets() throws {
        let owner = try salon.desk(of: "owner")
        let code = try owner.users.resetPassword(salon.desk.session.userID)
        try owner.account.changePassword(from: SmallSalon.password, to: Self.new)
        let log: String = try salon.value(
            "select coalesce(string_agg(concat(before, after), ' '), '') from audit_log where entity = 'users'")
        #expect(log.contains("password_changed_at"))
        for secret in [code.text, Self.new, "$2a$", "$2b$"] { #expect(!log.contains(secret)) }
        #expect(try salon.value("select count(*)::int4 from email_outbox where body like '%\(code.text)%'") == 1)
        let connection = try Connection.connect(salon.database.deskSettings)
        try connection.query("select set_config('salon.token', $1, false)", owner.token.secret)
        #expect(try connection.query("select * from email_outbox").isEmpty)
    }
}
