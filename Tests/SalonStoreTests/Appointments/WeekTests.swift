import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Week and month")
struct WeekTests {
    private let monday = SmallSalon.monday

    @Test("a week of one expert is a book for each day, in one round trip")
    func week() throws {
        let salon = try SmallSalon()
        try salon.book(with: SmallSalon.ben, at: 10)
        try salon.book(with: SmallSalon.aiko, at: 11, client: .known(SmallSalon.sam))
        try salon.database.run(
            """
            insert into public.time_off (expert_id, during, kind)
            values ('\(SmallSalon.ben)', '[2026-11-25 00:00,2026-11-26 00:00)', 'sick');
            """)
        let before = salon.store.roundTrips
        let days = try salon.appointments.days(monday..<monday + 7, of: SmallSalon.ben)
        #expect(salon.store.roundTrips - before == 1)
        #expect(days.map(\.date) == Array(monday..<monday + 7))
        #expect(days.allSatisfy { $0.lanes.map(\.name) == ["Ben Okafor"] })
        #expect(days.map { $0.entries.count } == [1, 0, 0, 0, 0, 0, 0])
        #expect(days.map { $0.lanes[0].offReason } == [nil, nil, "sick", nil, nil, nil, "off"])
        #expect(days.allSatisfy { $0.facts.input.dates == monday..<monday + 7 })
        #expect(try days[0].entries == salon.appointments.day(monday, expert: SmallSalon.ben).entries)
    }

    @Test("it tells what its clients have with others then, and who may come there from another week")
    func elsewhere() throws {
        let salon = try SmallSalon()
        try salon.book(with: SmallSalon.ben, at: 10)
        let other = try salon.book(with: SmallSalon.aiko, at: 12).entries[0]
        let sams = try salon.book(with: SmallSalon.aiko, at: 14, client: .known(SmallSalon.sam)).entries[0]
        func elsewhere(carrying client: ClientID? = nil) throws -> [[AppointmentID]] {
            try salon.appointments.days(monday..<monday + 2, of: SmallSalon.ben, carrying: client).map { day in
                #expect(day.elsewhere.allSatisfy { $0.expertName == "Aiko Tanaka" })
                return day.elsewhere.map(\.entry.id)
            }
        }
        #expect(try elsewhere() == [[other.id], []])
        #expect(try elsewhere(carrying: SmallSalon.sam) == [[other.id, sams.id], []])
        _ = try salon.appointments.setStatus(other, to: .cancelled, reason: "ill")
        #expect(try elsewhere() == [[], []])
        #expect(try salon.appointments.days(monday..<monday + 1).allSatisfy(\.elsewhere.isEmpty))
    }

    @Test("an expert gets their own week, whoever's is asked for")
    func ownWeek() throws {
        let salon = try SmallSalon()
        try salon.book(with: SmallSalon.ben, at: 10)
        try salon.book(with: SmallSalon.aiko, at: 11, client: .known(SmallSalon.sam))
        let days = try salon.desk(of: "expert").appointments.days(monday..<monday + 7, of: SmallSalon.ben)
        #expect(days[0].lanes.map(\.name) == ["Aiko Tanaka"])
        #expect(days[0].entries.map(\.expertID) == [SmallSalon.aiko])
        let loads = try salon.desk(of: "expert").appointments.loads(monday..<monday + 1, of: SmallSalon.ben)
        #expect(loads.map(\.workedMinutes) == [540] && loads.map(\.visits) == [1])
    }

    @Test("loads are what is booked, done or held, of what is worked, in one round trip")
    func loads() throws {
        let salon = try SmallSalon()
        let done = try salon.book(with: SmallSalon.ben, at: 10)
        try salon.book([SmallSalon.colour], with: SmallSalon.aiko, at: 11, client: .known(SmallSalon.sam))
        let off = try salon.book(with: SmallSalon.chloe, at: 14)
        try salon.database.run(
            """
            update public.appointments set status = 'completed' where id = '\(done.entries[0].id)';
            update public.appointments set status = 'cancelled', cancelled_reason = 'ill'
             where id = '\(off.entries[0].id)';
            insert into public.closures (branch_id, starts, ends, reason)
            select id, '2026-11-24 00:00', '2026-11-25 00:00', 'Stocktaking' from public.branches
            """)
        let before = salon.store.roundTrips
        let loads = try salon.appointments.loads(monday..<monday + 7)
        #expect(salon.store.roundTrips - before == 1)
        // Nine hours each, Ben half an hour less; a cut of 60 minutes, a colour of 30 and 20.
        #expect(
            loads[0]
                == DayLoad(date: monday, workedMinutes: 540 + 510 + 540, bookedMinutes: 60 + 50, visits: 2))
        #expect(
            loads[1] == DayLoad(date: monday + 1, workedMinutes: 0, bookedMinutes: 0, visits: 0, closure: "Stocktaking")
        )
        #expect(loads[6].percent == nil && loads[6].closure == nil)
        let own = try salon.appointments.loads(monday..<monday + 1, of: SmallSalon.ben)
        #expect(own == [DayLoad(date: monday, workedMinutes: 510, bookedMinutes: 60, visits: 1)])
        // A hold that has run out holds nothing.
        let later = try salon.desk(of: "desk", clock: .frozen(SmallSalon.now.adding(minutes: 24 * 60)))
        #expect(try later.appointments.loads(monday..<monday + 1)[0].visits == 1)
    }
}
