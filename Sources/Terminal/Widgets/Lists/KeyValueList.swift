/// Labels and what they say: a card's contents.
public struct KeyValueList: Sendable, Equatable {
    /// A label and what it says.
    public struct Row: Sendable, Equatable {
        /// The label; empty for a line that goes on.
        public var label: String
        /// What it says; wrapped.
        public var value: String
        /// The ink of the value.
        public var ink: Ink
        /// A row.
        public init(_ label: String, _ value: String, ink: Ink = .text) {
            self.label = label
            self.value = value
            self.ink = ink
        }
    }

    /// The rows from top to bottom.
    public var rows: [Row]

    /// A list.
    public init(_ rows: [Row]) { self.rows = rows }

    private func labelWidth(_ width: Int) -> Int {
        min(rows.map { TextWidth.cells($0.label, upTo: 24) }.max() ?? 0, width / 3)
    }

    private func lines(_ row: Row, width: Int) -> [String] {
        let room = width - labelWidth(width) - 2
        return row.value.isEmpty ? [""] : TextWrap.lines(row.value, width: max(1, room), limit: 6)
    }

    /// The rows it needs in `width` cells.
    public func height(width: Int) -> Int { rows.reduce(0) { $0 + max(1, lines($1, width: width).count) } }

    /// Draws as many rows as fit.
    public func draw(in rect: Rect, into frame: inout Frame) {
        guard !rect.isEmpty else { return }
        let labels = labelWidth(rect.width)
        var y = rect.y
        frame.clipped(to: rect) { frame in
            for row in rows where y < rect.maxY {
                frame.write(row.label, at: Point(rect.x, y), style: Style(.muted), width: labels)
                for line in lines(row, width: rect.width) {
                    frame.write(
                        line, at: Point(rect.x + labels + 2, y), style: Style(row.ink),
                        width: rect.width - labels - 2)
                    y += 1
                }
            }
        }
    }
}
