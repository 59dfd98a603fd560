import Terminal

/// A row of details: words behind a label, or parts that each have a place of their own.
enum DetailRow: Equatable {
    case words(CardRow)
    case parts([Part])

    /// A piece of text in its own cells.
    struct Part: Equatable {
        /// Its place from the row's left edge.
        var x: Int
        var width: Int
        var text: String
        var style: Style
        var align: Alignment

        init(x: Int, width: Int, _ text: String, _ style: Style, align: Alignment = .leading) {
            self.x = x
            self.width = width
            self.text = text
            self.style = style
            self.align = align
        }
    }

    /// Draws it in one row of cells.
    func draw(in row: Rect, into frame: inout Frame) {
        switch self {
        case .words(let words): words.draw(in: row, into: &frame)
        case .parts(let parts):
            for part in parts where part.x < row.width {
                frame.write(
                    part.text, at: row.origin.moved(right: part.x), style: part.style,
                    width: min(part.width, row.width - part.x), align: part.align)
            }
        }
    }
}

/// Details that may be longer than their room.
enum DetailRows {
    /// Draws what is in view from row `top` on; ▲ and ▼ in the last column say that there is more.
    static func draw(_ rows: [DetailRow], from top: Int, in area: Rect, into frame: inout Frame) {
        let first = max(0, min(top, rows.count - area.height))
        for (line, row) in rows.dropFirst(first).prefix(area.height).enumerated() {
            row.draw(in: area.row(line).inset(right: 1), into: &frame)
        }
        let style = Style(.accent, .bold)
        if first > 0 { frame.write("▲", at: Point(area.maxX - 1, area.y), style: style) }
        if rows.count > first + area.height {
            frame.write("▼", at: Point(area.maxX - 1, area.maxY - 1), style: style)
        }
    }

    /// The first row in view after a key; nil for a key that doesn't scroll.
    static func top(after key: Key, from top: Int, count: Int, height: Int) -> Int? {
        let page = max(1, height - 1)
        let wanted: Int
        switch key {
        case .down, "j": wanted = top + 1
        case .up, "k": wanted = top - 1
        case .pageDown, .space: wanted = top + page
        case .pageUp: wanted = top - page
        case .home: wanted = 0
        case .end: wanted = count
        default: return nil
        }
        return max(0, min(wanted, count - height))
    }
}
