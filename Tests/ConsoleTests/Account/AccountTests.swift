import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("My account") struct AccountTests {
    private typealias Job = AccountScreen.Job

    private static func session(_ number: UInt64, _ desk: String, isThisOne: Bool = false) -> DeskSession {
        DeskSession(
            id: DeskSessionID(UUIDValue(high: 60, low: number)), desk: desk,
            madeAt: Support.instant.adding(minutes: -600), seenAt: Support.instant.adding(minutes: -5),
            endsAt: Support.instant.adding(minutes: 10_080), isThisOne: isThisOne)
    }

    private static let sessions = [session(1, "desk_front", isThisOne: true), session(2, "desk_laptop")]

    private func driver(
        _ size: Size = Size(120, 36), sessions: [DeskSession] = sessions, asked: Asked<Job> = Asked(),
        password: @escaping @Sendable (PasswordScreen.Job) -> Result<Bool, SalonError> = { _ in .success(true) }
    ) -> ConsoleDriver {
        let user = StaffMember(
            id: Support.arrival().session.userID, name: "Ana Ruiz", email: "ana@demo.salon", role: .receptionist)
        let canned = Canned().answering(AccountScreen.self) { job in
            asked.add(job)
            switch job {
            case .card:
                return .success(
                    .card(AccountCard(user: user, passwordChangedAt: Support.instant, sessions: sessions)))
            case .revoke: return .success(.revoked(1))
            case .revokeOthers: return .success(.revoked(1))
            case .signOut: return .success(.signedOut)
            case .standing: return .success(.standing(Support.arrival()))
            }
        }.answering(PasswordScreen.self, password)
        let driver = Support.driver(size, canned)
        driver.press("7", "enter")
        return driver
    }

    @Test("shows who one is and where one is signed in", arguments: sizes) func shown(_ size: Size) {
        let text = driver(size).text
        for words in [
            "Ana Ruiz", "receptionist", "ana@demo.salon", "desk front", "desk laptop", "this one", "today 14:27",
        ] {
            #expect(text.contains(words), "\(words) is missing")
        }
    }

    @Test("ends another session, but not this one by mistake") func revoke() {
        let asked = Asked<Job>()
        let driver = driver(asked: asked)
        driver.press("x")
        #expect(driver.text.contains("This is the session you are in"))
        driver.press("down", "x")
        #expect(asked.all.contains(.revoke(Self.sessions[1].id)) && driver.text.contains("1 session ended."))
        driver.press("X")
        #expect(driver.text.contains("End all your other sessions?"))
        driver.press("y")
        #expect(asked.all.contains(.revokeOthers))
        let alone = self.driver(sessions: [Self.sessions[0]])
        alone.press("X")
        #expect(alone.text.contains("You are signed in nowhere else."))
    }

    @Test("changes the password, with the rule shown while it is typed", arguments: sizes) func password(_ size: Size) {
        let asked = Asked<PasswordScreen.Job>()
        let driver = driver(size) { job in
            asked.add(job)
            return job == .change(from: "old", to: "Salon2026!")
                ? .success(true)
                : .failure(.invalid(field: "old password", sentence: "The old password is wrong. 2 tries are left."))
        }
        driver.press("p")
        driver.type("wrong")
        driver.press("tab")
        driver.type("salon")
        #expect(driver.text.contains("· a capital letter") && !driver.text.contains("wrong"))
        driver.press("ctrl-u")
        driver.type("Salon2026!")
        #expect(driver.text.contains("✓ a capital letter") && driver.text.contains("✓ one of the signs"))
        driver.press("tab")
        driver.type("Salon2026")
        driver.press("ctrl-s")
        #expect(driver.text.contains("This is not the same.") && asked.all.isEmpty)
        driver.type("!")
        driver.press("ctrl-s")
        #expect(driver.text.contains("2 tries are left."))
        driver.type("old")
        driver.press("ctrl-s")
        #expect(driver.text.contains("Your password is changed."))
        #expect(!driver.text.contains("Salon2026!"))
    }

    @Test("signs out: the desk is empty and nobody's token is kept") func signOut() {
        let driver = driver(Size(80, 24))
        driver.press("o")
        #expect(driver.text.contains("Sign in") && !driver.text.contains("Maison Lumière"))
        #expect(driver.app.sitting.arrival == nil)
    }
}

@Suite("What the roles may do") struct RolesTests {
    private typealias Job = RolesScreen.Job

    private func driver(_ size: Size = Size(120, 36), role: Role = .owner, asked: Asked<Job> = Asked()) -> ConsoleDriver
    {
        let canned = Canned().answering(RolesScreen.self) { job in
            asked.add(job)
            guard case .set(let right) = job else { return .success(.standard) }
            var scopes: [Role: [Permission: PermissionScope]] = [:]
            for role in Role.allCases { scopes[role] = RolePermissions.standard.permissions(of: role) }
            scopes[right.role]?[right.permission] = right.scope
            return .success(RolePermissions(scopes))
        }
        let driver = Support.driver(size, role: role, canned)
        driver.press("7", "down", "enter")
        return driver
    }

    private func line(_ driver: ConsoleDriver, _ words: String) -> String {
        driver.lines.first { $0.contains(words) && !$0.contains("Space") } ?? ""
    }

    @Test("shows the table of permissions and roles", arguments: sizes) func table(_ size: Size) {
        let driver = driver(size)
        #expect(line(driver, "receptionist admin").contains("owner"))
        #expect(line(driver, "see appointments").split(separator: " ").suffix(5).contains("own"))
        #expect(line(driver, "refund payments").contains("·"))
        driver.press("end")
        #expect(driver.text.contains("read the audit log"))
    }

    @Test("gives, limits and takes away by space, and says so") func change() {
        let asked = Asked<Job>()
        let driver = driver(asked: asked)
        driver.press("down", "down", "space")
        #expect(asked.all.last == .set(.init(role: .expert, permission: .appointmentsOverbook, scope: .all)))
        #expect(driver.text.contains("Experts may overbook now."))
        driver.press("space")
        #expect(asked.all.last == .set(.init(role: .expert, permission: .appointmentsOverbook, scope: nil)))
        driver.press("up", "space")
        #expect(asked.all.last == .set(.init(role: .expert, permission: .appointmentsManage, scope: .all)))
    }

    @Test("keeps the owner's column as it is") func owner() {
        let asked = Asked<Job>()
        let driver = driver(asked: asked)
        driver.press("right", "right", "right", "space")
        #expect(driver.text.contains("What owners and clients may do is fixed."))
        #expect(asked.all == [.table])
    }

    @Test("is dimmed in More for everybody else", arguments: [Role.receptionist, .admin]) func forbidden(_ role: Role) {
        let asked = Asked<Job>()
        let driver = driver(role: role, asked: asked)
        #expect(driver.text.contains("does not allow you to change what roles may do") && asked.all.isEmpty)
    }
}
