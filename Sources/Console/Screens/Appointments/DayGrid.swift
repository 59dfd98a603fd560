import Salon
import SalonStore
import Terminal

/// A lane of the grid: in the day an expert's, or the one for what nobody does yet; in the week a day.
enum DayLaneID: Hashable, Sendable {
    case expert(ExpertID)
    case unassigned
    case day(LocalDate)

    init(_ expert: ExpertID?) { self = expert.map(DayLaneID.expert) ?? .unassigned }

    var expertID: ExpertID? {
        if case .expert(let id) = self { id } else { nil }
    }
}

/// What the time grid shows: the day or the week.
protocol GridPicture {
    typealias Grid = TimeGrid<DayLaneID, AppointmentID>

    var lanes: [Grid.Lane] { get }
    var items: [Grid.Item] { get }
    var range: Range<Int> { get }
    /// The line of now, if it is in sight.
    var nowLine: Grid.Now? { get }
    /// Narrower than this, lanes are reached by scrolling instead.
    var minimumLaneWidth: Int { get }
}

/// The day as the time grid shows it. Minutes count from the day's midnight.
struct DayGrid: GridPicture {
    let book: DayBook
    /// The wall clock, for what is about to run out.
    let now: LocalDateTime
    let instant: Instant

    /// Wide enough for a first name and the better part of a last one.
    let minimumLaneWidth = 18

    private var midnight: LocalDateTime { book.date.at(.midnight) }

    private func minutes(_ span: TimeSpan) -> Range<Int> {
        let lower = span.lower - midnight.minuteNumber
        return lower..<max(lower, span.upper - midnight.minuteNumber)
    }

    /// What is drawn: not what was called off or ran out. A missed visit stays in sight.
    var shownEntries: [DayEntry] {
        book.entries.filter { entry in
            switch entry.status {
            case .cancelled, .expired: false
            case .reserved: !entry.isHoldOver(at: instant)
            default: true
            }
        }
    }

    /// From the first full hour at which anything happens to the last.
    var range: Range<Int> {
        let spans =
            book.openingHours.map(minutes) + book.lanes.flatMap { $0.shifts.map(minutes) }
            + shownEntries.map { minutes(TimeSpan($0.start, $0.busyEnd)) }
        guard let first = spans.map(\.lowerBound).min(), let last = spans.map(\.upperBound).max() else {
            return 9 * 60..<18 * 60
        }
        let lower = max(0, first) / 60 * 60
        let upper = (max(last, lower + 60) + 59) / 60 * 60
        return lower..<min(upper, 36 * 60)
    }

    var lanes: [Grid.Lane] {
        let range = range
        var lanes = book.lanes.map { lane in
            Grid.Lane(
                id: .expert(lane.expertID), title: lane.name, subtitle: subtitle(of: lane),
                ink: lane.isOff ? .muted : .strong, closed: closed(of: lane, in: range),
                notes: notes(of: lane, in: range))
        }
        if book.hasUnassigned {
            let count = shownEntries.filter { $0.expertID == nil }.count
            lanes.append(
                Grid.Lane(
                    id: .unassigned, title: "Unassigned", subtitle: "\(count) without an expert", ink: .warning))
        }
        return lanes
    }

    private func subtitle(of lane: DayLane) -> String {
        if lane.isOff { return lane.offReason ?? "off" }
        let (count, percent) = load(of: lane)
        guard count > 0, let percent else {
            return lane.shifts.first.map { "from \($0.start.time)" } ?? ""
        }
        return "\(count) booked · \(percent) %"
    }

    /// What a lane has to do that day, done or not: how many appointments, and in percent of the working time.
    func load(of lane: DayLane) -> (count: Int, percent: Int?) {
        let own = shownEntries.filter {
            $0.expertID == lane.expertID && $0.status != .noShow && $0.start.date == book.date
        }
        let working = lane.shifts.reduce(0) { $0 + ($1.start.date == book.date ? $1.minutes : 0) }
        let booked = own.reduce(0) { sum, entry in sum + entry.busySpans.reduce(0) { $0 + $1.minutes } }
        return (own.count, working > 0 ? booked * 100 / working : nil)
    }

    /// All of the shown day that is outside of the shifts.
    func closed(of lane: DayLane, in range: Range<Int>) -> [Range<Int>] {
        var closed: [Range<Int>] = []
        var from = range.lowerBound
        for shift in lane.shifts.map(minutes) where shift.upperBound > from {
            if shift.lowerBound > from { closed.append(from..<min(shift.lowerBound, range.upperBound)) }
            from = shift.upperBound
            if from >= range.upperBound { return closed }
        }
        closed.append(from..<range.upperBound)
        return closed
    }

    /// Why time is shaded, where it is by a time off or a closure and not by the shifts.
    func notes(of lane: DayLane, in range: Range<Int>) -> [Grid.Lane.Note] {
        let away = lane.timeOff.map { ($0.during, $0.reason ?? $0.kind.rawValue) }
        let closed = book.closures.map { ($0.during, "closed\($0.reason.map { ": \($0)" } ?? "")") }
        return (away + closed).map { .init(max(range.lowerBound, minutes($0).lowerBound), $1) }
    }

    var items: [Grid.Item] { shownEntries.map(item) }

    func item(_ entry: DayEntry) -> Grid.Item {
        let whole = minutes(TimeSpan(entry.start, entry.busyEnd))
        var gap: Grid.Item.Gap?
        if entry.phases.processing > 0, entry.phases.finishing + entry.phases.buffer > 0 {
            let start = entry.start + entry.phases.handsOn
            let end = start + entry.phases.processing
            gap = Grid.Item.Gap(minutes(TimeSpan(start, end)), text: "processing to \(end.time)")
        }
        return Grid.Item(
            id: entry.id, lane: DayLaneID(entry.expertID), minutes: whole, gap: gap,
            letter: String(entry.status.letter), ink: entry.status.ink, ground: entry.status.ground,
            lines: lines(of: entry), linesAfterGap: [.init(entry.clientName), .init("finishing")],
            badge: badge(of: entry))
    }

    private func lines(of entry: DayEntry) -> [Grid.Item.Line] {
        var lines: [Grid.Item.Line] = [.init(entry.clientName), .init(entry.serviceName)]
        if let alert = entry.alert { lines.append(.init("⚠ \(alert)", ink: .warning)) }
        if entry.isOverbooked { lines.append(.init("overbooked", ink: .warning)) }
        if let addOns = entry.addOns { lines.append(.init("+ \(addOns)")) }
        switch entry.status {
        case .reserved:
            if let ends = entry.expiresAt {
                let left = HoldRules.minutesLeft(until: ends, at: instant)
                lines.append(.init("hold ends in \(SpanText.countdown(left))", ink: left <= 30 ? .warning : nil))
            }
        case .noShow: lines.append(.init("no-show", ink: .danger))
        default: break
        }
        let money = entry.paymentStatus == .paid ? "\(entry.price.grouped) paid" : entry.price.grouped
        lines.append(.init("\(SpanText.minutes(entry.phases.clientMinutes)) · \(money)"))
        if entry.isExpertRequested { lines.append(.init("asked for")) }
        if entry.source == .online { lines.append(.init("from the website")) }
        if let notes = entry.notes, !notes.isEmpty { lines.append(.init(notes)) }
        return lines
    }

    /// "⚠" for an alert, "$" for money that is owed.
    private func badge(of entry: DayEntry) -> String {
        let owes = entry.paymentStatus == .unpaid && !entry.due.isZero && entry.status != .noShow
        return (entry.alert == nil ? "" : "⚠") + (owes ? "$" : "")
    }

    /// Today's line, or that of the night that belongs to it.
    var nowLine: Grid.Now? {
        let minute = now - midnight
        guard range.contains(minute) else { return nil }
        return Grid.Now(minute: minute, label: now.time.description)
    }
}
