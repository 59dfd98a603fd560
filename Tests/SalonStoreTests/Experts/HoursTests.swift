import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Working hours")
struct HoursTests {
    private let monday = SmallSalon.monday

    private func hours(_ from: Int, _ to: Int) -> ShiftException.Hours {
        .init(starts: LocalTime(minutes: from * 60), ends: LocalTime(minutes: to * 60))
    }

    private func exceptions(_ hours: DayHours, _ tail: Int = 0) -> [ShiftException] {
        hours.exceptions(of: SmallSalon.ben, on: monday) { SmallSalon.id("\(70 + tail + $0)") }
    }

    private func timeOff(_ from: LocalDateTime, _ to: LocalDateTime, reason: String? = nil) -> TimeOff {
        TimeOff(
            id: SmallSalon.id("81"), expertID: SmallSalon.ben, during: TimeSpan(from, to), kind: .training,
            reason: reason)
    }

    @Test("shifts, other hours, times off, closures and what is booked come in one round trip")
    func reading() throws {
        let salon = try SmallSalon()
        try salon.book(with: SmallSalon.ben, at: 10)
        try salon.book([SmallSalon.colour], with: SmallSalon.aiko, at: 12)
        try salon.database.run(
            """
            insert into public.shift_exceptions (expert_id, date) values ('\(SmallSalon.ben)', '2026-11-28');
            insert into public.time_off (expert_id, during) values
                ('\(SmallSalon.ben)', '[2026-12-01 00:00, 2026-12-08 00:00)'),
                ('\(SmallSalon.ben)', '[2026-05-01 00:00, 2026-05-08 00:00)');
            insert into public.closures (branch_id, starts, ends, reason)
            select id, '2026-12-25 00:00', '2026-12-26 00:00', 'Christmas' from public.branches
            """)
        let before = salon.store.roundTrips
        let found = try salon.desk.experts.hours(of: SmallSalon.ben)
        #expect(salon.store.roundTrips - before == 1)
        #expect(found.plan.roster.shifts.count == 12 && found.plan.roster.exceptions.map(\.date) == [monday + 5])
        #expect(found.plan.roster.timeOff.count == 1 && found.plan.closures.map(\.reason) == ["Christmas"])
        #expect(found.booked.map(\.clientName) == ["Maria Lopez"] && found.booked[0].expertName == "Ben Okafor")
        let during = try salon.desk.experts.booked(during: TimeSpan(monday.at(12, 30), monday.at(20)))
        #expect(during.map(\.serviceName) == ["Colour"])
        #expect(throws: SalonError.notFound(what: "expert")) { try salon.desk.experts.hours(of: SmallSalon.id("ff")) }
    }

    @Test("other hours replace a date's shifts, and give them back")
    func otherHours() throws {
        let salon = try SmallSalon()
        let experts = try salon.desk(of: "admin").experts
        let late = exceptions(.other([hours(12, 16), hours(17, 20)]))
        for _ in 1...2 { try experts.setHours(of: SmallSalon.ben, on: monday, to: late, knowing: []) }
        #expect(
            try salon.appointments.day(monday).lanes[1].shifts
                == [TimeSpan(monday.at(12), monday.at(16)), TimeSpan(monday.at(17), monday.at(20))])
        let off = exceptions(.off, 5)
        try experts.setHours(of: SmallSalon.ben, on: monday, to: off, knowing: late)
        #expect(try salon.appointments.day(monday).lanes[1].isOff)
        try experts.setHours(of: SmallSalon.ben, on: monday, to: exceptions(.shifts), knowing: off)
        #expect(try salon.appointments.day(monday).lanes[1].shifts.count == 2)
        let version = try salon.value(
            "select roster_version from public.experts where id = '\(SmallSalon.ben)'", as: Int.self)
        #expect(version > 1)
    }

    @Test("whoever was slower is told, and nothing is changed")
    func stale() throws {
        let salon = try SmallSalon()
        let experts = try salon.desk(of: "admin").experts
        let late = exceptions(.other([hours(12, 20)]))
        try experts.setHours(of: SmallSalon.ben, on: monday, to: late, knowing: [])
        #expect(throws: SalonError.stale(what: "day's hours", by: nil)) {
            try experts.setHours(of: SmallSalon.ben, on: monday, to: exceptions(.off, 5), knowing: [])
        }
        #expect(try experts.hours(of: SmallSalon.ben).plan.roster.exceptions == late)

        let first = timeOff(monday.at(9), monday.at(12))
        try experts.addTimeOff(first)
        let second = timeOff(monday.at(9), monday.at(14), reason: "Course")
        try experts.editTimeOff(second, knowing: first)
        try experts.editTimeOff(second, knowing: first)
        #expect(throws: SalonError.stale(what: "time off", by: nil)) {
            try experts.editTimeOff(timeOff(monday.at(9), monday.at(15)), knowing: first)
        }
        #expect(throws: SalonError.stale(what: "time off", by: nil)) { try experts.removeTimeOff(first) }
        #expect(try experts.hours(of: SmallSalon.ben).plan.roster.timeOff == [second])
        for _ in 1...2 { try experts.removeTimeOff(second) }
        #expect(throws: SalonError.notFound(what: "time off")) { try experts.editTimeOff(first, knowing: second) }
    }

    @Test("closures close for everybody, are changed, and open again")
    func closures() throws {
        let salon = try SmallSalon()
        let experts = try salon.desk(of: "admin").experts
        let day = Closure(id: SmallSalon.id("91"), during: TimeSpan(monday..<monday + 1), reason: " Stocktaking ")
        for _ in 1...2 { try experts.addClosure(day) }
        #expect(try salon.appointments.day(monday).lanes.allSatisfy { $0.offReason == "Stocktaking" })
        let known = try #require(try experts.hours(of: SmallSalon.aiko).plan.closures.first)
        var half = known
        half.during = TimeSpan(monday.at(9), monday.at(12))
        try experts.editClosure(half, knowing: known)
        #expect(throws: SalonError.stale(what: "closure", by: nil)) { try experts.removeClosure(known) }
        #expect(try salon.appointments.day(monday).lanes[0].shifts == [TimeSpan(monday.at(12), monday.at(18))])
        try experts.removeClosure(half)
        #expect(try salon.appointments.day(monday).lanes.allSatisfy { !$0.isOff })
        #expect(throws: SalonError.notFound(what: "closure")) { try experts.editClosure(half, knowing: known) }
    }

    @Test("what can't be is refused at its field, and only who may manage experts may change hours")
    func refusals() throws {
        let salon = try SmallSalon()
        let experts = try salon.desk(of: "admin").experts
        #expect(throws: SalonError.invalid(field: "to", sentence: "The end must come after the beginning.")) {
            try experts.addTimeOff(timeOff(monday.at(12), monday.at(12)))
        }
        #expect(throws: SalonError.invalid(field: "hours", sentence: "These hours overlap each other.")) {
            try experts.setHours(
                of: SmallSalon.ben, on: monday, to: exceptions(.other([hours(9, 13), hours(12, 14)])), knowing: [])
        }
        let desk = salon.desk.experts
        let closure = Closure(id: SmallSalon.id("91"), during: TimeSpan(monday..<monday + 1))
        let off = timeOff(monday.at(9), monday.at(12))
        let calls: [() throws -> Void] = [
            { try desk.setHours(of: SmallSalon.ben, on: monday, to: [], knowing: []) }, { try desk.addTimeOff(off) },
            { try desk.editTimeOff(off, knowing: off) }, { try desk.removeTimeOff(off) },
            { try desk.addClosure(closure) }, { try desk.editClosure(closure, knowing: closure) },
            { try desk.removeClosure(closure) },
        ]
        for call in calls { #expect(throws: SalonError.forbidden(.expertsManage)) { try call() } }
    }
}
