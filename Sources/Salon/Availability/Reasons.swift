extension Availability {
    /// Why a start cannot be had, one refusal for each expert who was asked for or does the first service.
    func refusals(at start: LocalDateTime) -> [Refusal] {
        if let rule = ruleForAll(start) { return [Refusal(expert: nil, name: "Nobody", start: start, rule: rule)] }
        return considered(start: start) { lane in rule(lane, at: start) }
    }

    /// Why there is no start on any of the dates, one refusal for each expert who was asked for or does the first
    /// service. Worth asking only when `offers` has none.
    public func refusals() -> [Refusal] {
        let last = input.dates.upperBound - 1
        if input.dates.isEmpty || (!query.allowsPast && last.at(LocalTime.endOfDay) <= input.now) {
            return [Refusal(expert: nil, name: "Nobody", start: nil, rule: .past)]
        }
        if let rule = noticeRule(from: input.dates.lowerBound, until: last.at(LocalTime.endOfDay)) {
            return [Refusal(expert: nil, name: "Nobody", start: nil, rule: rule)]
        }
        return considered(start: nil) { lane in ruleForDates(lanes[lane]) }
    }

    /// The parts' services that cannot be booked, and a start that does not exist or is past.
    private func ruleForAll(_ start: LocalDateTime) -> Refusal.Rule? {
        if let gap = skipped.firstOverlap(TimeSpan(start, minutes: 1)) { return .skippedHour(resumes: gap.end) }
        if !query.allowsPast, start < input.now { return .past }
        return start == query.keptStart ? nil : noticeRule(from: start.date, until: start + 1)
    }

    /// The rule that refuses all starts from a date on up to a time for being too soon or too far ahead.
    private func noticeRule(from first: LocalDate, until end: LocalDateTime) -> Refusal.Rule? {
        if !query.allowsPast, end <= input.firstStart { return .tooSoon(first: input.firstStart) }
        if let last = input.lastDate, first > last { return .tooFar(last: last) }
        return nil
    }

    private func considered(start: LocalDateTime?, rule: (Int) -> Refusal.Rule) -> [Refusal] {
        for part in query.parts {
            if let refusal = refusalOfPart(part, start: start) { return [refusal] }
        }
        return lanes.indices.filter { terms[0][$0] != nil }.map { lane in
            Refusal(expert: lanes[lane].id, name: lanes[lane].name, start: start, rule: rule(lane))
        }
    }

    /// Why a part has no expert at all.
    private func refusalOfPart(_ part: VisitPart, start: LocalDateTime?) -> Refusal? {
        let service = part.service.name
        if !part.service.isActive {
            return Refusal(expert: nil, name: "Nobody", start: start, rule: .serviceOff(service: service))
        }
        if let wanted = part.expert {
            guard let expert = input.experts.first(where: { $0.id == wanted }) else {
                return Refusal(expert: wanted, name: "This expert", start: start, rule: .expertGone)
            }
            if !expert.isActive {
                return Refusal(expert: wanted, name: expert.name, start: start, rule: .expertGone)
            }
            if expert.services[part.service.id] == nil {
                return Refusal(
                    expert: wanted, name: expert.name, start: start, rule: .doesNotDo(service: service))
            }
            return nil
        }
        let isDone = input.experts.contains { $0.isActive && $0.services[part.service.id] != nil }
        return isDone
            ? nil : Refusal(expert: nil, name: "Nobody", start: start, rule: .doesNotDo(service: service))
    }

    /// The first rule that refuses a start which is allowed in general, in the order in which a person would see it.
    private func rule(_ index: Int, at start: LocalDateTime) -> Refusal.Rule {
        let lane = lanes[index]
        guard let phases = terms[0][index]?.phases else { return .full }
        if let rule = lane.rule(phases, at: start, closed: closed, skipped: skipped, closures: input.closures) {
            return rule
        }
        let anchor = anchor(start, lane: index)
        if anchor == nil || (anchor == .alone && terms.count > 1) {
            let step = max(1, input.slotMinutes)
            let before = start - start.time.minutes % step
            return .offGrid(before: before, after: before + step)
        }
        return terms.count > 1 ? nobodyRule(index, at: start) : .full
    }

    /// The part at which a visit gets stuck whose first part fits, found by going forwards from its end.
    private func nobodyRule(_ lane: Int, at start: LocalDateTime) -> Refusal.Rule {
        var ends: Set<LocalDateTime> = [start + (terms[0][lane]?.phases.clientMinutes ?? 0)]
        for part in terms.indices.dropFirst() {
            var next: Set<LocalDateTime> = []
            for (lane, terms) in terms[part].enumerated() {
                guard let phases = terms?.phases else { continue }
                let starts = lanes[lane].starts(for: phases)
                for end in ends {
                    for wait in 0...max(0, query.longestWait) where starts.contains(end + wait) {
                        next.insert(end + wait + phases.clientMinutes)
                    }
                }
            }
            // Only an expert's clean-up stands in the way when nobody is missing up to the last part.
            if next.isEmpty || part == terms.count - 1 {
                return .nobodyFor(service: query.parts[part].service.name, after: ends.min() ?? start)
            }
            ends = next
        }
        return .full
    }

    private func ruleForDates(_ lane: Lane) -> Refusal.Rule {
        let whole = TimeSpan(input.dates)
        let rest = TimeSpans([
            TimeSpan(lower: max(whole.lower, query.allowsPast ? 0 : input.now.minuteNumber), upper: whole.upper)
        ])
        let shifts = lane.shifts.intersection(rest)
        guard let first = shifts.spans.first else {
            let last = lane.shifts.spans.last { input.dates.contains($0.start.date) }
            let next = lane.shifts.first(from: rest.spans.last?.upper ?? whole.upper).map(LocalDateTime.init)
            if let last { return .outsideShift(ends: last.end, next: next) }
            return .dayOff(input.dates.lowerBound, next: next)
        }
        if lane.workable.intersection(rest).isEmpty, let shut = closed.firstOverlap(first) {
            return .closed(until: shut.end, reason: reason(of: shut))
        }
        let away = TimeSpans(lane.timeOff.lazy.map(\.during))
        if shifts.subtracting(away).isEmpty, let off = lane.timeOff.first(where: { $0.during.overlaps(first) }) {
            return .timeOff(off.kind, from: off.during.start, until: off.during.end)
        }
        return .full
    }

    private func reason(of shut: TimeSpan) -> String? {
        input.closures.first { $0.during.overlaps(shut) }?.reason
    }
}

extension Lane {
    /// Minutes up to which the time between two shifts of one day is called a break.
    private static let longestBreak = 240

    /// The first rule that keeps a service from fitting at `start`; nil exactly when it can start then.
    func rule(
        _ phases: ServicePhases, at start: LocalDateTime, closed: TimeSpans, skipped: TimeSpans, closures: [Closure]
    ) -> Refusal.Rule? {
        let visit = TimeSpan(start, minutes: phases.totalMinutes)
        if let shut = closed.firstOverlap(visit) {
            return .closed(until: shut.end, reason: closures.first { $0.during.overlaps(visit) }?.reason)
        }
        if let rule = shiftRule(visit) { return rule }
        if let gap = skipped.firstOverlap(visit) { return .clockChange(at: gap.end) }
        let hands = phases.busySpans(from: start)
        for span in hands {
            if let off = timeOff.filter({ $0.during.overlaps(span) }).min(by: { $0.during.lower < $1.during.lower }) {
                return .timeOff(off.kind, from: off.during.start, until: off.during.end)
            }
        }
        for span in hands {
            guard let other = busy.firstOverlap(span) else { continue }
            return other.contains(start)
                ? .taken(until: other.end) : .takenFrom(other.start, until: other.end)
        }
        return nil
    }

    private func shiftRule(_ visit: TimeSpan) -> Refusal.Rule? {
        let index = shifts.firstIndex(endingAfter: visit.lower)
        let next = index < shifts.spans.count ? shifts.spans[index] : nil
        if let next, next.contains(visit.start) {
            guard visit.upper > next.upper else { return nil }
            if index + 1 < shifts.spans.count, isBreak(next, shifts.spans[index + 1]) {
                return .intoBreak(begins: next.end, until: shifts.spans[index + 1].start)
            }
            let after = shifts.spans.dropFirst(index + 1).first?.start
            return .outsideShift(ends: next.end, next: after)
        }
        let previous = index > 0 ? shifts.spans[index - 1] : nil
        if let previous, let next, isBreak(previous, next) { return .onBreak(until: next.start) }
        let date = visit.start.date
        if let next, next.start.date == date { return .beforeShift(begins: next.start) }
        if let previous, (previous.end - 1).date == date || previous.start.date == date {
            return .outsideShift(ends: previous.end, next: next?.start)
        }
        return .dayOff(date, next: next?.start)
    }

    private func isBreak(_ before: TimeSpan, _ after: TimeSpan) -> Bool {
        after.lower - before.upper <= Self.longestBreak
    }
}

extension Refusal {
    /// True when no roster could make it possible: the request itself is wrong.
    var isAboutTheRequest: Bool {
        switch rule {
        case .past, .tooSoon, .tooFar, .skippedHour, .serviceOff, .doesNotDo, .expertGone, .offGrid: true
        default: false
        }
    }

    /// The reasons in one text: each sentence once, at most three.
    public static func summary(_ refusals: [Refusal]) -> String {
        var sentences: [String] = []
        for refusal in refusals where !sentences.contains(refusal.sentence) { sentences.append(refusal.sentence) }
        let rest = sentences.count - 3
        return sentences.prefix(3).joined(separator: " ") + (rest > 0 ? " And \(rest) more." : "")
    }
}
