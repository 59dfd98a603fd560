extension Dialog {
    /// Draws the dialog in the middle of `rect`, which recedes behind it.
    ///
    /// - Parameters:
    ///   - rect: the room, mostly the whole screen.
    ///   - frame: what it is drawn into.
    public func draw(in rect: Rect, into frame: inout Frame) {
        guard !rect.isEmpty else { return }
        frame.recede(rect)
        frame.cursor = nil
        let width = min(rect.width, boxWidth)
        let inner = max(1, width - 6)
        let lines = message.isEmpty ? [] : TextWrap.lines(message, width: inner, limit: rect.height)
        let bodyRows = bodyHeight
        let hasRoom = rect.height >= lines.count + bodyRows + 6
        let space = hasRoom ? 1 : 0
        let height =
            2 + space + lines.count + (bodyRows > 0 ? bodyRows + (lines.isEmpty ? 0 : space) : 0) + space + 1
        let box = rect.centered(Size(width, height))
        frame.fill(box, style: Style(.text, on: .panel))
        let edge = Style(isDangerous ? .danger : .accent, on: .panel)
        frame.box(box, style: edge, title: (isDangerous ? "! " : "") + title)
        if box.height < 3 || box.width < 4 {
            frame.write(title, at: box.origin, style: Style(.heading, on: .panel, .bold), width: box.width)
            return
        }
        let room = box.inset(columns: box.width >= 8 ? 3 : 1, rows: 1)
        // Buttons are never cut; the message gives way.
        let (upper, buttons) = room.split(bottom: 1)
        drawButtons(in: buttons, into: &frame)
        let area = upper.inset(top: min(space, upper.height), bottom: 0)
        let body = area.inset(bottom: space).split(bottom: min(bodyRows, area.height))
        frame.clipped(to: body.rest) { frame in
            for (index, line) in lines.enumerated() {
                frame.write(
                    line, at: Point(body.rest.x, body.rest.y + index), style: Style(.text, on: .panel),
                    width: body.rest.width)
            }
        }
        frame.clipped(to: body.bottom) { frame in drawBody(in: body.bottom, into: &frame) }
    }

    private var boxWidth: Int {
        var widest = max(44, TextWidth.cells(title, upTo: 70) + 8)
        if case .reasons(let reasons, _, _) = content {
            for reason in reasons { widest = max(widest, TextWidth.cells(reason, upTo: 70) + 12) }
        }
        let buttons = TextWidth.cells(accept) + (refuse.map { TextWidth.cells($0) } ?? 0) + 20
        return min(72, max(widest, buttons, message.isEmpty ? 0 : 60))
    }

    private var bodyHeight: Int {
        switch content {
        case .none: complaint.isEmpty ? 0 : 1
        case .word, .text: 2
        case .reasons(let reasons, _, let other): reasons.count + (other == nil ? 0 : 1) + 1
        }
    }

    private func drawBody(in rect: Rect, into frame: inout Frame) {
        guard !rect.isEmpty else { return }
        switch content {
        case .none: break
        case .word(_, let field), .text(let field, _):
            field.draw(in: rect.row(0), into: &frame, isFocused: focus == .body)
        case .reasons(let reasons, let selected, let other):
            drawReasons(reasons, selected, other, in: rect, into: &frame)
        }
        if !complaint.isEmpty {
            frame.write(
                "✗ " + complaint, at: Point(rect.x, rect.maxY - 1), style: Style(.danger, on: .panel),
                width: rect.width)
        }
    }

    private func drawReasons(
        _ reasons: [String], _ selected: Int, _ other: TextField?, in rect: Rect, into frame: inout Frame
    ) {
        let count = reasons.count + (other == nil ? 0 : 1)
        let height = max(1, rect.height - 1)
        let first = Layout.scrolled(top: 0, selected: selected, count: count, height: height)
        for index in first..<min(count, first + height) {
            let row = rect.row(index - first)
            let isSelected = index == selected
            let style = Style(isSelected ? .strong : .text, on: isSelected && focus == .body ? .selection : .panel)
            frame.fill(row, style: style)
            let mark = isSelected ? "(•) " : "( ) "
            frame.write(mark, at: row.origin, style: style, width: row.width)
            let rest = row.split(left: 4).rest
            if index < reasons.count {
                frame.write(reasons[index], at: rest.origin, style: style, width: rest.width)
            } else if let other {
                other.draw(in: rest, into: &frame, isFocused: isSelected && focus == .body)
            }
        }
    }

    private func drawButtons(in rect: Rect, into frame: inout Frame) {
        var x = rect.x
        func button(_ title: String, _ isFocused: Bool, _ ink: Ink) {
            guard x < rect.maxX else { return }
            let style = Style(isFocused ? .strong : ink, on: isFocused ? .selection : .field, isFocused ? .bold : [])
            let width = frame.write(
                isFocused ? "▸ \(title) " : "  \(title) ", at: Point(x, rect.y), style: style, width: rect.maxX - x)
            x += width + 2
        }
        if let refuse { button(refuse, focus == .refuse, .text) }
        button(accept, focus == .accept, isDangerous ? .danger : .text)
    }
}
