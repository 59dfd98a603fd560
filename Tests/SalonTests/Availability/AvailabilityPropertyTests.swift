import RandomSalons
import Testing

@testable import Salon

/// Two thousand random little salons, in which the engine must agree with the naive model minute by minute.
@Suite struct AvailabilityPropertyTests {
    /// Checks every minute of the days; the answer is how many starts could be had.
    private func check(_ salon: RandomSalon, seed: UInt64) -> Int {
        let availability = Availability(salon.input, for: salon.query)
        let naive = NaiveModel(salon)
        let list = availability.offers()
        let offers = Dictionary(list.map { ($0.start, $0) }, uniquingKeysWith: { first, _ in first })
        let days = TimeSpan(salon.input.dates)
        for minute in days.lower..<days.upper {
            let start = LocalDateTime(minuteNumber: minute)
            let offered = Set(offers[start]?.experts ?? [])
            if offered != naive.experts(at: minute) { Issue.record("seed \(seed): other starts at \(start)") }
        }
        // Sentences are slow to make: every refusal of two hours, and every offer.
        let from = days.lower + Int(seed * 61 % UInt64(days.minutes - 120))
        for start in (from..<from + 120).map(LocalDateTime.init(minuteNumber:)) + list.map(\.start) {
            switch availability.verdict(at: start) {
            case .accepted(let accepted):
                if accepted != offers[start] { Issue.record("seed \(seed): \(start) is not accepted as offered") }
            case .refused(let refusals):
                checkRefusals(refusals, at: start, naive, isOffered: offers[start] != nil, seed)
            }
        }
        for plan in list.flatMap(\.plans) {
            checkPlan(plan, naive, salon)
            checkPinned(plan, salon)
        }
        return list.count
    }

    private func checkRefusals(
        _ refusals: [Refusal], at start: LocalDateTime, _ naive: NaiveModel, isOffered: Bool, _ seed: UInt64
    ) {
        let expected = naive.reasons(at: start)
        let found = refusals.map { refusal in
            var rule: Refusal.Rule? = refusal.rule
            if case .nobodyFor = refusal.rule { rule = nil }
            return NaiveModel.Reason(expert: refusal.expert, rule: rule)
        }
        if isOffered || found.isEmpty || found != expected {
            Issue.record("seed \(seed): at \(start) \(refusals.map(\.rule)) instead of \(expected)")
        }
    }

    /// What was offered with any expert in any order is accepted, as it is, when just that is asked for.
    private func checkPinned(_ plan: VisitPlan, _ salon: RandomSalon) {
        let pinned = Availability(salon.input, for: salon.query.pinned(to: plan))
        guard case .accepted(let offer) = pinned.verdict(at: plan.start), let same = offer.plans.first else {
            Issue.record("\(plan.start) is offered and not accepted")
            return
        }
        #expect(offer.plans.count == 1 && same.parts.map(\.expert) == plan.parts.map(\.expert))
        #expect(same.parts.map(\.start) == plan.parts.map(\.start) && same.price == plan.price)
    }

    /// A plan keeps every rule by itself: the order, the waits, the experts' hands.
    private func checkPlan(_ plan: VisitPlan, _ naive: NaiveModel, _ salon: RandomSalon) {
        let places = plan.parts.map(\.index)
        #expect((salon.query.isOrderFree ? places.sorted() : places) == Array(salon.query.parts.indices))
        for (part, next) in zip(plan.parts, plan.parts.dropFirst()) {
            #expect((0...salon.query.longestWait).contains(next.start - part.end))
        }
        for (place, part) in plan.parts.enumerated() {
            guard let column = naive.columns.first(where: { $0.roster.id == part.expert }) else {
                Issue.record("unknown expert")
                continue
            }
            #expect(part.phases == column.phases[part.index])
            #expect(naive.fits(part.phases, column, at: part.start.minuteNumber))
            for other in plan.parts.dropFirst(place + 1) where other.expert == part.expert {
                #expect(part.busyEnd <= other.start)
            }
        }
    }

    @Test(arguments: 0..<8)
    func `one service: offered, accepted and the naive model agree, starts and refusals`(batch: UInt64) throws {
        let starts = try (batch * 200..<(batch + 1) * 200).reduce(0) { starts, seed in
            starts + check(try RandomSalon(seed: seed, parts: 1...1), seed: seed)
        }
        #expect(starts > 1_000)
    }

    @Test(arguments: 0..<8)
    func `several services: offered, accepted and the naive model agree, starts and refusals`(batch: UInt64) throws {
        let starts = try (10_000 + batch * 50..<10_000 + (batch + 1) * 50).reduce(0) { starts, seed in
            starts + check(try RandomSalon(seed: seed, parts: 2...3), seed: seed)
        }
        #expect(starts > 100)
    }
}
