import Salon
import SalonStore
import Terminal
import TestServer
import Testing

@testable import Console

@Suite("The console on a real database") struct RealStoreTests {
    @Test("signs in, shows the day, and opens a kept session with its day in one round trip") func signIn() throws {
        let database = try Support.demo()
        let store = Support.store(database.deskSettings)
        let driver = ConsoleDriver(size: Size(120, 36), store: store)
        driver.type(DemoSalon.email(of: .receptionist))
        driver.press("tab")
        driver.type("wrong")
        driver.press("enter")
        #expect(driver.text.contains("2 tries"))
        driver.type(DemoSalon.password)
        driver.press("enter")
        #expect(driver.lines[0].contains(DemoSalon.name))
        #expect(driver.lines[0].contains("● live"))
        let token = try #require(driver.app.sitting.arrival?.token)
        let again = Support.store(database.deskSettings)
        let resumed = ConsoleDriver(size: Size(120, 36), store: again, token: token)
        #expect(resumed.lines == driver.lines)
        #expect(again.roundTrips == 1)
    }

    @Test("reads the day anew for news of other desks, not for the echo of what it shows") func news() throws {
        let database = try Support.demo()
        let store = Support.store(database.deskSettings)
        let driver = ConsoleDriver(size: Size(120, 36), store: store)
        driver.signIn(as: .receptionist)
        let day = try #require(
            driver.app.sitting.slots.lazy.compactMap { $0.screen as? AppointmentsScreen }.first?.book)
        let entry = try #require(day.entries.first)
        let before = store.roundTrips
        driver.hear(.changed(Changes(.appointments, versions: [entry.id: entry.version])))
        #expect(store.roundTrips == before)
        driver.hear(.changed(Changes(.appointments, versions: [entry.id: entry.version + 1])))
        #expect(store.roundTrips == before + 1)
    }

    @Test("says that the server is lost, keeps a sign-in that was under way, and goes on when it is back")
    func lostServer() throws {
        let server = try TestServer.private()
        try Support.loadDemo(server.adminSettings, appointments: 50)
        let driver = ConsoleDriver(size: Size(80, 24), store: Support.store(server.deskSettings))
        try server.kill()
        driver.signIn(as: .receptionist)
        #expect(driver.lines[0].contains("○ offline since"))
        try server.start()
        driver.pass(seconds: 5)
        #expect(driver.lines[0].contains(DemoSalon.name))
        #expect(driver.lines[0].contains("● live"))
    }
}
