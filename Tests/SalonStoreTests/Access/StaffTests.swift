import Postgres
import Salon
import Testing

@testable import SalonStore

/// Keeping the accounts of the staff.
@Suite struct StaffTests {
    private let salon: SmallSalon
    private let owner: Desk

    init() throws {
        salon = try SmallSalon()
        owner = try salon.desk(of: "owner")
    }

    private func error(_ body: () throws -> Void) -> SalonError? {
        #expect(throws: SalonError.self) { try body() }
    }

    private func user(_ name: String) throws -> StaffMember {
        let id: String = try salon.value("select id::text from users where email = '\(name)@test.salon'")
        return try owner.users.card(try #require(UserID(id))).user
    }

    private static let draft = AccountDraft(name: "Nina New", email: "Nina@Test.salon", phone: "+33 6 11 22 33 99")

    @Test("a member of the staff is added once, however often it is saved, with a code and a mail")
    func add() throws {
        let id = UserID.random()
        let admin = try salon.desk(of: "admin")
        _ = try admin.users.addStaff(id, Self.draft, as: .expert, expert: SmallSalon.ben)
        let code = try admin.users.addStaff(id, Self.draft, as: .expert, expert: SmallSalon.ben)
        let card = try admin.users.card(id)
        #expect(card.user.email == "nina@test.salon")
        #expect(card.user.role == .expert)
        #expect(!card.user.isVerified)
        #expect(card.expert?.id == SmallSalon.ben)
        #expect(code.text.count == 11)
        let mails: Int = try salon.value("select count(*)::int4 from email_outbox where body like '%\(code.text)%'")
        #expect(mails == 1)
        #expect(try salon.value("select count(*)::int4 from email_outbox") == 1)

        #expect(error { _ = try admin.users.addStaff(.random(), Self.draft, as: .expert) }?.code == "invalid")
        var other = Self.draft
        other.email = "other-nina@test.salon"
        #expect(
            error { _ = try admin.users.addStaff(.random(), other, as: .expert, expert: SmallSalon.aiko) }?.code
                == "invalid")
        #expect(error { _ = try admin.users.addStaff(.random(), other, as: .user) }?.code == "invalid")
        #expect(
            error { _ = try admin.users.addStaff(.random(), other, as: .admin) } == .forbidden(.staffManage))
        #expect(error { _ = try salon.desk.users.addStaff(.random(), other, as: .expert) } == .forbidden(.usersManage))
    }

    @Test("a changed address has to be proved again; a stale change is refused")
    func edit() throws {
        let other = try user("other")
        var draft = AccountDraft(other)
        draft.name = "Otto Other"
        #expect(try owner.users.edit(other.id, version: other.version, draft) == nil)
        draft.email = "otto@test.salon"
        guard case .stale(let change) = error({ _ = try owner.users.edit(other.id, version: other.version, draft) })
        else {
            Issue.record("not stale")
            return
        }
        #expect(change.by == "owner")
        #expect(change.fields.contains { $0.theirs == "Otto Other" })
        let changed = try owner.users.card(other.id).user
        #expect(changed.name == "Otto Other" && changed.isVerified)
        let code = try #require(try owner.users.edit(other.id, version: changed.version, draft))
        #expect(code.text.count == 6)
        #expect(try !owner.users.card(other.id).user.isVerified)
        draft.email = ""
        let newest = try owner.users.card(other.id).user.version
        #expect(
            error { _ = try owner.users.edit(other.id, version: newest, draft) } == StaffRule.noAddress.error)
    }

    @Test("a reset ends the sessions and the old password at once")
    func reset() throws {
        let admin = try salon.desk(of: "admin")
        let code = try admin.users.resetPassword(salon.desk.session.userID)
        #expect(error { _ = try salon.desk.account.card() } == .sessionOver)
        #expect(error { _ = try salon.desk(of: "desk") }?.code == "invalid")
        guard case .mustChoosePassword = try salon.store.beginSignIn(email: "desk@test.salon", password: code.text)
        else {
            Issue.record("the code does not sign in")
            return
        }
        #expect(error { _ = try admin.users.resetPassword(owner.session.userID) } == .forbidden(.staffManage))
        #expect(error { _ = try owner.users.resetPassword(owner.session.userID) } == StaffRule.ownAccount.error)
    }

    @Test("the password that the website sets takes the place of a code")
    func websiteReset() throws {
        let code = try owner.users.resetPassword(salon.desk.session.userID)
        try salon.database.run(
            "update users set password_hash = salon.hash_password('Website-1!') where email = 'desk@test.salon'")
        #expect(
            error { _ = try salon.store.beginSignIn(email: "desk@test.salon", password: code.text) }?.code == "invalid")
        _ = try salon.store.signIn(email: "desk@test.salon", password: "Website-1!")
    }

    @Test("unlocking forgives at once")
    func unlock() throws {
        let other = try user("other")
        for _ in 1...3 { _ = try? salon.store.signIn(email: "other@test.salon", password: "Wrong-one-1!") }
        let card = try owner.users.card(other.id)
        #expect(card.failedAttempts == 3 && card.user.isLocked(at: StoreClock.system.now))
        #expect(error { _ = try salon.desk(of: "other") }?.code == "locked")
        try owner.users.unlock(other.id)
        #expect(try owner.users.card(other.id).user.lockedUntil == nil)
        _ = try salon.desk(of: "other")
    }

    @Test("promoted and demoted, with the sessions ended; the last owner stays")
    func roles() throws {
        let admin = try salon.desk(of: "admin")
        let other = try user("other")
        #expect(
            error { try admin.users.setRole(other.id, version: other.version, to: .admin) } == .forbidden(.staffManage))
        let session = try salon.desk(of: "other")
        try owner.users.setRole(other.id, version: other.version, to: .admin)
        #expect(error { _ = try session.account.card() } == .sessionOver)
        #expect(try salon.desk(of: "other").session.role == .admin)

        let me = try owner.users.card(owner.session.userID)
        #expect(me.isLastOwner)
        #expect(
            error { try owner.users.setRole(me.user.id, version: me.user.version, to: .admin) }
                == StaffRule.lastOwner.error)
        try owner.users.setRole(other.id, version: try user("other").version, to: .owner)
        #expect(try !owner.users.card(me.user.id).isLastOwner)
        try owner.users.setRole(me.user.id, version: me.user.version, to: .admin)
        #expect(try salon.desk(of: "owner").session.role == .admin)
    }

    @Test("an owner may step down where another is left; it is their last act in this session")
    func steppingDown() throws {
        try salon.database.run("update users set role = 'owner' where email = 'other@test.salon'")
        let me = try user("owner")
        try owner.users.setRole(me.id, version: me.version, to: .receptionist)
        #expect(error { _ = try owner.account.card() } == .sessionOver)
    }

    @Test("two owners who demote each other at once leave one")
    func demotingEachOther() async throws {
        for _ in 1...5 {
            try salon.database.run(
                "update users set role = 'owner' where email in ('owner@test.salon', 'other@test.salon')")
            let desks = [try salon.desk(of: "owner"), try salon.desk(of: "other")]
            let people = try desks.map { try $0.users.card($0.session.userID).user }
            let demoted = await withTaskGroup(of: Bool.self) { group in
                for (desk, victim) in zip(desks, people.reversed()) {
                    group.addTask {
                        (try? desk.users.setRole(victim.id, version: victim.version, to: .receptionist)) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(demoted == 1)
            #expect(try salon.value("select count(*)::int4 from users where role = 'owner'") == 1)
        }
    }

    @Test("who is switched off is out, and comes back")
    func disable() throws {
        let id = salon.desk.session.userID
        try owner.users.setEnabled(id, version: try user("desk").version, false)
        #expect(try owner.users.card(id).user.disabledAt != nil)
        #expect(error { _ = try salon.desk.account.card() } == .sessionOver)
        #expect(error { _ = try salon.desk(of: "desk") }?.message.contains("switched off") == true)
        try owner.users.setEnabled(id, version: try user("desk").version, true)
        _ = try salon.desk(of: "desk")
    }

    @Test("deleted is gone; not oneself, not the last owner, not who has appointments")
    func delete() throws {
        let other = try user("other")
        let session = try salon.desk(of: "other")
        try owner.users.delete(other.id, version: other.version)
        #expect(error { _ = try session.account.card() } == .sessionOver)
        #expect(error { _ = try owner.users.card(other.id) } == .notFound(what: "account"))
        #expect(error { try owner.users.delete(other.id, version: other.version) } == .notFound(what: "account"))
        #expect(
            error { try owner.users.delete(owner.session.userID, version: 1) } == StaffRule.ownAccount.error)
        try salon.book(at: 10)
        let maria = try owner.users.card(UserID(SmallSalon.maria.value)).user
        #expect(error { try owner.users.delete(maria.id, version: maria.version) } == StaffRule.history.error)
    }

    @Test("an owner sees where people are signed in, and ends it; a receptionist does not")
    func sessions() throws {
        let id = salon.desk.session.userID
        #expect(try owner.users.sessions(of: id).count == 1)
        #expect(error { _ = try salon.desk.users.sessions(of: owner.session.userID) } == .forbidden(.usersManage))
        #expect(try owner.users.revokeSessions(of: id) == 1)
        #expect(error { _ = try salon.desk.account.card() } == .sessionOver)
        #expect(try owner.users.sessions(of: owner.session.userID).count == 1)
    }

    @Test("what a role may do is changed by an owner, and counts at once")
    func roleTable() throws {
        #expect(try owner.roles.table() == .standard)
        #expect(error { _ = try salon.desk.roles.table() } == .forbidden(.rolesManage))
        let desk = try Connection.connect(salon.database.deskSettings)
        try desk.query("select set_config('salon.token', $1, false)", salon.desk.token.secret)
        func mayRefund() throws -> Bool { try desk.query("select salon.allows('payments.refund')")[0].decode(0) }
        #expect(try !mayRefund())
        let table = try owner.roles.set(.receptionist, .paymentsRefund, .all)
        #expect(table.scope(of: .paymentsRefund, for: .receptionist) == .all)
        #expect(try mayRefund())
        try owner.roles.set(.receptionist, .paymentsRefund, nil)
        #expect(try !mayRefund())
        #expect(
            try owner.roles.set(.receptionist, .clientsView, .own).scope(of: .clientsView, for: .receptionist) == .own)
    }

    @Test("a desk that calls the functions itself is refused what the repositories refuse")
    func pastTheRepositories() throws {
        let receptionist = try Connection.connect(salon.database.deskSettings)
        try receptionist.query("select set_config('salon.token', $1, false)", salon.desk.token.secret)
        let nobody = try Connection.connect(salon.database.deskSettings)
        let me = salon.desk.session.userID
        let calls = [
            "salon.add_staff(gen_random_uuid(), 'Eve', 'eve@test.salon', null, 'owner', null)",
            "salon.edit_account('\(me)', 1, 'Eve', 'eve@test.salon', null)", "salon.set_role('\(me)', 1, 'owner')",
            "salon.set_role('\(me)', null, null)", "salon.reset_password('\(owner.session.userID)')",
            "salon.unlock_account('\(me)')", "salon.make_verification('\(me)')", "salon.verify_address(null)",
            "salon.try_code(gen_random_uuid(), '\(me)', '1')", "salon.set_enabled('\(me)', null, false)",
            "salon.delete_account('\(me)', null)", "salon.sessions_of('\(owner.session.userID)')",
            "salon.end_sessions('\(owner.session.userID)')",
            "salon.set_permission('receptionist', 'reports.view', 'all')",
            "salon.store_password('\(me)', 'Stolen-one-1!')", "salon.make_code('\(me)', 'sign_in')",
            "salon.forgive('\(me)')",
        ]
        for desk in [receptionist, nobody] {
            for call in calls {
                #expect(throws: PostgresError.self, "\(call)") {
                    try desk.query(Statement(unprepared: "select * from \(call)"))
                }
            }
        }
        // What is nobody's business is not answered either.
        let isLast = try nobody.query("select salon.is_last_owner($1)", owner.session.userID).row()
        #expect(try isLast.decode(0, as: Bool.self) == false)
        #expect(try nobody.query("select * from salon.my_account()").isEmpty)
        let admin = try salon.desk(of: "admin")
        let connection = try Connection.connect(salon.database.deskSettings)
        try connection.query("select set_config('salon.token', $1, false)", admin.token.secret)
        for call in ["salon.set_role('\(admin.session.userID)', null, 'owner')", calls[0], calls[13]] {
            #expect(throws: PostgresError.self, "\(call)") {
                try connection.query(Statement(unprepared: "select * from \(call)"))
            }
        }
    }
}
