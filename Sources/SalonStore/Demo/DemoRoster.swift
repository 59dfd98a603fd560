import Salon

/// When the demo's experts work: weekly hours, less closures and time off, and the hours made for today.
struct DemoRoster: Sendable {
    struct Closure: Sendable {
        let starts: LocalDateTime
        let ends: LocalDateTime
        let reason: String
    }

    struct TimeOff: Sendable {
        let expert: Int
        let starts: LocalDateTime
        let ends: LocalDateTime
        let kind: TimeOffKind
        let reason: String
    }

    /// Working time of one day in minutes since midnight.
    struct Working: Sendable {
        let starts: Minutes
        let ends: Minutes
    }

    /// The weekday's hours of the salon.
    struct Opening: Sendable {
        let weekday: Weekday
        let opens: Minutes
        let closes: Minutes
    }

    let today: LocalDate
    let closures: [Closure]
    let timeOff: [TimeOff]
    let openings: [Opening]
    /// What replaces the shifts today, by expert; empty for somebody who is off.
    let exceptions: [Int: [Working]]
    /// The monday from which the rotation of two weeks is counted.
    let rotationStart: LocalDate
    private let closedDays: Set<Int>
    private let offByExpert: [[TimeOff]]

    /// Who is off today: the training of somebody in Gothenburg.
    static let offToday = 7

    init(team: DemoTeam, now: LocalDateTime, firstDay: LocalDate, lastDay: LocalDate, identities: DemoIdentities) {
        let today = now.date
        self.today = today
        rotationStart = LocalDate(dayNumber: 4)
        closures = Self.closures(from: firstDay, to: lastDay, today: today)
        closedDays = Set(closures.filter { $0.starts.time == .midnight }.map(\.starts.date.dayNumber))
        timeOff = Self.timeOff(team: team, today: today, lastDay: lastDay, identities: identities)
        var byExpert: [[TimeOff]] = Array(repeating: [], count: team.experts.count)
        for off in timeOff { byExpert[off.expert].append(off) }
        offByExpert = byExpert
        let window = Self.window(now.time.minutes, weekday: today.weekday)
        exceptions = Self.exceptions(team: team, window: window, now: now.time.minutes)
        openings = Self.openings(today: today, window: window)
    }

    /// The working time of an expert on a day, in order.
    func working(_ expert: DemoExpert, on day: LocalDate) -> [Working] {
        if day == today { return expert.index == Self.offToday ? [] : exceptions[expert.index] ?? [] }
        guard expert.works(on: day), !closedDays.contains(day.dayNumber) else { return [] }
        let weekday = day.weekday
        let week = (day.startOfWeek - rotationStart) / 7 % 2 + 1
        var spans = expert.hours.filter { $0.weekday == weekday && ($0.week == 0 || $0.week == week) }
            .map { Working(starts: $0.starts, ends: $0.ends) }
        guard !spans.isEmpty else { return [] }
        for off in offByExpert[expert.index] {
            spans = Self.subtract(off.starts - day.at(0), off.ends - day.at(0), from: spans)
        }
        for closure in closures where closure.starts.date == day {
            spans = Self.subtract(closure.starts - day.at(0), closure.ends - day.at(0), from: spans)
        }
        return spans
    }

    private static func subtract(_ starts: Minutes, _ ends: Minutes, from spans: [Working]) -> [Working] {
        guard spans.contains(where: { $0.starts < ends && starts < $0.ends }) else { return spans }
        return spans.flatMap { span -> [Working] in
            guard span.starts < ends, starts < span.ends else { return [span] }
            return [Working(starts: span.starts, ends: starts), Working(starts: ends, ends: span.ends)]
                .filter { $0.starts < $0.ends }
        }
    }

    /// The salon's hours on a weekday; nil when it stays closed.
    private static func usualHours(_ weekday: Weekday) -> Working? {
        switch weekday {
        case .sunday, .monday: nil
        case .thursday: Working(starts: 9 * 60, ends: 21 * 60)
        default: Working(starts: 9 * 60, ends: 19 * 60)
        }
    }

    /// Today's hours: the usual ones, begun earlier or ended later where now would have no two hours of the day behind
    /// it or no four ahead. Whoever starts the demo at night finds ten hours that lead up to now, or away from it.
    private static func window(_ now: Minutes, weekday: Weekday) -> Working {
        let usual = usualHours(weekday) ?? Working(starts: 9 * 60, ends: 19 * 60)
        let hour = now / 60 * 60
        let starts = max(0, min(usual.starts, hour - 120))
        let ends = max(usual.ends, hour + 240)
        if ends - starts <= 840 { return Working(starts: starts, ends: ends) }
        return hour < usual.starts
            ? Working(starts: starts, ends: starts + 600) : Working(starts: ends - 600, ends: ends)
    }

    /// Breaks lie well before now or well behind, so that today always has room for what it must show.
    private static func exceptions(team: DemoTeam, window: Working, now: Minutes) -> [Int: [Working]] {
        var exceptions: [Int: [Working]] = [:]
        for index in 0..<team.active where index != offToday {
            let quarter = now / 15 * 15
            let pause = index % 2 == 0 ? quarter + 180 + 15 * (index % 3) : quarter - 225 - 15 * (index % 3)
            let spans = [
                Working(starts: window.starts, ends: min(pause, window.ends)),
                Working(starts: max(pause + 45, window.starts), ends: window.ends),
            ]
            exceptions[index] = spans.filter { $0.ends - $0.starts >= 45 }
        }
        return exceptions
    }

    private static func openings(today: LocalDate, window: Working) -> [Opening] {
        Weekday.allCases.compactMap { weekday in
            let usual = usualHours(weekday)
            guard weekday == today.weekday else {
                return usual.map { Opening(weekday: weekday, opens: $0.starts, closes: $0.ends) }
            }
            return Opening(
                weekday: weekday, opens: min(usual?.starts ?? window.starts, window.starts),
                closes: max(usual?.ends ?? window.ends, window.ends))
        }
    }

    private static func closures(from first: LocalDate, to last: LocalDate, today: LocalDate) -> [Closure] {
        let holidays: [(Int, Int, String)] = [
            (1, 1, "New Year"), (5, 1, "Labour Day"), (7, 14, "National day"), (8, 15, "Assumption"),
            (11, 1, "All Saints"), (12, 25, "Christmas"),
        ]
        var closures: [Closure] = []
        for year in first.year...last.year {
            for (month, day, reason) in holidays {
                guard let date = LocalDate(year: year, month: month, day: day), date >= first, date <= last,
                    date != today
                else { continue }
                closures.append(Closure(starts: date.at(0), ends: (date + 1).at(0), reason: reason))
            }
        }
        let repair = today + 17
        closures.append(
            Closure(starts: repair.at(15, 30), ends: (repair + 1).at(0), reason: "The water main is repaired"))
        return closures
    }

    private static func timeOff(
        team: DemoTeam, today: LocalDate, lastDay: LocalDate, identities: DemoIdentities
    ) -> [TimeOff] {
        var all: [TimeOff] = []
        for expert in team.experts {
            var dice = identities.generator(.timeOff, expert.index)
            let end = expert.left ?? lastDay
            func add(_ starts: LocalDate, days: Int, _ kind: TimeOffKind, _ reason: String) {
                let touchesToday = starts <= today && today < starts + days
                guard starts >= expert.hired, starts + days <= end, !touchesToday else { return }
                all.append(
                    TimeOff(
                        expert: expert.index, starts: starts.at(0), ends: (starts + days).at(0), kind: kind,
                        reason: reason))
            }
            for year in expert.hired.year...max(end.year, expert.hired.year) {
                guard let newYear = LocalDate(year: year, month: 1, day: 1) else { continue }
                let monday = newYear.startOfWeek + 7
                add(monday + 7 * (25 + (expert.index * 2 + year) % 8), days: 14, .vacation, "Summer holiday")
                add(monday + 7 * (4 + (expert.index * 3 + year) % 10), days: 7, .vacation, "Winter week")
                let sick = newYear + dice.integer(in: 10...350)
                // An illness is not known ahead.
                if sick < today { add(sick, days: dice.integer(in: 1...2), .sick, "Flu") }
                add(newYear + dice.integer(in: 10...350), days: 1, .training, "Training day")
            }
        }
        all.append(
            TimeOff(
                expert: offToday, starts: today.at(0), ends: (today + 1).at(0), kind: .training,
                reason: "Scissor workshop"))
        let dentist = today + 3
        all.append(
            TimeOff(expert: 3, starts: dentist.at(16), ends: dentist.at(17, 30), kind: .personal, reason: "Dentist"))
        return all
    }
}
