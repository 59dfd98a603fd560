import Testing

@testable import Salon

@Suite struct AvailabilityTests {
    let salon = LittleSalon()

    @Test func `starts are on the grid, inside a shift and outside the break`() {
        let ben = salon.expert("Ben")
        let availability = Availability(salon.input([ben]), for: salon.query(salon.cut))
        #expect(availability.times.first == "09:00")
        #expect(availability.times.last == "17:15")
        #expect(availability.times.contains("12:15") && !availability.times.contains("12:30"))
        #expect(availability.times.contains("13:30"))
        #expect(availability.times.count == 14 + 16)
    }

    @Test func `free spans and a grid of ten give the peers' starts`() {
        // Minutes from midnight, grid 10, length 10.
        func starts(_ spans: [(Int, Int)]) -> [Int] {
            var service = salon.cut
            service.phases = ServicePhases(handsOn: 10)
            let id = ExpertID.random()
            let everyDay = spans.map { span in
                Shift(
                    id: .random(), expertID: id, weekday: salon.today.weekday, starts: LocalTime(minutes: span.0),
                    ends: LocalTime(minutes: span.1), validFrom: salon.today)
            }
            let expert = ExpertRoster(
                id: id, name: "Ben", shifts: everyDay,
                services: [ExpertService(expertID: id, serviceID: service.id)])
            let query = AvailabilityQuery([VisitPart(service)], today: salon.today)
            return Availability(salon.input([expert], slot: 10), for: query).offers().map(\.start.time.minutes)
        }
        #expect(starts([(2, 12)]) == [])
        #expect(starts([(2, 22)]) == [10])
        #expect(starts([(2, 42)]) == [10, 20, 30])
        #expect(starts([(0, 22), (30, 50)]) == [0, 10, 30, 40])
        #expect(
            starts([(1, 2), (33, 50), (80, 90), (90, 100), (99, 120), (140, 160)]) == [40, 80, 90, 100, 110, 140, 150])
        #expect(starts([(81, 100)]) == [90])
        #expect(starts([(81, 120)]) == [90, 100, 110])
    }

    @Test func `any expert is the union, the least booked first`() {
        var ben = salon.expert("Ben")
        let aiko = salon.expert("Aiko")
        ben.busy = [salon.busy("10:00", "11:00")]
        let offers = Availability(salon.input([ben, aiko]), for: salon.query(salon.cut)).offers()
        let nine = offers.first { $0.start == salon.today.at(9) }
        let ten = offers.first { $0.start == salon.today.at(10) }
        #expect(nine?.experts == [aiko.id, ben.id])
        #expect(ten?.experts == [aiko.id])
        ben.busy = []
        let equal = Availability(salon.input([ben, aiko]), for: salon.query(salon.cut)).offers()
        #expect(equal.first?.experts == [ben.id, aiko.id])
    }

    @Test func `a wish for one expert is kept`() {
        let ben = salon.expert("Ben")
        let aiko = salon.expert("Aiko")
        let query = salon.query(salon.cut, expert: aiko.id)
        let offers = Availability(salon.input([ben, aiko]), for: query).offers()
        #expect(offers.allSatisfy { $0.experts == [aiko.id] } && !offers.isEmpty)
    }

    @Test func `each expert has their own price and time`() {
        var ben = salon.expert("Ben")
        ben.services[salon.cut.id] = ExpertService(
            expertID: ben.id, serviceID: salon.cut.id, price: euros(5_500), duration: 60)
        let aiko = salon.expert("Aiko")
        let toner = AddOn(id: .random(), serviceID: salon.cut.id, name: "Toner", price: euros(1_000), minutes: 15)
        let query = AvailabilityQuery([VisitPart(salon.cut, addOns: [toner])], today: salon.today)
        let offer = Availability(salon.input([aiko, ben]), for: query).offers()[0]
        #expect(offer.plans.map(\.price) == [euros(5_000), euros(6_500)])
        #expect(offer.plans.map(\.end) == [salon.today.at(10), salon.today.at(10, 15)])
    }

    @Test func `an appointment of odd length does not shift the grid, its edges are offered as tight`() {
        var ben = salon.expert("Ben")
        ben.busy = [salon.busy("10:00", "10:50"), salon.busy("11:52", "12:30")]
        let times = Availability(salon.input([ben]), for: salon.query(salon.cut)).times
        #expect(times.prefix(4) == ["09:00", "09:15", "10:50'", "11:00"])
        #expect(times[4] == "11:07'")
        #expect(times[5] == "13:30")
    }

    @Test func `a cut fits into a colour's processing gap and nothing longer does`() {
        var ben = salon.expert("Ben")
        ben.busy = BusySpan.spans(of: .random(), start: salon.today.at(9), phases: salon.colour.phases)
        let cut = Availability(salon.input([ben]), for: salon.query(salon.cut))
        #expect(cut.times.prefix(3) == ["09:30", "09:45", "11:00"])
        var long = salon.cut
        long.phases = ServicePhases(handsOn: 61)
        let query = AvailabilityQuery([VisitPart(long)], today: salon.today)
        var knowsLong = ben
        knowsLong.services[long.id] = ExpertService(expertID: ben.id, serviceID: long.id)
        #expect(Availability(salon.input([knowsLong]), for: query).times.first == "11:00")
        // And a second colour interleaves: hands on 9:30-10:00, finishing 11:00-11:30.
        #expect(Availability(salon.input([ben]), for: salon.query(salon.colour)).times.first == "09:30")
    }

    @Test func `the buffer belongs to the expert's time and to the shift`() {
        var ben = salon.expert("Ben")
        var cut = salon.cut
        cut.phases = ServicePhases(handsOn: 45, buffer: 15)
        ben.busy = [salon.busy("10:00", "13:00")]
        let query = AvailabilityQuery([VisitPart(cut)], today: salon.today)
        let times = Availability(salon.input([ben]), for: query).times
        #expect(times.first == "09:00" && times[1] == "13:30" && times.last == "17:00")
    }

    @Test func `an offered colour lies in one shift, the gap included`() {
        let ben = salon.expert("Ben")
        let times = Availability(salon.input([ben]), for: salon.query(salon.colour)).times
        #expect(times.contains("11:00") && !times.contains("11:15") && times.last == "16:00")
    }

    @Test func `overlapping breaks and times off mean their union`() {
        var ben = salon.expert("Ben")
        let off = [("12:00", "12:30"), ("12:45", "13:00"), ("11:30", "13:30")].map { starts, ends in
            TimeOff(id: .random(), expertID: ben.id, during: salon.busy(starts, ends).span, kind: .other)
        }
        ben.timeOff = off
        ben.shifts = salon.shifts(ben.id, ("13:00", "17:00"), ("09:00", "14:00"))
        let times = Availability(salon.input([ben]), for: salon.query(salon.blowDry)).times
        #expect(times.filter { $0 > "11:00" && $0 < "13:30" }.isEmpty)
        #expect(times.contains("11:00") && times.contains("13:30") && times.last == "16:30")
    }

    @Test func `a night shift passes midnight and a day of 24 hours is full of starts`() {
        var ben = salon.expert("Ben")
        ben.shifts = salon.shifts(ben.id, ("22:00", "02:00"), everyDay: false)
        let times = Availability(salon.input([ben], days: 2), for: salon.query(salon.cut)).offers().map(\.start)
        #expect(times.first == salon.today.at(22) && times.last == salon.today.at(25, 15))
        // Asked for the morning alone, the tail of the night before is there.
        var input = salon.input([ben])
        input.dates = salon.today + 1..<salon.today + 2
        let tail = Availability(input, for: salon.query(salon.cut)).offers().map(\.start)
        #expect(tail.first == salon.today.at(24) && tail.last == salon.today.at(25, 15))

        ben.shifts = salon.shifts(ben.id, ("00:00", "24:00"))
        #expect(Availability(salon.input([ben]), for: salon.query(salon.cut)).times.count == 96)
        ben.shifts = salon.shifts(ben.id, ("07:00", "07:00"), everyDay: false)
        #expect(Availability(salon.input([ben], days: 2), for: salon.query(salon.cut)).times.count == 94)
    }

    @Test func `nothing is offered before now`() throws {
        let ben = salon.expert("Ben")
        let now = salon.today.at(14, 32)
        let availability = Availability(salon.input([ben], now: now), for: salon.query(salon.cut))
        #expect(availability.times.first == "14:45")
        #expect(availability.reasons(at: salon.today.at(14, 30)) == ["14:30 is in the past."])
        #expect(
            Availability(salon.input([ben], now: salon.today.at(14, 45)), for: salon.query(salon.cut)).times.first
                == "14:45")
        var past = salon.query(salon.cut)
        past.allowsPast = true
        #expect(Availability(salon.input([ben], now: now), for: past).times.first == "09:00")
    }

    @Test func `somebody in the salon can start this minute`() {
        let ben = salon.expert("Ben")
        var query = salon.query(salon.cut)
        query.startsNow = true
        let availability = Availability(salon.input([ben], now: salon.today.at(14, 32)), for: query)
        #expect(availability.times.first == "14:32" && availability.times[1] == "14:45")
        #expect(availability.reasons(at: salon.today.at(14, 32)).isEmpty)
        #expect(!availability.reasons(at: salon.today.at(14, 33)).isEmpty)
    }

    @Test func `notice binds who books ahead, not a walk-in, nor the desk on purpose, nor what is booked already`() {
        let ben = salon.expert("Ben")
        var input = salon.input([ben], now: salon.today.at(9, 30))
        input.notBefore = salon.today.at(11, 30)
        input.lastDate = salon.today - 1
        let far = Availability(input, for: salon.query(salon.cut))
        #expect(far.times.isEmpty && far.reasons(at: salon.today.at(12)).first?.contains("are open until") == true)
        input.lastDate = nil
        let ahead = Availability(input, for: salon.query(salon.cut))
        #expect(ahead.times.first == "11:30")
        #expect(
            ahead.reasons(at: salon.today.at(10)) == [
                "Bookings need notice: the first start is 11:30. A walk-in or an overbooking needs none."
            ])
        var query = salon.query(salon.cut)
        query.startsNow = true
        #expect(Availability(input, for: query).times.prefix(2) == ["09:30", "09:45"])
        query = salon.query(salon.cut)
        query.overbooks = true
        input.lastDate = salon.today - 1
        let purpose = Availability(input, for: query)
        #expect(purpose.reasons(at: salon.today.at(10)).isEmpty && !purpose.reasons(at: salon.today.at(9)).isEmpty)
        // Moved to another expert at its own time: offered and accepted, beside what keeps the notice.
        query = salon.query(salon.cut)
        query.keptStart = salon.today.at(10)
        input.lastDate = nil
        let moved = Availability(input, for: query)
        #expect(moved.times.prefix(2) == ["10:00", "11:30"])
        #expect(moved.reasons(at: salon.today.at(10)).isEmpty && !moved.reasons(at: salon.today.at(10, 15)).isEmpty)
        query.keptStart = salon.today.at(9)
        #expect(Availability(input, for: query).times.first == "11:30")
    }

    @Test func `moving an appointment does not stand in its own way`() {
        var ben = salon.expert("Ben")
        let mine = salon.busy("10:00", "10:45")
        ben.busy = [mine]
        var query = salon.query(salon.cut)
        #expect(!Availability(salon.input([ben]), for: query).times.contains("10:15"))
        query.ignoring = [mine.appointmentID]
        #expect(Availability(salon.input([ben]), for: query).times.contains("10:15"))
    }

    @Test func `overbooking goes over people's time and not over the clock`() {
        var ben = salon.expert("Ben")
        ben.busy = [salon.busy("09:00", "18:00")]
        let gap = TimeSpan(salon.today.at(2), salon.today.at(3))
        var query = salon.query(salon.cut)
        query.overbooks = true
        let availability = Availability(salon.input([ben], now: salon.today.at(8), skipped: [gap]), for: query)
        #expect(availability.reasons(at: salon.today.at(10, 7)).isEmpty)
        #expect(availability.reasons(at: salon.today.at(20)).isEmpty)
        #expect(!availability.reasons(at: salon.today.at(7)).isEmpty)
        query.allowsPast = true
        let night = Availability(salon.input([ben], skipped: [gap]), for: query)
        #expect(night.reasons(at: salon.today.at(2, 30)).first?.contains("does not exist") == true)
    }

    @Test func `the nearest free starts come closest first`() {
        var ben = salon.expert("Ben")
        ben.busy = [salon.busy("10:00", "12:00")]
        let availability = Availability(salon.input([ben]), for: salon.query(salon.cut))
        let nearest = availability.nearest(to: salon.today.at(11), count: 3).map { "\($0.time)" }
        #expect(nearest == ["12:00", "12:15", "09:15"])
        let error = refusal { () throws(SalonError) in try availability.accept(salon.today.at(11)) }
        guard case .conflict(let sentence, let starts) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(sentence == "Ben has another appointment until 12:00.")
        #expect(starts.count == 5 && starts.first == salon.today.at(12))
    }

    @Test func `exceptions replace a date's shifts and rotations skip weeks`() {
        var ben = salon.expert("Ben")
        ben.exceptions = [
            ShiftException(
                id: .random(), expertID: ben.id, date: salon.today,
                hours: .init(starts: LocalTime(minutes: 900), ends: LocalTime(minutes: 960))),
            ShiftException(id: .random(), expertID: ben.id, date: salon.today + 1, hours: nil),
        ]
        let availability = Availability(salon.input([ben], days: 3), for: salon.query(salon.cut))
        #expect(availability.offers().map(\.start).filter { $0.date == salon.today }.count == 2)
        #expect(availability.offers().allSatisfy { $0.start.date != salon.today + 1 })
        #expect(availability.offers().contains { $0.start.date == salon.today + 2 })

        var every = salon.shifts(ben.id, ("09:00", "10:00"), everyDay: false)[0]
        every.validFrom = salon.today - 3
        every.validTo = salon.today + 28
        for (week, expected) in [(1, [0, 14, 28]), (2, [7, 21])] {
            every.week = week
            every.everyWeeks = 2
            let days = (-7..<50).filter { every.falls(on: salon.today + $0) }
            #expect(days == expected)
        }
    }
}
