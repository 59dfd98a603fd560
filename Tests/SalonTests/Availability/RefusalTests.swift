import Testing

@testable import Salon

@Suite struct RefusalTests {
    let salon = LittleSalon()

    private func reasons(
        _ expert: ExpertRoster, _ service: Service? = nil, at start: LocalDateTime, closures: [Closure] = []
    ) -> [String] {
        Availability(salon.input([expert], days: 2, closures: closures), for: salon.query(service ?? salon.cut))
            .reasons(at: start)
    }

    @Test func `the answer names the rule and when it ends`() {
        var ben = salon.expert("Ben")
        ben.busy = [salon.busy("10:00", "11:00")]
        ben.timeOff = [
            TimeOff(id: .random(), expertID: ben.id, during: salon.busy("16:00", "17:00").span, kind: .training)
        ]
        let day = salon.today
        #expect(reasons(ben, at: day.at(9)) == [])
        #expect(reasons(ben, at: day.at(13)) == ["Ben is on a break until 13:30."])
        #expect(reasons(ben, at: day.at(12, 30)) == ["Ben's break begins at 13:00, before this would be done."])
        #expect(reasons(ben, at: day.at(17, 30)) == ["Ben's shift ends at 18:00."])
        #expect(reasons(ben, at: day.at(19)) == ["Ben's shift ends at 18:00."])
        #expect(reasons(ben, at: day.at(8)) == ["Ben's shift begins at 09:00."])
        #expect(reasons(ben, at: day.at(10, 30)) == ["Ben has another appointment until 11:00."])
        #expect(
            reasons(ben, at: day.at(9, 30)) == ["Ben has another appointment at 10:00, before this would be done."])
        #expect(reasons(ben, at: day.at(16, 15)) == ["Ben is in training until 17:00."])
        #expect(reasons(ben, at: day.at(15, 30)) == ["Ben is in training from 16:00 until 17:00."])
        #expect(reasons(ben, at: day.at(14, 7)) == ["14:07 is not a start here: take 14:00 or 14:15."])
    }

    @Test func `days off, closures and unknown services are named`() {
        var ben = salon.expert("Ben", does: [salon.cut])
        let closure = Closure(
            id: .random(), during: TimeSpan(salon.today.at(0), salon.today.at(24)), reason: "stock-taking")
        #expect(
            reasons(ben, at: salon.today.at(10), closures: [closure])
                == ["The salon is closed until 00:00 on Sun 22 Nov 2026 (stock-taking)."])
        let query = salon.query(salon.colour, expert: ben.id)
        let availability = Availability(salon.input([ben]), for: query)
        #expect(availability.reasons(at: salon.today.at(10)) == ["Ben does not do Colour."])
        #expect(availability.refusals().map(\.sentence) == ["Ben does not do Colour."])
        #expect(reasons(ben, salon.colour, at: salon.today.at(10)) == ["Nobody here does Colour."])
        ben.shifts = salon.shifts(ben.id, ("09:00", "18:00"), everyDay: false)
        #expect(reasons(ben, at: (salon.today + 1).at(10)) == ["Ben does not work on Sun 22 Nov 2026."])
        ben.isActive = false
        #expect(
            Availability(salon.input([ben]), for: salon.query(salon.cut, expert: ben.id))
                .reasons(at: salon.today.at(10)) == ["Ben cannot be booked any more."])
        var off = salon.cut
        off.isActive = false
        #expect(
            Availability(salon.input([salon.expert("Ben")]), for: salon.query(off)).reasons(at: salon.today.at(10))
                == ["Cut is switched off and cannot be booked."])
    }

    @Test func `a whole day without a start says why for each expert`() {
        func refusals(_ change: (inout ExpertRoster) -> Void, now: LocalDateTime? = nil, closures: [Closure] = [])
            -> [String]
        {
            var ben = salon.expert("Ben")
            change(&ben)
            let availability = Availability(
                salon.input([ben], now: now, closures: closures), for: salon.query(salon.cut))
            #expect(availability.offers().isEmpty)
            return availability.refusals().map(\.sentence)
        }
        #expect(refusals { $0.shifts = [] } == ["Ben does not work on Sat 21 Nov 2026."])
        #expect(refusals { $0.busy = [salon.busy("09:00", "18:00")] } == ["Ben is fully booked on these days."])
        let day = TimeSpan(salon.today..<salon.today + 1)
        #expect(
            refusals { $0.timeOff = [TimeOff(id: .random(), expertID: $0.id, during: day, kind: .sick)] }
                == ["Ben is off sick until 00:00 on Sun 22 Nov 2026."])
        #expect(
            refusals({ _ in }, closures: [Closure(id: .random(), during: day)])
                == ["The salon is closed until 00:00 on Sun 22 Nov 2026."])
        #expect(refusals({ _ in }, now: salon.today.at(20)) == ["Ben's shift ends at 18:00 on Sat 21 Nov 2026."])
        #expect(refusals({ _ in }, now: (salon.today + 1).at(1)) == ["These days are in the past."])
    }

    @Test func `what no roster could change is invalid, the rest is a conflict`() {
        let ben = salon.expert("Ben")
        let availability = Availability(salon.input([ben], now: salon.today.at(9)), for: salon.query(salon.cut))
        func code(_ start: LocalDateTime) -> String? {
            refusal { () throws(SalonError) in try availability.accept(start) }?.code
        }
        #expect(code(salon.today.at(8)) == "invalid")
        #expect(code(salon.today.at(9, 5)) == "invalid")
        #expect(code(salon.today.at(13)) == "conflict")
        #expect(code(salon.today.at(9)) == nil)
    }
}
