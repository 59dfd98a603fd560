import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Clients")
struct ClientTests {
    @Test("pages over equal names show everybody once, forwards and back")
    func pages() throws {
        let salon = try SmallSalon()
        try salon.database.run(
            """
            insert into public.users (id, name, role)
            select md5('client ' || n)::uuid, (array['Éva Novák', 'Eva Novak', 'Zoe Park'])[1 + n % 3], 'user'
              from generate_series(1, 200) n
            """)
        var forwards: [ClientRow] = []
        var page = try salon.desk.clients.page("", PageRequest(limit: 23))
        while true {
            forwards += page.rows
            guard page.hasMoreAfter, let last = forwards.last else { break }
            page = try salon.desk.clients.page("", PageRequest(after: last.key, limit: 23))
        }
        #expect(forwards.count == 203 && Set(forwards.map(\.client.id)).count == 203)
        let last = try #require(forwards.last)
        var backwards: [ClientRow] = []
        var before = last.key
        while true {
            let page = try salon.desk.clients.page("", PageRequest(before: before, limit: 31))
            backwards = page.rows + backwards
            guard page.hasMoreBefore, let first = backwards.first else { break }
            before = first.key
        }
        #expect(backwards == forwards.dropLast())
    }

    @Test("a search finds by any part of name, number or address, whatever the accents")
    func search() throws {
        let salon = try SmallSalon()
        try salon.desk.clients.add(.random(), ClientDraft(name: "Zoé Müller", email: "zoe@example.org"))
        for text in ["maria", "LOPEZ", "lop mar", "+33 6 11 22 33 44", "0611223344", "maria@exa"] {
            #expect(try salon.desk.clients.search(text).map(\.name) == ["Maria Lopez"], "\(text)")
        }
        #expect(try salon.desk.clients.search("muller").map(\.name) == ["Zoé Müller"])
        #expect(try salon.desk.clients.search("  ").isEmpty)
        #expect(try salon.desk.clients.search("%").isEmpty)
        #expect(try salon.desk.clients.search("maria").first?.alert == "nut allergy")
    }

    @Test("the card has visits, spend, what is owed, no-shows and cancellations")
    func card() throws {
        let salon = try SmallSalon()
        try salon.database.run(
            """
            insert into public.appointments (id, branch_id, visit_id, user_id, customer_name, service_id, service_name,
                expert_id, appointment_date, appointment_time, duration, total_price, status, payment_status)
            select gen_random_uuid(), b.id, gen_random_uuid(), '\(SmallSalon.maria)', 'Maria', '\(SmallSalon.cutID)',
                   'Cut', '\(SmallSalon.ben)', v.day::date, '10:00', 60, 65, v.status, v.paid
              from public.branches b,
                   (values ('2026-10-01', 'completed', 'paid'), ('2026-10-29', 'completed', 'unpaid'),
                           ('2026-11-03', 'no_show', 'unpaid'), ('2026-11-04', 'cancelled', 'unpaid'),
                           ('2026-11-30', 'confirmed', 'unpaid')) as v (day, status, paid)
            """)
        let card = try salon.desk.clients.card(SmallSalon.maria)
        #expect(card.completed == 2 && card.noShows == 1 && card.cancelled == 1)
        #expect(card.spent == SmallSalon.euros(130) && card.owed == SmallSalon.euros(65))
        #expect(card.firstVisit == SmallSalon.monday - 53 && card.lastVisit == SmallSalon.monday - 25)
        #expect(card.averageInterval == 28 && card.appointments.count == 5)
        #expect(card.appointments.first?.entry.status == .confirmed)
        #expect(throws: SalonError.notFound(what: "client")) { try salon.desk.clients.card(.random()) }
    }

    @Test("added once however often it is saved; changed on the version that was seen")
    func editing() throws {
        let salon = try SmallSalon()
        let clients = salon.desk.clients
        let id = ClientID.random()
        var draft = ClientDraft(name: "Jo Bauer", email: "Jo@Example.com", phone: "+33 6 39 98 00 01")
        try clients.add(id, draft)
        try clients.add(id, draft)
        #expect(try clients.search("bauer").count == 1)
        let added = try clients.card(id).client
        #expect(added.email == "jo@example.com")
        draft = ClientDraft(added)
        draft.alert = "latex"
        try clients.edit(id, version: added.version, draft)
        try clients.edit(id, version: added.version, draft)
        draft.alert = "nothing"
        let stale = #expect(throws: SalonError.self) {
            try clients.edit(id, version: added.version, draft)
        }
        #expect(stale?.code == "stale")
        #expect(try clients.card(id).client.alert == "latex")
        let taken = ClientDraft(name: "Jo Baur", email: "jo@example.com")
        let error = #expect(throws: SalonError.self) { try clients.add(.random(), taken) }
        guard case .invalid("email", _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try clients.duplicates(of: taken).map(\.id) == [id])
    }

    @Test("an expert finds the own clients, without contact data, and changes none")
    func expert() throws {
        let salon = try SmallSalon()
        let expert = try salon.desk(of: "expert")
        #expect(try expert.clients.search("maria").isEmpty)
        try salon.book(with: SmallSalon.aiko, at: 10)
        let hit = try #require(try expert.clients.search("maria").first)
        #expect(hit.phone == nil && hit.email == nil && hit.alert == "nut allergy")
        let before = expert.store.roundTrips
        #expect(throws: SalonError.forbidden(.clientsManage)) {
            try expert.clients.add(.random(), ClientDraft(name: "Jo Bauer"))
        }
        #expect(expert.store.roundTrips == before)
    }

    @Test("each call is one round trip")
    func roundTrips() throws {
        let salon = try SmallSalon()
        let desk = salon.desk
        let version = try desk.clients.card(SmallSalon.sam).client.version
        let calls: [() throws -> Void] = [
            { _ = try desk.clients.search("maria") }, { _ = try desk.clients.page("", PageRequest(limit: 5)) },
            { _ = try desk.clients.card(SmallSalon.maria) },
            { try desk.clients.add(.random(), ClientDraft(name: "Jo Bauer")) },
            { try desk.clients.edit(SmallSalon.sam, version: version, ClientDraft(name: "Sam Hills")) },
            { _ = try desk.clients.duplicates(of: ClientDraft(name: "Maria Lopez", phone: "0611223344")) },
        ]
        for call in calls {
            let before = desk.store.roundTrips
            try call()
            #expect(desk.store.roundTrips == before + 1)
        }
    }
}
