import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Who waits for the time that a change gives back")
struct FreedTests {
    private let monday = SmallSalon.monday
    private let salon: SmallSalon

    init() throws {
        salon = try SmallSalon()
        _ = try salon.desk.waitlist.add(WaitlistDraft(clientID: SmallSalon.sam, services: [SmallSalon.cutID]))
    }

    private func time(_ expert: ExpertID, _ date: LocalDate, _ hour: Int, _ minute: Int, minutes: Int) -> FreedTime {
        FreedTime(expert: expert, span: TimeSpan(date.at(hour, minute), minutes: minutes))
    }

    /// Takes the last change back; answers with what became free, in one round trip.
    private func undo() throws -> [FreedTime] {
        let offer = try #require(try salon.desk.history.lastUndoable())
        let before = salon.store.roundTrips
        let undone = try salon.desk.history.undo(offer)
        #expect(salon.store.roundTrips == before + 1)
        if let freed = undone.freed { #expect(freed.waiting.map(\.clientID) == [SmallSalon.sam]) }
        return undone.freed?.times ?? []
    }

    @Test("a swap frees what neither of the two needs where it is now, and so does its undo")
    func swap() throws {
        let cut = try salon.book(at: 10).entries[0]
        let colour = try salon.book([SmallSalon.colour], with: SmallSalon.chloe, at: 15).entries[0]
        let before = salon.store.roundTrips
        let swapped = try salon.appointments.swap(cut, colour, on: salon.facts())
        #expect(salon.store.roundTrips == before + 2, "the facts and the swap")
        #expect(
            swapped.freed?.times == [
                time(SmallSalon.aiko, monday, 10, 30, minutes: 30), time(SmallSalon.chloe, monday, 16, 0, minutes: 20),
            ])
        #expect(
            Set(try undo()) == [
                time(SmallSalon.aiko, monday, 11, 0, minutes: 20), time(SmallSalon.chloe, monday, 15, 30, minutes: 30),
            ])
    }

    @Test("two of one length that change places free nothing")
    func evenSwap() throws {
        let one = try salon.book(at: 10).entries[0]
        let other = try salon.book(with: SmallSalon.ben, at: 15).entries[0]
        #expect(try salon.appointments.swap(one, other, on: salon.facts()).freed == nil)
    }

    @Test("a series that is moved frees what it leaves behind")
    func series() throws {
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let rule = try SeriesRule(first: monday.at(10), everyWeeks: 1, end: .times(2))
        let facts = try salon.appointments.seriesFacts(rule)
        let plans = SeriesPlan(rule, Availability(facts.input, for: query)).occurrences.compactMap(\.plan)
        let booked = try salon.appointments.bookSeries(
            SeriesBooking(rule, plans, of: query, client: .known(SmallSalon.maria)), for: query, on: facts)
        let place = try #require(try salon.appointments.card(booked.entries[0].id).series)
        let moved = try salon.appointments.changeSeries(
            booked.entries[0], .all, SeriesChange(hour: .later(30)),
            in: salon.appointments.seriesBook(booked.entries[0], place))
        #expect(
            Set(moved.freed?.times ?? []) == [
                time(SmallSalon.aiko, monday, 10, 0, minutes: 30),
                time(SmallSalon.aiko, monday + 7, 10, 0, minutes: 30),
            ])
    }

    @Test("a move that is taken back gives its new time back, a booking all of it, a cancellation nothing")
    func undone() throws {
        let entry = try salon.book(at: 10).entries[0]
        let moved = try salon.appointments.move(entry, to: monday.at(10, 30), on: salon.facts()).entry
        #expect(try undo() == [time(SmallSalon.aiko, monday, 11, 0, minutes: 30)])
        let now = try salon.appointments.card(moved.id).appointment.entry
        _ = try salon.appointments.changeStatus(now, to: .cancelled, reason: "ill")
        #expect(try undo().isEmpty)
        #expect(try undo() == [time(SmallSalon.aiko, monday, 10, 0, minutes: 60)])
    }

    @Test("what was changed twice at once gives its time back once") func changedTwice() throws {
        let entry = try salon.book(at: 10).entries[0]
        var pipeline = salon.desk.pipeline()
        for step in ["notes = 'x'", "appointment_time = '11:00'"] {
            pipeline.add(
                Statement(unprepared: "update public.appointments set \(step) where id = '\(entry.id)'"))
        }
        _ = try salon.desk.run(pipeline)
        let offer = try #require(try salon.desk.history.lastUndoable())
        #expect(offer.entries.count == 2)
        #expect(offer.held == [time(SmallSalon.aiko, monday, 11, 0, minutes: 60)])
    }

    /// Another desk's hold of an expert's time, which has run out and was not noticed by anybody.
    private func forgottenHold(with expert: ExpertID = SmallSalon.aiko, at hour: Int, _ minute: Int = 0) throws {
        let query = SmallSalon.query(with: expert)
        let facts = try salon.facts()
        let request = try salon.request(query, at: monday.at(hour, minute), on: facts)
        _ = try salon.desk(of: "other").appointments.book(request, for: query, on: facts)
        try salon.database.run(
            "update public.appointments set expires_at = '2026-11-23 06:00Z' where visit_id = '\(request.visitID)'")
    }

    @Test("what a booking leaves of a hold that has run out is for who waits; nothing when it takes all")
    func booking() throws {
        try forgottenHold(at: 10)
        let before = salon.store.roundTrips
        let freed = try #require(try salon.book(at: 10, 30).freed)
        #expect(salon.store.roundTrips == before + 2, "the facts and the booking")
        #expect(freed.times == [time(SmallSalon.aiko, monday, 10, 0, minutes: 30)])
        try forgottenHold(at: 14)
        #expect(try salon.book(at: 14).freed == nil)
    }

    @Test("nobody is told of a hold that has run out when nobody waits, or only who let it go")
    func bookingUnawaited() throws {
        try forgottenHold(at: 10)
        try salon.database.run("update public.appointments set waitlist_id = (select id from public.waitlist)")
        #expect(try salon.book(at: 10, 30).freed == nil)
        try forgottenHold(at: 14)
        try salon.database.run("update public.waitlist set status = 'dropped'")
        #expect(try salon.book(at: 14, 30).freed == nil)
    }

    @Test("a refused booking gives nothing away: the hold is found over once more")
    func refused() throws {
        try forgottenHold(at: 10)
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let facts = try salon.facts()
        let request = try salon.request(query, at: monday.at(10, 30), on: facts)
        try salon.database.run("update public.experts set roster_version = roster_version + 1")
        #expect(throws: SalonError.self) { try salon.appointments.book(request, for: query, on: facts) }
        #expect(try salon.book(at: 10, 30).freed != nil)
    }

    @Test("a move, a series and an undo leave the rest of a hold that has run out to who waits, besides their own time")
    func changes() throws {
        let entry = try salon.book(at: 15).entries[0]
        try forgottenHold(at: 10)
        let moved = try salon.appointments.move(entry, to: monday.at(10, 30), on: salon.facts())
        #expect(
            Set(moved.freed?.times ?? []) == [
                time(SmallSalon.aiko, monday, 15, 0, minutes: 60), time(SmallSalon.aiko, monday, 10, 0, minutes: 30),
            ])

        try forgottenHold(at: 13)
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let rule = try SeriesRule(first: monday.at(13, 30), everyWeeks: 1, end: .times(2))
        let facts = try salon.appointments.seriesFacts(rule)
        let plans = SeriesPlan(rule, Availability(facts.input, for: query)).occurrences.compactMap(\.plan)
        let booked = try salon.appointments.bookSeries(
            SeriesBooking(rule, plans, of: query, client: .known(SmallSalon.maria)), for: query, on: facts)
        #expect(booked.freed?.times == [time(SmallSalon.aiko, monday, 13, 0, minutes: 30)])
        _ = try undo()

        try forgottenHold(at: 15, 30)
        #expect(
            Set(try undo()) == [
                time(SmallSalon.aiko, monday, 10, 30, minutes: 60), time(SmallSalon.aiko, monday, 16, 0, minutes: 30),
            ])
    }

    @Test("who takes over leaves the rest of a hold that has run out to who waits; the time of who is ill is nobody's")
    func reassign() throws {
        let entry = try salon.book(at: 10).entries[0]
        try salon.book(with: SmallSalon.chloe, at: 10)
        try forgottenHold(with: SmallSalon.ben, at: 10, 30)
        let facts = try salon.facts()
        let plan = Reassignment(of: [BookedPart(entry)], from: SmallSalon.aiko, facts.input, today: monday)
        #expect(plan.placed.map(\.expert) == [SmallSalon.ben])
        let given = try salon.appointments.reassign(plan, of: [entry], on: facts)
        #expect(given.freed?.times == [time(SmallSalon.ben, monday, 11, 0, minutes: 30)])
    }

    @Test("what an offer leaves of a hold that has run out is offered to the next")
    func offering() throws {
        _ = try salon.desk.waitlist.add(
            WaitlistDraft(clientID: SmallSalon.maria, services: [SmallSalon.cutID], experts: [SmallSalon.aiko]))
        try forgottenHold(at: 11)
        let held = try salon.desk.waitlist.offer([time(SmallSalon.aiko, monday, 10, 0, minutes: 60)])
        #expect(held.map(\.start) == [monday.at(10), monday.at(11)])
        #expect(Set(held.map(\.entry.clientID)) == [SmallSalon.sam, SmallSalon.maria])
    }

    @Test("an undo answers with the visits and the payments as they are now")
    func undoneVisits() throws {
        let visit = try salon.book([SmallSalon.cut, SmallSalon.colour], at: 10)
        let paid = try salon.appointments.pay(visit.entries[0], PaymentRequest(method: .card))
        let admin = try salon.desk(of: "admin")
        let moved = try admin.appointments.move(paid.entries[0], to: monday.at(9), on: salon.facts()).entry
        let offer = try #require(try admin.history.lastUndoable())
        let undone = try admin.history.undo(offer)
        let card = try admin.appointments.card(moved.id)
        #expect(undone.appointments == card.appointments)
        #expect(undone.appointments.count == 2 && undone.appointments[0].entry.start == monday.at(10))
        #expect(undone.payments == card.payments && card.payments.count == 2)
    }
}
