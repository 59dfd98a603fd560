import Salon
import SalonStore
import Terminal

/// The month as a strip of loads: a box for each day, with what is booked in percent of what is worked.
struct AppointmentsMonth {
    /// What a key or a click asks for: the cursor on a day, or that day itself.
    enum Event: Equatable {
        case moved(LocalDate)
        case opened(LocalDate)
    }

    /// Whose month is asked for; nil for everyone's.
    var expert: ExpertID?
    private(set) var loads: [DayLoad] = []
    /// Whose they are.
    private var owner: ExpertID?

    /// The whole weeks of a day's month.
    static func dates(of date: LocalDate) -> DateSpan {
        let first = date.startOfMonth
        return first.startOfWeek..<(first.adding(months: 1) - 1).startOfWeek + 7
    }

    /// Whether the month of this day is here.
    func holds(_ date: LocalDate) -> Bool { owner == expert && loads.first?.date == Self.dates(of: date).lowerBound }

    mutating func take(_ loads: [DayLoad], of expert: ExpertID?) {
        self.loads = loads
        owner = expert
    }

    // MARK: Input

    func take(_ input: Input, at date: LocalDate, in area: Rect) -> Event? {
        switch input {
        case .key(.left), .key("h"): return .moved(date - 1)
        case .key(.right), .key("l"): return .moved(date + 1)
        case .key(.up), .key("k"): return .moved(date - 7)
        case .key(.down), .key("j"): return .moved(date + 7)
        case .key(.home): return .moved(date.startOfMonth)
        case .key(.end): return .moved(date.startOfMonth.adding(months: 1) - 1)
        case .mouse(let mouse):
            guard let hit = loads.first(where: { box(of: $0.date, in: area).contains(mouse.point) }) else { return nil }
            switch mouse.action {
            case .press(.left): return .moved(hit.date)
            case .doublePress(.left): return .opened(hit.date)
            default: return nil
            }
        default: return nil
        }
    }

    // MARK: Drawing

    /// Where a day stands, below the line with the weekdays. A column and, where there is room, a row stay free.
    private func box(of date: LocalDate, in area: Rect) -> Rect {
        guard let first = loads.first?.date else { return Rect(x: area.x, y: area.y, width: 0, height: 0) }
        let (column, row) = ((date - first) % 7, (date - first) / 7)
        let pitch = max(2, min(5, (area.height - 1) / max(1, loads.count / 7)))
        let x = area.x + 1 + (area.width - 1) * column / 7
        return Rect(
            x: x, y: area.y + 1 + row * pitch, width: area.x + (area.width - 1) * (column + 1) / 7 - x,
            height: pitch >= 4 ? pitch - 1 : pitch)
    }

    func draw(in area: Rect, into frame: inout Frame, at date: LocalDate, today: LocalDate) {
        for load in loads {
            let box = box(of: load.date, in: area)
            if load.date - loads[0].date < 7 {
                frame.write(
                    load.date.weekday.name, at: Point(box.x + 1, area.y), style: Style(.muted), width: box.width - 1)
            }
            guard box.maxY <= area.maxY else { continue }
            draw(load, in: box, into: &frame, isChosen: load.date == date, month: date.month, today: today)
        }
    }

    private func draw(
        _ load: DayLoad, in box: Rect, into frame: inout Frame, isChosen: Bool, month: Int, today: LocalDate
    ) {
        let isOutside = load.date.month != month
        let ground: Ground = isChosen ? .selection : load.percent == nil ? .shade : .panel
        frame.fill(box, style: Style(.faint, on: ground), with: load.percent == nil && !isChosen ? "░" : " ")
        let title = box.row(0).inset(left: 1, right: 1)
        let ink: Ink = load.date == today ? .accent : isOutside ? .muted : .strong
        let day = (isChosen ? "▸" : "") + "\(load.date.day)" + (isOutside ? " \(load.date.monthName.prefix(3))" : "")
        let used = frame.write(
            day, at: title.origin, style: Style(ink, on: ground, isOutside ? [] : .bold), width: title.width)
        if load.visits > 0 {
            let words = SpanText.count(load.visits, "visit")
            frame.write(
                used + 1 + words.count <= title.width ? words : "\(load.visits)", at: title.origin,
                style: Style(.muted), width: title.width, align: .trailing)
        }
        guard box.height > 1 else { return }
        let line = box.row(1).inset(left: 1, right: 1)
        guard let percent = load.percent else {
            frame.write(load.closure ?? "off", at: line.origin, style: Style(.muted), width: line.width)
            return
        }
        let figure = "\(percent) %"
        frame.write(
            figure, at: line.origin, style: Style(percent >= 90 ? .warning : .text), width: line.width,
            align: .trailing)
        Meter(Double(percent) / 100, ink: percent >= 90 ? .warning : .accent)
            .draw(in: line.inset(right: 6), into: &frame)
        guard box.height > 2 else { return }
        let free = max(0, load.workedMinutes - load.bookedMinutes)
        let words = free >= 600 ? "\(free / 60) h free" : free > 0 ? "\(SpanText.minutes(free)) free" : "full"
        frame.write(words, at: line.origin.moved(down: 1), style: Style(.muted), width: line.width)
    }
}
