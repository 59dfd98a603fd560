import Testing

@testable import Salon

@Suite struct SeriesTests {
    private let salon = LittleSalon()

    @Test func `every n weeks, m times or until a date, at the same hour of the wall clock`() throws {
        let first = try moment("2026-10-17T10:30")
        let six = try SeriesRule(first: first, everyWeeks: 2, end: .times(3))
        #expect(six.starts.map(\.description) == ["2026-10-17T10:30", "2026-10-31T10:30", "2026-11-14T10:30"])
        let until = try SeriesRule(first: first, everyWeeks: 2, end: .until(try day("2026-11-13")))
        #expect(until.starts.count == 2)
        #expect(try SeriesRule(first: first, everyWeeks: 2, end: .until(try day("2026-11-14"))).starts.count == 3)
        #expect(six.dates == (try day("2026-10-17"))..<(try day("2026-11-15")))
        // The clocks went back on 25 October: the hour stays, the moment moves by one.
        let paris = try zone("Europe/Paris")
        let moments = try six.starts.map { try paris.instant($0).seconds }
        #expect(moments[1] - moments[0] == 14 * 86_400 + 3_600 && moments[2] - moments[1] == 14 * 86_400)
    }

    @Test func `what is no series is refused`() throws {
        let first = try moment("2026-10-17T10:30")
        for (weeks, end) in [
            (0, SeriesRule.End.times(2)), (53, .times(2)), (1, .times(0)), (1, .times(105)),
            (1, .until(try day("2026-10-16"))), (1, .until(try day("2028-10-17"))),
        ] {
            let error = refusal { () throws(SalonError) in try SeriesRule(first: first, everyWeeks: weeks, end: end) }
            #expect(error?.code == "invalid", "\(weeks) \(end)")
        }
    }

    @Test func `each date says whether it is free, and if not why and what is near`() throws {
        var ben = salon.expert("Ben")
        let second = salon.today + 7
        ben.busy = [BusySpan(appointmentID: .random(), span: TimeSpan(second.at(9, 30), minutes: 60))]
        ben.exceptions = [
            ShiftException(id: .random(), expertID: ben.id, date: salon.today + 21, hours: nil)
        ]
        let rule = try SeriesRule(first: salon.today.at(10), everyWeeks: 1, end: .times(4))
        var input = salon.input([ben], days: 22)
        input.dates = rule.dates
        let plan = SeriesPlan(rule, Availability(input, for: salon.query(salon.cut)), alternatives: 2)
        #expect(plan.occurrences.map(\.start) == rule.starts)
        #expect(plan.occurrences.map { $0.plan != nil } == [true, false, true, false])
        #expect(
            plan.conflicts.map { $0.refusals.map(\.sentence) } == [
                ["Ben has another appointment until 10:30."], ["Ben does not work on Sat 12 Dec 2026."],
            ])
        #expect(plan.conflicts[0].alternatives == [second.at(10, 30), second.at(10, 45)])
        #expect(plan.conflicts[1].alternatives.allSatisfy { abs($0 - rule.starts[3]) <= 3 * 1_440 })
        #expect(plan.occurrences[0].alternatives.isEmpty && plan.occurrences[0].refusals.isEmpty)
    }

    @Test func `a date in the hour that spring skips is a conflict with alternatives`() throws {
        let paris = try zone("Europe/Paris")
        var ben = salon.expert("Ben")
        ben.shifts = salon.shifts(ben.id, ("00:00", "24:00"))
        let rule = try SeriesRule(first: try moment("2026-03-22T02:15"), everyWeeks: 1, end: .times(2))
        let branch = Branch(id: .random(), name: "Salon", timeZone: "Europe/Paris", currency: .euro)
        let input = AvailabilityInput(
            dates: rule.dates, at: try paris.instant(try moment("2026-03-01T10:00")), zone: paris, branch: branch,
            experts: [ben])
        let plan = SeriesPlan(rule, Availability(input, for: salon.query(salon.blowDry)))
        #expect(plan.conflicts.map(\.start) == [try moment("2026-03-29T02:15")])
        #expect(plan.conflicts[0].refusals.map(\.ends) == [try moment("2026-03-29T03:00")])
        #expect(plan.conflicts[0].alternatives.first == (try moment("2026-03-29T03:00")))
    }

    @Test func `a change is meant for one date, the following or all that are to come`() throws {
        let starts = try SeriesRule(first: salon.today.at(10), everyWeeks: 1, end: .times(5)).starts
        let now = (salon.today + 8).at(12)
        func meant(_ scope: SeriesScope, chosen: Int) -> [Int] {
            scope.starts(of: starts.reversed(), chosen: starts[chosen], now: now).compactMap(starts.firstIndex)
        }
        #expect(meant(.one, chosen: 3) == [3])
        #expect(meant(.following, chosen: 3) == [3, 4])
        #expect(meant(.all, chosen: 3) == [2, 3, 4])
        // A past one is changed only when it is the one that was chosen.
        #expect(meant(.following, chosen: 0) == [0, 2, 3, 4])
        #expect(meant(.all, chosen: 1) == [1, 2, 3, 4])
    }
}
