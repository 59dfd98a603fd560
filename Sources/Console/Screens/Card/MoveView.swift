import Salon
import SalonStore
import Terminal

extension MoveScreen {
    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard context.session.allows(.appointmentsManage) else {
            EmptyState(
                .forbidden, title: "Not for your role", sentence: "Your role may not move appointments. Ask the desk.",
                key: .escape, action: "back"
            ).draw(in: area, into: &frame)
            return
        }
        if let failure {
            EmptyState(
                .failed, title: "The appointment can't be read", sentence: failure.message, key: .escape,
                action: "back"
            ).draw(in: area, into: &frame)
            return
        }
        guard entry != nil else {
            EmptyState(.loading, title: "Reading the appointment…").draw(in: area, into: &frame)
            return
        }
        let notice = notice(context)
        let parts = Self.parts(of: area, notice: notice)
        drawList(in: parts.list, into: &frame, context)
        if let notice {
            for (index, line) in TextWrap.lines(notice.text, width: area.width, limit: 4).enumerated() {
                frame.write(line, at: parts.notice.row(index).origin, style: Style(notice.ink), width: area.width)
            }
        }
        // Last, because the list of experts lies over all else.
        var form = form
        form.actions = [
            KeyHint(
                context.keyName(ActionID(Self.place, ActionName.move.rawValue)), "move",
                isEnabled: disabledReason(.move, context) == nil),
            KeyHint("↑↓", "start"), KeyHint(.tab, "next"), KeyHint(.escape, "back"),
        ]
        form.draw(in: parts.form, into: &frame, isFocused: pending == nil)
    }

    /// What is said about the move as a whole, at the foot.
    func notice(_ context: Context) -> (text: String, ink: Ink)? {
        if pending?.isKept == true {
            return ("The server is away. This move is kept and made when it is back.", .warning)
        }
        if pending != nil { return ("Moving…", .muted) }
        if let refused {
            let free = refused.nearest.map { start in
                let day = start.date == asked?.lowerBound ? "" : SpanText.day(start.date, today: context.today) + " "
                return "\(day)\(start.time)"
            }
            return ("✗ \(refused.sentence)\(free.isEmpty ? "" : " Free: \(free.joined(separator: ", ")).")", .danger)
        }
        return entry.flatMap { AppointmentSteps.reasonAgainstMoving($0, context) }.map { ($0, .warning) }
    }

    /// The form at the left, the starts at the right, the notice at the foot.
    static func parts(of area: Rect, notice: (text: String, ink: Ink)?) -> (form: Rect, list: Rect, notice: Rect) {
        let lines = notice.map { TextWrap.lines($0.text, width: area.width, limit: 4).count } ?? 0
        let (rest, foot) = area.inset(top: area.height >= 18 ? 1 : 0).split(bottom: lines)
        let (form, list) = rest.split(right: max(22, area.width * 2 / 5))
        return (form.inset(right: 2), list, foot)
    }

    // MARK: The starts

    /// A row of the list.
    enum ListRow: Equatable {
        case day(LocalDate)
        case text(String)
        case start(Int)
    }

    /// The starts of the day asked for, or why there are none, and the days after it that have some.
    var rows: [ListRow] {
        guard let asked else { return [] }
        var rows: [ListRow] = []
        if let refusal { rows.append(.text(refusal)) }
        var day = asked.lowerBound
        for (index, start) in starts.enumerated() {
            if start.start.date != day {
                day = start.start.date
                rows.append(.day(day))
            }
            rows.append(.start(index))
        }
        if starts.isEmpty, refusal != nil { rows.append(.text("Nor on the \(Self.days - 1) days after it.")) }
        return rows
    }

    /// The first row in view, so that the chosen start is in the middle.
    func firstRow(height: Int) -> Int {
        let rows = rows
        let row = rows.firstIndex(of: .start(selected)) ?? 0
        return max(0, min(row - height / 2, rows.count - height))
    }

    /// The day of a row: the heading over the rows in view.
    private func day(ofRow row: Int, in rows: [ListRow]) -> LocalDate? {
        for row in rows.prefix(row + 1).reversed() {
            if case .day(let date) = row { return date }
        }
        return asked?.lowerBound
    }

    private func drawList(in list: Rect, into frame: inout Frame, _ context: Context) {
        if let factsFailure, facts == nil || facts?.input.dates != asked {
            EmptyState(.failed, title: "No starts", sentence: factsFailure.message).draw(in: list, into: &frame)
            return
        }
        guard let asked else { return }
        let heading = list.row(0)
        guard let facts, facts.input.dates == asked else {
            EmptyState(.loading, title: "Looking for free starts…").draw(in: list, into: &frame)
            return
        }
        let all = rows
        let body = list.inset(top: 1)
        let first = firstRow(height: body.height)
        let used = frame.write("Free starts  ", at: heading.origin, style: Style(.heading, .bold), width: heading.width)
        if let day = day(ofRow: first, in: all) {
            frame.write(
                SpanText.day(day, today: context.today), at: heading.origin.moved(right: used),
                style: Style(.strong), width: heading.width - used)
        }
        var y = body.y
        for row in all.dropFirst(first) where y < body.maxY {
            let line = Rect(x: body.x, y: y, width: body.width, height: 1)
            switch row {
            case .day(let date):
                frame.write(
                    SpanText.day(date, today: context.today), at: line.origin, style: Style(.strong),
                    width: line.width)
                y += 1
            case .text(let text):
                for wrapped in TextWrap.lines(text, width: max(1, line.width - 2), limit: 4) where y < body.maxY {
                    frame.write(wrapped, at: Point(line.x, y), style: Style(.muted), width: line.width)
                    y += 1
                }
            case .start(let index):
                draw(starts[index], isChosen: index == selected, in: line, into: &frame)
                y += 1
            }
        }
        let style = Style(.accent, .bold)
        if first > 0 { frame.write("▲", at: Point(body.maxX - 1, body.y), style: style) }
        if all.count > first + body.height { frame.write("▼", at: Point(body.maxX - 1, body.maxY - 1), style: style) }
    }

    private func draw(_ start: OfferedStart, isChosen: Bool, in line: Rect, into frame: inout Frame) {
        let row = line.inset(right: 2)
        let ground: Ground = isChosen ? .selection : .inherit
        if isChosen { frame.fill(row, style: Style(.strong, on: .selection)) }
        let time = "\(isChosen ? "▸" : " ")\(start.start.time)"
        frame.write(time, at: row.origin, style: Style(.strong, on: ground, .bold), width: row.width)
        let isHere = start.start == entry?.start && start.experts.first == entry?.expertID
        let tag = isHere ? "as now" : start.isTight ? "tight" : ""
        let names = start.experts.map { name(of: $0) }
        let shown = names.count == 1 ? names[0] : names.map { String($0.prefix { $0 != " " }) }.joined(separator: ", ")
        let tagWidth = TextWidth.cells(tag)
        frame.write(
            shown, at: row.origin.moved(right: 8), style: Style(.text, on: ground),
            width: row.width - 8 - (tagWidth > 0 ? tagWidth + 2 : 0))
        frame.write(
            tag, at: Point(row.maxX - tagWidth - 1, row.y), style: Style(isHere ? .muted : .warning, on: ground),
            width: tagWidth)
    }
}
