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

    // MARK: Moving

    /// Cuts with Ben at ten on the next Saturdays.
    private func visits(_ ben: ExpertRoster, _ weeks: Int) -> [[BookedPart]] {
        (0..<weeks).map { week in
            [
                BookedPart(
                    id: .random(), serviceID: salon.cut.id, name: salon.cut.name, phases: salon.cut.phases,
                    price: salon.cut.price, expert: ben.id, start: (salon.today + week * 7).at(10))
            ]
        }
    }

    private func busy(_ visits: [[BookedPart]]) -> [BusySpan] { visits.joined().flatMap { $0.busySpans(at: $0.start) } }

    @Test func `a date in the way of a move has its reason and what is free around it; one of that is taken`() throws {
        var ben = salon.expert("Ben")
        let visits = visits(ben, 3)
        let second = salon.today + 7
        ben.busy = busy(visits) + [BusySpan(appointmentID: .random(), span: TimeSpan(second.at(12), minutes: 60))]
        let input = salon.input([ben], days: 22)
        func move(_ change: SeriesChange) -> SeriesMove {
            SeriesMove(change, of: visits, instead: ben.id, input, today: salon.today)
        }
        var change = SeriesChange(hour: .at(LocalTime(minutes: 720)))
        let plain = move(change)
        #expect(plain.dates.map(\.now) == visits.map { $0[0].start })
        #expect(plain.dates.map { $0.refusals.map(\.sentence) }[1] == ["Ben has another appointment until 13:00."])
        #expect(plain.conflicts.map(\.now) == [second.at(10)] && plain.conflicts.map(\.start) == [second.at(12)])
        #expect(plain.dates[1].alternatives.first == second.at(11, 15))
        // What is offered is what is accepted, each of it.
        for time in plain.dates[1].alternatives {
            change.exceptions = [second.at(10): .at(time)]
            let chosen = move(change)
            #expect(chosen.conflicts.isEmpty, "\(time)")
            #expect(chosen.placements.map(\.start) == [salon.today.at(12), time, (salon.today + 14).at(12)].sorted())
        }
        change.exceptions = [second.at(10): .at(second.at(12, 15))]
        #expect(move(change).conflicts.map(\.start) == [second.at(12, 15)])
        // Far away is no alternative: what is there was not read.
        change.exceptions = [second.at(10): .at((second + 4).at(10))]
        #expect(!move(change).conflicts.isEmpty)
        change.exceptions = [second.at(10): .stays]
        #expect(move(change).conflicts.isEmpty)
        #expect(move(change).placements.map(\.start) == [salon.today.at(12), (salon.today + 14).at(12)])
    }

    @Test func `where one visit stays or goes no other goes`() throws {
        var ben = salon.expert("Ben")
        var visits = visits(ben, 2)
        // Somebody had carried the second to noon of the first one's day.
        let other = BookedPart(
            id: .random(), serviceID: salon.cut.id, name: salon.cut.name, phases: salon.cut.phases,
            price: salon.cut.price, expert: ben.id, start: salon.today.at(12))
        visits[1] = [other]
        ben.busy = busy(visits)
        let input = salon.input([ben], days: 3)
        func move(_ change: SeriesChange) -> SeriesMove {
            SeriesMove(change, of: visits, instead: ben.id, input, today: salon.today)
        }
        #expect(move(SeriesChange(hour: .later(120))).conflicts.isEmpty)
        let stays = move(SeriesChange(hour: .later(120), exceptions: [salon.today.at(12): .stays]))
        #expect(stays.conflicts.map(\.now) == [salon.today.at(10)])
        #expect(!stays.conflicts[0].alternatives.contains(salon.today.at(12)))
        let same = move(SeriesChange(hour: .at(LocalTime(minutes: 840))))
        #expect(same.conflicts.count == 2)
    }

    @Test func `an alternative to a visit of several services is free for all of them`() throws {
        var ben = salon.expert("Ben")
        var chloe = salon.expert("Chloé")
        let first = visits(ben, 1)[0]
        let second = BookedPart(
            id: .random(), serviceID: salon.cut.id, name: salon.cut.name, phases: salon.cut.phases,
            price: salon.cut.price, expert: chloe.id, start: first[0].start + salon.cut.phases.clientMinutes)
        let visits = [first + [second]]
        ben.busy = busy([first]) + [BusySpan(appointmentID: .random(), span: TimeSpan(salon.today.at(12), minutes: 60))]
        chloe.busy =
            busy([[second]])
            + [BusySpan(appointmentID: .random(), span: TimeSpan(salon.today.at(13), minutes: 60))]
        let change = SeriesChange(hour: .at(LocalTime(minutes: 720)))
        let move = SeriesMove(
            change, of: visits, instead: ben.id, salon.input([ben, chloe], days: 1), today: salon.today)
        let minutes = salon.cut.phases.clientMinutes
        let taken = TimeSpan(salon.today.at(13), minutes: 60)
        #expect(!move.dates[0].alternatives.isEmpty)
        for time in move.dates[0].alternatives {
            #expect(!TimeSpan(time + minutes, minutes: minutes).overlaps(taken), "\(time)")
        }
    }
}
