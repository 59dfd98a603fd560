import Testing

@testable import Salon

@Suite struct NextFreeTests {
    private let salon = LittleSalon()

    private func next(
        _ experts: [ExpertRoster], _ wish: TimeWish = TimeWish(), by ranking: StartRanking = .earliest, count: Int = 3
    ) -> [String] {
        Availability(salon.input(experts, days: 21), for: salon.query(salon.cut))
            .next(wish, by: ranking, count: count).map(\.start.description)
    }

    @Test func `the earliest over weeks, by day of the week and time of the day`() {
        var ben = salon.expert("Ben")
        #expect(next([ben]) == ["2026-11-21T09:00", "2026-11-21T09:15", "2026-11-21T09:30"])
        #expect(
            next([ben], TimeWish(weekdays: [.tuesday], from: LocalTime(minutes: 1_005)))
                == ["2026-11-24T16:45", "2026-11-24T17:00", "2026-11-24T17:15"])
        #expect(next([ben], .evening, count: 1) == ["2026-11-21T17:00"])
        // Noon is no morning any more.
        #expect(next([ben], .morning, count: 99).contains { $0.hasSuffix("T12:00") } == false)
        #expect(next([ben], .afternoon, count: 1) == ["2026-11-21T12:00"])
        // Two Tuesdays are full.
        ben.busy = [3, 10].map { day in
            BusySpan(appointmentID: .random(), span: TimeSpan((salon.today + day).at(8), minutes: 600))
        }
        #expect(next([ben], TimeWish(weekdays: [.tuesday]), count: 1) == ["2026-12-08T09:00"])
        #expect(next([ben], TimeWish(from: LocalTime(minutes: 1_300))) == [])
    }

    @Test func `what is next is what is offered, in the same order`() {
        let availability = Availability(
            salon.input([salon.expert("Ben"), salon.expert("Aiko")], days: 21), for: salon.query(salon.colour))
        #expect(availability.next(count: .max) == availability.offers())
        let days = salon.today + 2..<salon.today + 4
        #expect(availability.offers(on: days) == availability.offers().filter { days.contains($0.start.date) })
    }

    @Test func `the best fit leaves no gap that nobody can use`() {
        var ben = salon.expert("Ben")
        // A cut takes 45 minutes; an hour and a quarter is free, then an hour, then three quarters.
        ben.busy = [salon.busy("10:15", "12:00"), salon.busy("13:30", "14:00"), salon.busy("14:45", "18:00")]
        let availability = Availability(salon.input([ben]), for: salon.query(salon.cut))
        let best = availability.next(by: .bestFit, count: 99)
        #expect(best.map(\.start.time.description) == ["09:00", "09:30", "14:00", "12:00", "12:15", "09:15"])
        #expect(Set(best.map(\.start)) == Set(availability.offers().map(\.start)))
        // It fits better into another's day: she comes first, although she has more to do.
        var aiko = salon.expert("Aiko")
        aiko.busy = [salon.busy("10:00", "18:00")]
        let both = Availability(salon.input([ben, aiko]), for: salon.query(salon.cut)).next(by: .bestFit, count: 99)
        #expect(both.first { $0.start == salon.today.at(9, 15) }?.experts == [aiko.id, ben.id])
        #expect(both.first { $0.start == salon.today.at(9) }?.experts == [ben.id, aiko.id])
    }

    @Test func `notice counts real minutes over a clock change; the horizon is a day`() throws {
        let paris = try zone("Europe/Paris")
        // Half past eleven at night; the clocks go from 2:00 to 3:00.
        let instant = try paris.instant(try moment("2026-03-28T23:30"))
        var ben = salon.expert("Ben")
        ben.shifts = salon.shifts(ben.id, ("00:00", "24:00"))
        let branch = Branch(
            id: .random(), name: "Salon", timeZone: "Europe/Paris", currency: .euro, noticeMinutes: 240, horizonDays: 1)
        let input = AvailabilityInput(
            dates: try day("2026-03-28")..<(try day("2026-04-01")), at: instant, zone: paris, branch: branch,
            experts: [ben])
        let availability = Availability(input, for: salon.query(salon.cut))
        let starts = availability.offers().map(\.start)
        #expect(starts.first == (try moment("2026-03-29T04:30")))
        #expect(starts.last == (try moment("2026-03-29T23:45")))
        let early = availability.verdict(at: try moment("2026-03-29T04:15"))
        guard case .refused(let refusals) = early, let refusal = refusals.first else {
            Issue.record("\(early)")
            return
        }
        #expect(
            refusal.sentence
                == "Bookings need notice: the first start is 04:30. A walk-in or an overbooking needs none.")
        #expect(refusal.ends == starts.first)
        #expect(
            availability.reasons(at: try moment("2026-03-30T10:00")) == [
                "Bookings are open until Sun 29 Mar 2026. Only an overbooking goes beyond."
            ])
    }

    @Test func `in any order, the shortest visit is taken`() {
        // Colour can only be first with Ben, who is away later; the cut waits for nobody.
        var ben = salon.expert("Ben", does: [salon.colour])
        var aiko = salon.expert("Aiko", does: [salon.cut])
        ben.busy = [salon.busy("09:00", "10:45"), salon.busy("13:00", "18:00")]
        aiko.busy = [salon.busy("11:00", "18:00")]
        var query = salon.query(salon.colour, salon.cut)
        let input = salon.input([ben, aiko])
        #expect(Availability(input, for: query).offers().isEmpty)
        query.isOrderFree = true
        let offers = Availability(input, for: query).offers()
        #expect(offers.map(\.start.time.description) == ["09:45", "10:00", "10:15"])
        #expect(offers.first?.plans.first?.parts.map(\.index) == [1, 0])
        #expect(offers.first?.plans.first?.parts.map(\.expert) == [aiko.id, ben.id])
        let pinned = query.pinned(to: offers[0].plans[0])
        #expect(pinned.parts.map(\.service) == [salon.cut, salon.colour] && !pinned.isOrderFree)
    }
}
