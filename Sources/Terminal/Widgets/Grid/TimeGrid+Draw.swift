extension TimeGrid {
    /// Draws the grid.
    ///
    /// - Parameters:
    ///   - rect: the room; anything from one cell up.
    ///   - frame: what it is drawn into.
    ///   - isFocused: whether the cursor is shown.
    public func draw(in rect: Rect, into frame: inout Frame, isFocused: Bool = true) {
        guard !rect.isEmpty else { return }
        let view = viewport(for: rect.size)
        let header = GridMetrics.headerRows(rect.size)
        let body = rect.split(top: header).rest
        let rows = view.top..<min(rowCount, view.top + body.height)
        let spans = GridMetrics.lanes(in: rect, count: view.lanes)
        drawTimes(rows, in: body, into: &frame)
        for (shown, span) in spans.enumerated() {
            let lane = view.left + shown
            let room = Rect(x: span.x, y: body.y, width: span.width, height: body.height)
            drawHeader(lanes[lane], in: Rect(x: span.x, y: rect.y, width: span.width, height: header), into: &frame)
            drawGround(lanes[lane], rows, in: room, into: &frame)
            frame.clipped(to: room) { frame in
                drawGaps(placements[lane], rows, in: room, into: &frame)
            }
        }
        drawNow(rows, view, spans, in: body, into: &frame)
        for (shown, span) in spans.enumerated() {
            let lane = view.left + shown
            let room = Rect(x: span.x, y: body.y, width: span.width, height: body.height)
            frame.clipped(to: room) { frame in
                for part in placements[lane].parts where part.rows.overlaps(rows) {
                    let isLit = isFocused && lifted == nil && lane == cursorLane && isUnderCursor(part)
                    drawPart(part, rows, in: room, isLit: isLit, into: &frame)
                }
                if isFocused, lifted == nil, lane == cursorLane, cursorPart == nil {
                    drawCursor(rows, in: room, into: &frame)
                }
                if let lifted, lifted.lane == lanes[lane].id { drawLifted(lifted, rows, in: room, into: &frame) }
            }
        }
        drawMarks(view, rows, in: rect, header: header, into: &frame)
    }

    /// All parts of the block under the cursor are lit, not only the one the cursor is on.
    private func isUnderCursor(_ part: GridPlacement.Part) -> Bool {
        cursorPart.map { $0.item == part.item } ?? false
    }

    // MARK: The ground

    private func drawTimes(_ rows: Range<Int>, in body: Rect, into frame: inout Frame) {
        let width = GridMetrics.timeWidth(body.width)
        let x = body.x + (width >= 8 ? 1 : 0)
        for row in rows {
            let minute = origin + row * slot
            let point = Point(x, body.y + row - rows.lowerBound)
            if startsHour(row) {
                frame.write(
                    ClockText.time(minute), at: point, style: Style(.strong, .bold), width: min(5, width),
                    align: .trailing)
            } else if slot >= 10 || minute % 15 == 0 {
                frame.write(
                    ClockText.minutes(minute), at: point, style: Style(.faint), width: min(5, width), align: .trailing)
            }
        }
    }

    /// Whether a full hour begins in the row; on a grid that misses full hours, the first row after it.
    private func startsHour(_ row: Int) -> Bool {
        let minute = origin + row * slot
        return GridPlacement.floor(minute, by: 60) != GridPlacement.floor(minute - slot, by: 60)
    }

    private func drawHeader(_ lane: Lane, in rect: Rect, into frame: inout Frame) {
        guard !rect.isEmpty else { return }
        frame.write(lane.title, at: rect.origin, style: Style(lane.ink, .bold), width: rect.width)
        if rect.height > 1 {
            frame.write(lane.subtitle, at: Point(rect.x, rect.y + 1), style: Style(.muted), width: rect.width)
        }
    }

    private func drawGround(_ lane: Lane, _ rows: Range<Int>, in room: Rect, into frame: inout Frame) {
        for row in rows {
            let y = room.y + row - rows.lowerBound
            frame.fill(Rect(x: room.x - 1, y: y, width: 1, height: 1), style: Style(.rule), with: "│")
            let minute = origin + row * slot
            let line = Rect(x: room.x, y: y, width: room.width, height: 1)
            let middle = minute + slot / 2
            if lane.closed.contains(where: { $0.contains(middle) }) {
                frame.fill(line, style: Style(.faint, on: .shade), with: "░")
            } else if startsHour(row) {
                frame.fill(line, style: Style(.rule), with: "╌")
            }
        }
        for note in lane.notes {
            let row = max(0, self.row(of: note.minute))
            guard rows.contains(row) else { continue }
            frame.write(
                note.text, at: Point(room.x + 1, room.y + row - rows.lowerBound), style: Style(.muted),
                width: room.width - 2)
        }
    }

    private func drawGaps(_ placement: GridPlacement, _ rows: Range<Int>, in room: Rect, into frame: inout Frame) {
        for before in placement.parts where before.index == 0 {
            let item = items[before.item]
            guard let minutes = item.gap?.minutes else { continue }
            let after = placement.parts.first { $0.item == before.item && $0.index == 1 }
            // Without a part behind it the gap ends the block: the lane is free, the client still in the chair.
            let end = after?.rows.lowerBound ?? -GridPlacement.floor(origin - minutes.upperBound, by: slot)
            guard before.rows.upperBound < end else { continue }
            let gap = before.rows.upperBound..<end
            let text = gap.first { row in
                rows.contains(row) && !placement.parts.contains { $0.rows.contains(row) }
            }
            for row in gap.clamped(to: rows) {
                let y = room.y + row - rows.lowerBound
                frame.fill(Rect(x: room.x, y: y, width: room.width, height: 1), style: Style())
                frame.write("┊", at: Point(room.x, y), style: Style(item.ink))
                if row == text {
                    frame.write(
                        item.gap?.text ?? "", at: Point(room.x + 2, y), style: Style(item.ink), width: room.width - 2)
                } else {
                    for x in stride(from: room.x + 2, to: room.maxX, by: 2) {
                        frame.write("·", at: Point(x, y), style: Style(.faint))
                    }
                }
            }
        }
    }

    private func drawNow(
        _ rows: Range<Int>, _ view: (top: Int, left: Int, lanes: Int), _ spans: [(x: Int, width: Int)], in body: Rect,
        into frame: inout Frame
    ) {
        guard let now, rows.contains(row(of: now.minute)) else { return }
        let y = body.y + row(of: now.minute) - rows.lowerBound
        let width = GridMetrics.timeWidth(body.width)
        let style = Style(.danger)
        for (shown, span) in spans.enumerated() where now.lane == nil || now.lane == lanes[view.left + shown].id {
            for x in (span.x - 1)..<(span.x + span.width) {
                guard let cell = frame[Point(x, y)] else { continue }
                // The words of a gap stay readable; rules, dots and blanks give way.
                if [" ", "╌", "│", "·", "░"].contains(cell.text) { frame.write("─", at: Point(x, y), style: style) }
            }
        }
        let x = body.x + (width >= 8 ? 1 : 0)
        frame.fill(Rect(x: body.x, y: y, width: width, height: 1), style: Style())
        frame.write(now.label, at: Point(x, y), style: style.adding(.bold), width: min(5, width), align: .trailing)
        if width >= 8 { frame.write("▶─", at: Point(x + 5, y), style: style) }
    }

    // MARK: The blocks

    private func columnRect(_ part: GridPlacement.Part, _ visible: Range<Int>, _ rows: Range<Int>, _ room: Rect) -> Rect
    {
        let indent = part.isInGap && room.width > 8 ? 1 : 0
        let width = room.width - indent
        let from = width * part.column / part.columns
        let to = width * (part.column + 1) / part.columns
        return Rect(
            x: room.x + indent + from, y: room.y + visible.lowerBound - rows.lowerBound, width: max(1, to - from),
            height: visible.count)
    }

    private func drawPart(
        _ part: GridPlacement.Part, _ rows: Range<Int>, in room: Rect, isLit: Bool, into frame: inout Frame
    ) {
        let item = items[part.item]
        let visible = part.rows.clamped(to: rows)
        guard !visible.isEmpty else { return }
        let rect = columnRect(part, visible, rows, room)
        if lifted?.item.id == item.id {
            frame.fill(rect, style: Style(.faint, on: .shade), with: "░")
            return
        }
        let lines = part.index == 0 || item.linesAfterGap.isEmpty ? item.lines : item.linesAfterGap
        BlockDrawing.draw(
            lines: part.index == 1 && item.linesAfterGap.isEmpty ? Array(lines.prefix(1)) : lines,
            letter: item.letter, ink: item.ink, badge: part.index == 0 || item.gap == nil ? item.badge : "",
            ground: Style(.text, on: item.ground), isLit: isLit, in: rect, into: &frame)
    }

    private func drawCursor(_ rows: Range<Int>, in room: Rect, into frame: inout Frame) {
        guard rows.contains(cursorRow) else { return }
        let line = Rect(x: room.x, y: room.y + cursorRow - rows.lowerBound, width: room.width, height: 1)
        let style = Style(.strong, on: .selection)
        frame.fill(line, style: style)
        frame.write("+ " + ClockText.time(cursorMinute), at: line.origin, style: style, width: line.width)
    }

    private func drawLifted(_ held: Lifted, _ rows: Range<Int>, in room: Rect, into frame: inout Frame) {
        let shift = held.minute - held.item.minutes.lowerBound
        let moved = held.item.minutes.lowerBound + shift..<held.item.minutes.upperBound + shift
        var lines = [GridItem<ItemID, LaneID>.Line(ClockText.span(moved))]
        if !held.refusal.isEmpty { lines.append(.init(held.refusal, ink: .danger)) }
        if !held.notice.isEmpty { lines.append(.init("⚠ \(held.notice)", ink: .warning)) }
        lines += held.item.lines
        for (index, span) in held.item.solid.enumerated() {
            let first = row(of: span.lowerBound + shift)
            let last = max(first + 1, -GridPlacement.floor(origin - span.upperBound - shift, by: slot))
            let visible = (first..<last).clamped(to: rows)
            guard !visible.isEmpty else { continue }
            let rect = Rect(
                x: room.x, y: room.y + visible.lowerBound - rows.lowerBound, width: room.width, height: visible.count)
            BlockDrawing.draw(
                lines: index == 0 ? lines : Array(held.item.lines.prefix(1)), letter: held.refusal.isEmpty ? "↕" : "✗",
                ink: held.refusal.isEmpty ? .accent : .danger, badge: "", ground: Style(.text, on: .selection),
                in: rect, into: &frame)
        }
    }

    // MARK: What is out of sight

    private func drawMarks(
        _ view: (top: Int, left: Int, lanes: Int), _ rows: Range<Int>, in rect: Rect, header: Int,
        into frame: inout Frame
    ) {
        let style = Style(.accent, .bold)
        let bodyTop = rect.y + header
        if view.top > 0 { frame.write("▲", at: Point(rect.x, bodyTop), style: style, width: rect.width) }
        if rows.upperBound < rowCount, rect.height > header + 1 {
            frame.write("▼", at: Point(rect.x, rect.maxY - 1), style: style, width: rect.width)
        }
        guard header > 0 else { return }
        let hiddenRight = lanes.count - view.left - view.lanes
        if view.left > 0 { frame.write("‹ \(view.left)", at: Point(rect.x + 1, rect.y), style: style, width: 5) }
        if hiddenRight > 0 {
            let text = " \(hiddenRight) ›"
            let width = TextWidth.cells(text)
            guard rect.width > width + 8 else { return }
            frame.write(text, at: Point(rect.maxX - width, rect.y), style: style)
        }
    }
}
