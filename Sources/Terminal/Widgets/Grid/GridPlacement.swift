/// Where the solid parts of a lane's blocks stand, in rows and in columns within the lane.
///
/// Pure arithmetic: parts that share time stand side by side; parts that merely touch inside one row don't.
struct GridPlacement: Sendable, Equatable {
    /// One solid part of a block.
    struct Part: Sendable, Equatable {
        /// The block's place in the list of items.
        var item: Int
        /// 0 for the part before the gap, 1 for the one behind it.
        var index: Int
        /// Its minutes.
        var minutes: Range<Int>
        /// The rows it fills, at least one.
        var rows: Range<Int>
        /// Its column within the lane.
        var column: Int
        /// How many columns the lane has here.
        var columns: Int
        /// Whether it stands in the gap of another block.
        var isInGap: Bool
    }

    /// The parts by row, then by column.
    let parts: [Part]

    /// Places the solid stretches of one lane's blocks.
    ///
    /// - Parameters:
    ///   - solid: each block's place in the list, its solid minutes, and its gap.
    ///   - origin: the minute of row 0.
    ///   - slot: minutes per row.
    init(solid: [(item: Int, spans: [Range<Int>], gap: Range<Int>?)], origin: Int, slot: Int) {
        var parts: [Part] = []
        for entry in solid {
            for (index, span) in entry.spans.enumerated() {
                let first = Self.floor(span.lowerBound - origin, by: slot)
                let last = -Self.floor(origin - span.upperBound, by: slot)
                let inGap = solid.contains { other in
                    other.item != entry.item && (other.gap.map { $0.overlaps(span) } ?? false)
                }
                parts.append(
                    Part(
                        item: entry.item, index: index, minutes: span, rows: first..<max(first + 1, last), column: 0,
                        columns: 1, isInGap: inGap))
            }
        }
        parts.sort {
            ($0.minutes.lowerBound, -$0.minutes.count, $0.item) < ($1.minutes.lowerBound, -$1.minutes.count, $1.item)
        }
        Self.trimTouching(&parts)
        Self.assignColumns(&parts)
        self.parts = parts
    }

    /// A part that ends inside the row where a later one begins gives that row up.
    private static func trimTouching(_ parts: inout [Part]) {
        for earlier in parts.indices {
            for later in parts.indices.dropFirst(earlier + 1) {
                guard parts[later].rows.lowerBound < parts[earlier].rows.upperBound else { break }
                let touches = !parts[earlier].minutes.overlaps(parts[later].minutes)
                if touches, parts[later].rows.lowerBound > parts[earlier].rows.lowerBound {
                    parts[earlier].rows = parts[earlier].rows.lowerBound..<parts[later].rows.lowerBound
                }
            }
        }
    }

    /// Parts that share a row get columns side by side; a cluster's parts are all equally wide.
    private static func assignColumns(_ parts: inout [Part]) {
        var cluster: [Int] = []
        var clusterEnd = Int.min
        var columnEnds: [Int] = []
        func close() {
            for index in cluster { parts[index].columns = max(1, columnEnds.count) }
            cluster = []
            columnEnds = []
        }
        for index in parts.indices {
            if parts[index].rows.lowerBound >= clusterEnd { close() }
            let column = columnEnds.firstIndex { $0 <= parts[index].rows.lowerBound } ?? columnEnds.count
            if column == columnEnds.count { columnEnds.append(0) }
            columnEnds[column] = parts[index].rows.upperBound
            parts[index].column = column
            clusterEnd = max(cluster.isEmpty ? Int.min : clusterEnd, parts[index].rows.upperBound)
            cluster.append(index)
        }
        close()
    }

    /// The part at a row and column; with a column nobody holds, the last part left of it.
    func part(row: Int, column: Int) -> Part? {
        var best: Part?
        for part in parts where part.rows.contains(row) {
            if part.column == column { return part }
            if part.column < column || best == nil { best = part }
        }
        return best
    }

    /// Division that rounds down for minutes before midnight too.
    static func floor(_ value: Int, by divisor: Int) -> Int {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}
