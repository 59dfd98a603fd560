@testable import Salon

/// Why a start cannot be had, found by walking from minute to minute.
extension NaiveModel {
    /// What a refusal must say; `rule` nil where only somebody further down the visit is missing.
    struct Reason: Equatable {
        let expert: ExpertID?
        let rule: Refusal.Rule?
    }

    /// The reasons at a start that nobody can have, in the order of the screen.
    func reasons(at start: LocalDateTime) -> [Reason] {
        if let rule = ruleForAll(start) { return [Reason(expert: nil, rule: rule)] }
        for part in salon.query.parts {
            if let reason = reason(of: part) { return [reason] }
        }
        return columns.compactMap { column in
            column.phases[0].map { phases in
                Reason(expert: column.roster.id, rule: rule(phases, column, at: start))
            }
        }
    }

    private func reason(of part: VisitPart) -> Reason? {
        let service = part.service
        if !service.isActive { return Reason(expert: nil, rule: .serviceOff(service: service.name)) }
        let doers = columns.map(\.roster).filter { $0.isActive && $0.services[service.id] != nil }
        guard let wanted = part.expert else {
            return doers.isEmpty ? Reason(expert: nil, rule: .doesNotDo(service: service.name)) : nil
        }
        if doers.contains(where: { $0.id == wanted }) { return nil }
        let isGone = columns.contains { $0.roster.id == wanted && !$0.roster.isActive }
        return Reason(expert: wanted, rule: isGone ? .expertGone : .doesNotDo(service: service.name))
    }

    private func rule(_ phases: ServicePhases, _ column: Column, at start: LocalDateTime) -> Refusal.Rule? {
        let first = start.minuteNumber - origin
        let visit = first..<first + phases.totalMinutes
        let hands = phases.busySpans(from: start).map { $0.lower - origin..<$0.upper - origin }
        if let minute = visit.first(where: { shut[$0] }) {
            let closure = salon.input.closures.first { $0.during.overlaps(TimeSpan(start, minutes: visit.count)) }
            return .closed(until: end(of: shut, from: origin + minute), reason: closure?.reason)
        }
        if let rule = shiftRule(visit, column) { return rule }
        if let minute = visit.first(where: { skipped[$0] }) {
            return .clockChange(at: end(of: skipped, from: origin + minute))
        }
        for span in hands {
            let away = column.roster.timeOff.filter { off in
                span.contains { off.during.contains(LocalDateTime(minuteNumber: origin + $0)) }
            }
            if let off = away.min(by: { $0.during.lower < $1.during.lower }) {
                return .timeOff(off.kind, from: off.during.start, until: off.during.end)
            }
        }
        for span in hands {
            guard let minute = span.first(where: { column.busy[$0] }) else { continue }
            var from = minute
            while column.busy[from - 1] { from -= 1 }
            let until = end(of: column.busy, from: origin + minute)
            return from <= first && start < until
                ? .taken(until: until) : .takenFrom(LocalDateTime(minuteNumber: origin + from), until: until)
        }
        let anchor = anchor(start.minuteNumber, column)
        if anchor == nil || (anchor == .alone && salon.query.parts.count > 1) {
            let before = start - start.time.minutes % salon.input.slotMinutes
            return .offGrid(before: before, after: before + salon.input.slotMinutes)
        }
        return nil
    }

    private func shiftRule(_ visit: Range<Int>, _ column: Column) -> Refusal.Rule? {
        let onShift = column.onShift
        func time(_ minute: Int) -> LocalDateTime { LocalDateTime(minuteNumber: origin + minute) }
        let date = time(visit.lowerBound).date
        if onShift[visit.lowerBound] {
            guard let ends = visit.first(where: { !onShift[$0] }) else { return nil }
            let resumes = column.comes[ends]
            if let resumes, resumes - ends <= 240 { return .intoBreak(begins: time(ends), until: time(resumes)) }
            return .outsideShift(ends: time(ends), next: resumes.map(time))
        }
        let resumes = column.comes[visit.lowerBound]
        let ended = column.went[visit.lowerBound - 1].map { $0 + 1 }
        if let ended, let resumes, resumes - ended <= 240 { return .onBreak(until: time(resumes)) }
        if let resumes, time(resumes).date == date { return .beforeShift(begins: time(resumes)) }
        if let ended, time(ended - 1).date == date {
            return .outsideShift(ends: time(ended), next: resumes.map(time))
        }
        return .dayOff(date, next: resumes.map(time))
    }
}
