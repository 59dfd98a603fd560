import Salon
import SalonStore
import Terminal

/// Seven days of an expert's working time, drawn on one scale of hours.
struct WorkWeek: Equatable {
    /// One of the days.
    struct Day: Equatable {
        let date: LocalDate
        /// When they work, times off taken away.
        let working: TimeSpans
        /// When they would work but for a time off or a closure.
        let away: TimeSpans
        /// What takes them from work that day.
        let reason: String?
        /// Other hours than the shifts' count.
        let isChanged: Bool
    }

    let days: [Day]

    /// The seven days from `monday` on.
    init(_ plan: WorkPlan, from monday: LocalDate) {
        days = (0..<7).map { Self.day(plan, monday + $0) }
    }

    private static func day(_ plan: WorkPlan, _ date: LocalDate) -> Day {
        let hours = plan.hours(in: date..<date + 1)
        let closure = plan.closures.first { hours.overlaps($0.during) }
        let timeOff = plan.roster.timeOff.first { hours.overlaps($0.during) }
        return Day(
            date: date, working: hours.subtracting(plan.away), away: hours.intersection(plan.away),
            reason: timeOff?.kind.rawValue ?? closure.map { _ in "closed" },
            isChanged: plan.roster.exceptions.contains { $0.date == date })
    }

    // MARK: Scale

    /// From the first hour to the last that is needed, in minutes from the day's midnight.
    var scale: Range<Minutes> {
        let spans = days.flatMap { day in
            (day.working.spans + day.away.spans).map { span in
                let midnight = day.date.at(.midnight).minuteNumber
                return (span.lower - midnight, span.upper - midnight)
            }
        }
        let first = (spans.map(\.0).min() ?? 540) / 60 * 60
        let last = ((spans.map(\.1).max() ?? 1_080) + 59) / 60 * 60
        return first..<max(last, first + 360)
    }

    // MARK: Drawing

    private static let labelWidth = 7
    private static let totalWidth = 8

    /// The scale and a row for each day, in `width` cells.
    func rows(width: Int, today: LocalDate) -> [DetailRow] { parts(width: width, today: today).map { .parts($0) } }

    /// The same with a column in front, in which the chosen day is marked.
    func rows(width: Int, today: LocalDate, chosen: LocalDate) -> [DetailRow] {
        parts(width: width - 1, today: today).enumerated().map { index, parts in
            let isChosen = index > 0 && days[index - 1].date == chosen
            var moved = parts.map { part in
                var part = part
                part.x += 1
                return part
            }
            if isChosen {
                moved[0].style = Style(.strong, on: .selection, .bold)
                moved.append(DetailRow.Part(x: 0, width: 1, "▸", moved[0].style))
            }
            return .parts(moved)
        }
    }

    private func parts(width: Int, today: LocalDate) -> [[DetailRow.Part]] {
        let room = max(12, width - Self.labelWidth - Self.totalWidth - 1)
        let scale = scale
        let step = [1, 2, 3, 4, 6].first { $0 * 60 * room / scale.count >= 4 } ?? 6
        return [scaleParts(scale, step, room)]
            + days.map { parts(of: $0, scale, step, room, isToday: $0.date == today) }
    }

    private func scaleParts(_ scale: Range<Minutes>, _ step: Int, _ room: Int) -> [DetailRow.Part] {
        stride(from: scale.lowerBound, to: scale.upperBound, by: step * 60).compactMap { minute in
            let x = (minute - scale.lowerBound) * room / scale.count
            let text = "\(minute / 60 % 24)"
            guard x + text.count <= room else { return nil }
            return DetailRow.Part(x: Self.labelWidth + x, width: 2, text, Style(.muted))
        }
    }

    private func parts(
        of day: Day, _ scale: Range<Minutes>, _ step: Int, _ room: Int, isToday: Bool
    ) -> [DetailRow.Part] {
        let label = Style(isToday ? .accent : .muted, isToday ? .bold : [])
        // Other hours are marked, so that it needs no colour.
        let name = "\(day.date.weekday.shortName) \(day.date.day)" + (day.isChanged ? "*" : "")
        let total: (String, Ink) =
            if !day.working.isEmpty {
                (SpanText.minutes(day.working.minutes), .text)
            } else {
                (day.reason ?? "off", .muted)
            }
        return [DetailRow.Part(x: 0, width: Self.labelWidth, name, label)]
            + bar(of: day, scale, step, room)
            + [
                DetailRow.Part(
                    x: Self.labelWidth + room + 1, width: Self.totalWidth, total.0, Style(total.1), align: .trailing)
            ]
    }

    /// Two halves to a cell, so that a short break is seen; a dot at each hour of the scale.
    private func bar(of day: Day, _ scale: Range<Minutes>, _ step: Int, _ room: Int) -> [DetailRow.Part] {
        let midnight = day.date.at(.midnight)
        func works(_ half: Int) -> Bool {
            day.working.contains(Self.minute(midnight, scale, half, room))
        }
        func isAway(_ half: Int) -> Bool { day.away.contains(Self.minute(midnight, scale, half, room)) }
        var parts: [DetailRow.Part] = []
        for cell in 0..<room {
            let halves = (works(cell * 2), works(cell * 2 + 1))
            let mark: (String, Style)? =
                switch halves {
                case (true, true): ("█", Style(day.isChanged ? .warning : .info))
                case (true, false): ("▌", Style(day.isChanged ? .warning : .info))
                case (false, true): ("▐", Style(day.isChanged ? .warning : .info))
                case (false, false):
                    if isAway(cell * 2) || isAway(cell * 2 + 1) {
                        ("░", Style(.muted))
                    } else if Self.isMark(cell, scale, step, room) {
                        ("·", Style(.faint))
                    } else {
                        nil
                    }
                }
            guard let (text, style) = mark else { continue }
            if let last = parts.last, last.style == style, last.x + last.width == Self.labelWidth + cell {
                parts[parts.count - 1].text += text
                parts[parts.count - 1].width += 1
            } else {
                parts.append(DetailRow.Part(x: Self.labelWidth + cell, width: 1, text, style))
            }
        }
        return parts
    }

    /// The minute in the middle of a half cell.
    private static func minute(
        _ midnight: LocalDateTime, _ scale: Range<Minutes>, _ half: Int, _ room: Int
    ) -> TimeSpan {
        TimeSpan(midnight + scale.lowerBound + (2 * half + 1) * scale.count / (4 * room), minutes: 1)
    }

    private static func isMark(_ cell: Int, _ scale: Range<Minutes>, _ step: Int, _ room: Int) -> Bool {
        stride(from: 0, to: scale.count, by: step * 60).contains { $0 * room / scale.count == cell }
    }
}
