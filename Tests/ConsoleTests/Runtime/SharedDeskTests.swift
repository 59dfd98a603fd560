import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

/// Several people at one desk, on a real database.
@Suite("A shared desk on a real database") struct SharedDeskTests {
    private func withSalon(_ body: (ConsoleDriver, Store) throws -> Void) throws {
        let database = try Support.demo()
        let store = Support.store(database.deskSettings)
        try withExtendedLifetime(database) { try body(ConsoleDriver(size: Size(120, 36), store: store), store) }
    }

    @Test("gives the booking form back with every character, in the same session") func booking() throws {
        try withSalon { driver, store in
            driver.signIn(as: .receptionist)
            let token = try #require(driver.app.sitting.arrival?.token)
            driver.press("n")
            driver.type("mar")
            driver.press("alt-l")
            #expect(driver.text.contains("locked this desk") && !driver.text.contains("New booking"))
            driver.press("ctrl-o")
            driver.signIn(as: .admin)
            #expect(driver.text.contains(" admin") && !driver.text.contains("New booking"))
            driver.press("2", "L", "ctrl-o")
            #expect(driver.text.contains(DemoSalon.email(of: .receptionist)))
            driver.type("wrong")
            driver.press("enter")
            #expect(driver.text.contains("2 tries"))
            driver.type(DemoSalon.password)
            driver.press("enter")
            #expect(driver.text.contains("New booking") && driver.text.contains(" mar"))
            #expect(driver.app.sitting.arrival?.token == token)
            driver.type("i")
            #expect(driver.text.contains(" mari"))
            let desk = try store.resume(token: token)
            #expect(try desk.account.sessions().filter(\.isThisOne).count == 1)
        }
    }

    @Test("takes back the last change by two keys, and tells who moved what") func undo() throws {
        try withSalon { driver, _ in
            driver.signIn(as: .owner)
            driver.press("2", "e")
            driver.press("tab", "ctrl-u")
            driver.type("+33 6 00 00 00 00")
            driver.press("ctrl-s")
            #expect(driver.text.contains("Saved "))
            driver.press("h")
            #expect(driver.text.contains("changed phone of it"))
            driver.press("esc", "u")
            #expect(driver.text.contains("Take back that you changed phone of"))
            driver.press("u")
            #expect(driver.text.contains("Taken back: you changed phone of"))
            driver.press("7", "down", "down", "enter")
            #expect(driver.text.contains("took a change back"))
        }
    }
}
