import Salon
import SalonStore
import Synchronization
import Terminal
import Testing

@testable import Console

/// Rights that are changed while the console runs.
@Suite("Changed rights") struct RightsTests {
    /// What the database says of the session; nil: it is over.
    private final class Standing: Sendable {
        private let arrival: Mutex<Arrival?>

        init(_ role: Role) { arrival = Mutex(Support.arrival(role, email: "ana@demo.salon")) }

        func change(_ permission: Permission, _ scope: PermissionScope?) {
            arrival.withLock { arrival in
                guard let before = arrival?.session else { return }
                var permissions = before.permissions
                permissions[permission] = scope
                arrival?.session = Session(
                    userID: before.userID, name: before.name, email: before.email, role: before.role,
                    permissions: permissions)
            }
        }

        func end() { arrival.withLock { $0 = nil } }

        func open(_ size: Size, role: Role) -> ConsoleDriver {
            let canned = Canned().answering(AccountScreen.self) { [self] job in
                guard job == .standing else { return .failure(.notFound(what: "account")) }
                return arrival.withLock { $0 }.map { .success(.standing($0)) } ?? .failure(.sessionOver)
            }.answering(SignInScreen.self) { _ in .success(.arrived(Support.arrival(role, email: "ana@demo.salon"))) }
            return ConsoleDriver(
                size: size, at: Support.instant, arrival: Support.arrival(role, email: "ana@demo.salon"),
                perform: { canned.perform($0) })
        }
    }

    /// In which column the word begins.
    private func column(of word: String, in line: String) -> Int {
        line.firstRange(of: word).map { line.distance(from: line.startIndex, to: $0.lowerBound) } ?? 0
    }

    private static let notice = Engine.News.changed([.rights])

    @Test("a right that is given opens its tab and its keys at once", arguments: sizes) func given(_ size: Size) {
        let standing = Standing(.receptionist)
        let driver = standing.open(size, role: .receptionist)
        driver.press("5")
        #expect(driver.app.sitting.tab == .appointments)
        let tab = Point(column(of: "Revenue", in: driver.lines[1]), 1)
        let dimmed = driver.screen.frame[tab]
        standing.change(.dashboardView, .all)
        driver.hear(Self.notice)
        #expect(driver.text.contains("What you may do here has changed."))
        #expect(driver.screen.frame[tab] != dimmed)
        driver.press("5")
        #expect(driver.app.sitting.tab == .revenue)
    }

    @Test("a right that is taken away closes its tab; a form that is open stays", arguments: sizes)
    func taken(_ size: Size) {
        let standing = Standing(.receptionist)
        let driver = standing.open(size, role: .receptionist)
        driver.press("2", "n")
        driver.type("Zoé Park")
        standing.change(.clientsView, nil)
        standing.change(.appointmentsManage, nil)
        driver.hear(Self.notice)
        #expect(driver.app.sitting.tab == .appointments && driver.text.contains("Zoé Park"))
        #expect(driver.app.sitting.strip == nil)
        driver.press("ctrl-u", "esc", "esc", "2")
        #expect(driver.app.sitting.tab == .appointments && driver.text.contains("Your role does not allow"))
        #expect(!driver.app.sitting.slots.contains { $0.tab == .clients })
    }

    @Test("rights of others, and one's own as they were, change nothing on the screen") func others() {
        let driver = Standing(.admin).open(Size(120, 36), role: .admin)
        driver.press("4")
        let before = driver.lines
        driver.hear(Self.notice)
        #expect(driver.lines == before)
    }

    @Test("a session that was ended brings the sign-in screen, and the form back with its person", arguments: sizes)
    func ended(_ size: Size) {
        let standing = Standing(.receptionist)
        let driver = standing.open(size, role: .receptionist)
        driver.press("2", "n")
        driver.type("Zoé Park")
        standing.end()
        driver.hear(Self.notice)
        #expect(driver.app.isAtDoor && !driver.text.contains("Zoé"))
        #expect(driver.text.contains("The session of Ana Ruiz is over. Sign in again"))
        driver.type("right")
        driver.press("enter")
        #expect(driver.text.contains("Zoé Park"))
    }

    @Test("who comes back with a smaller role finds no tab that it does not have") func smallerRole() {
        let canned = Canned().answering(SignInScreen.self) { _ in
            .success(.arrived(Support.arrival(.receptionist, email: "ana@demo.salon")))
        }
        let driver = ConsoleDriver(
            size: Size(80, 24), at: Support.instant, arrival: Support.arrival(.admin, email: "ana@demo.salon"),
            perform: { canned.perform($0) })
        driver.press("5", "L")
        driver.type("right")
        driver.press("enter")
        #expect(driver.app.sitting.tab == .appointments)
        #expect(!driver.app.sitting.slots.contains { $0.tab == .revenue })
    }

    @Test("on a real database the owner's change reaches a running console") func real() throws {
        let database = try Support.demo(appointments: 300)
        let store = Support.store(database.deskSettings)
        let owner = try store.signIn(as: .owner).desk
        let signedIn = try store.signIn(as: .receptionist)
        let driver = ConsoleDriver(size: Size(120, 36), store: store, token: signedIn.token)
        try owner.roles.set(.receptionist, .dashboardView, .all)
        driver.hear(Self.notice)
        driver.press("5")
        #expect(driver.app.sitting.tab == .revenue && !driver.text.contains("does not allow"))
        driver.press("1")
        #expect(driver.text.contains(" booked · "))
        let person = try owner.users.card(signedIn.desk.session.userID).user
        try owner.users.setRole(person.id, version: person.version, to: .expert)
        driver.hear(Self.notice)
        #expect(driver.app.isAtDoor && driver.text.contains("is over. Sign in again"))
        driver.type(DemoSalon.password)
        driver.press("enter")
        #expect(driver.lines[0].contains(" expert") && driver.app.sitting.tab == .appointments)
        // The day that a receptionist saw is not an expert's to see.
        #expect(!driver.text.contains(" booked · "))
    }

    @Test("who is another expert, or none any more, sees at once what is the own now") func linked() throws {
        let database = try Support.demo(appointments: 300)
        let store = Support.store(database.deskSettings)
        let signedIn = try store.signIn(as: .expert)
        let driver = ConsoleDriver(size: Size(120, 36), store: store, token: signedIn.token)
        var lanes: [ExpertID]? {
            let screen = driver.app.sitting.slots.lazy.compactMap { $0.screen as? AppointmentsScreen }.first
            return screen?.book?.lanes.map(\.expertID)
        }
        let own = try #require(signedIn.desk.session.expertID)
        #expect(lanes == [own])
        try database.run("update public.experts set user_id = null where id = '\(own)'")
        driver.hear(Self.notice)
        #expect(lanes == nil && driver.text.contains("does not allow you to see appointments"))
        try database.run(
            """
            update public.experts set user_id = '\(signedIn.desk.session.userID)'
             where id = (select id from public.experts where is_active and id <> '\(own)' order by id limit 1)
            """)
        driver.hear(Self.notice)
        #expect(lanes?.count == 1 && lanes != [own])
        #expect(driver.text.contains("What you may do here has changed."))
    }
}
