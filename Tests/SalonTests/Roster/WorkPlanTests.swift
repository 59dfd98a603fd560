import Testing

@testable import Salon

@Suite("What a change of hours leaves outside")
struct WorkPlanTests {
    /// A Monday.
    private let day = LocalDate(dayNumber: 20_780)
    private let ben = ExpertID(UUIDValue(high: 1, low: 1))

    private func shift(_ weekday: Weekday, _ from: Int, _ to: Int) -> Shift {
        Shift(
            id: .random(), expertID: ben, weekday: weekday, starts: LocalTime(minutes: from * 60),
            ends: LocalTime(minutes: to * 60), validFrom: day - 100)
    }

    private func booked(_ name: String, _ start: LocalDateTime, _ phases: ServicePhases) -> BookedAhead {
        BookedAhead(
            id: .random(), clientName: name, serviceName: "Cut", expertName: "Ben", start: start, phases: phases)
    }

    private var plan: WorkPlan {
        WorkPlan(ExpertRoster(id: ben, name: "Ben", shifts: [shift(.monday, 9, 18), shift(.tuesday, 20, 2)]))
    }

    private var appointments: [BookedAhead] {
        let hour = ServicePhases(handsOn: 60)
        return [
            booked("early", day.at(9), hour), booked("late", day.at(17), hour), booked("night", (day + 1).at(24), hour),
            booked("colour", day.at(11), ServicePhases(handsOn: 30, processing: 60, finishing: 30)),
            booked("overbooked", day.at(20), hour),
        ]
    }

    private func lost(_ change: (inout WorkPlan) -> Void) -> [String] {
        var changed = plan
        change(&changed)
        return plan.losses(appointments, to: changed).map(\.clientName)
    }

    @Test("only what had room before is lost")
    func losses() {
        #expect(plan.leavesOut(appointments).map(\.clientName) == ["overbooked"])
        #expect(lost { _ in } == [])
        #expect(lost { $0.roster.shifts = [] } == ["early", "late", "night", "colour"])
        #expect(lost { $0.roster.shifts[0].ends = LocalTime(minutes: 17 * 60) } == ["late"])
        #expect(lost { $0.roster.shifts[1].ends = LocalTime(minutes: 30) } == ["night"])
    }

    @Test("other hours, times off and closures count, a time off in the processing gap doesn't")
    func others() {
        let gap = TimeSpan(day.at(11, 30), day.at(12, 30))
        #expect(lost { $0.roster.timeOff = [TimeOff(id: .random(), expertID: ben, during: gap, kind: .other)] } == [])
        #expect(lost { $0.closures = [Closure(id: .random(), during: gap)] } == ["colour"])
        #expect(
            lost {
                $0.roster.exceptions = [ShiftException(id: .random(), expertID: ben, date: day, hours: nil)]
            } == ["early", "late", "colour"])
    }
}
