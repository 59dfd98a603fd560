import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Appointments that change places")
struct RearrangingTests {
    private let monday = SmallSalon.monday

    private func entry(_ visit: BookedVisit) throws -> DayEntry { try #require(visit.entries.first) }

    @Test("two experts' appointments are swapped in one round trip, each with its own length")
    func swap() throws {
        let salon = try SmallSalon()
        let cut = try entry(salon.book(with: SmallSalon.aiko, at: 10))
        let colour = try entry(
            salon.book([SmallSalon.colour], with: SmallSalon.chloe, at: 15, client: .known(SmallSalon.sam)))
        let facts = try salon.facts()
        let before = salon.store.roundTrips
        let swapped = try salon.appointments.swap(cut, colour, on: facts).entries
        #expect(salon.store.roundTrips == before + 1)
        #expect(swapped.map(\.id) == [cut.id, colour.id])
        #expect(swapped.map(\.expertID) == [SmallSalon.chloe, SmallSalon.aiko])
        #expect(swapped.map(\.start) == [monday.at(15), monday.at(10)])
        #expect(swapped.map(\.phases) == [cut.phases, colour.phases])
        // The client had asked for Aiko, and has Chloé now.
        #expect(cut.isExpertRequested && !swapped[0].isExpertRequested)
    }

    @Test("a swap is one change: taken back, both stand where they stood")
    func undo() throws {
        let salon = try SmallSalon()
        let cut = try entry(salon.book(with: SmallSalon.aiko, at: 10))
        let colour = try entry(
            salon.book([SmallSalon.colour], with: SmallSalon.chloe, at: 15, client: .known(SmallSalon.sam)))
        _ = try salon.appointments.swap(cut, colour, on: salon.facts())
        let offer = try #require(try salon.desk.history.lastUndoable())
        #expect(
            offer.sentence == "Take back that you swapped Maria Lopez, Cut with Sam Hill, Colour? Both go back.")
        _ = try salon.desk.history.undo(offer)
        let entries = try salon.appointments.day(monday).entries
        for was in [cut, colour] {
            let now = try #require(entries.first { $0.id == was.id })
            #expect(now.start == was.start && now.expertID == was.expertID)
            #expect(now.isExpertRequested == was.isExpertRequested)
        }
    }

    @Test("with one expert too: who was asked for stays asked for")
    func sameExpert() throws {
        let salon = try SmallSalon()
        let first = try entry(salon.book(at: 10))
        let second = try entry(salon.book(at: 14, client: .known(SmallSalon.sam)))
        let swapped = try salon.appointments.swap(first, second, on: salon.facts()).entries
        #expect(swapped.map(\.start) == [monday.at(14), monday.at(10)])
        #expect(swapped.allSatisfy { $0.expertID == SmallSalon.aiko && $0.isExpertRequested })
    }

    @Test("what does not fit is refused and nothing is moved; so is what somebody changed")
    func refusals() throws {
        let salon = try SmallSalon()
        let cut = try entry(salon.book(with: SmallSalon.aiko, at: 10))
        let colour = try entry(
            salon.book([SmallSalon.colour], with: SmallSalon.ben, at: 11, client: .known(SmallSalon.sam)))
        try salon.book(with: SmallSalon.aiko, at: 11, client: .known(SmallSalon.sam))
        let facts = try salon.facts()
        // The colour takes twenty minutes more than there are.
        let error = #expect(throws: SalonError.self) { try salon.appointments.swap(cut, colour, on: facts) }
        #expect(error?.code == "conflict" && error?.message.contains("Aiko") == true)
        #expect(try salon.appointments.card(cut.id).appointment.entry == cut)

        let other = try entry(salon.book(with: SmallSalon.chloe, at: 16))
        _ = try salon.appointments.setStatus(cut, to: .confirmed)
        let stale = #expect(throws: SalonError.self) { try salon.appointments.swap(cut, other, on: salon.facts()) }
        #expect(stale?.code == "stale")
        #expect(try salon.appointments.card(other.id).appointment.entry == other)
        #expect(throws: SalonError.self) {
            try salon.desk(of: "expert").appointments.swap(cut, other, on: facts)
        }
    }

    @Test("a place that was taken meanwhile is refused with the reason, in the same round trip")
    func taken() throws {
        let salon = try SmallSalon()
        let cut = try entry(salon.book(with: SmallSalon.aiko, at: 10))
        let colour = try entry(
            salon.book([SmallSalon.colour], with: SmallSalon.chloe, at: 15, client: .known(SmallSalon.sam)))
        let facts = try salon.facts()
        try salon.book(with: SmallSalon.aiko, at: 11, client: .known(SmallSalon.sam))
        let before = salon.store.roundTrips
        let error = #expect(throws: SalonError.self) { try salon.appointments.swap(cut, colour, on: facts) }
        #expect(salon.store.roundTrips == before + 1)
        #expect(error?.message == "Aiko Tanaka has another appointment at 11:00, before this would be done.")
        #expect(try salon.appointments.day(monday).entries.first { $0.id == cut.id }?.expertID == SmallSalon.aiko)
    }

    @Test("an expert's day goes to the others in one round trip; what could not be placed stays and is listed")
    func reassign() throws {
        let salon = try SmallSalon()
        try salon.book(at: 10)
        try salon.book([SmallSalon.colour], at: 12, client: .known(SmallSalon.sam))
        try salon.book(at: 15)
        for (hour, expert) in [(14, SmallSalon.chloe), (15, SmallSalon.ben), (15, SmallSalon.chloe)] {
            try salon.book(with: expert, at: hour, client: .known(SmallSalon.sam))
        }
        let day = try salon.appointments.day(monday)
        let entries = day.entries(of: SmallSalon.aiko)
        let facts = try salon.facts()
        let plan = Reassignment(
            of: entries.map(BookedPart.init), from: SmallSalon.aiko, facts.input, today: monday)
        #expect(plan.unplaced.map(\.part.start) == [monday.at(15)])
        let before = salon.store.roundTrips
        let moved = try salon.appointments.reassign(plan, of: entries, on: facts).entries
        #expect(salon.store.roundTrips == before + 1)
        #expect(moved.map(\.start) == [monday.at(10), monday.at(12)])
        #expect(
            moved.map(\.expertID) == plan.placed.map(\.expert) && !moved.contains { $0.expertID == SmallSalon.aiko })
        #expect(try salon.appointments.day(monday).entries(of: SmallSalon.aiko).map(\.start) == [monday.at(15)])
        // The same plan again is too late.
        #expect(throws: SalonError.self) { try salon.appointments.reassign(plan, of: entries, on: facts) }
    }

    @Test("the sick leave goes along in the same round trip, with all of it or none")
    func sickLeave() throws {
        let salon = try SmallSalon()
        let first = try entry(salon.book(with: SmallSalon.aiko, at: 10))
        let second = try entry(salon.book(with: SmallSalon.aiko, at: 13, client: .known(SmallSalon.sam)))
        let desk = try salon.desk(of: "admin")
        let facts = try salon.facts()
        let leave = TimeOff(
            id: .random(), expertID: SmallSalon.aiko, during: TimeSpan(monday..<monday + 1), kind: .sick)
        let plan = Reassignment(
            of: [first, second].map(BookedPart.init), from: SmallSalon.aiko, facts.input, today: monday)
        #expect(plan.placed.count == 2)
        _ = try salon.appointments.setStatus(second, to: .arrived)
        let stale = #expect(throws: SalonError.self) {
            try desk.appointments.reassign(plan, of: [first, second], on: facts, entering: leave)
        }
        #expect(stale?.code == "stale")
        #expect(try salon.appointments.day(monday).entries(of: SmallSalon.aiko).count == 2)
        #expect(try desk.experts.hours(of: SmallSalon.aiko).plan.roster.timeOff.isEmpty)

        let now = try salon.appointments.day(monday).entries
        let before = desk.store.roundTrips
        _ = try desk.appointments.reassign(plan, of: now, on: facts, entering: leave)
        #expect(desk.store.roundTrips == before + 1)
        #expect(try salon.appointments.day(monday).entries(of: SmallSalon.aiko).isEmpty)
        #expect(try desk.experts.hours(of: SmallSalon.aiko).plan.roster.timeOff == [leave])
        #expect(throws: SalonError.self) {
            try salon.appointments.reassign(plan, of: now, on: facts, entering: leave)
        }
        // Taken back, the appointments and the leave go back together.
        _ = try desk.history.undo(try #require(try desk.history.lastUndoable()))
        #expect(try salon.appointments.day(monday).entries(of: SmallSalon.aiko).count == 2)
        #expect(try desk.experts.hours(of: SmallSalon.aiko).plan.roster.timeOff.isEmpty)
    }

    @Test("a visit in any order is booked in the order that was offered")
    func anyOrder() throws {
        let salon = try SmallSalon()
        var query = AvailabilityQuery(
            [
                VisitPart(SmallSalon.colour, expert: SmallSalon.chloe),
                VisitPart(SmallSalon.cut, expert: SmallSalon.aiko),
            ],
            today: monday)
        // In the order asked for, the cut would have to wait for Aiko.
        try salon.book(with: SmallSalon.aiko, at: 12, client: .known(SmallSalon.sam))
        try salon.book(with: SmallSalon.aiko, at: 13, client: .known(SmallSalon.sam))
        let facts = try salon.facts()
        #expect(throws: SalonError.self) { try salon.request(query, at: monday.at(11), on: facts) }
        query.isOrderFree = true
        let request = try salon.request(query, at: monday.at(11), on: facts)
        let booked = try salon.appointments.book(request, for: query, on: facts)
        #expect(booked.entries.map(\.serviceName) == ["Cut", "Colour"])
        #expect(booked.entries.map(\.start) == [monday.at(11), monday.at(12)])
    }

    @Test("the next free starts over weeks are one round trip")
    func nextFree() throws {
        let salon = try SmallSalon()
        let before = salon.store.roundTrips
        let next = try salon.appointments.nextFree(
            SmallSalon.query(), TimeWish(weekdays: [.thursday], from: LocalTime(minutes: 1_000)),
            dates: monday..<monday + 28, count: 3)
        #expect(salon.store.roundTrips == before + 1)
        #expect(next.starts.map(\.start) == [(monday + 3).at(16, 45), (monday + 3).at(17), (monday + 10).at(16, 45)])
        // The last of them is booked on what was found.
        let plan = next.starts[2].plans[0]
        let request = BookingRequest(
            plan, of: SmallSalon.query(), client: .known(SmallSalon.sam), settlement: .hold)
        let visit = try salon.appointments.book(request, for: SmallSalon.query(), on: next.facts)
        #expect(visit.entries.map(\.start) == [(monday + 10).at(16, 45)])
        // Nobody works at night: the first start by day is told instead.
        let night = try salon.appointments.nextFree(
            SmallSalon.query(), TimeWish(before: LocalTime(minutes: 300)), dates: monday..<monday + 28)
        #expect(night.starts.isEmpty)
        let any = try salon.appointments.nextFree(SmallSalon.query(), dates: monday..<monday + 28)
        #expect(night.elsewhere == any.starts.first?.start)
    }
}
