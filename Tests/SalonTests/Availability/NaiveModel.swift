import RandomSalons

@testable import Salon

/// Availability once more, minute by minute and without any cleverness: what the real one must agree with, starts and
/// refusals.
struct NaiveModel {
    /// A column of minutes from the midnight before the dates on.
    struct Column {
        let roster: ExpertRoster
        /// The times of the query's parts with this expert; nil for what they do not do.
        let phases: [ServicePhases?]
        let onShift: [Bool]
        let busy: [Bool]
        /// On shift, the branch open, the clock running.
        let workable: [Bool]
        /// Workable, not away, not busy.
        let free: [Bool]
        /// For each minute, the first on shift that is not before it, and the last that is not after it.
        let comes: [Int?]
        let went: [Int?]
    }

    let salon: RandomSalon
    let origin: Int
    /// The orders of the parts that are allowed, as indices.
    private let orders: [[Int]]
    let columns: [Column]
    let shut: [Bool]
    let skipped: [Bool]

    init(_ salon: RandomSalon) {
        self.salon = salon
        let input = salon.input
        let origin = (input.dates.lowerBound - 1).at(0).minuteNumber
        let minutes = (input.dates.count + 4) * 1_440
        func paint(_ spans: [TimeSpan]) -> [Bool] {
            var column = [Bool](repeating: false, count: minutes)
            for span in spans {
                var minute = max(span.lower - origin, 0)
                while minute < min(span.upper - origin, minutes) {
                    column[minute] = true
                    minute += 1
                }
            }
            return column
        }
        let shut = paint(input.closures.map(\.during))
        // Clocks change by whole half hours, on them.
        let halfHours = stride(from: 0, to: minutes, by: 30).filter { minute in
            guard case .skipped = salon.zone.resolve(LocalDateTime(minuteNumber: origin + minute)) else { return false }
            return true
        }
        let skipped = paint(halfHours.map { TimeSpan(lower: origin + $0, upper: origin + $0 + 30) })
        let parts = Array(salon.query.parts.indices)
        orders = salon.query.isOrderFree ? Self.orders(parts) : [parts]
        self.origin = origin
        self.shut = shut
        self.skipped = skipped
        columns = input.experts.map { roster in
            let onShift = paint(Self.work(of: roster, in: input.dates.lowerBound - 1..<input.dates.upperBound + 1))
            let busy = paint(roster.busy.filter { !salon.query.ignoring.contains($0.appointmentID) }.map(\.span))
            let away = paint(roster.timeOff.map(\.during))
            let workable = (0..<minutes).map { onShift[$0] && !shut[$0] && !skipped[$0] }
            let free = (0..<minutes).map { workable[$0] && !away[$0] && !busy[$0] }
            let phases = salon.query.parts.map { Self.phases($0, roster) }
            var (comes, went) = ([Int?](repeating: nil, count: minutes), [Int?](repeating: nil, count: minutes))
            for minute in 0..<minutes { went[minute] = onShift[minute] ? minute : minute > 0 ? went[minute - 1] : nil }
            for minute in (0..<minutes).reversed() {
                comes[minute] = onShift[minute] ? minute : minute + 1 < minutes ? comes[minute + 1] : nil
            }
            return Column(
                roster: roster, phases: phases, onShift: onShift, busy: busy, workable: workable, free: free,
                comes: comes, went: went)
        }
    }

    private static func work(of roster: ExpertRoster, in dates: DateSpan) -> [TimeSpan] {
        dates.flatMap { date -> [TimeSpan] in
            let exceptions = roster.exceptions.filter { $0.date == date }
            if !exceptions.isEmpty {
                return exceptions.compactMap { $0.hours.map { span(date, $0.starts, $0.ends) } }
            }
            return roster.shifts.filter { isDue($0, on: date) }.map { span(date, $0.starts, $0.ends) }
        }
    }

    private static func span(_ date: LocalDate, _ starts: LocalTime, _ ends: LocalTime) -> TimeSpan {
        TimeSpan(date.at(starts), (ends > starts ? date : date + 1).at(ends))
    }

    /// Counts the weeks of a rotation one by one.
    private static func isDue(_ shift: Shift, on date: LocalDate) -> Bool {
        guard date.weekday == shift.weekday, date >= shift.validFrom, date <= shift.validTo ?? date else {
            return false
        }
        var week = 1
        var day = shift.validFrom
        while day < date {
            day = day + 1
            if day.weekday == .monday { week = week % shift.everyWeeks + 1 }
        }
        return week == shift.week
    }

    private static func phases(_ part: VisitPart, _ roster: ExpertRoster) -> ServicePhases? {
        guard part.expert == nil || part.expert == roster.id, roster.isActive, part.service.isActive,
            let own = roster.services[part.service.id]
        else { return nil }
        var phases = part.service.phases
        phases.handsOn = (own.duration ?? phases.handsOn) + part.addOns.reduce(0) { $0 + $1.minutes }
        return phases
    }

    func fits(_ phases: ServicePhases, _ column: Column, at start: Int) -> Bool {
        let first = start - origin
        let second = first + phases.handsOn + phases.processing
        return Self.isAll(column.free, from: first, minutes: phases.handsOn)
            && Self.isAll(column.free, from: second, minutes: phases.finishing + phases.buffer)
            && Self.isAll(column.workable, from: first, minutes: phases.totalMinutes)
    }

    private static func isAll(_ column: [Bool], from start: Int, minutes: Minutes) -> Bool {
        var minute = start
        while minute < start + minutes {
            guard column[minute] else { return false }
            minute += 1
        }
        return true
    }

    /// Why nobody can have a start: it is not there, is past, or keeps no notice. By moments, not by the wall clock.
    func ruleForAll(_ start: LocalDateTime) -> Refusal.Rule? {
        if skipped[start.minuteNumber - origin] {
            return .skippedHour(resumes: end(of: skipped, from: start.minuteNumber))
        }
        guard case .moment(let moment) = salon.zone.resolve(start) else { return nil }
        let now = Arithmetic.floorDivide(salon.instant.seconds, 60) * 60
        if moment.seconds < now { return .past }
        if moment.seconds < now + salon.branch.noticeMinutes * 60, let first = salon.input.notBefore {
            return .tooSoon(first: first)
        }
        let today = salon.zone.local(salon.instant).date
        if let horizon = salon.branch.horizonDays, start.date - today > horizon {
            return .tooFar(last: today + horizon)
        }
        return nil
    }

    /// The first minute from which the column is empty.
    func end(of column: [Bool], from minute: Int) -> LocalDateTime {
        var index = minute - origin
        while index < column.count, column[index] { index += 1 }
        return LocalDateTime(minuteNumber: origin + index)
    }

    enum Anchor { case free, alone }

    func anchor(_ start: Int, _ column: Column) -> Anchor? {
        if start % 1_440 % salon.input.slotMinutes == 0 { return .free }
        let index = start - origin
        if column.busy[index - 1], !column.busy[index] { return .free }
        var end = index
        for phases in column.phases {
            guard let phases else { return nil }
            end += phases.totalMinutes
        }
        return column.busy[end] && !column.busy[end - 1] ? .alone : nil
    }

    /// The experts who can begin the visit at a start, in any order of its parts that is allowed.
    func experts(at start: Int) -> Set<ExpertID> {
        let found = columns.filter { column in
            guard let anchor = anchor(start, column) else { return false }
            return orders.contains { canBegin($0, anchor, column, at: start) }
        }
        guard !found.isEmpty, ruleForAll(LocalDateTime(minuteNumber: start)) == nil else { return [] }
        return Set(found.map(\.roster.id))
    }

    private static func orders(_ parts: [Int]) -> [[Int]] {
        guard parts.count > 1 else { return [parts] }
        return parts.indices.flatMap { index in
            var rest = parts
            let first = rest.remove(at: index)
            return orders(rest).map { [first] + $0 }
        }
    }

    private func canBegin(_ parts: [Int], _ anchor: Anchor, _ column: Column, at start: Int) -> Bool {
        guard let first = column.phases[parts[0]], fits(first, column, at: start) else { return false }
        if anchor == .alone {
            var next = start
            return parts.indices.allSatisfy { place in
                guard let phases = column.phases[parts[place]], fits(phases, column, at: next) else { return false }
                next += phases.totalMinutes
                return place == parts.count - 1 || phases.buffer <= salon.query.longestWait
            }
        }
        return canGoOn(
            parts.dropFirst(), after: start + first.clientMinutes,
            cleaning: [(column.roster.id, start + first.totalMinutes)])
    }

    private func canGoOn(_ parts: ArraySlice<Int>, after: Int, cleaning: [(ExpertID, Int)]) -> Bool {
        guard let part = parts.first else { return true }
        for start in after...after + salon.query.longestWait {
            for column in columns {
                guard let phases = column.phases[part], fits(phases, column, at: start),
                    cleaning.allSatisfy({ $0.0 != column.roster.id || $0.1 <= start })
                else { continue }
                let busyUntil = cleaning + [(column.roster.id, start + phases.totalMinutes)]
                if canGoOn(parts.dropFirst(), after: start + phases.clientMinutes, cleaning: busyUntil) { return true }
            }
        }
        return false
    }
}
