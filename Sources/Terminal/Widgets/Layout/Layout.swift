/// Divides room among rows or columns. Pure: the same room and lengths give the same parts.
public enum Layout {
    /// How much room one part of a row or column asks for, in cells.
    public enum Length: Sendable, Equatable {
        /// Exactly this many cells, while there is room.
        case fixed(Int)
        /// A weighted share of what the others leave.
        case fraction(Int)
        /// A weight-1 share of what the others leave, and never less than this while there is room.
        case minimum(Int)
    }

    /// The size of each part in cells. The sum never exceeds `room`; when room is short the later parts give way.
    ///
    /// - Parameters:
    ///   - lengths: what each part asks for, in order.
    ///   - room: the cells to divide.
    ///   - spacing: empty cells between two parts.
    public static func sizes(_ lengths: [Length], room: Int, spacing: Int = 0) -> [Int] {
        guard !lengths.isEmpty else { return [] }
        var left = max(0, room - max(0, spacing) * (lengths.count - 1))
        var sizes = [Int](repeating: 0, count: lengths.count)
        for (index, length) in lengths.enumerated() {
            let wanted =
                switch length {
                case .fixed(let cells), .minimum(let cells): cells
                case .fraction: 0
                }
            sizes[index] = min(max(0, wanted), left)
            left -= sizes[index]
        }
        return grown(sizes, lengths: lengths, left: left)
    }

    /// Shares what is left among the flexible parts so that a minimum counts towards its own share.
    private static func grown(_ base: [Int], lengths: [Length], left: Int) -> [Int] {
        var sizes = base
        var flexible = lengths.indices.filter { weight(lengths[$0]) > 0 }
        var pool = left + flexible.reduce(0) { $0 + base[$1] }
        // A part whose minimum is above its fair share keeps the minimum and leaves the sharing.
        while true {
            let total = flexible.reduce(0) { $0 + weight(lengths[$1]) }
            guard total > 0 else { return sizes }
            let kept = flexible.filter { base[$0] * total > pool * weight(lengths[$0]) }
            if kept.isEmpty {
                var given = 0
                var weightSoFar = 0
                for index in flexible {
                    weightSoFar += weight(lengths[index])
                    let upTo = pool * weightSoFar / total
                    sizes[index] = upTo - given
                    given = upTo
                }
                return sizes
            }
            for index in kept { pool -= base[index] }
            flexible.removeAll { kept.contains($0) }
        }
    }

    private static func weight(_ length: Length) -> Int {
        switch length {
        case .fixed: 0
        case .fraction(let weight): max(0, weight)
        case .minimum: 1
        }
    }

    /// Parts side by side, each as high as `rect`.
    public static func columns(_ lengths: [Length], in rect: Rect, spacing: Int = 0) -> [Rect] {
        var x = rect.x
        let end = rect.x + rect.width
        return sizes(lengths, room: rect.width, spacing: spacing).map { width in
            defer { x = min(end, x + width + max(0, spacing)) }
            return Rect(x: x, y: rect.y, width: width, height: rect.height)
        }
    }

    /// Parts one below the other, each as wide as `rect`.
    public static func rows(_ lengths: [Length], in rect: Rect, spacing: Int = 0) -> [Rect] {
        var y = rect.y
        let end = rect.y + rect.height
        return sizes(lengths, room: rect.height, spacing: spacing).map { height in
            defer { y = min(end, y + height + max(0, spacing)) }
            return Rect(x: rect.x, y: y, width: rect.width, height: height)
        }
    }

    /// The first row to show in a list of `count` rows so that `selected` is seen, moving as little as possible.
    ///
    /// - Parameters:
    ///   - top: the first row shown so far.
    ///   - margin: rows kept between the selection and the edge while there are more beyond it.
    ///   - step: rows to move at least when moving at all: where a move repaints everything, a few large ones cost a
    ///     slow line less than many small ones.
    public static func scrolled(
        top: Int, selected: Int, count: Int, height: Int, margin: Int = 0, step: Int = 1
    ) -> Int {
        guard height > 0, count > height else { return 0 }
        let keep = min(max(0, margin), (height - 1) / 2)
        let stride = min(max(1, step), max(1, height - 1 - 2 * keep))
        var first = top
        if selected - keep < top {
            first = min(top - stride, selected - keep)
        } else if selected + keep > top + height - 1 {
            first = max(top + stride, selected + keep - height + 1)
        }
        return min(max(0, first), count - height)
    }
}
