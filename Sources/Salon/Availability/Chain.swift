/// The search for the experts of a visit's later parts.
struct Chain {
    /// A part given to a lane.
    struct Link {
        let lane: Int
        let start: LocalDateTime
        let phases: ServicePhases
    }

    /// The parts planned so far.
    var links: [Link] = []
    /// Places from which the rest is known to be impossible.
    var dead: Set<Place> = []

    /// Where a search stands, when only the last expert's clean-up can matter.
    struct Place: Hashable {
        let part: Int
        let after: LocalDateTime
        let lane: Int
    }
}

/// The searches of one answer, one for each order of the parts.
typealias Chains = [Int: Chain]

extension Availability {
    /// The best plan from an allowed start over all orders of the parts: the shortest visit, then the fewest experts,
    /// then the order that was asked for.
    func bestPlan(from start: LocalDateTime, lane: Int, _ chains: inout Chains) -> VisitPlan? {
        var best = plan(from: start, lane: lane, &chains[0, default: Chain()])
        for (index, other) in otherOrders.enumerated() {
            guard let plan = other.plan(from: start, lane: lane, &chains[index + 1, default: Chain()]) else { continue }
            let isBetter = best.map { (plan.end, plan.experts.count) < ($0.end, $0.experts.count) } ?? true
            if isBetter { best = plan }
        }
        return best
    }

    /// The whole visit from an allowed start, its first part with the lane's expert; nil when it is not one of the
    /// lane's starts or does not fit. Waits as little as it can, then changes the expert as little as it can, then
    /// takes the least booked.
    func plan(from start: LocalDateTime, lane: Int, _ chain: inout Chain) -> VisitPlan? {
        guard let first = terms[0][lane], let anchor = anchor(start, lane: lane),
            query.overbooks || viable[0][lane].contains(start)
        else { return nil }
        if terms.count == 1 { return VisitPlan(parts: [part(0, lane: lane, terms: first, start: start)]) }
        if anchor == .alone { return planAlone(from: start, lane: lane) }
        chain.links = [Chain.Link(lane: lane, start: start, phases: first.phases)]
        guard extend(&chain) else { return nil }
        let parts = chain.links.enumerated().compactMap { index, link in
            terms[index][link.lane].map { part(index, lane: link.lane, terms: $0, start: link.start) }
        }
        return VisitPlan(parts: parts)
    }

    /// The whole visit with one expert, each part right after the clean-up of the one before; nil when it does not
    /// fit or a clean-up is longer than the client may wait.
    private func planAlone(from start: LocalDateTime, lane: Int) -> VisitPlan? {
        var parts: [PlannedPart] = []
        for index in terms.indices {
            let start = parts.last?.busyEnd ?? start
            guard let terms = terms[index][lane], viable[index][lane].contains(start),
                parts.last.map({ $0.phases.buffer <= query.longestWait }) ?? true
            else { return nil }
            parts.append(part(index, lane: lane, terms: terms, start: start))
        }
        return VisitPlan(parts: parts)
    }

    private func part(_ index: Int, lane: Int, terms: Terms, start: LocalDateTime) -> PlannedPart {
        PlannedPart(
            index: places[index], expert: lanes[lane].id, start: start, phases: terms.phases, price: terms.price)
    }

    /// Plans the parts after the last planned one; false, and the chain as it was, when they do not fit.
    private func extend(_ chain: inout Chain) -> Bool {
        let index = chain.links.count
        guard index < terms.count else { return true }
        let last = chain.links[index - 1]
        let after = last.start + last.phases.clientMinutes
        // An earlier expert's long clean-up makes the place depend on more than its key says.
        let isSimple = chain.links.dropLast().allSatisfy { $0.start + $0.phases.totalMinutes <= after }
        let place = Chain.Place(part: index, after: after, lane: last.lane)
        if isSimple, chain.dead.contains(place) { return false }

        let day = min(max(after.date - input.dates.lowerBound, 0), ranking.count - 1)
        let latest = after + max(0, query.longestWait)
        var start = after
        while let next = query.overbooks ? start.minuteNumber : anybody[index].first(from: start.minuteNumber),
            next <= latest.minuteNumber
        {
            start = LocalDateTime(minuteNumber: next)
            if tryLane(last.lane, part: index, at: start, &chain) { return true }
            for lane in ranking[day] where lane != last.lane {
                if tryLane(lane, part: index, at: start, &chain) { return true }
            }
            start = start + 1
        }
        if isSimple { chain.dead.insert(place) }
        return false
    }

    private func tryLane(_ lane: Int, part: Int, at start: LocalDateTime, _ chain: inout Chain) -> Bool {
        guard let terms = terms[part][lane] else { return false }
        if !query.overbooks {
            guard viable[part][lane].contains(start) else { return false }
            let isCleaning = chain.links.contains { $0.lane == lane && $0.start + $0.phases.totalMinutes > start }
            if isCleaning { return false }
        }
        chain.links.append(Chain.Link(lane: lane, start: start, phases: terms.phases))
        if extend(&chain) { return true }
        chain.links.removeLast()
        return false
    }
}
