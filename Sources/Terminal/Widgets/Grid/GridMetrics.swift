/// The measures of a time grid, in cells.
enum GridMetrics {
    /// Cells for the time at the left of the lanes, the separator not counted.
    static func timeWidth(_ width: Int) -> Int { width >= 24 ? 8 : min(5, max(0, width - 4)) }

    /// Rows above the first time row: two lines for each lane, fewer where there is no room.
    static func headerRows(_ size: Size) -> Int {
        switch size.height {
        case ..<3: 0
        case 3..<8: 1
        default: 2
        }
    }

    /// How many of `count` lanes are seen at once.
    static func lanes(in width: Int, of count: Int, minimum: Int) -> Int {
        guard count > 0 else { return 0 }
        return min(count, max(1, (width - timeWidth(width)) / max(4, minimum)))
    }

    /// The left edge and the width of each of `count` lanes, without the separator that stands before each.
    static func lanes(in rect: Rect, count: Int) -> [(x: Int, width: Int)] {
        let start = rect.x + timeWidth(rect.width)
        let room = rect.maxX - start
        guard count > 0, room > 0 else { return [] }
        return (0..<count).map { index in
            let from = start + room * index / count
            let to = start + room * (index + 1) / count
            return (from + 1, max(0, to - from - 1))
        }
    }
}
