import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("The waitlist on a real database") struct WaitlistTests {
    @Test("somebody waits, a cancellation at the desk offers them the time, and one key books it") func wholeWay()
        throws
    {
        let database = try Support.demo()
        let store = Support.store(database.deskSettings)
        let signedIn = try store.signIn(as: .receptionist)
        let desk = signedIn.desk
        for row in try desk.waitlist.page(WaitlistFilter(), PageRequest(limit: 100)).rows {
            try desk.waitlist.remove(row)
        }
        let driver = ConsoleDriver(size: Size(120, 36), store: store, token: signedIn.token)
        driver.press("}")
        let screen = { driver.app.sitting.slots.lazy.compactMap { $0.screen as? AppointmentsScreen }.first }
        var entry: DayEntry?
        for _ in screen()?.book?.entries ?? [] where entry?.status != .confirmed || entry?.serviceID == nil {
            driver.press("tab")
            entry = screen()?.chosen
        }
        let freed = try #require(entry)
        let client = try #require(try desk.clients.page("", PageRequest(limit: 1)).rows.first?.client)

        // On the list by its form.
        driver.press("7", "down", "down", "down", "enter")
        #expect(driver.text.contains("Nobody waits"))
        driver.press("n")
        // One key says what is missing and what is wrong; the first has the focus.
        driver.press("tab", "tab", "tab", "tab")
        driver.type("1/1/2026")
        driver.press("tab")
        driver.type("some day")
        driver.press("ctrl-s")
        #expect(driver.text.contains("Client is needed.") && driver.text.contains("Services is needed."))
        #expect(driver.text.contains("is past: give a day") && driver.text.contains("Write after 5"))
        driver.press("tab", "tab", "tab", "tab", "ctrl-u", "tab", "ctrl-u", "tab", "tab")
        driver.type(client.name)
        driver.press("enter")
        driver.type(freed.serviceName)
        driver.press("enter")
        driver.press("ctrl-s")
        #expect(driver.text.contains("\(client.name) waits."), "\(driver.text)")
        let row = try #require(try desk.waitlist.page(WaitlistFilter(), PageRequest(limit: 10)).rows.first)
        #expect(row.entry.clientID == client.id && row.entry.services.map(\.id) == [freed.serviceID])
        #expect(driver.text.contains("any time") && driver.text.contains("anyone"))

        // Its time frees.
        driver.press("esc", "1", "x", "enter")
        #expect(driver.lines[2].contains("\(client.name) waits:"), "\(driver.text)")
        driver.press("f2")
        #expect(driver.text.contains("is booked for"))
        #expect(try desk.waitlist.page(WaitlistFilter(), PageRequest(limit: 10)).rows.isEmpty)
        #expect(try desk.clients.card(client.id).appointments.contains { $0.entry.status == .confirmed })
    }
}
