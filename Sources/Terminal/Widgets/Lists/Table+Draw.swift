extension Table {
    private static var gap: Int { 2 }

    /// Draws the header and the rows that fit, or what stands in their place.
    ///
    /// - Parameters:
    ///   - rect: the room; anything from one cell up.
    ///   - frame: what it is drawn into.
    ///   - isFocused: whether keys go here; the selection is quieter if not.
    public func draw(in rect: Rect, into frame: inout Frame, isFocused: Bool = true) {
        guard !rect.isEmpty else { return }
        switch state {
        case .loading where rows.isEmpty: return whenLoading.draw(in: rect, into: &frame)
        case .failed(let reason), .forbidden(let reason): return reason.draw(in: rect, into: &frame)
        case .ready where rows.isEmpty: return whenEmpty.draw(in: rect, into: &frame)
        default: break
        }
        let fitted = fittedColumns(rect)
        let header = showsHeader(rect.size) ? 1 : 0
        if header > 0 { drawHeader(fitted, in: rect.row(0), into: &frame) }
        let body = rect.split(top: header).rest
        let first = Layout.scrolled(
            top: top, selected: selectedIndex, count: rows.count, height: body.height, margin: 1)
        for (line, index) in (first..<min(rows.count, first + body.height)).enumerated() {
            drawRow(rows[index], isSelected: index == selectedIndex, isFocused, fitted, body.row(line), &frame)
        }
        if awaited == .after, rows.count - first < body.height {
            frame.write(
                "Loading more…", at: Point(body.x + 1, body.y + rows.count - first), style: Style(.muted),
                width: body.width - 1)
        }
    }

    /// The columns shown, each with its left edge and width. One cell is kept free at both ends.
    private func fittedColumns(_ rect: Rect) -> [(index: Int, x: Int, width: Int)] {
        let margin = rect.width >= 12 ? 1 : 0
        var x = rect.x + margin
        return TableColumn.fitted(columns, width: rect.width - 2 * margin, gap: Self.gap).map { column in
            defer { x += column.width + Self.gap }
            return (column.index, x, column.width)
        }
    }

    func columnID(at x: Int, in rect: Rect) -> String? {
        fittedColumns(rect).first { x >= $0.x && x < $0.x + $0.width }.map { columns[$0.index].id }
    }

    private func drawHeader(_ fitted: [(index: Int, x: Int, width: Int)], in rect: Rect, into frame: inout Frame) {
        for (place, column) in fitted.enumerated() {
            let spec = columns[column.index]
            let isSorted = spec.order != nil
            let style = Style(place == 0 || isSorted ? .heading : .muted, place == 0 || isSorted ? .bold : [])
            let mark =
                switch spec.order {
                case .ascending: "↑"
                case .descending: "↓"
                case nil: ""
                }
            let room = column.width - (isSorted ? 1 : 0)
            let point = Point(column.x, rect.y)
            let used = frame.write(spec.title, at: point, style: style, width: room, align: spec.align)
            if isSorted {
                let x = spec.align == .leading ? used : room
                frame.write(mark, at: point.moved(right: x), style: Style(.accent, .bold), width: 1)
            }
        }
    }

    private func drawRow(
        _ row: Row, isSelected: Bool, _ isFocused: Bool, _ fitted: [(index: Int, x: Int, width: Int)], _ rect: Rect,
        _ frame: inout Frame
    ) {
        var base = Style(row.isMuted ? .muted : .text)
        if isSelected {
            base = base.on(isFocused ? .selection : .field)
            frame.fill(rect, style: base)
        }
        for (place, column) in fitted.enumerated() where row.cells.indices.contains(column.index) {
            let cell = row.cells[column.index]
            let point = Point(column.x, rect.y)
            var style = base
            if let ink = cell.ink {
                style = base.with(ink: ink)
            } else if isSelected, !row.isMuted {
                style = base.with(ink: .strong)
            }
            if isSelected, place == 0 { style = style.adding(.bold) }
            switch cell.bar {
            case .blocks(let share):
                frame.write(Bars.horizontal(share, width: column.width), at: point, style: style, width: column.width)
            case .line(let share):
                Meter(share, ink: cell.ink ?? .info).draw(
                    in: Rect(x: column.x, y: rect.y, width: column.width, height: 1), into: &frame)
            case nil:
                frame.write(
                    cell.text, at: point, style: style, width: column.width, align: columns[column.index].align)
            }
        }
    }
}
