import Glibc
import Postgres
import Salon
import SalonStore
import Synchronization
import Terminal
import TestServer
import Testing

@testable import Console

@Suite("Time that the website gives back") struct FreedElsewhereTests {
    @Test("a hold that ran out when somebody booked on the website is offered at the desks, once") func offered() throws
    {
        let database = try Support.demo()
        let signedIn = try Support.store(database.deskSettings).signIn(as: .receptionist)
        let desk = signedIn.desk
        for row in try desk.waitlist.page(WaitlistFilter(), PageRequest(limit: 100)).rows {
            try desk.waitlist.remove(row)
        }

        // A hold that somebody waits for, and that has run out by the server's clock.
        let service = try #require(try desk.services.catalogue(includeInactive: false).services.first)
        let query = AvailabilityQuery([VisitPart(service)], today: desk.today)
        let dates = desk.today + 20..<desk.today + 27
        let facts = try desk.appointments.bookingFacts(FactsQuery(dates: dates))
        let free = Availability(facts.input, for: query).offers()
        let plan = try #require(free.first?.plans.first)
        let clients = try desk.clients.search("a", limit: 2).map(\.id)
        let held = try desk.appointments.book(
            BookingRequest(plan, of: query, client: .known(clients[0]), settlement: .hold), for: query, on: facts
        ).entries[0]
        let expert = try #require(held.expertID)
        _ = try desk.waitlist.add(
            WaitlistDraft(
                clientID: clients[1], services: [service.id], experts: [expert], from: held.start.date,
                to: held.start.date))
        try database.run("update appointments set expires_at = '2026-01-01Z' where id = '\(held.id)'")

        let heard = Mutex<(isConnected: Bool, changes: Changes)>((false, []))
        let live = try LiveChanges(desk) { event in
            switch event {
            case .connected: heard.withLock { $0.isConnected = true }
            case .changed(let change): heard.withLock { $0.changes.formUnion(Changes(change)) }
            case .lost: break
            }
        }
        defer { live.stop() }
        func wait(_ condition: (Changes, Bool) -> Bool) {
            for _ in 0..<10_000 {
                if heard.withLock({ condition($0.changes, $0.isConnected) }) { return }
                usleep(1_000)
            }
        }
        wait { _, isConnected in isConnected }
        let consoles = (0..<2).map { _ in
            ConsoleDriver(
                size: Size(120, 36), store: Support.store(database.deskSettings), token: signedIn.token)
        }
        let elsewhere = try #require(free.first { $0.start.date == held.start.date + 1 && $0.experts.contains(expert) })
        try Connection.connect(database.addLogin("website_offered", in: "salon_website")).query(
            """
            insert into public.appointments (service_id, expert_id, customer_name, appointment_date, appointment_time,
                status, total_price)
            values ($1, $2, 'Wanda Web', $3, $4, 'confirmed', 65)
            """, service.id, expert, elsewhere.start.date, elsewhere.start.time)
        wait { changes, _ in !changes.freed.isEmpty }
        let news = heard.withLock { $0.changes }
        #expect(news.freed.map(\.span.start) == [held.start])
        for console in consoles { console.hear(.changed(news)) }
        #expect(consoles[0].lines[2].contains(" waits: ") && consoles[0].lines[2].contains("\(held.start.time)"))
        #expect(!consoles[1].text.contains(" waits: "))
        consoles[1].hear(.changed(.waitlist))
        #expect(consoles[1].lines[2] == consoles[0].lines[2])
        #expect(try desk.waitlist.offers().map(\.start) == [held.start])
    }
}
