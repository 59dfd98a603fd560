import Testing

@testable import Salon

/// Random little salons, in which the engine must agree with the naive model minute by minute.
@Suite struct AvailabilityPropertyTests {
    private struct World {
        var input: AvailabilityInput
        var query: AvailabilityQuery
    }

    private func world(seed: UInt64, parts: ClosedRange<Int>) -> World {
        var generator = SeededGenerator(seed: seed)
        let today = LocalDate(dayNumber: 20_778)
        func number(_ range: ClosedRange<Int>) -> Int { generator.integer(in: range) }
        let services = (0..<3).map { index in
            Service(
                id: .random(), categoryID: .random(), name: "S\(index)", price: euros(1_000 * (index + 1)),
                phases: ServicePhases(
                    handsOn: 5 * number(1...9), processing: generator.chance(percent: 40) ? 5 * number(1...9) : 0,
                    finishing: generator.chance(percent: 40) ? 5 * number(1...4) : 0,
                    buffer: generator.chance(percent: 40) ? 5 * number(1...5) : 0))
        }
        let experts = (0..<number(1...3)).map { index in
            let id = ExpertID.random()
            // Shifts in any order, overlapping, some through midnight.
            let shifts = (0..<number(1...4)).map { _ in
                let starts = number(0...95) * 15
                return Shift(
                    id: .random(), expertID: id, weekday: (today + number(-1...1)).weekday,
                    starts: LocalTime(minutes: starts),
                    ends: LocalTime(minutes: min(1_440, (starts + number(4...40) * 15) % 1_440)),
                    validFrom: today - 20)
            }
            return ExpertRoster(
                id: id, name: "E\(index)", isActive: generator.chance(percent: 95), shifts: shifts,
                exceptions: generator.chance(percent: 15)
                    ? [
                        ShiftException(
                            id: .random(), expertID: id, date: today,
                            hours: generator.chance(percent: 50)
                                ? .init(starts: LocalTime(minutes: 600), ends: LocalTime(minutes: 1_140)) : nil)
                    ] : [],
                timeOff: (0..<number(0...2)).map { _ in
                    TimeOff(
                        id: .random(), expertID: id,
                        during: TimeSpan(today.at(0) + number(0...1_400), minutes: number(0...200)), kind: .other)
                },
                busy: (0..<number(0...6)).map { _ in
                    BusySpan(
                        appointmentID: .random(),
                        span: TimeSpan(today.at(0) + number(-60...1_500), minutes: number(0...90)))
                },
                services: services.filter { _ in generator.chance(percent: 85) }.map {
                    ExpertService(
                        expertID: id, serviceID: $0.id, duration: generator.chance(percent: 30) ? number(1...60) : nil)
                })
        }
        let closures =
            generator.chance(percent: 25)
            ? [Closure(id: .random(), during: TimeSpan(today.at(number(0...20)), minutes: number(0...300)))] : []
        let skipped = generator.chance(percent: 25) ? [TimeSpan(today.at(2), today.at(3))] : []
        let query = AvailabilityQuery(
            (0..<number(parts)).map { _ in
                VisitPart(
                    services[number(0...2)],
                    expert: generator.chance(percent: 20) ? experts[number(0...(experts.count - 1))].id : nil)
            },
            today: today, longestWait: 15,
            ignoring: Set(experts.flatMap(\.busy).prefix(1).map(\.appointmentID)))
        let input = AvailabilityInput(
            dates: today..<today + 1, now: today.at(0) + (generator.chance(percent: 30) ? number(0...700) : 0),
            slotMinutes: [5, 10, 15, 20, 50][number(0...4)], experts: experts, closures: closures, skipped: skipped)
        return World(input: input, query: query)
    }

    /// Checks every minute of the day; the answer is how many starts could be had.
    private func check(_ world: World) -> Int {
        let availability = Availability(world.input, for: world.query)
        let naive = NaiveModel(input: world.input, query: world.query)
        let offers = Dictionary(availability.offers().map { ($0.start, $0) }, uniquingKeysWith: { first, _ in first })
        let day = TimeSpan(world.input.dates)
        for minute in day.lower..<day.upper {
            let start = LocalDateTime(minuteNumber: minute)
            let expected = naive.experts(at: minute)
            let offer = offers[start]
            #expect(Set(offer?.experts ?? []) == expected, "\(start)")
            switch availability.verdict(at: start) {
            case .accepted(let accepted): #expect(accepted == offer, "\(start)")
            case .refused(let refusals):
                #expect(offer == nil, "\(start)")
                #expect(!refusals.isEmpty, "\(start)")
                #expect(refusals.allSatisfy { $0.rule != .full }, "\(start): \(refusals.map(\.sentence))")
            }
        }
        for offer in offers.values {
            for plan in offer.plans {
                checkPlan(plan, naive, world)
                checkPinned(plan, world)
            }
        }
        return offers.count
    }

    /// What was offered with any expert is accepted, as it is, when its experts are asked for by name.
    private func checkPinned(_ plan: VisitPlan, _ world: World) {
        var query = world.query
        for part in plan.parts { query.parts[part.index].expert = part.expert }
        guard case .accepted(let offer) = Availability(world.input, for: query).verdict(at: plan.start) else {
            Issue.record("\(plan.start) is offered and not accepted")
            return
        }
        #expect(offer.plans == [plan])
    }

    /// A plan keeps every rule by itself: the order, the waits, the experts' hands.
    private func checkPlan(_ plan: VisitPlan, _ naive: NaiveModel, _ world: World) {
        #expect(plan.parts.map(\.index) == Array(world.query.parts.indices))
        for (part, next) in zip(plan.parts, plan.parts.dropFirst()) {
            #expect((0...world.query.longestWait).contains(next.start - part.end))
        }
        for part in plan.parts {
            guard let expert = world.input.experts.first(where: { $0.id == part.expert }) else {
                Issue.record("unknown expert")
                continue
            }
            #expect(naive.fits(part.phases, expert, at: part.start.minuteNumber))
            for other in plan.parts where other.index > part.index && other.expert == part.expert {
                #expect(part.busyEnd <= other.start)
            }
        }
    }

    @Test func `one service: offered, accepted and the naive model agree on every minute`() {
        let starts = (0..<60).reduce(0) { $0 + check(world(seed: UInt64($1), parts: 1...1)) }
        #expect(starts > 500)
    }

    @Test func `several services: offered, accepted and the naive model agree on every minute`() {
        let starts = (100..<130).reduce(0) { $0 + check(world(seed: UInt64($1), parts: 2...3)) }
        #expect(starts > 100)
    }
}
