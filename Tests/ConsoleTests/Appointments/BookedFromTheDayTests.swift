import Salon
import SalonStore
import Terminal
import TestServer
import Testing

@testable import Console

@Suite("What is booked from the day") struct BookedFromTheDayTests {
    @Test("has the cursor, and its expert's column is in sight", arguments: sizes) func revealed(_ size: Size) throws {
        let database = try Support.demo()
        let store = Support.store(database.deskSettings)
        let signedIn = try store.signIn(as: .receptionist)
        let driver = ConsoleDriver(size: size, store: store, token: signedIn.token)
        let screen = { driver.app.sitting.slots.lazy.compactMap { $0.screen as? AppointmentsScreen }.first }
        driver.press("}", "}")
        let book = try #require(screen()?.book)
        let services = try signedIn.desk.services.catalogue().services
        let client = try #require(try signedIn.desk.clients.page("", PageRequest(limit: 1)).rows.first?.client)

        // The last column in which there is time for something.
        func free(_ lane: DayLane) -> (service: Service, start: LocalDateTime)? {
            services.lazy.compactMap { service in
                let query = AvailabilityQuery([VisitPart(service, expert: lane.expertID)], today: signedIn.desk.today)
                let offers = Availability(book.facts.input, for: query).offers()
                return offers.first.map { (service, $0.start) }
            }.first
        }
        let lane = try #require(book.lanes.last { free($0) != nil })
        let (service, start) = try #require(free(lane))
        let column = { driver.lines.prefix(6).contains { line in line.contains(lane.name.prefix { $0 != " " }) } }
        #expect(!column(), "it is in sight already: \(driver.text)")

        driver.press("n")
        driver.type(client.name)
        driver.press("enter")
        driver.type(service.name)
        driver.press("enter", "tab")
        driver.type(lane.name)
        driver.press("enter", "ctrl-u")
        driver.type("\(start.date) \(start.time)")
        driver.press("ctrl-s")
        #expect(driver.text.contains("Booked \(client.name)"), "\(driver.text)")
        #expect(screen()?.chosen?.start == start && screen()?.chosen?.expertID == lane.expertID)
        #expect(column(), "\(driver.text)")
    }
}
