import Salon
import SalonStore
import Terminal

extension SeriesScreen {
    /// What is booked and how it repeats above, the dates below, and what is to be said of one at the foot.
    static func parts(of area: Rect) -> (head: Rect, form: Rect, list: Rect, foot: Rect) {
        let (head, rest) = area.inset(top: area.height >= 18 ? 1 : 0).split(top: 1)
        let (form, lower) = rest.inset(top: area.height >= 18 ? 1 : 0).split(top: 5)
        let (list, foot) = lower.split(bottom: 3)
        return (head, form, list, foot)
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let parts = Self.parts(of: area)
        let services = start.query.parts.map(\.service.name).joined(separator: " + ")
        let day = SpanText.day(start.first.date, today: context.today)
        frame.write(
            "\(services), from \(day) \(start.first.time)", at: parts.head.origin, style: Style(.strong, .bold),
            width: parts.head.width)
        if rule != nil, list.dates.isEmpty, complaint == nil {
            EmptyState(.loading, title: "Reading the dates…").draw(in: parts.list, into: &frame)
        } else {
            list.table.draw(in: parts.list, into: &frame)
        }
        let (text, style) = notice(context)
        for (row, line) in TextWrap.lines(text, width: parts.foot.width, limit: parts.foot.height).enumerated() {
            frame.write(line, at: parts.foot.row(row).origin, style: style, width: parts.foot.width)
        }
        form.draw(in: parts.form, into: &frame, isFocused: pending == nil)
    }

    private func notice(_ context: Context) -> (String, Style) {
        if isKept { return ("The server is away. This series is kept and booked when it is back.", Style(.warning)) }
        if pending != nil { return ("Booking…", Style(.muted)) }
        if let complaint { return ("✗ \(complaint)", Style(.danger)) }
        let key = { (action: ActionName) in context.keyName(ActionID(Self.place, action.rawValue)) }
        let isLeftOut = list.chosen?.choice == .leftOut
        let stays = isLeftOut ? "It is left out; \(key(.leaveOut)) takes it in again. " : ""
        if !isLeftOut, let obstacle = list.obstacle(key: key(.otherTime), today: context.today) {
            return ("\(obstacle) \(key(.leaveOut)) leaves it out.", Style(.warning))
        }
        if let reason = disabledReason(.book, context) { return (stays + reason, Style(.muted)) }
        if let start = list.chosen?.start, let warning = self.start.warnings(on: start.date).first {
            return ("⚠ \(warning.sentence)", Style(.warning))
        }
        let count = list.dates.filter { $0.start != nil }.count
        return (
            stays + "\(key(.book)) books \(SpanText.count(count, "visit")). They are paid when they come.",
            Style(.muted)
        )
    }
}
