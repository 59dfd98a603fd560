import Salon
import SalonStore
import Terminal

extension BookingScreen {
    /// The form at the left.
    func formArea(in area: Rect) -> Rect {
        body(in: area).inset(right: Self.startsWidth(area) + 2)
    }

    private static func startsWidth(_ area: Rect) -> Int { max(22, min(34, area.width * 2 / 5)) }

    /// The free starts at the right.
    private func startsArea(in area: Rect) -> Rect {
        body(in: area).split(right: Self.startsWidth(area)).right
    }

    /// All but the warnings and the foot.
    private func body(in area: Rect) -> Rect {
        area.inset(top: area.height >= 24 ? 1 : 0, bottom: 1 + warningLines(width: area.width).count)
    }

    /// What should be known before it is booked, over the foot: there it is seen wherever the form stands.
    private func warningLines(width: Int) -> [String] {
        let lines = warnings.eachOnce.flatMap { TextWrap.lines("⚠ " + $0.sentence, width: width, limit: 2) }
        return Array(lines.prefix(4))
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        if let failure, catalogue == nil {
            EmptyState(.failed, title: "The services can't be read", sentence: failure.message)
                .draw(in: area, into: &frame)
            return
        }
        drawStarts(in: startsArea(in: area), into: &frame, context)
        let warnings = warningLines(width: area.width)
        for (index, line) in warnings.enumerated() {
            frame.write(
                line, at: area.row(area.height - 1 - warnings.count + index).origin, style: Style(.warning),
                width: area.width)
        }
        drawFoot(in: area.row(area.height - 1), into: &frame)
        form.draw(in: formArea(in: area), into: &frame, isFocused: pane == .form)
    }

    private func drawFoot(in row: Rect, into frame: inout Frame) {
        if let complaint {
            frame.write("✗ \(complaint)", at: row.origin, style: Style(.danger, .bold), width: row.width)
        } else if pending != nil {
            frame.write("Booking…", at: row.origin, style: Style(.muted), width: row.width)
        } else {
            let hint =
                pane == .form
                ? "Tab next field   PgDn next start   Enter book" : "↑↓ choose   Enter book   Tab back to the form"
            frame.write(hint, at: row.origin, style: Style(.muted), width: row.width)
        }
    }

    // MARK: Starts

    private func drawStarts(in area: Rect, into frame: inout Frame, _ context: Context) {
        var x = area.x
        let title = isListOfNext ? "Next free" : "Free starts"
        x += frame.write(title, at: area.origin, style: Style(.heading, .bold), width: area.width) + 2
        let note = isListOfNext ? (ranking == .bestFit ? "best fit first" : "") : date.shortText
        frame.write(note, at: Point(x, area.y), style: Style(.muted), width: max(0, area.maxX - x))
        let body = Rect(x: area.x, y: area.y + 1, width: area.width, height: area.height - 1)
        guard !parts.isEmpty else { return say(["Choose a service to see them."], in: body, into: &frame) }
        if starts.isEmpty {
            let words = nothingFree.map { wordsAboutNothing($0, context) } ?? ["…"]
            let key = context.keyName(ActionID(Self.place, ActionName.wait.rawValue))
            return say(
                refusals.map(\.sentence) + words + ["\(key) puts the client on the waitlist."], in: body, into: &frame)
        }
        let refusalRows = refusals.flatMap { TextWrap.lines($0.sentence, width: area.width - 1, limit: 2) }
        let reserved = refusalRows.isEmpty ? 0 : min(refusalRows.count + 2, max(3, body.height / 2))
        let rows = Rect(x: body.x, y: body.y, width: body.width, height: max(1, body.height - reserved))
        let top = listTop(height: rows.height)
        for (row, index) in (top..<min(starts.count, top + rows.height)).enumerated() {
            drawStart(index, in: rows.row(row), from: top, into: &frame)
        }
        guard !refusalRows.isEmpty else { return }
        let y = body.y + min(starts.count, rows.height) + 1
        frame.write("Not offered", at: Point(body.x, y), style: Style(.heading, .bold), width: body.width)
        for (row, line) in refusalRows.enumerated() where y + 1 + row < body.maxY {
            frame.write(line, at: Point(body.x + 1, y + 1 + row), style: Style(.muted), width: body.width - 1)
        }
    }

    /// "Sat 21 Nov".
    private static let dayWidth = 10

    private func listTop(height: Int) -> Int {
        Layout.scrolled(top: max(0, selected - height / 2), selected: selected, count: starts.count, height: height)
    }

    private func drawStart(_ index: Int, in row: Rect, from top: Int, into frame: inout Frame) {
        let offer = starts[index]
        let isSelected = index == selected && (isStartChosen || pane == .starts)
        if isSelected {
            frame.fill(row, style: Style(.strong, on: .selection, pane == .starts ? .lit : []))
        }
        var x = row.x + 1
        x += frame.write(isSelected ? "▸" : " ", at: Point(row.x, row.y), style: Style(.accent))
        if isListOfNext {
            // The day stands once, where the list comes to it or begins.
            let isFirst = index == top || ranking == .bestFit || starts[index - 1].start.date != offer.start.date
            let day = isFirst ? String(offer.start.date.shortText.dropLast(5)) : ""
            frame.write(day, at: Point(x, row.y), style: Style(.text), width: Self.dayWidth, align: .trailing)
            x += Self.dayWidth + 1
        }
        x += frame.write("\(offer.start.time)", at: Point(x, row.y), style: Style(.strong, .bold)) + 2
        let names = offer.plans[0].experts.map(name).joined(separator: ", ")
        let more = offer.plans.count > 1 ? " +\(offer.plans.count - 1)" : ""
        let tag = offer.isTight ? "tight" : ""
        let room = max(0, row.maxX - x - tag.count - 1)
        frame.write(names + more, at: Point(x, row.y), style: Style(.text), width: room)
        if !tag.isEmpty {
            frame.write(tag, at: Point(row.maxX - tag.count, row.y), style: Style(.warning))
        }
    }

    func name(_ expert: ExpertID) -> String {
        let name = catalogue?.expert(expert)?.name ?? "?"
        return String(name.prefix { $0 != " " })
    }

    private func say(_ sentences: [String], in area: Rect, into frame: inout Frame) {
        let lines = sentences.flatMap { TextWrap.lines($0, width: area.width - 1, limit: 4) }
        for (row, line) in lines.prefix(area.height).enumerated() {
            frame.write(line, at: Point(area.x, area.y + row), style: Style(.muted), width: area.width)
        }
    }

    /// The start under a point of the screen.
    func start(at point: Point, in area: Rect) -> Int? {
        let list = startsArea(in: area)
        guard list.contains(point), point.y > list.y else { return nil }
        let index = listTop(height: list.height - 1) + point.y - list.y - 1
        return starts.indices.contains(index) ? index : nil
    }
}
