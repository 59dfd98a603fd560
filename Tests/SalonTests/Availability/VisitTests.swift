import Testing

@testable import Salon

@Suite struct VisitTests {
    let salon = LittleSalon()

    @Test func `several services follow each other with one expert`() {
        let ben = salon.expert("Ben")
        let offers = Availability(salon.input([ben]), for: salon.query(salon.cut, salon.blowDry)).offers()
        let first = offers[0]
        #expect(first.start == salon.today.at(9) && first.end == salon.today.at(10, 15))
        #expect(first.price == euros(7_000))
        #expect(first.plans[0].parts.map(\.start) == [salon.today.at(9), salon.today.at(9, 45)])
        #expect(first.plans[0].experts == [ben.id])
    }

    @Test func `a part may wait up to a quarter of an hour and no longer`() {
        var ben = salon.expert("Ben", does: [salon.cut])
        var dina = salon.expert("Dina", does: [salon.blowDry])
        ben.busy = [salon.busy("09:45", "18:00")]
        dina.busy = [salon.busy("09:00", "10:00")]
        let query = salon.query(salon.cut, salon.blowDry)
        let waiting = Availability(salon.input([ben, dina]), for: query)
        #expect(waiting.times == ["09:00"])
        #expect(waiting.offers()[0].plans[0].parts[1].start == salon.today.at(10))
        dina.busy = [salon.busy("09:00", "10:01")]
        let tooLong = Availability(salon.input([ben, dina]), for: query)
        #expect(tooLong.times.isEmpty)
        #expect(tooLong.reasons(at: salon.today.at(9)) == ["Nobody is free for Blow-dry after 09:45."])
    }

    @Test func `the expert stays if they can, otherwise the least booked takes over`() {
        let ben = salon.expert("Ben")
        var aiko = salon.expert("Aiko")
        var dina = salon.expert("Dina", does: [salon.blowDry])
        aiko.busy = [salon.busy("15:00", "17:00")]
        let query = AvailabilityQuery(
            [VisitPart(salon.cut, expert: ben.id), VisitPart(salon.blowDry)], today: salon.today)
        let stays = Availability(salon.input([ben, aiko, dina]), for: query)
        #expect(stays.offers()[0].plans[0].experts == [ben.id])
        var busyBen = ben
        busyBen.busy = [salon.busy("09:45", "12:00")]
        dina.busy = [salon.busy("14:00", "15:00")]
        let changes = Availability(salon.input([busyBen, aiko, dina]), for: query)
        #expect(changes.offers()[0].plans[0].experts == [ben.id, dina.id])
    }

    @Test func `an earlier part is delayed when only that lets the last one follow`() {
        // Dina's manicure can only begin at 11:00, so the blow-dry waits five minutes after the cut.
        let manicure = Service(
            id: .random(), categoryID: .random(), name: "Manicure", price: euros(2_500),
            phases: ServicePhases(handsOn: 30))
        var ben = salon.expert("Ben", does: [salon.cut, salon.blowDry])
        var dina = salon.expert("Dina", does: [])
        dina.services = [manicure.id: ExpertService(expertID: dina.id, serviceID: manicure.id)]
        dina.shifts = salon.shifts(dina.id, ("11:05", "18:00"))
        ben.shifts = salon.shifts(ben.id, ("09:30", "12:00"))
        ben.busy = [salon.busy("10:50", "12:00")]
        let query = AvailabilityQuery(
            [VisitPart(salon.cut), VisitPart(salon.blowDry), VisitPart(manicure)], today: salon.today)
        let offers = Availability(salon.input([ben, dina]), for: query).offers()
        #expect(offers.map { "\($0.start.time)" } == ["09:30"])
        let starts = offers[0].plans[0].parts.map { "\($0.start.time)" }
        #expect(starts == ["09:30", "10:20", "11:05"])
    }

    @Test func `a whole visit flush with the next appointment is tight, unless the client would wait too long`() {
        func times(buffer: Minutes) -> [String] {
            var cut = salon.cut
            cut.phases.buffer = buffer
            var ben = salon.expert("Ben")
            ben.shifts = salon.shifts(ben.id, ("09:10", "12:00"))
            ben.busy = [salon.busy("10:57", "12:00")]
            return Availability(salon.input([ben]), for: salon.query(cut, salon.blowDry)).times
        }
        #expect(times(buffer: 0) == ["09:15", "09:30", "09:42'"])
        #expect(times(buffer: 15) == ["09:15", "09:27'"])
        #expect(times(buffer: 16) == [])
    }

    @Test func `days on which the clocks change lose the hour and keep the rest`() throws {
        let paris = try zone("Europe/Paris")
        let date = try day("2026-03-29")
        var ben = salon.expert("Ben")
        ben.shifts = salon.shifts(ben.id, ("00:00", "24:00"))
        let branch = Branch(id: .random(), name: "Maison", timeZone: "Europe/Paris", currency: .euro)
        let now = try paris.instant(date.at(0))
        let input = AvailabilityInput(
            dates: date..<date + 1, at: now, zone: paris, branch: branch, experts: [ben])
        let availability = Availability(input, for: salon.query(salon.cut))
        let times = availability.times
        #expect(times.count == 96 - 4 - 2)
        #expect(times.contains("01:15") && !times.contains("01:30") && times.contains("03:00"))
        #expect(
            availability.reasons(at: date.at(2, 30))
                == ["02:30 does not exist on Sun 29 Mar 2026: the clocks go forward to 03:00."])
        #expect(
            availability.reasons(at: date.at(1, 30)) == ["The clocks go forward to 03:00 during this visit."])

        // In autumn the repeated hour is offered once, and not any more in its second pass.
        let autumn = try day("2026-10-25")
        let secondPass = try #require(Instant("2026-10-25T01:10Z"))
        let later = AvailabilityInput(
            dates: autumn..<autumn + 1, at: secondPass, zone: paris, branch: branch, experts: [ben])
        #expect(Availability(later, for: salon.query(salon.cut)).times.first == "03:00")
    }
}
