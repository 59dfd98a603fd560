import Salon
import SalonStore
import Terminal
import TestServer
import Testing

@testable import Console

/// The console of a desk that is far away from its server.
final class FarDesk {
    let driver: ConsoleDriver
    /// The same person's desk beside the server.
    let near: Desk
    private let store: Store
    private let line: SlowLine

    init(role: Role = .receptionist) throws {
        let database = try Support.demo()
        let signedIn = try Support.store(database.deskSettings).signIn(as: role)
        near = signedIn.desk
        // Offering freed time to who waits for it is work of the background.
        for row in try near.waitlist.page(WaitlistFilter(), PageRequest(limit: 100)).rows {
            try near.waitlist.remove(row)
        }
        line = try SlowLine(to: database, as: database.deskSettings)
        store = Support.store(line.settings)
        driver = ConsoleDriver(size: Size(120, 36), store: store, token: signedIn.token)
        #expect(store.roundTrips == 1, "opening the day")
    }

    /// Presses keys, and expects that all together cost so many round trips.
    func cost(_ trips: Int, _ keys: Key..., at location: SourceLocation = #_sourceLocation) {
        let before = store.roundTrips
        for key in keys { driver.press(key) }
        let names = keys.map(\.name).joined(separator: " ")
        #expect(store.roundTrips - before == trips, "\(names)\n\(driver.text)", sourceLocation: location)
    }

    /// Hears what another desk did, and expects that it costs so many round trips.
    func cost(_ trips: Int, hearing change: LiveChange, at location: SourceLocation = #_sourceLocation) {
        let before = store.roundTrips
        driver.hear(Engine.News(.changed(change)))
        #expect(store.roundTrips - before == trips, "\(driver.text)", sourceLocation: location)
    }

    var screen: AppointmentsScreen? {
        driver.app.sitting.slots.lazy.compactMap { $0.screen as? AppointmentsScreen }.first
    }

    /// Puts the cursor on the first appointment of the day that answers.
    func find(_ isWanted: (DayEntry) -> Bool) -> DayEntry? {
        for _ in screen?.book?.entries ?? [] {
            driver.press("tab")
            if let entry = screen?.chosen, isWanted(entry) { return entry }
        }
        return nil
    }

    /// An appointment that is shown.
    func entry(_ id: AppointmentID) -> DayEntry? { screen?.entry(id) }
}
