import Salon
import Terminal
import Testing

@testable import Console
@testable import SalonStore

@Suite("The tab Users") struct UsersScreenTests {
    private typealias Job = UsersScreen.Job

    private static func id(_ number: Int) -> UserID { UserID(UUIDValue(high: 10, low: UInt64(number))) }

    private static let staff = [
        StaffMember(
            id: id(1), name: "Ana Ruiz", email: "desk@demo.salon", phone: "+34 600 000 001", role: .receptionist,
            lastSignIn: Support.instant.adding(minutes: -60)),
        StaffMember(
            id: id(2), name: "Ben Okafor", email: "ben@demo.salon", role: .expert, isVerified: false,
            lockedUntil: Support.instant.adding(minutes: 12), lastSignIn: Support.instant.adding(minutes: -1_440)),
    ]
    private static let clients = (0..<250).map {
        StaffMember(id: id(1_000 + $0), name: "Client \(1_000 + $0)", email: nil, role: .user, isVerified: false)
    }

    private static let code = OneTimeCode(text: "K7QMX-2XPT9", expiresAt: Support.instant.adding(minutes: 60))

    private static func row(_ user: StaffMember) -> UserRow {
        UserRow(user: user, key: UserKey(nameKey: Folding.fold(user.name), id: user.id))
    }

    private static func page(
        _ users: [StaffMember], _ request: PageRequest<UserKey>
    ) -> Page<UserRow, UserKey> {
        let rows = users.map(row)
        let from = request.after.flatMap { key in rows.firstIndex { $0.key == key } }.map { $0 + 1 } ?? 0
        let kept = rows[from...].prefix(request.limit)
        return Page(rows: Array(kept), hasMoreBefore: from > 0, hasMoreAfter: from + kept.count < rows.count)
    }

    private static func card(_ user: StaffMember) -> UserCard {
        UserCard(
            user: user, createdAt: Support.instant.adding(minutes: -527_040),
            failedAttempts: user.lockedUntil == nil ? 0 : 3, isGuest: user.role == .user,
            expert: user.role == .expert
                ? UserCard.LinkedExpert(id: ExpertFixtures.ben.id, name: "Ben Okafor, barber") : nil)
    }

    private static func canned(_ staff: [StaffMember] = staff, _ asked: Asked<Job> = Asked()) -> Canned {
        Canned().answering(UsersScreen.self) { job in
            asked.add(job)
            switch job {
            case .page(let query, let request, _):
                let users =
                    switch query.kind {
                    case .staff: staff
                    case .role(.user): clients
                    case .role(let role): staff.filter { $0.role == role }
                    }
                let found = users.filter { query.text.isEmpty || $0.name.lowercased().contains(query.text) }
                return .success(.page(page(found, request)))
            case .card(let id):
                return (staff + clients).first { $0.id == id }.map { .success(.card(card($0))) }
                    ?? .failure(.notFound(what: "account"))
            case .deed(.reset, let user): return .success(.code(HandedCode(name: user.name, kind: .reset(code))))
            case .deed(.verify(code: "111111"), _):
                return .failure(.invalid(field: "code", sentence: "This code is wrong. 4 tries are left."))
            case .deed: return .success(.done)
            }
        }
    }

    private func driver(
        _ size: Size = Size(120, 36), role: Role = .admin, _ canned: Canned = UsersScreenTests.canned()
    ) -> ConsoleDriver {
        let driver = Support.driver(size, role: role, canned)
        driver.press("6")
        return driver
    }

    private func row(_ driver: ConsoleDriver, _ text: String) -> String {
        driver.lines.first { $0.hasPrefix(" " + text) } ?? ""
    }

    @Test("lists the staff with role, address, verified, locked and last seen, in words", arguments: sizes)
    func list(_ size: Size) {
        let driver = driver(size)
        let ana = row(driver, "Ana Ruiz")
        for text in ["receptionist", "desk@demo.salon", "yes", "13:32"] { #expect(ana.contains(text), "\(text)") }
        let ben = row(driver, "Ben Okafor")
        for text in ["expert", "ben@demo.salon", "no", "12 min", "Fri 20 Nov"] {
            #expect(ben.contains(text), "\(text)")
        }
        #expect(driver.text.contains(" Staff  Owners  Admins  Receptionists  Experts  Clients"))
    }

    @Test("tells all about the account under the cursor", arguments: sizes) func details(_ size: Size) {
        let driver = driver(size)
        driver.press("down", "enter")
        for text in [
            "expert: sees the own day", "ben@demo.salon", "Since       Thu 20 Nov 2025 14:32",
            "not verified: signing in", "for 12 min, until 14:44", "3 wrong passwords", "Ben Okafor, barber",
            "Last seen   Fri 20 Nov 2026",
        ] {
            #expect(driver.text.contains(text), "\(text)")
        }
        #expect(driver.text.contains("Ana Ruiz  ") == (size.width >= 100))
        driver.press("esc", "up")
        #expect(row(driver, "Ana Ruiz").contains("receptionist"))
    }

    @Test("lets a lock run out while it is looked at") func locks() {
        let driver = driver(Size(80, 24))
        driver.pass(seconds: 11 * 60)
        #expect(row(driver, "Ben Okafor").contains("1 min"))
        driver.pass(seconds: 120)
        #expect(!row(driver, "Ben Okafor").contains("min"))
    }

    @Test("turns from the staff to one role of it and to the clients, page by page", arguments: sizes)
    func kinds(_ size: Size) {
        let asked = Asked<Job>()
        let driver = driver(size, Self.canned(Self.staff, asked))
        driver.press("f")
        #expect(driver.text.contains("No owners yet") && driver.text.contains("f others"))
        driver.press("f", "f")
        #expect(driver.text.contains("Ana Ruiz") && !driver.text.contains("Ben Okafor"))
        driver.press("f", "f")
        #expect(row(driver, "Client 1000").contains("client") && driver.text.contains("100 of many"))
        for _ in 0..<6 { driver.press("pgdn") }
        #expect(driver.text.contains("200 of many"))
        for _ in 0..<30 { driver.press("pgdn") }
        #expect(driver.text.contains("Client 1249"))
        driver.press("F", "F", "F", "F", "F")
        #expect(driver.text.contains("Ana Ruiz") && driver.text.contains("Ben Okafor"))
    }

    @Test("finds while it is typed, and Esc shows all again", arguments: sizes) func find(_ size: Size) {
        let driver = driver(size)
        driver.press("/")
        driver.type("ben")
        #expect(driver.text.contains("Ben Okafor") && row(driver, "Ana Ruiz").isEmpty)
        driver.type("zzz")
        #expect(driver.text.contains("None of the staff has “benzzz”"))
        driver.press("esc", "esc")
        #expect(!row(driver, "Ana Ruiz").isEmpty)
    }

    @Test("says what is wrong in four different pictures", arguments: sizes) func pictures(_ size: Size) {
        #expect(driver(size, Self.canned([])).text.contains("No staff yet"))
        func failing(_ error: SalonError) -> Canned {
            Canned().answering(UsersScreen.self) { _ in .failure(error) }
        }
        let failed = driver(size, failing(.invalid(field: "x", sentence: "It broke.")))
        #expect(failed.text.contains("The accounts can't be read") && failed.text.contains("R try again"))
        #expect(driver(size, failing(.forbidden(.usersView))).text.contains("⊘ Not for your role"))
        func drawn(_ role: Role) -> [String] {
            let context = Support.driver(size, role: role).app.context(for: nil)
            var frame = Frame(size)
            UsersScreen().draw(in: context.area, into: &frame, context)
            return frame.lines
        }
        #expect(drawn(.admin).contains { $0.contains("Reading the accounts…") })
        #expect(drawn(.receptionist).contains { $0.contains("⊘ Not for your role") })
        let receptionist = driver(size, role: .receptionist)
        #expect(
            receptionist.app.sitting.tab == .appointments
                && receptionist.text.contains("does not allow you to see users"))
    }

    @Test("no name breaks the screen", arguments: sizes, Array(ClientFixtures.hostile.indices))
    func hostile(_ size: Size, _ index: Int) {
        let name = ClientFixtures.hostile[index]
        let user = StaffMember(id: Self.id(7), name: name, email: name, phone: name, role: .admin)
        let driver = driver(size, Self.canned([user]))
        driver.press("enter", "end", "tab")
        for line in driver.lines {
            #expect(TextWidth.cells(line) <= size.width)
            #expect(!line.unicodeScalars.contains { $0.value < 0x20 || (0x202A...0x202E).contains($0.value) })
        }
        #expect(driver.lines[0].contains("Maison Lumière"))
    }

    private func deeds(_ asked: Asked<Job>) -> [UsersScreen.Deed] {
        asked.all.compactMap { if case .deed(let deed, _) = $0 { deed } else { nil } }
    }

    @Test("resets a password after a question, and shows the code once, to be handed over", arguments: sizes)
    func reset(_ size: Size) {
        let asked = Asked<Job>()
        let driver = driver(size, Self.canned(Self.staff, asked))
        driver.press("p")
        #expect(driver.text.contains("Reset the password of Ana Ruiz?"))
        driver.press("enter")
        #expect(deeds(asked).isEmpty)
        driver.press("p", "y")
        #expect(deeds(asked) == [.reset])
        #expect(driver.text.contains("K7QMX-2XPT9") && driver.text.contains("It works once, until today 15:32."))
        #expect(driver.text.contains("it is shown only once. They type it in"))
        driver.press("y")
        #expect(driver.text.contains("Copied the code."))
        driver.press("enter")
        #expect(!driver.text.contains("K7QMX") && driver.app.sitting.dialogs.isEmpty)
    }

    @Test("gives a role, switches off, unlocks, verifies and deletes with a typed word") func deeds() {
        let asked = Asked<Job>()
        let driver = driver(Size(120, 36), Self.canned(Self.staff, asked))
        driver.press("r", "down", "enter")
        #expect(deeds(asked).isEmpty)
        driver.press("r", "home", "enter")
        #expect(deeds(asked) == [.setRole(.expert)] && driver.text.contains("Ana Ruiz is expert now."))
        driver.press("x", "y")
        #expect(deeds(asked).last == .setEnabled(false))
        driver.press("o")
        #expect(driver.text.contains("It is not locked."))
        driver.press("down", "o")
        #expect(deeds(asked).last == .unlock && driver.text.contains("Ben Okafor can sign in again: three tries."))
        driver.press("v")
        driver.type("111111")
        driver.press("enter")
        #expect(driver.text.contains("4 tries are left."))
        driver.press("del")
        #expect(driver.text.contains("Delete the account of Ben Okafor?"))
        driver.press("enter")
        #expect(deeds(asked).last == .verify(code: "111111"))
        driver.type("delete")
        driver.press("enter")
        #expect(deeds(asked).last == .delete)
    }

    @Test("dims what the rules refuse, and says why: own account, above one's role, a client's") func rules() {
        let me = StaffMember(
            id: Support.arrival().session.userID, name: "Ana Ruiz", email: "ana@demo.salon", role: .owner)
        let owner = driver(Size(120, 36), role: .owner, Self.canned([me]))
        owner.press("p")
        #expect(owner.text.contains("This is your own account."))
        owner.press("x")
        #expect(owner.text.contains("This is your own account."))
        let driver = driver(Size(120, 36), Self.canned([me, Self.staff[1]]))
        driver.press("x")
        #expect(driver.text.contains("Your role does not allow you to change admins and owners."))
        driver.press("down", "r", "end", "up", "enter")
        #expect(driver.text.contains("Your role does not allow you to change admins and owners."))
        driver.press("F", "p")
        #expect(driver.text.contains("This is a client's account"))
        let dimmed = driver.app.footer().hints.hints.filter { !$0.isEnabled }.map(\.title)
        #expect(dimmed.contains("reset password") && dimmed.contains("off / on"))
    }

    @Test("makes an account with a role and a code to hand over", arguments: sizes) func new(_ size: Size) {
        let asked = Asked<AccountFormScreen.Job>()
        let canned = Self.canned().answering(AccountFormScreen.self) { job in
            asked.add(job)
            switch job {
            case .experts:
                return .success(.experts([PickerItem(id: ExpertFixtures.ben.id.description, title: "Ben, barber")]))
            default: return .success(.saved(Self.code))
            }
        }
        let driver = driver(size, canned)
        driver.press("n")
        driver.press("ctrl-s")
        #expect(driver.text.contains("Name is needed.") && driver.text.contains("E-mail is needed."))
        driver.press("tab")
        driver.type("zora")
        driver.press("ctrl-s")
        #expect(driver.text.contains("Name is needed.") && driver.text.contains("This is no e-mail address."))
        driver.type("Zora Neale")
        driver.press("tab")
        driver.type("@demo.salon")
        driver.press("tab", "tab", "right")
        #expect(driver.text.contains("whose day they see"))
        driver.press("tab")
        driver.type("ben")
        driver.press("enter", "ctrl-s")
        guard case .add(_, let draft, .expert, let expert)? = asked.all.last else {
            Issue.record("not added as an expert")
            return
        }
        #expect(draft.email == "zora@demo.salon" && expert == ExpertFixtures.ben.id)
        #expect(driver.text.contains("K7QMX-2XPT9") && driver.text.contains("Hand this code to Zora Neale now"))
    }
}
