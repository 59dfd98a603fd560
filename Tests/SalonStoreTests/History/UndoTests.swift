import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Taking back one's own last change")
struct UndoTests {
    private let monday = SmallSalon.monday

    /// Takes back the last change of a desk.
    @discardableResult
    private func undo(_ desk: Desk) throws -> UndoneChange {
        let offer = try #require(try desk.history.lastUndoable())
        return try desk.history.undo(offer)
    }

    /// The refusal of an undo, by code and sentence; the offer says the same beforehand.
    private func refusal(_ desk: Desk) throws -> SalonError? {
        let offer = try #require(try desk.history.lastUndoable())
        let error = #expect(throws: SalonError.self) { try desk.history.undo(offer) }
        #expect(offer.refusal == error)
        return error
    }

    @Test("a move goes back to where it was, in one round trip, and stands in the log as taken back")
    func move() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        _ = try salon.appointments.move(entry, to: monday.at(15), expert: SmallSalon.ben, on: salon.facts())
        let offer = try #require(try salon.desk.history.lastUndoable())
        #expect(
            offer.sentence == "Take back that you moved Maria Lopez, Cut from 10:00 with Aiko Tanaka to 15:00 with "
                + "Ben Okafor? It becomes what it was.")
        let before = salon.store.roundTrips
        let undone = try salon.desk.history.undo(offer)
        #expect(salon.store.roundTrips == before + 1)
        #expect(undone.sentence.hasPrefix("Taken back: you moved Maria Lopez"))
        let now = try salon.appointments.card(entry.id).appointment.entry
        #expect(now.start == entry.start && now.expertID == entry.expertID)
        let history = try salon.desk.history.of(.appointments, entry.id.value)
        #expect(history.map(\.undoes) == [history[1].id, nil, nil])
        #expect(history[1].undoneBy == history[0].id)
        #expect(
            history[0].cardSentence.hasPrefix(
                "desk took a change back: moved it from 15:00 with Ben Okafor to 10:00 with Aiko Tanaka, at desk local")
        )
    }

    @Test("a time that was given to somebody else is not taken away again")
    func moveTaken() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        _ = try salon.appointments.move(entry, to: monday.at(15), on: salon.facts())
        let other = try salon.desk(of: "other")
        let facts = try salon.facts()
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let request = try salon.request(query, at: monday.at(10), on: facts, client: .known(SmallSalon.sam))
        _ = try other.appointments.book(request, for: query, on: facts)
        let offer = try #require(try salon.desk.history.lastUndoable())
        let error = #expect(throws: SalonError.self) { try salon.desk.history.undo(offer) }
        #expect(error?.code == "conflict" && error?.message.contains("given to somebody else") == true)
        #expect(try salon.appointments.card(entry.id).appointment.entry.start == monday.at(15))
    }

    @Test("a hold that has run out is not in the way of going back")
    func moveBackOverExpiredHold() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10, settlement: .payNow(.card)).entries[0]
        _ = try salon.appointments.move(entry, to: monday.at(15), on: salon.facts())
        let other = try salon.desk(of: "other")
        let facts = try salon.facts()
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let request = try salon.request(query, at: monday.at(10), on: facts, client: .known(SmallSalon.sam))
        _ = try other.appointments.book(request, for: query, on: facts)
        try salon.database.run(
            "update public.appointments set expires_at = '2026-11-23 06:00Z' where id <> '\(entry.id)'")
        try undo(salon.desk)
        #expect(try salon.appointments.card(entry.id).appointment.entry.start == monday.at(10))
    }

    @Test("a visit of several services is taken back whole: cancelled, and its time is free")
    func booking() throws {
        let salon = try SmallSalon()
        let visit = try salon.book([SmallSalon.cut, SmallSalon.colour], at: 10)
        let offer = try #require(try salon.desk.history.lastUndoable())
        #expect(offer.sentence.contains("booked Maria Lopez") && offer.sentence.contains("and 1 more?"))
        #expect(try salon.desk.history.undo(offer).offer == offer)
        let card = try salon.appointments.card(visit.entries[0].id)
        #expect(card.appointments.map(\.entry.status) == [.cancelled, .cancelled])
        #expect(card.appointments.map(\.cancelReason) == ["Taken back", "Taken back"])
        try salon.book(at: 10, client: .known(SmallSalon.sam))
    }

    @Test("a booking that was paid is the admin's to take back: the money is given back as a refund")
    func paidBooking() throws {
        let salon = try SmallSalon()
        try salon.book(at: 10, settlement: .payNow(.cash))
        #expect(try refusal(salon.desk)?.code == "forbidden")
        let admin = try salon.desk(of: "admin")
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let facts = try salon.facts()
        let request = try salon.request(query, at: monday.at(14), on: facts, settlement: .payNow(.cash))
        let booked = try admin.appointments.book(request, for: query, on: facts).entries[0]
        try undo(admin)
        let card = try admin.appointments.card(booked.id)
        #expect(card.appointment.entry.status == .cancelled && card.appointment.entry.paymentStatus == .refunded)
        #expect(Set(card.payments.map(\.payment.kind)) == [.payment, .refund])
        #expect(card.appointment.entry.paid.isZero)
    }

    @Test("all of a change goes back, or nothing")
    func allOrNothing() throws {
        let salon = try SmallSalon()
        let visit = try salon.book([SmallSalon.cut, SmallSalon.colour], at: 10).entries
        let other = try salon.desk(of: "other")
        _ = try other.appointments.setStatus(visit[1], to: .arrived)
        let error = try refusal(salon.desk)
        #expect(error?.message.hasPrefix("other has changed it since") == true)
        let statuses = try salon.appointments.card(visit[0].id).appointments.map(\.entry.status)
        #expect(statuses == [.reserved, .arrived])
    }

    @Test("a payment goes back as a refund, the status with it; a closed till and a tip stay")
    func payment() throws {
        let salon = try SmallSalon()
        let admin = try salon.desk(of: "admin")
        var entry = try salon.book(at: 10).entries[0]
        _ = try admin.appointments.pay(entry, PaymentRequest(method: .cash))
        try undo(admin)
        entry = try admin.appointments.card(entry.id).appointment.entry
        #expect(entry.status == .reserved && entry.paymentStatus == .unpaid && entry.due == entry.price)

        _ = try admin.appointments.pay(entry, PaymentRequest(method: .cash, tip: SmallSalon.euros(5)))
        #expect(try refusal(admin)?.message.hasPrefix("A tip is the expert's") == true)

        let later = try salon.book(at: 12).entries[0]
        try salon.database.run(
            "insert into public.tills (id, branch_id, opened_with) select '\(SmallSalon.id("71") as TillID)', id, 100 "
                + "from public.branches")
        _ = try admin.appointments.pay(later, PaymentRequest(method: .card))
        try salon.database.run("update public.tills set closed_at = now(), counted = 165, expected = 165")
        #expect(try refusal(admin)?.message.contains("closed and counted") == true)
        #expect(try admin.appointments.card(later.id).payments.map(\.payment.kind) == [.payment])
    }

    @Test("a receptionist takes no payment back: money is given back by an admin")
    func paymentForbidden() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        _ = try salon.appointments.pay(entry, PaymentRequest(method: .card))
        #expect(try refusal(salon.desk)?.code == "forbidden")
        #expect(try salon.value("select count(*) from public.payments where kind = 'refund'", as: Int.self) == 0)
    }

    @Test("undo walks back, change by change, and never takes itself back")
    func walkingBack() throws {
        let salon = try SmallSalon()
        var entry = try salon.book(at: 10).entries[0]
        for hour in [12, 14, 16] {
            entry = try salon.appointments.move(entry, to: monday.at(hour), on: salon.facts()).entry
        }
        for hour in [14, 12, 10] {
            try undo(salon.desk)
            #expect(try salon.appointments.card(entry.id).appointment.entry.start == monday.at(hour))
        }
        try undo(salon.desk)
        #expect(try salon.appointments.card(entry.id).appointment.entry.status == .cancelled)
        #expect(try salon.desk.history.lastUndoable() == nil)
    }

    @Test("the same change is taken back once, from however many screens")
    func once() throws {
        let salon = try SmallSalon(poolSize: 8)
        let entry = try salon.book(at: 10).entries[0]
        _ = try salon.appointments.move(entry, to: monday.at(15), on: salon.facts())
        let offer = try #require(try salon.desk.history.lastUndoable())
        let outcomes = together(8) { _ in
            outcome { () throws(SalonError) in try salon.desk.history.undo(offer) }
        }
        #expect(outcomes.filter { if case .success = $0 { true } else { false } }.count == 1)
        for case .failure(let error) in outcomes { #expect(error.message == "This was taken back already.") }
        #expect(try salon.value("select count(*) from public.audit_log where undoes is not null", as: Int.self) == 1)
    }

    @Test("only one's own changes, and only those of this session")
    func ownOnly() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        let offer = try #require(try salon.desk.history.lastUndoable())
        #expect(try salon.desk(of: "other").history.lastUndoable() == nil)
        #expect(try salon.desk(of: "desk").history.lastUndoable() == nil)
        let error = #expect(throws: SalonError.self) { try salon.desk(of: "admin").history.undo(offer) }
        #expect(error == UndoObstacle.nothing.error(changedBy: nil))
        #expect(try salon.appointments.card(entry.id).appointment.entry.status == .reserved)
    }

    @Test("a client's card goes back field by field; one who was typed in by mistake is removed")
    func client() throws {
        let salon = try SmallSalon()
        let maria = try salon.desk.clients.card(SmallSalon.maria).client
        var draft = ClientDraft(maria)
        draft.phone = "+33 6 99 88 77 66"
        draft.alert = ""
        try salon.desk.clients.edit(maria.id, version: maria.version, draft)
        try undo(salon.desk)
        let now = try salon.desk.clients.card(SmallSalon.maria).client
        #expect(now.phone == maria.phone && now.alert == maria.alert)

        try salon.desk.clients.add(ClientID.random(), ClientDraft(name: "Tom Reed"))
        try undo(salon.desk)
        #expect(try salon.value("select count(*) from public.users where name = 'Tom Reed'", as: Int.self) == 0)
    }

    @Test("the catalogue and the experts go back; what is in use by now stays")
    func catalogue() throws {
        let salon = try SmallSalon()
        let admin = try salon.desk(of: "admin")
        var draft = ServiceDraft(
            categoryID: SmallSalon.cut.categoryID, name: "Cut", price: SmallSalon.euros(99),
            phases: ServicePhases(handsOn: 45))
        let cut = try #require(try admin.services.catalogue().service(SmallSalon.cutID))
        try admin.services.editService(cut.id, version: cut.version, draft)
        try undo(admin)
        let now = try #require(try admin.services.catalogue().service(SmallSalon.cutID))
        #expect(now.price == SmallSalon.cut.price && now.phases == SmallSalon.cut.phases)

        let fresh = ServiceID.random()
        draft.name = "Bang trim"
        try admin.services.addService(fresh, draft)
        try undo(admin)
        #expect(try admin.services.catalogue(includeInactive: true).service(fresh) == nil)

        try admin.services.addService(fresh, draft)
        try salon.database.run(
            "insert into public.expert_services (expert_id, service_id) values ('\(SmallSalon.ben)', '\(fresh)')")
        let offer = try #require(try admin.history.lastUndoable())
        let error = #expect(throws: SalonError.self) { try admin.history.undo(offer) }
        #expect(error == UndoObstacle.used.error(changedBy: nil))
        #expect(try admin.services.catalogue(includeInactive: true).service(fresh) != nil)
    }

    @Test("a closure that was entered, changed or removed goes back, and the appointments are where they were")
    func closure() throws {
        let salon = try SmallSalon()
        let admin = try salon.desk(of: "admin")
        let (day, other) = (TimeSpan(monday..<monday + 1), TimeSpan(monday..<monday + 2))
        func closures() throws -> [Closure] { try admin.experts.hours(of: SmallSalon.aiko).plan.closures }
        let closure = Closure(id: .random(), during: day, reason: "Flood")
        try admin.experts.addClosure(closure)
        #expect(throws: SalonError.self) { try salon.book(at: 10) }
        #expect(try undo(admin).sentence.hasPrefix("Taken back: you added the closure Flood"))
        #expect(try closures().isEmpty)
        try salon.book(at: 10)

        try admin.experts.addClosure(closure)
        try admin.experts.editClosure(Closure(id: closure.id, during: other, reason: "Flood"), knowing: closure)
        try undo(admin)
        #expect(try closures() == [closure])
        try admin.experts.removeClosure(closure)
        #expect(try undo(admin).sentence == "Taken back: you removed the closure Flood.")
        #expect(try closures() == [closure])
    }

    @Test("what was offered to who waits is no change of one's own; the time that it holds is not taken away again")
    func offered() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        _ = try salon.desk.waitlist.add(
            WaitlistDraft(clientID: SmallSalon.sam, services: [SmallSalon.cutID], experts: [SmallSalon.aiko]))
        let cancelled = try salon.appointments.changeStatus(entry, to: .cancelled, reason: "ill")
        let held = try salon.desk.waitlist.offer(#require(cancelled.freed).times)
        #expect(held.count == 1)
        let offer = try #require(try salon.desk.history.lastUndoable())
        #expect(offer.deed == "cancelled Maria Lopez, Cut (ill)")
        #expect(#expect(throws: SalonError.self) { try salon.desk.history.undo(offer) }?.code == "conflict")
        _ = try salon.desk.waitlist.passOn(held[0])
        #expect(try salon.desk.waitlist.offers().isEmpty)
    }

    @Test("a step that one may not take backwards is not taken back")
    func reopening() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        _ = try salon.appointments.setStatus(entry, to: .completed)
        let error = try refusal(salon.desk)
        #expect(error?.code == "forbidden")
        #expect(try salon.appointments.card(entry.id).appointment.entry.status == .completed)
    }

    @Test("a hold that would have run out is not taken up again")
    func holdOver() throws {
        let salon = try SmallSalon(clock: .frozen(SmallSalon.now))
        let entry = try salon.book(at: 10).entries[0]
        _ = try salon.appointments.setStatus(entry, to: .confirmed)
        let offer = try #require(try salon.desk.history.lastUndoable())
        #expect(offer.refusal == nil)
        let later = try Store(
            settings: salon.database.deskSettings, clock: .frozen(SmallSalon.now.adding(minutes: 300))
        ).resume(token: salon.desk.token)
        let error = #expect(throws: SalonError.self) { try later.history.undo(offer) }
        #expect(error == UndoObstacle.hold.error(changedBy: nil))
    }
}
