extension TimeGrid {
    /// Moves the cursor, or carries what is lifted.
    ///
    /// Arrows and h j k l move; PgUp, PgDn, Home, End; Tab and Shift-Tab go from block to block; Enter opens, chooses
    /// or drops; Esc puts back what is carried.
    public mutating func handle(_ key: Key) -> Outcome<Event> {
        if lifted != nil { return carry(key) }
        switch key {
        case .enter: return activate()
        case .tab: return step(1)
        case .backTab: return step(-1)
        default: break
        }
        guard let motion = key.motion() else { return .ignored }
        switch motion {
        case .left: moveLane(-1)
        case .right: moveLane(1)
        case .up: moveTo(row: (cursorPart?.rows.lowerBound ?? cursorRow) - 1)
        case .down: moveTo(row: cursorPart?.rows.upperBound ?? (cursorRow + 1))
        default:
            if let row = motion.index(from: cursorRow, count: rowCount, page: bodyHeight) { moveTo(row: row) }
        }
        keepInView()
        return .event(.moved)
    }

    private func activate() -> Outcome<Event> {
        if let item = selectedItem { return .event(.opened(item)) }
        if let lane = selectedLane { return .event(.chosen(lane, minute: cursorMinute)) }
        return .handled
    }

    private mutating func moveTo(row: Int) {
        guard row < rowCount || cursorPart == nil else { return }
        setCursor(minute: origin + max(0, row) * slot, column: cursorColumn)
    }

    /// Side-by-side blocks come first, then the next lane.
    private mutating func moveLane(_ direction: Int) {
        if let part = cursorPart, part.columns > 1 {
            let neighbours = placements[cursorLane].parts.filter { $0.rows.overlaps(part.rows) }
            let beside = neighbours.filter { ($0.column - part.column) * direction > 0 }
            if let next = beside.min(by: { abs($0.column - part.column) < abs($1.column - part.column) }) {
                let row = min(max(cursorRow, next.rows.lowerBound), next.rows.upperBound - 1)
                setCursor(minute: origin + row * slot, column: next.column)
                return
            }
        }
        let lane = cursorLane + direction
        guard lanes.indices.contains(lane) else { return }
        cursorLane = lane
        setCursor(minute: cursorMinute, column: direction > 0 ? 0 : .max)
    }

    /// The next or previous block of the lane, then of the lanes after or before it; behind the last comes the first.
    private mutating func step(_ direction: Int) -> Outcome<Event> {
        var here: [(lane: Int, part: GridPlacement.Part)] = []
        for (lane, placement) in placements.enumerated() {
            for part in placement.parts where part.index == 0 && part.rows.overlaps(0..<rowCount) {
                here.append((lane, part))
            }
        }
        func key(_ lane: Int, _ row: Int, _ column: Int) -> (Int, Int, Int) { (lane, row, column) }
        let current =
            cursorPart.map { key(cursorLane, $0.rows.lowerBound, $0.column) } ?? key(cursorLane, cursorRow, -1)
        let next =
            direction > 0
            ? here.first { key($0.lane, $0.part.rows.lowerBound, $0.part.column) > current }
            : here.last { key($0.lane, $0.part.rows.lowerBound, $0.part.column) < current }
        guard let next = next ?? (direction > 0 ? here.first : here.last) else { return .handled }
        cursorLane = next.lane
        setCursor(minute: origin + max(0, next.part.rows.lowerBound) * slot, column: next.part.column)
        keepInView()
        return .event(.moved)
    }

    // MARK: Carrying

    private mutating func carry(_ key: Key) -> Outcome<Event> {
        guard var held = lifted else { return .ignored }
        switch key {
        case .enter: return .event(.dropped(held.item.id, held.lane, minute: held.minute))
        case .escape:
            lifted = nil
            keepInView()
            return .event(.putBack(held.item.id))
        default: break
        }
        guard let motion = key.motion() else { return .ignored }
        let lane = lanes.firstIndex { $0.id == held.lane } ?? cursorLane
        let perHour = max(1, 60 / slot)
        switch motion {
        case .left: if lane > 0 { held.lane = lanes[lane - 1].id }
        case .right: if lane + 1 < lanes.count { held.lane = lanes[lane + 1].id }
        case .up: held.minute = snapped(held.minute, by: -1)
        case .down: held.minute = snapped(held.minute, by: 1)
        case .pageUp, .halfPageUp: held.minute = snapped(held.minute, by: -perHour)
        case .pageDown, .halfPageDown: held.minute = snapped(held.minute, by: perHour)
        case .first: held.minute = origin
        case .last: held.minute = snapped(range.upperBound - held.item.minutes.count, by: 0)
        }
        held.minute = min(max(origin, held.minute), origin + (rowCount - 1) * slot)
        guard held.minute != lifted?.minute || held.lane != lifted?.lane else { return .handled }
        held.refusal = ""
        held.notice = ""
        lifted = held
        keepInView()
        return .event(.carried(held.item.id, held.lane, minute: held.minute))
    }

    /// The grid line `rows` lines away; from between two lines, the first step goes to the near one.
    private func snapped(_ minute: Int, by rows: Int) -> Int {
        let line = GridPlacement.floor(minute, by: slot)
        let isBetween = line * slot != minute
        return (line + rows + (isBetween && rows < 0 ? 1 : 0)) * slot
    }

    // MARK: Mouse

    /// A click puts the cursor there, a second one opens; the wheel scrolls.
    ///
    /// - Parameters:
    ///   - mouse: what was done.
    ///   - rect: the rectangle the grid is drawn in.
    public mutating func handle(_ mouse: Mouse, in rect: Rect) -> Outcome<Event> {
        guard rect.contains(mouse.point) else { return .ignored }
        if room != rect.size { resize(to: rect.size) }
        switch mouse.action {
        case .wheelUp: return scroll(-3)
        case .wheelDown: return scroll(3)
        case .press(.left):
            guard moveCursor(to: mouse.point, in: rect) else { return .ignored }
            return .event(.moved)
        case .doublePress(.left):
            guard moveCursor(to: mouse.point, in: rect) else { return .ignored }
            return activate()
        default: return .ignored
        }
    }

    private mutating func scroll(_ rows: Int) -> Outcome<Event> {
        guard lifted == nil else { return .handled }
        top = min(max(0, top + rows), max(0, rowCount - bodyHeight))
        let visible = top..<min(rowCount, top + bodyHeight)
        let row = min(max(cursorRow, visible.lowerBound + 1), max(visible.lowerBound, visible.upperBound - 2))
        if row != cursorRow { setCursor(minute: origin + row * slot, column: cursorColumn) }
        keepInView()
        return .event(.moved)
    }

    private mutating func moveCursor(to point: Point, in rect: Rect) -> Bool {
        guard lifted == nil else { return false }
        let view = viewport(for: rect.size)
        let row = point.y - rect.y - GridMetrics.headerRows(rect.size) + view.top
        let spans = GridMetrics.lanes(in: rect, count: view.lanes)
        guard row >= view.top, row < rowCount,
            let shown = spans.firstIndex(where: { point.x >= $0.x && point.x < $0.x + $0.width })
        else { return false }
        cursorLane = view.left + shown
        let columns = placements[cursorLane].parts.filter { $0.rows.contains(row) }.map(\.columns).max() ?? 1
        setCursor(
            minute: origin + row * slot,
            column: (point.x - spans[shown].x) * columns / max(1, spans[shown].width))
        keepInView()
        return true
    }
}
