/// The one function that decides which starts are offered and which are accepted. Pure: it works on fetched values.
///
/// A service fits at a start when the hands-on time, and finishing plus buffer, lie wholly in the expert's free
/// time, the whole visit lies in one shift, and the start is not past. Starts are on the grid, counted from
/// midnight; starts flush with another appointment are offered besides, marked tight.
public struct Availability: Sendable {
    let input: AvailabilityInput
    private(set) var query: AvailabilityQuery
    let lanes: [Lane]
    let closed: TimeSpans
    let skipped: TimeSpans
    /// For each part, each lane's terms; nil where the expert cannot or shall not do it.
    private(set) var terms: [[Terms?]]
    /// For each part, the minutes at which each lane can begin it and somebody can go on after it in time. Exact but
    /// for the clean-up of an expert who does two parts, which only the chain knows.
    private(set) var viable: [[TimeSpans]]
    /// For each part, the minutes at which anybody can begin it and go on.
    private(set) var anybody: [TimeSpans]
    /// For each part, its place in the query that was asked.
    private(set) var places: [Int]
    /// The same visit in every other order of its parts, when the order is free.
    private(set) var otherOrders: [Availability] = []
    /// For each date, the lanes from the least to the most booked; equals in the order of the screen.
    let ranking: [[Int]]

    /// Prepares the answer to one query, which must have a part.
    public init(_ input: AvailabilityInput, for query: AvailabilityQuery) {
        precondition(!query.parts.isEmpty, "a visit has at least one service")
        var input = input
        // Notice is asked of who books ahead: neither of somebody who stands in the salon, nor of the desk on purpose.
        if query.startsNow || query.overbooks { input.notBefore = nil }
        if query.overbooks { input.lastDate = nil }
        let closed = TimeSpans(input.closures.lazy.map(\.during))
        let skipped = TimeSpans(input.skipped)
        let wanted = input.experts.filter { expert in
            query.parts.contains { part in
                part.expert.map { $0 == expert.id } ?? (expert.services[part.service.id] != nil)
            }
        }
        let lanes = wanted.map {
            Lane($0, dates: input.dates, closed: closed, skipped: skipped, ignoring: query.ignoring)
        }
        self.input = input
        self.query = query
        self.closed = closed
        self.skipped = skipped
        self.lanes = lanes
        let terms: [[Terms?]] = query.parts.map { part in
            wanted.map { expert in
                guard part.service.isActive, expert.isActive, part.expert == nil || part.expert == expert.id,
                    let own = expert.services[part.service.id]
                else { return nil }
                let quote = Pricing.quote(
                    part.service, addOns: part.addOns, own: own, offer: query.offer, today: query.today)
                return Terms(phases: quote.phases, price: quote.total)
            }
        }
        self.terms = terms
        (viable, anybody) = Self.viability(terms, lanes, longestWait: max(0, query.longestWait))
        ranking = input.dates.indices.map { date in
            let day = date - input.dates.lowerBound
            return lanes.indices.sorted { (lanes[$0].load[day], $0) < (lanes[$1].load[day], $1) }
        }
        places = Array(query.parts.indices)
        if query.isOrderFree { otherOrders = query.otherOrders.map(reordered) }
    }

    private func reordered(_ places: [Int]) -> Availability {
        var other = self
        other.places = places
        other.query.parts = places.map { query.parts[$0] }
        other.terms = places.map { terms[$0] }
        (other.viable, other.anybody) = Self.viability(other.terms, lanes, longestWait: max(0, query.longestWait))
        return other
    }

    /// Works backwards from the last part: a start counts when it fits by itself and the next part has one that
    /// counts within the longest wait after it.
    private static func viability(
        _ terms: [[Terms?]], _ lanes: [Lane], longestWait: Minutes
    ) -> ([[TimeSpans]], [TimeSpans]) {
        var viable: [[TimeSpans]] = []
        var anybody: [TimeSpans] = []
        for part in terms.reversed() {
            let next = anybody.last?.reachable(within: longestWait)
            let sets = zip(part, lanes).map { terms, lane in
                guard let terms else { return TimeSpans() }
                let fitting = lane.starts(for: terms.phases)
                return next.map { fitting.intersection($0.moved(by: -terms.phases.clientMinutes)) } ?? fitting
            }
            viable.append(sets)
            anybody.append(TimeSpans(sets.lazy.flatMap(\.spans)))
        }
        return (viable.reversed(), anybody.reversed())
    }

    /// Every start that can be had on the dates, in order; of `some` of them if it is given.
    public func offers(on some: DateSpan? = nil) -> [OfferedStart] {
        let dates = some.map { $0.clamped(to: input.dates) } ?? input.dates
        guard !dates.isEmpty else { return [] }
        var found: [(key: Int, plan: VisitPlan)] = []
        var chains = Chains()
        for lane in lanes.indices {
            for start in allCandidates(lane, TimeSpan(dates)) where isAllowed(start) {
                guard let plan = bestPlan(from: start, lane: lane, &chains) else { continue }
                found.append((start.minuteNumber * lanes.count + rank(of: lane, on: start.date), plan))
            }
        }
        found.sort { $0.key < $1.key }
        var offers: [OfferedStart] = []
        var index = 0
        while index < found.count {
            let start = found[index].plan.start
            var plans: [VisitPlan] = []
            while index < found.count, found[index].plan.start == start {
                plans.append(found[index].plan)
                index += 1
            }
            offers.append(OfferedStart(start: start, plans: plans, isTight: isTight(start)))
        }
        return offers
    }

    /// Whether a start can be had, and if not, why not with each expert: the same rules as `offers`.
    public func verdict(at start: LocalDateTime) -> Verdict {
        guard input.dates.contains(start.date), isAllowed(start) else {
            return .refused(refusals(at: start))
        }
        var chains = Chains()
        let order = ranking[start.date - input.dates.lowerBound]
        let plans = order.compactMap { bestPlan(from: start, lane: $0, &chains) }
        guard !plans.isEmpty else { return .refused(refusals(at: start)) }
        return .accepted(OfferedStart(start: start, plans: plans, isTight: isTight(start)))
    }

    /// What `verdict` answers.
    public enum Verdict: Hashable, Sendable {
        /// The start can be had.
        case accepted(OfferedStart)
        /// It cannot; one refusal for each expert who was considered, never none.
        case refused([Refusal])
    }

    /// The plan at a start with the least-booked expert. Throws `conflict` with the reasons and the nearest free
    /// starts, or `invalid` for a start that no roster could make possible.
    public func accept(_ start: LocalDateTime, nearest count: Int = 5) throws(SalonError) -> VisitPlan {
        switch verdict(at: start) {
        case .accepted(let offer): return offer.plans[0]
        case .refused(let refusals):
            let sentence = Refusal.summary(refusals)
            if refusals.allSatisfy(\.isAboutTheRequest) { throw .invalid(field: "time", sentence: sentence) }
            throw .conflict(sentence: sentence, nearest: nearest(to: start, count: count))
        }
    }

    /// The free starts closest to a time, the closest first; of two as close the later first. Of all the dates, or of
    /// `some`.
    public func nearest(to time: LocalDateTime, on some: DateSpan? = nil, count: Int = 5) -> [LocalDateTime] {
        let starts = offers(on: some).map(\.start).sorted { left, right in
            (abs(left - time), right) < (abs(right - time), left)
        }
        return Array(starts.prefix(count))
    }
}

// MARK: - Starts

extension Availability {
    /// The rules of a start that are the same for every expert.
    func isAllowed(_ start: LocalDateTime) -> Bool {
        (query.allowsPast || start >= input.now) && (start == query.keptStart || keepsNotice(start))
            && !skipped.overlaps(TimeSpan(start, minutes: 1))
    }

    /// Neither too soon nor too far ahead. What an appointment that is moved has already is not asked.
    private func keepsNotice(_ start: LocalDateTime) -> Bool {
        (query.allowsPast || start >= input.firstStart) && input.lastDate.map { start.date <= $0 } ?? true
    }

    func isOnGrid(_ start: LocalDateTime) -> Bool { start.time.minutes % max(1, input.slotMinutes) == 0 }

    /// Why a start is one of a lane's.
    enum Anchor {
        /// On the grid, now, or flush with the end of the expert's previous appointment.
        case free
        /// Flush with the expert's next appointment, if they do the whole visit without a wait.
        case alone
    }

    /// Why an allowed start is one of the lane's; nil when it is none.
    func anchor(_ start: LocalDateTime, lane: Int) -> Anchor? {
        if isOnGrid(start) || query.overbooks || isStartAnyway(start) { return .free }
        let minute = start.minuteNumber
        let busy = lanes[lane].busy
        let before = busy.firstIndex(endingAfter: minute - 1)
        if before < busy.spans.count, busy.spans[before].upper == minute { return .free }
        guard let length = lengthAlone(lane) else { return nil }
        let after = busy.firstIndex(endingAfter: minute + length)
        return after < busy.spans.count && busy.spans[after].lower == minute + length ? .alone : nil
    }

    func isTight(_ start: LocalDateTime) -> Bool {
        !isOnGrid(start) && !query.overbooks && !isStartAnyway(start)
    }

    /// The minute in which somebody stands at the desk, and that which a moved appointment has already.
    private func isStartAnyway(_ start: LocalDateTime) -> Bool {
        start == query.keptStart || (query.startsNow && start == input.now)
    }

    /// Minutes from the start to the last clean-up when the lane's expert does every part, nil when they cannot.
    private func lengthAlone(_ lane: Int) -> Minutes? {
        var length = 0
        for part in terms {
            guard let terms = part[lane] else { return nil }
            length += terms.phases.totalMinutes
        }
        return length
    }

    /// The lane's starts worth trying in any order of the parts, each once.
    private func allCandidates(_ lane: Int, _ dates: TimeSpan) -> [LocalDateTime] {
        let own = candidates(lane, dates)
        return otherOrders.isEmpty ? own : Array(Set(own + otherOrders.flatMap { $0.candidates(lane, dates) }))
    }

    /// The lane's starts worth trying, in no particular order, each once: those that have an anchor and are viable.
    private func candidates(_ lane: Int, _ dates: TimeSpan) -> [LocalDateTime] {
        guard terms[0][lane] != nil else { return [] }
        let step = max(1, input.slotMinutes)
        let from = query.allowsPast ? dates.lower : max(dates.lower, input.firstStart.minuteNumber)
        var starts: [LocalDateTime] = []
        let spans = query.overbooks ? [dates] : viable[0][lane].spans
        for span in spans where span.upper > from && span.lower < dates.upper {
            var minute = gridMinute(atOrAfter: max(span.lower, from), step: step)
            while minute < min(span.upper, dates.upper) {
                starts.append(LocalDateTime(minuteNumber: minute))
                minute = gridMinute(atOrAfter: minute + 1, step: step)
            }
        }
        guard !query.overbooks else { return starts }
        var flush: [Int] = query.startsNow ? [input.now.minuteNumber] : []
        let length = lengthAlone(lane)
        for span in lanes[lane].busy.spans {
            flush.append(span.upper)
            if let length { flush.append(span.lower - length) }
        }
        for minute in Set(flush) where minute >= from && minute < dates.upper {
            let start = LocalDateTime(minuteNumber: minute)
            if !isOnGrid(start) { starts.append(start) }
        }
        if let kept = query.keptStart, !starts.contains(kept), kept.minuteNumber >= dates.lower,
            kept.minuteNumber < dates.upper
        {
            starts.append(kept)
        }
        return starts
    }

    /// The grid is counted anew from each midnight, so that a step that does not divide a day stays put.
    private func gridMinute(atOrAfter minute: Int, step: Int) -> Int {
        let day = Arithmetic.floorDivide(minute, LocalTime.minutesPerDay) * LocalTime.minutesPerDay
        let next = day + (minute - day + step - 1) / step * step
        return min(next, day + LocalTime.minutesPerDay)
    }

    private func rank(of lane: Int, on date: LocalDate) -> Int {
        ranking[date - input.dates.lowerBound].firstIndex(of: lane) ?? 0
    }
}
