import Salon

/// What became of a booking.
enum DemoFate: Sendable {
    case kept, noShow, cancelled, expired
}

/// One booked service of a day, before it is written down.
struct DemoLine: Sendable {
    /// Index of the expert; nil for a website booking that nobody has been given yet.
    var expert: Int?
    let service: Int
    /// Minutes since the day's midnight.
    let start: Minutes
    let handsOn: Minutes
    let processing: Minutes
    let finishing: Minutes
    let buffer: Minutes
    /// In hundredths, without add-ons.
    let price: Int
    /// Positions of the booked add-ons.
    var addOns: [Int] = []
    var fate = DemoFate.kept
    /// Which visit of the day, and whose.
    var visit = -1
    var client = -1
    /// What a line made by hand for today says about itself.
    var scene: DemoScene?

    /// When the client leaves.
    var ends: Minutes { start + handsOn + processing + finishing }
    /// When the expert is free again.
    var free: Minutes { ends + buffer }
}

/// Fills days with bookings that respect the rosters and never overlap.
struct DemoDayPlanner {
    let catalogue: DemoCatalogue
    let team: DemoTeam
    let roster: DemoRoster
    let identities: DemoIdentities

    /// The bookings of a day, in order of their start. `density` 1 is a full book.
    func lines(of day: LocalDate, density: Double, around scenes: [DemoLine] = []) -> [DemoLine] {
        var dice = identities.generator(.appointment, day.dayNumber)
        let full = density * Self.weekdayDensity(day.weekday)
        var lines = scenes
        for expert in team.experts {
            let busy = scenes.filter { $0.expert == expert.index && $0.fate != .cancelled }
            for span in roster.working(expert, on: day) {
                fill(span, of: expert, on: day, density: full, around: busy, into: &lines, &dice)
            }
        }
        lines.sort { ($0.start, $0.expert ?? -1) < ($1.start, $1.expert ?? -1) }
        return lines
    }

    /// Friday and Thursday are the full days, Wednesday is the quiet one (real salon: 418, 395, 382, 375, 282).
    private static func weekdayDensity(_ weekday: Weekday) -> Double {
        switch weekday {
        case .tuesday: 0.93
        case .wednesday: 0.72
        case .friday: 1
        default: 0.95
        }
    }

    private func fill(
        _ span: DemoRoster.Working, of expert: DemoExpert, on day: LocalDate, density: Double,
        around busy: [DemoLine], into lines: inout [DemoLine], _ dice: inout SeededGenerator
    ) {
        var time = (span.starts + 14) / 15 * 15
        // An appointment may end after midnight; one that begins there is another day's.
        while time < min(span.ends, LocalTime.minutesPerDay) {
            guard dice.chance(percent: 100 * density) else {
                time += 15 * dice.integer(in: 2...5)
                continue
            }
            guard let line = fitting(expert, at: time, within: span, on: day, around: busy, &dice) else {
                time += 15
                continue
            }
            lines.append(line)
            if let inside = insideGap(of: line, expert, on: day, &dice), busy.isEmpty { lines.append(inside) }
            addLost(beside: line, into: &lines, &dice)
            time = nextStart(after: line.free, &dice)
        }
    }

    /// A service for a start: the third try is the last, so that ends of shifts stay free now and then.
    private func fitting(
        _ expert: DemoExpert, at time: Minutes, within span: DemoRoster.Working, on day: LocalDate,
        around busy: [DemoLine], _ dice: inout SeededGenerator
    ) -> DemoLine? {
        for _ in 0..<3 {
            let line = self.line(expert, expert.draw(&dice), at: time, on: day, &dice)
            if line.free <= span.ends, !busy.contains(where: { line.start < $0.free && $0.start < line.free }) {
                return line
            }
        }
        return nil
    }

    private func line(
        _ expert: DemoExpert, _ skill: DemoSkill, at time: Minutes, on day: LocalDate, _ dice: inout SeededGenerator
    ) -> DemoLine {
        let service = catalogue.services[skill.service]
        var line = DemoLine(
            expert: expert.index, service: service.index, start: time, handsOn: skill.minutes ?? service.handsOn,
            processing: service.processing, finishing: service.finishing, buffer: service.buffer,
            price: price(skill.price ?? service.price, on: day))
        guard !service.addOns.isEmpty, dice.chance(percent: 14) else { return line }
        let position = dice.integer(in: 0...(service.addOns.count - 1))
        let longer = DemoLine(
            expert: line.expert, service: line.service, start: time,
            handsOn: line.handsOn + service.addOns[position].minutes, processing: line.processing,
            finishing: line.finishing, buffer: line.buffer, price: line.price, addOns: [position])
        line = longer
        return line
    }

    /// Prices rose by about three per cent a year; what was booked then keeps its price.
    private func price(_ today: Int, on day: LocalDate) -> Int {
        let years = (roster.today - day) / 365
        guard years > 0, today > 0 else { return today }
        return max(50, today * (100 - 3 * min(years, 20)) / 100 / 50 * 50)
    }

    /// A short service in the processing gap of a long one, one time in three.
    private func insideGap(
        of line: DemoLine, _ expert: DemoExpert, on day: LocalDate, _ dice: inout SeededGenerator
    ) -> DemoLine? {
        guard line.processing >= 25, dice.chance(percent: 35), let position = dice.pick(expert.short) else {
            return nil
        }
        let start = (line.start + line.handsOn + 4) / 5 * 5
        let inside = self.line(expert, expert.skills[position], at: start, on: day, &dice)
        let isOfThisDay = start < LocalTime.minutesPerDay
        return isOfThisDay && inside.free <= line.start + line.handsOn + line.processing ? inside : nil
    }

    /// Bookings that were cancelled, or held and never paid: their time was taken by somebody else. Twelve in a
    /// hundred of kept and cancelled ones together.
    private func addLost(beside line: DemoLine, into lines: inout [DemoLine], _ dice: inout SeededGenerator) {
        for (fate, percent) in [(DemoFate.cancelled, 13.6), (.expired, 0.8)] where dice.chance(percent: percent) {
            var lost = line
            lost.fate = fate
            lines.append(lost)
        }
    }

    /// Flush now and then, on the grid of a quarter of an hour mostly, and on the hour more often than that.
    private func nextStart(after free: Minutes, _ dice: inout SeededGenerator) -> Minutes {
        let throwOfDice = dice.integer(in: 0...99)
        if throwOfDice < 8 { return free }
        let quarter = (free + 14) / 15 * 15
        if throwOfDice < 62 { return quarter }
        if throwOfDice < 80 { return (free + 29) / 30 * 30 }
        return quarter + 15 * dice.integer(in: 1...3)
    }
}
