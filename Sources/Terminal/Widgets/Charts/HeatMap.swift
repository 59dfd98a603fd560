/// How much there is of something by two scales, as eight grounds with the figure in each cell.
public struct HeatMap: Sendable, Equatable {
    /// The labels of the rows.
    public var rows: [String]
    /// The labels of the columns.
    public var columns: [String]
    /// Row by row; missing values are blank.
    public var values: [[Int]]

    /// A heat map.
    public init(rows: [String], columns: [String], values: [[Int]]) {
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    /// Draws the map; columns that don't fit are left out at the right.
    public func draw(in rect: Rect, into frame: inout Frame) {
        guard rect.width >= 4, !rect.isEmpty else { return }
        let labels = min((rows.map { TextWidth.cells($0, upTo: 12) }.max() ?? 0) + 2, rect.width / 2)
        let most = values.joined().max() ?? 0
        let digits = String(max(0, most)).count
        let cell = max(3, digits + 1)
        let shown = min(columns.count, (rect.width - labels) / cell)
        let footer = rect.height > 1 ? 1 : 0
        for (row, name) in rows.prefix(rect.height - footer).enumerated() {
            frame.write(name, at: Point(rect.x, rect.y + row), style: Style(.muted), width: labels - 1)
            for column in 0..<shown where values.indices.contains(row) && values[row].indices.contains(column) {
                let value = values[row][column]
                let box = Rect(x: rect.x + labels + column * cell, y: rect.y + row, width: cell, height: 1)
                let style = Style(value > 0 ? .strong : .muted, on: Self.ground(value, of: most))
                frame.fill(box, style: style)
                frame.write(
                    value > 0 ? String(value) : "·", at: box.origin, style: style, width: cell - 1, align: .trailing)
            }
        }
        guard footer > 0, rows.count < rect.height else { return }
        for column in 0..<shown {
            frame.write(
                columns[column], at: Point(rect.x + labels + column * cell, rect.y + rows.count), style: Style(.muted),
                width: cell - 1, align: .trailing)
        }
    }

    /// The step of a value: the first for nothing, the last for the most.
    static func ground(_ value: Int, of most: Int) -> Ground {
        guard value > 0, most > 0 else { return .heat1 }
        return Ground.heat[min(7, 1 + (value * 7 - 1) / most)]
    }
}
