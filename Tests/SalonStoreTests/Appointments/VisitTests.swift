import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Visits moved and cancelled as one")
struct VisitTests {
    private let monday = SmallSalon.monday

    private func plan(
        _ entries: [DayEntry], at start: LocalDateTime, on facts: AvailabilityFacts, with experts: [ExpertID?]? = nil
    ) throws -> VisitPlan {
        try Availability(
            movingVisit: entries.map { BookedPart($0) }, to: experts ?? entries.map(\.expertID), on: facts.input,
            today: monday
        ).accept(start)
    }

    @Test("both parts move a quarter of an hour, in one round trip, though they cross their own old places")
    func move() throws {
        let salon = try SmallSalon()
        let visit = try salon.book([SmallSalon.cut, SmallSalon.cut], at: 10)
        let facts = try salon.facts()
        let plan = try plan(visit.entries, at: monday.at(10, 15), on: facts)
        let before = salon.store.roundTrips
        let moved = try salon.appointments.moveVisit(visit.entries, to: plan, on: facts).entries
        #expect(salon.store.roundTrips == before + 1)
        #expect(moved.map(\.id) == visit.entries.map(\.id) && moved.map(\.visitID) == visit.entries.map(\.visitID))
        #expect(moved.map(\.start) == [monday.at(10, 15), monday.at(11, 15)])
        #expect(moved.allSatisfy { $0.expertID == SmallSalon.aiko && $0.isExpertRequested })
    }

    @Test("is one change: taken back, all of it stands where it stood")
    func undo() throws {
        let salon = try SmallSalon()
        let visit = try salon.book([SmallSalon.cut, SmallSalon.cut], at: 10)
        let facts = try salon.facts()
        let plan = try plan(visit.entries, at: monday.at(10, 15), on: facts)
        _ = try salon.appointments.moveVisit(visit.entries, to: plan, on: facts)
        let offer = try #require(try salon.desk.history.lastUndoable())
        #expect(offer.sentence == "Take back that you moved Maria Lopez, Cut and Maria Lopez, Cut? Both go back.")
        _ = try salon.desk.history.undo(offer)
        let now = try salon.appointments.day(monday).entries.filter { $0.visitID == visit.visitID }
        #expect(now.map(\.start) == visit.entries.map(\.start))
        #expect(now.map(\.expertID) == visit.entries.map(\.expertID))
    }

    @Test("to another week and to whoever is free, at the price it was booked")
    func another() throws {
        let salon = try SmallSalon()
        let visit = try salon.book([SmallSalon.colour, SmallSalon.cut], at: 10)
        let day = monday + 42
        let facts = try salon.facts(day)
        let plan = try plan(visit.entries, at: day.at(14), on: facts, with: [SmallSalon.chloe, nil])
        let moved = try salon.appointments.moveVisit(visit.entries, to: plan, on: facts).entries
        #expect(moved.map(\.start.date) == [day, day] && moved[0].expertID == SmallSalon.chloe)
        #expect(moved.map(\.price) == visit.entries.map(\.price) && !moved[0].isExpertRequested)
    }

    @Test("all of it or nothing: a part that is not free, or was changed, keeps the others where they are")
    func nothing() throws {
        let salon = try SmallSalon()
        let visit = try salon.book([SmallSalon.cut, SmallSalon.cut], at: 10)
        let facts = try salon.facts()
        let plan = try plan(visit.entries, at: monday.at(14), on: facts)
        // Somebody is faster with the hour of the second part.
        try salon.book(at: 15, client: .known(SmallSalon.sam))
        #expect(throws: SalonError.self) { try salon.appointments.moveVisit(visit.entries, to: plan, on: facts) }
        let now = try salon.appointments.day(monday).entries.filter { $0.visitID == visit.visitID }
        #expect(now.map(\.start) == visit.entries.map(\.start) && now.map(\.version) == visit.entries.map(\.version))

        _ = try salon.appointments.setStatus(visit.entries[1], to: .confirmed)
        let error = #expect(throws: SalonError.self) {
            try salon.appointments.cancelVisit(visit.entries, reason: "ill")
        }
        #expect(error?.code == "stale")
        let after = try salon.appointments.day(monday).entries.filter { $0.visitID == visit.visitID }
        #expect(after.map(\.status) == [.reserved, .confirmed])
    }

    @Test("it is cancelled as one, with its reason, in one round trip")
    func cancel() throws {
        let salon = try SmallSalon()
        let visit = try salon.book([SmallSalon.colour, SmallSalon.cut], at: 10)
        let waiting = try salon.desk.waitlist.add(
            WaitlistDraft(clientID: SmallSalon.sam, name: "", services: [SmallSalon.cutID]))
        let before = salon.store.roundTrips
        let change = try salon.appointments.cancelVisit(visit.entries, reason: "Client is ill")
        #expect(salon.store.roundTrips == before + 1)
        #expect(change.freed?.waiting == [waiting.entry])
        let cancelled = change.entries
        #expect(cancelled.map(\.status) == [.cancelled, .cancelled])
        #expect(
            try salon.appointments.card(cancelled[1].id).appointments.map(\.cancelReason) == [
                "Client is ill", "Client is ill",
            ])
        #expect(throws: SalonError.self) { try salon.appointments.cancelVisit(visit.entries, reason: " ") }
    }
}
