import Salon
import SalonStore
import Terminal

extension SwapScreen {
    /// The one and the day above, the day's appointments, and what will be where at the foot.
    static func parts(of area: Rect) -> (head: Rect, list: Rect, foot: Rect) {
        let (head, rest) = area.split(top: area.height >= 18 ? 3 : 2)
        let (list, foot) = rest.split(bottom: 7)
        return (head, list, foot.inset(top: 1))
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let parts = Self.parts(of: area)
        drawHead(in: parts.head, into: &frame, context)
        if let date, !holds(date) {
            if let failure {
                AppointmentsScreen.drawFailure(failure, "The day can't be read", in: parts.list, into: &frame)
            } else {
                EmptyState(.loading, title: "Reading the day…").draw(in: parts.list, into: &frame)
            }
            return
        }
        guard date != nil else {
            if let complaint { write("✗ \(complaint)", Style(.danger), in: parts.foot, into: &frame) }
            return
        }
        table.draw(in: parts.list, into: &frame)
        drawFoot(in: parts.foot, into: &frame, context)
    }

    private func drawHead(in area: Rect, into frame: inout Frame, _ context: Context) {
        let one = area.row(0)
        var x = frame.write(entry.clientName, at: one.origin, style: Style(.strong, .bold), width: one.width) + 2
        let place = "\(SpanText.day(entry.start.date, today: context.today)) \(entry.start.time)"
        x += frame.write(
            "\(entry.serviceName), \(SpanText.minutes(entry.phases.clientMinutes)), \(place), "
                + name(of: entry.expertID),
            at: one.origin.moved(right: x), style: Style(.text), width: max(0, one.width - x))
        let row = area.row(1)
        let label = frame.write("swaps with one of  ", at: row.origin, style: Style(.muted), width: row.width)
        day.draw(
            in: Rect(x: row.x + label, y: row.y, width: min(22, max(0, row.width - label)), height: 1), into: &frame,
            isFocused: pending == nil)
        let hint =
            date.map { ($0 == context.today ? "today, " : "") + SpanText.day($0, today: context.today) }
            ?? "No date. Write fri, +6w, 24/12."
        frame.write(
            hint, at: row.origin.moved(right: label + 24), style: Style(date == nil ? .danger : .muted),
            width: max(0, row.width - label - 24))
    }

    /// Where both will be, what speaks against it, or what should be known.
    private func drawFoot(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard let chosen else { return }
        let other = chosen.entry
        let lines = [Self.arrow(entry, to: other, name(of: other.expertID), context)]
        for (index, line) in (lines + [Self.arrow(other, to: entry, name(of: entry.expertID), context)]).enumerated() {
            frame.write(
                line, at: area.row(index).origin,
                style: Style(chosen.refusal == nil ? .strong : .muted), width: area.width)
        }
        let (text, style) = notice(chosen, context)
        write(text, style, in: area.inset(top: 2), into: &frame)
    }

    /// "Maria Lopez → Sat 21 Nov 15:00–16:05, Ben Okafor".
    private static func arrow(
        _ entry: DayEntry, to place: DayEntry, _ expert: String, _ context: Context
    ) -> String {
        let day = SpanText.day(place.start.date, today: context.today)
        let span = CardText.span(place.start, place.start + entry.phases.clientMinutes)
        return "\(entry.clientName) → \(day) \(span), \(expert)"
    }

    private func notice(_ chosen: Candidate, _ context: Context) -> (String, Style) {
        if pending?.isKept == true {
            return ("The server is away. This swap is kept and made when it is back.", Style(.warning))
        }
        if pending != nil { return ("Swapping…", Style(.muted)) }
        if let reason = complaint ?? chosen.refusal { return ("✗ \(reason)", Style(.danger)) }
        let warnings = warnings(chosen.entry)
        guard warnings.isEmpty else { return ("⚠ " + warnings.joined(separator: " "), Style(.warning)) }
        let key = context.keyName(ActionID(Self.place, ActionName.swap.rawValue))
        return ("\(key) swaps them. Arrows choose another one, and another day can be typed.", Style(.muted))
    }

    /// What should be known of both before they change places.
    func warnings(_ other: DayEntry) -> [String] {
        let all = books.flatMap(\.entries) + books.flatMap(\.elsewhere).map(\.entry)
        let entries = all.filter { $0.id != entry.id && $0.id != other.id }
        return [(entry, other), (other, entry)].flatMap { one, place in
            AppointmentSteps.warnings(
                ofMoving: one, to: place.expertID, at: place.start, among: entries, name: { name(of: $0) }
            ).map { warning in
                switch warning {
                case .askedFor(let expert): "\(one.clientName) asked for \(expert)."
                case .patchTest: warning.sentence
                default: "\(one.clientName): \(warning.sentence)"
                }
            }
        }
    }

    private func write(_ text: String, _ style: Style, in area: Rect, into frame: inout Frame) {
        for (index, line) in TextWrap.lines(text, width: area.width, limit: area.height).enumerated() {
            frame.write(line, at: area.row(index).origin, style: style, width: area.width)
        }
    }
}
