import Salon
import SalonStore
import Terminal

/// The week of one expert as the time grid shows it: a lane for each day. Minutes count from each day's midnight.
struct WeekGrid: GridPicture {
    private let days: [DayGrid]
    private let now: LocalDateTime

    /// Wide enough for a letter and a first name: the whole week is in sight at 80 columns.
    let minimumLaneWidth = 10

    init(books: [DayBook], now: LocalDateTime, instant: Instant) {
        days = books.map { DayGrid(book: $0, now: now, instant: instant) }
        self.now = now
    }

    /// From the first hour of any day to the last.
    var range: Range<Int> {
        let ranges = days.map(\.range)
        return (ranges.map(\.lowerBound).min() ?? 540)..<(ranges.map(\.upperBound).max() ?? 1_080)
    }

    var lanes: [Grid.Lane] {
        let range = range
        return days.map { day in
            let date = day.book.date
            let lane = day.book.lanes.first
            let isToday = date == now.date
            return Grid.Lane(
                id: .day(date), title: "\(date.weekday.shortName) \(date.day)" + (hasOtherHours(day.book) ? "*" : ""),
                subtitle: lane.map { subtitle(of: $0, day) } ?? "",
                ink: isToday ? .accent : lane?.isOff == false ? .strong : .muted,
                closed: lane.map { day.closed(of: $0, in: range) } ?? [range],
                notes: lane.map { day.notes(of: $0, in: range) } ?? [])
        }
    }

    private func subtitle(of lane: DayLane, _ day: DayGrid) -> String {
        if lane.isOff { return lane.offReason ?? "off" }
        let (count, percent) = day.load(of: lane)
        guard count > 0, let percent else { return lane.shifts.first.map { "from \($0.start.time)" } ?? "" }
        return "\(count) · \(percent) %"
    }

    /// Whether other hours than the shifts' count that day; marked, so that it needs no colour.
    private func hasOtherHours(_ book: DayBook) -> Bool {
        book.facts.input.experts.contains { expert in expert.exceptions.contains { $0.date == book.date } }
    }

    /// Each block once, on the day on which it begins.
    var items: [Grid.Item] {
        days.flatMap { day in
            day.shownEntries.filter { $0.start.date == day.book.date }.map { entry in
                var item = day.item(entry)
                item.lane = .day(day.book.date)
                return item
            }
        }
    }

    var nowLine: Grid.Now? {
        guard days.contains(where: { $0.book.date == now.date }), range.contains(now.time.minutes) else { return nil }
        return Grid.Now(minute: now.time.minutes, label: now.time.description, lane: .day(now.date))
    }
}
