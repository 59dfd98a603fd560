import Testing

@testable import Salon

@Suite("Walk-ins and warnings")
struct WalkInRuleTests {
    private let day = LocalDate(dayNumber: 20_780)
    private let ben = ExpertID(UUIDValue(high: 1, low: 1))
    private let cut = Service(
        id: ServiceID(UUIDValue(high: 2, low: 1)), categoryID: CategoryID(UUIDValue(high: 2, low: 2)), name: "Cut",
        price: Money(minor: 4_000, .euro), phases: ServicePhases(handsOn: 30))

    private func input(busy: [(Int, Int)]) -> AvailabilityInput {
        let shift = Shift(
            id: .random(), expertID: ben, weekday: day.weekday, starts: LocalTime(minutes: 540),
            ends: LocalTime(minutes: 1_080), validFrom: day - 100)
        let spans = busy.map {
            BusySpan(appointmentID: .random(), span: TimeSpan(day.at(0, $0.0), day.at(0, $0.1)))
        }
        let roster = ExpertRoster(
            id: ben, name: "Ben", shifts: [shift], busy: spans,
            services: [ExpertService(expertID: ben, serviceID: cut.id)])
        return AvailabilityInput(
            dates: day..<day + 2, now: day.at(14, 32), slotMinutes: 15, experts: [roster])
    }

    @Test("now if somebody is free, else the minutes until the first start of today, else nothing")
    func walkIn() {
        #expect(WalkIn(cut, on: input(busy: []))?.wait == 0)
        // Flush with the appointment before, off the grid.
        #expect(WalkIn(cut, on: input(busy: [(840, 892)]))?.wait == 20)
        #expect(WalkIn(cut, on: input(busy: [(880, 900)]))?.plan.start == day.at(15))
        #expect(WalkIn(cut, on: input(busy: [(840, 1_060)])) == nil)
    }

    @Test("only appointments that share time with the visit are warned of")
    func sameTime() {
        let visit = TimeSpan(day.at(10), day.at(11))
        let others = [(9, 10), (10, 12), (11, 12)].map {
            BookingWarning.Other(service: "Colour", expert: "Ben", span: TimeSpan(day.at($0.0), day.at($0.1)))
        }
        let found = BookingWarning.sameTime(visit, others: others)
        #expect(found.map(\.sentence) == ["The client has Colour with Ben at 10:00 already."])
        #expect(BookingWarning.missed(1).sentence == "The client missed 1 appointment.")
        #expect(BookingWarning.askedFor(expert: "Ben").sentence == "The client asked for Ben.")
    }
}
