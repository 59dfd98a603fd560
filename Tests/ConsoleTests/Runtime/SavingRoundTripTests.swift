import Salon
import SalonStore
import Terminal
import TestServer
import Testing

@testable import Console

/// What it costs to change something where several things are shown: the change and all that the screens read behind it
/// are one round trip.
@Suite("Round trips by what is saved") struct SavingRoundTripTests {
    @Test("a client who is changed, added, and once more as before: the list and the card show it") func clients()
        throws
    {
        let far = try FarDesk()
        far.driver.press("2")
        far.cost(1, "down")
        let before = try #require(far.clients?.card?.client)
        far.cost(1, "e")
        far.cost(0, "tab", "tab", "tab")
        far.driver.type("Nuts")
        far.cost(1, "ctrl-s")
        #expect(far.clients?.card?.client.alert?.contains("Nuts") == true && far.driver.text.contains("Saved "))
        #expect(far.clients?.list.pages.rows[before.id]?.client.alert?.contains("Nuts") == true)
        far.cost(1, "u")
        far.cost(1, "u")
        #expect(far.clients?.card?.client.alert == before.alert, "\(far.driver.text)")
        #expect(far.clients?.list.pages.rows[before.id]?.client.alert == before.alert)
        far.cost(1, "R")
        far.cost(0, "n")
        far.driver.type("Aaliyah Aaberg")
        far.cost(1, "ctrl-s")
        let new = try #require(far.clients?.card?.client)
        #expect(new.name == "Aaliyah Aaberg" && far.clients?.list.pages.rows[new.id] != nil, "\(far.driver.text)")
        far.cost(1, "u")
        far.cost(1, "u")
        #expect(far.clients?.failure != nil && far.clients?.list.pages.rows[new.id] == nil, "\(far.driver.text)")
    }

    @Test("a booking from the client's own card, and a note on the appointment's over it: the card shows them")
    func clientBooking() throws {
        let far = try FarDesk()
        far.driver.press("2")
        let client = try #require(far.clients?.card?.client)
        let count = far.clients?.card?.appointments.count ?? 0
        far.cost(1, "b")
        while far.top(BookingScreen.self)?.form.focusedID == "client" { far.driver.press("tab") }
        far.driver.type("blow")
        far.cost(0, "enter", "ctrl-s")
        far.cost(1, "ctrl-s")
        #expect(far.driver.text.contains("Booked \(client.name)"), "\(far.driver.text)")
        #expect(far.clients?.card?.appointments.count == count + 1)
        far.cost(0, "enter")
        far.cost(1, "enter")
        far.cost(0, "e")
        far.driver.type("By the window")
        far.cost(1, "ctrl-s")
        #expect(far.clients?.card?.appointments.contains { $0.entry.notes == "By the window" } == true)
        far.cost(0, "x")
        far.cost(1, "enter")
        #expect(far.clients?.card?.appointments.first?.entry.status == .cancelled, "\(far.driver.text)")
    }

    @Test("working hours that are removed, added, and once more as before: the hours and what is below show it")
    func hours() throws {
        let far = try FarDesk(role: .owner)
        far.driver.press("4")
        for place in ["experts", "day"] {
            if place == "day" { far.driver.press("esc", "1") }
            far.cost(1, "r")
            let shifts = try #require(far.hours?.hours?.plan.roster.shifts)
            far.cost(0, "x", "tab")
            far.cost(1, "enter")
            #expect(far.hours?.hours?.plan.roster.shifts.count == shifts.count - 1, "\(far.driver.text)")
            far.cost(1, "u")
            far.cost(1, "u")
            #expect(far.hours?.hours?.plan.roster.shifts.count == shifts.count, "\(far.driver.text)")
            far.cost(0, "a")
            far.cost(1, "ctrl-s")
            #expect(far.hours?.hours?.plan.roster.timeOff.isEmpty == false, "\(far.driver.text)")
            far.cost(1, "u")
            far.cost(1, "u")
        }
        let closures = try #require(far.hours?.hours?.plan.closures.count)
        // Whom the closure leaves outside is asked at once.
        far.cost(1, "c")
        far.cost(1, "ctrl-s")
        #expect(far.hours?.hours?.plan.closures.count == closures + 1, "\(far.driver.text)")
    }

    @Test("an appointment that is taken back in the month view: the loads show it") func month() throws {
        let far = try FarDesk()
        far.cost(1, "}")
        let entry = try #require(far.find { $0.status == .confirmed && $0.expertID != nil })
        let date = entry.start.date
        far.cost(0, "x")
        far.cost(1, "enter")
        far.cost(1, "M")
        let booked = { far.screen?.month.loads.first { $0.date == date }?.bookedMinutes ?? 0 }
        let before = booked()
        far.cost(1, "u")
        far.cost(1, "u")
        #expect(booked() > before, "\(far.driver.text)")
    }

    @Test("the catalogue: services, add-ons, categories, off and on") func services() throws {
        let far = try FarDesk(role: .owner)
        far.driver.press("3")
        far.driver.press("down", "down")
        let name = try #require(far.services?.service?.name)
        far.cost(0, "e")
        far.driver.type("!")
        far.cost(1, "ctrl-s")
        #expect(far.services?.service?.name == name + "!", "\(far.driver.text)")
        far.cost(1, "u")
        far.cost(1, "u")
        #expect(far.services?.service?.name == name)
        far.cost(0, "x", "tab")
        far.cost(1, "enter")
        #expect(far.services?.service?.isActive == false, "\(far.driver.text)")
        far.cost(0, "a")
        far.driver.type("Glitter")
        far.driver.press("tab")
        far.driver.type("5")
        far.cost(1, "ctrl-s")
        #expect(far.services?.catalogue?.addOns.contains { $0.name == "Glitter" } == true, "\(far.driver.text)")
        far.cost(0, "C")
        far.driver.type("Brows")
        far.cost(1, "enter")
        #expect(far.services?.catalogue?.categories.contains { $0.name == "Brows" } == true)
    }

    @Test("experts: who they are, what they do, off and on") func experts() throws {
        let far = try FarDesk(role: .owner)
        far.driver.press("4")
        let name = try #require(far.experts?.card?.expert.name)
        far.cost(0, "e")
        far.driver.type("!")
        far.cost(1, "ctrl-s")
        #expect(far.experts?.card?.expert.name == name + "!" && far.experts?.row?.expert.name == name + "!")
        far.cost(1, "u")
        far.cost(1, "u")
        #expect(far.experts?.card?.expert.name == name)
        let services = far.experts?.card?.skills.count
        far.cost(1, "s")
        far.cost(0, "space")
        far.cost(1, "ctrl-s")
        #expect(far.experts?.card?.skills.count != services, "\(far.driver.text)")
        far.cost(1, "v")
        far.cost(0, "x", "tab")
        far.cost(1, "enter")
        #expect(far.experts?.card?.expert.isActive == false, "\(far.driver.text)")
        far.cost(1, "R")
    }

    @Test("accounts: off and on, a new one, another name, their sessions") func users() throws {
        let far = try FarDesk(role: .owner)
        far.driver.press("6")
        far.cost(1, "down")
        far.cost(0, "x", "tab")
        far.cost(1, "enter")
        #expect(far.users?.card?.user.disabledAt != nil, "\(far.driver.text)")
        far.cost(1, "x")
        #expect(far.users?.card?.user.disabledAt == nil)
        far.cost(1, "n")
        far.driver.type("Max Muster")
        far.driver.press("tab")
        far.driver.type("max@demo.salon")
        far.cost(1, "ctrl-s")
        #expect(far.users?.card?.user.name == "Max Muster", "\(far.driver.text)")
        far.cost(0, "esc", "e")
        far.driver.type("!")
        far.cost(1, "ctrl-s")
        #expect(far.users?.card?.user.name.hasSuffix("!") == true, "\(far.driver.text)")
        far.cost(1, "R")
    }

    @Test("the waitlist: who is changed, who goes") func waitlist() throws {
        let far = try FarDesk()
        far.driver.press("2")
        let client = try #require(far.clients?.card?.client.id)
        let service = try #require(try far.near.services.catalogue().services.first { $0.isActive })
        _ = try far.near.waitlist.add(WaitlistDraft(clientID: client, services: [service.id]))
        far.driver.press("7", "down")
        while !far.driver.text.contains("Nobody waits") && far.waitlist == nil {
            far.driver.press("enter")
            if far.waitlist == nil { far.driver.press("esc", "down") }
        }
        far.cost(1, "enter")
        far.cost(1, "ctrl-s")
        #expect(far.driver.text.contains("waits."), "\(far.driver.text)")
        far.cost(0, "x", "tab")
        far.cost(1, "enter")
        #expect(far.waitlist?.pages.rows.isEmpty == true, "\(far.driver.text)")
    }
}

extension FarDesk {
    fileprivate func top<Screen>(_: Screen.Type) -> Screen? {
        driver.app.sitting.slots.lazy.compactMap { $0.screen as? Screen }.last
    }

    fileprivate var clients: ClientsScreen? { top(ClientsScreen.self) }
    fileprivate var services: ServicesScreen? { top(ServicesScreen.self) }
    fileprivate var experts: ExpertsScreen? { top(ExpertsScreen.self) }
    fileprivate var users: UsersScreen? { top(UsersScreen.self) }
    fileprivate var hours: HoursScreen? { top(HoursScreen.self) }
    fileprivate var waitlist: WaitlistScreen? { top(WaitlistScreen.self) }
}
