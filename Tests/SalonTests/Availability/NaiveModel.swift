@testable import Salon

/// Availability once more, minute by minute and without any cleverness: what the real one must agree with.
struct NaiveModel {
    let input: AvailabilityInput
    let query: AvailabilityQuery

    private func isWorkable(_ expert: ExpertRoster, _ minute: Int) -> Bool {
        let time = LocalDateTime(minuteNumber: minute)
        if input.closures.contains(where: { $0.during.contains(time) }) { return false }
        if input.skipped.contains(where: { $0.contains(time) }) { return false }
        return [time.date - 1, time.date].contains { date in
            let exceptions = expert.exceptions.filter { $0.date == date }
            if !exceptions.isEmpty { return exceptions.contains { $0.span?.contains(time) ?? false } }
            return expert.shifts.contains { $0.falls(on: date) && $0.span(on: date).contains(time) }
        }
    }

    private func isBusy(_ expert: ExpertRoster, _ minute: Int) -> Bool {
        expert.busy.contains {
            !query.ignoring.contains($0.appointmentID) && $0.span.contains(LocalDateTime(minuteNumber: minute))
        }
    }

    private func isFree(_ expert: ExpertRoster, _ minute: Int) -> Bool {
        isWorkable(expert, minute) && !isBusy(expert, minute)
            && !expert.timeOff.contains { $0.during.contains(LocalDateTime(minuteNumber: minute)) }
    }

    private func phases(_ part: Int, _ expert: ExpertRoster) -> ServicePhases? {
        let wanted = query.parts[part]
        guard wanted.expert == nil || wanted.expert == expert.id, expert.isActive, wanted.service.isActive,
            let own = expert.services[wanted.service.id]
        else { return nil }
        var phases = wanted.service.phases
        phases.handsOn = (own.duration ?? phases.handsOn) + wanted.addOns.reduce(0) { $0 + $1.minutes }
        return phases
    }

    func fits(_ phases: ServicePhases, _ expert: ExpertRoster, at start: Int) -> Bool {
        let second = start + phases.handsOn + phases.processing
        return (start..<start + phases.handsOn).allSatisfy { isFree(expert, $0) }
            && (second..<second + phases.finishing + phases.buffer).allSatisfy { isFree(expert, $0) }
            && (start..<start + phases.totalMinutes).allSatisfy { isWorkable(expert, $0) }
    }

    private enum Anchor { case free, alone }

    private func anchor(_ start: Int, _ expert: ExpertRoster) -> Anchor? {
        let time = LocalDateTime(minuteNumber: start)
        guard input.dates.contains(time.date), time >= input.now else { return nil }
        let minutes = time.time.minutes
        if minutes % input.slotMinutes == 0 { return .free }
        if isBusy(expert, start - 1), !isBusy(expert, start) { return .free }
        let all = query.parts.indices.map { phases($0, expert) }
        guard all.allSatisfy({ $0 != nil }) else { return nil }
        let end = all.reduce(start) { $0 + ($1?.totalMinutes ?? 0) }
        return isBusy(expert, end) && !isBusy(expert, end - 1) ? .alone : nil
    }

    /// The experts who can begin the visit at a start.
    func experts(at start: Int) -> Set<ExpertID> {
        Set(input.experts.filter { canBegin($0, at: start) }.map(\.id))
    }

    private func canBegin(_ expert: ExpertRoster, at start: Int) -> Bool {
        guard let first = phases(0, expert), let anchor = anchor(start, expert), fits(first, expert, at: start) else {
            return false
        }
        if anchor == .alone {
            var next = start
            return query.parts.indices.allSatisfy { part in
                guard let phases = phases(part, expert), fits(phases, expert, at: next) else { return false }
                next += phases.totalMinutes
                return part == query.parts.count - 1 || phases.buffer <= query.longestWait
            }
        }
        return canGoOn(1, after: start + first.clientMinutes, cleaning: [(expert.id, start + first.totalMinutes)])
    }

    private func canGoOn(_ part: Int, after: Int, cleaning: [(ExpertID, Int)]) -> Bool {
        guard part < query.parts.count else { return true }
        for start in after...after + query.longestWait {
            for expert in input.experts {
                guard let phases = phases(part, expert), fits(phases, expert, at: start),
                    cleaning.allSatisfy({ $0.0 != expert.id || $0.1 <= start })
                else { continue }
                let busyUntil = cleaning + [(expert.id, start + phases.totalMinutes)]
                if canGoOn(part + 1, after: start + phases.clientMinutes, cleaning: busyUntil) { return true }
            }
        }
        return false
    }
}
