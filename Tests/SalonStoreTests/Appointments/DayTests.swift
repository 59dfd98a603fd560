import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("The day")
struct DayTests {
    private let monday = SmallSalon.monday

    @Test("lanes show shifts, exceptions, times off and closures of that date")
    func lanes() throws {
        let salon = try SmallSalon()
        try salon.database.run(
            """
            insert into public.shift_exceptions (expert_id, date, starts, ends)
            values ('\(SmallSalon.aiko)', '2026-11-23', '12:00', '20:00'),
                   ('\(SmallSalon.chloe)', '2026-11-24', null, null);
            insert into public.time_off (expert_id, during, kind, reason)
            values ('\(SmallSalon.chloe)', '[2026-11-23 00:00,2026-11-24 00:00)', 'training', 'Course in Lyon');
            insert into public.closures (branch_id, starts, ends, reason)
            select id, '2026-11-23 17:00', '2026-11-23 22:00', 'Stocktaking' from public.branches
            """)
        let day = try salon.appointments.day(monday)
        func spans(_ hours: [(Int, Int)]) -> [TimeSpan] {
            hours.map { TimeSpan(monday.at(0, $0.0), monday.at(0, $0.1)) }
        }
        #expect(day.lanes[0].shifts == spans([(720, 1020)]))
        #expect(day.lanes[1].shifts == spans([(540, 780), (810, 1020)]))
        #expect(day.lanes[2].isOff && day.lanes[2].offReason == "Course in Lyon")
        #expect(day.closures.map(\.reason) == ["Stocktaking"])
        #expect(day.openingHours == spans([(540, 1080)]))
        #expect(try salon.appointments.day(monday + 1).lanes[2].offReason == "off")
        #expect(try salon.appointments.day(monday - 1).lanes.allSatisfy(\.isOff))
    }

    @Test("work that passes midnight is on both days, and who has left shows with what they have")
    func midnight() throws {
        let salon = try SmallSalon()
        let entry = try salon.book([SmallSalon.cut], with: SmallSalon.ben, at: 10).entries[0]
        try salon.database.run(
            """
            update public.appointments set appointment_time = '23:30' where id = '\(entry.id)';
            insert into public.shift_exceptions (expert_id, date, starts, ends)
            values ('\(SmallSalon.ben)', '2026-11-23', '20:00', '01:00');
            """)
        let tuesday = try salon.appointments.day(monday + 1)
        #expect(tuesday.entries.map(\.id) == [entry.id])
        #expect(tuesday.lanes[1].bookedMinutes == 30)
        #expect(tuesday.lanes[1].shifts.first == TimeSpan(monday.at(20), monday.at(25)))
        #expect(tuesday.counts.visits == 0)
        #expect(try salon.appointments.day(monday).counts.visits == 1)
        #expect(try salon.appointments.day(monday + 2).entries.isEmpty)
        try salon.database.run("update public.experts set is_active = false where id = '\(SmallSalon.ben)'")
        #expect(try salon.appointments.day(monday).lanes.count == 3)
        #expect(try salon.appointments.day(monday + 2).lanes.count == 2)
    }

    @Test("the head line counts visits, what is owed and holds")
    func counts() throws {
        let salon = try SmallSalon()
        try salon.book([SmallSalon.cut, SmallSalon.colour], at: 10)
        try salon.book(with: SmallSalon.ben, at: 10, client: .known(SmallSalon.sam), settlement: .payNow(.cash))
        let cancelled = try salon.book(with: SmallSalon.chloe, at: 10).entries[0]
        _ = try salon.appointments.setStatus(cancelled, to: .cancelled, reason: "ill")
        let counts = try salon.appointments.day(monday).counts
        #expect(counts.visits == 2 && counts.unpaid == 1 && counts.holds == 1 && counts.noShows == 0)
        #expect(counts.nextHoldEnds == SmallSalon.now.adding(minutes: 240))
        #expect(try salon.appointments.day(monday, expert: SmallSalon.ben).lanes.map(\.expertID) == [SmallSalon.ben])
    }

    @Test("facts leave out what holds nothing any more, and the cursor's day can be booked from the day book")
    func facts() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        let day = try salon.appointments.day(monday)
        #expect(
            day.facts.input.experts[0].busy == BusySpan.spans(of: entry.id, start: entry.start, phases: entry.phases))
        #expect(day.facts == (try salon.facts()))
        let later = try salon.desk(of: "desk", clock: .frozen(SmallSalon.now.adding(minutes: 241)))
        #expect(try later.appointments.day(monday).facts.input.experts[0].busy.isEmpty)
        let starts = try later.appointments.freeStarts(
            SmallSalon.query(with: SmallSalon.aiko), dates: monday..<monday + 2)
        #expect(starts.contains { $0.start == (monday + 1).at(10) })
    }
}
