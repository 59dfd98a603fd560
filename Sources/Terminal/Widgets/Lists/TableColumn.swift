/// A column of a table.
public struct TableColumn: Sendable, Equatable {
    /// Which way a column is sorted.
    public enum Order: Sendable, Equatable {
        /// The least first.
        case ascending
        /// The most first.
        case descending
    }

    /// Names the column in `Table.Event.sort`.
    public var id: String
    /// Its header.
    public var title: String
    /// The least cells it is useful with.
    public var minimum: Int
    /// The most cells it takes; nil takes what is left.
    public var maximum: Int?
    /// Where the text stands.
    public var align: Alignment
    /// 0 is never dropped; where room is short the highest goes first.
    public var priority: Int
    /// How the rows are sorted by it, if they are.
    public var order: Order?

    /// A column.
    public init(
        _ id: String, title: String, minimum: Int, maximum: Int? = nil, align: Alignment = .leading,
        priority: Int = 0, order: Order? = nil
    ) {
        self.id = id
        self.title = title
        self.minimum = max(1, minimum)
        self.maximum = maximum
        self.align = align
        self.priority = priority
        self.order = order
    }

    /// Which columns are shown in `width` cells and how wide, from left to right.
    ///
    /// The columns of the highest priority number are dropped first, from the right; the rest grow to their maximum.
    static func fitted(_ columns: [TableColumn], width: Int, gap: Int) -> [(index: Int, width: Int)] {
        var kept = Array(columns.indices)
        func need() -> Int { kept.reduce(0) { $0 + columns[$1].minimum } + gap * max(0, kept.count - 1) }
        while need() > width, kept.count > 1 {
            guard let drop = kept.indices.max(by: { columns[kept[$0]].priority <= columns[kept[$1]].priority }) else {
                break
            }
            kept.remove(at: drop)
        }
        var widths = kept.map { columns[$0].minimum }
        if kept.count == 1 { widths = [min(widths[0], max(0, width))] }
        var left = max(0, width - widths.reduce(0, +) - gap * max(0, kept.count - 1))
        // Round by round, so that a column that reaches its maximum leaves its share to the others.
        while left > 0 {
            let hungry = kept.indices.filter { widths[$0] < columns[kept[$0]].maximum ?? .max }
            guard !hungry.isEmpty else { break }
            let share = max(1, left / hungry.count)
            for place in hungry where left > 0 {
                let more = min(share, left, (columns[kept[place]].maximum ?? .max) - widths[place])
                widths[place] += more
                left -= more
            }
        }
        return zip(kept, widths).map { (index: $0, width: $1) }
    }
}

/// What stands in one column of one row.
public struct TableCell: Sendable, Equatable, ExpressibleByStringLiteral {
    /// A bar in place of text.
    public enum Bar: Sendable, Equatable {
        /// Blocks from the left; 0 through 1 of the column.
        case blocks(Double)
        /// A line over a track that shows the rest.
        case line(Double)
    }

    /// The text.
    public var text: String
    /// Its ink; none takes the row's.
    public var ink: Ink?
    /// A bar in place of the text.
    public var bar: Bar?

    /// A cell with text.
    public init(_ text: String, ink: Ink? = nil) {
        self.text = text
        self.ink = ink
    }

    /// A cell with a bar.
    public init(bar: Bar, ink: Ink = .info) {
        text = ""
        self.ink = ink
        self.bar = bar
    }

    /// A cell with text.
    public init(stringLiteral text: String) { self.init(text) }
}

/// A row of a table.
public struct TableRow<ID: Hashable & Sendable>: Sendable, Equatable {
    /// Names the row over reloads.
    public var id: ID
    /// One for each column, dropped columns included; missing ones are blank.
    public var cells: [TableCell]
    /// Whether the row has less weight than the others: switched off, cancelled.
    public var isMuted: Bool

    /// A row.
    public init(id: ID, cells: [TableCell], isMuted: Bool = false) {
        self.id = id
        self.cells = cells
        self.isMuted = isMuted
    }
}
