/// A block of cells: its top left cell and its size. A rectangle without cells is still a place.
public struct Rect: Hashable, Sendable {
    /// The leftmost column.
    public let x: Int
    /// The topmost row.
    public let y: Int
    /// Columns, never negative.
    public let width: Int
    /// Rows, never negative.
    public let height: Int

    /// The block of `width` × `height` cells whose top left cell is (`x`, `y`); below 0 counts as 0.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// The block of `size` at `origin`.
    public init(_ origin: Point, _ size: Size) {
        self.init(x: origin.x, y: origin.y, width: size.width, height: size.height)
    }

    /// The whole of a screen of `size`.
    public init(_ size: Size) {
        self.init(.zero, size)
    }

    /// The top left cell.
    public var origin: Point { Point(x, y) }
    /// Columns and rows.
    public var size: Size { Size(width, height) }
    /// The first column to the right of the block.
    public var maxX: Int { x + width }
    /// The first row below the block.
    public var maxY: Int { y + height }
    /// Whether the block has no cells.
    public var isEmpty: Bool { width == 0 || height == 0 }

    /// Whether `point` is a cell of the block.
    public func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
    }

    /// The cells that both have; empty where they don't meet.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
    }

    /// The block without a margin on each side; a margin that is too wide leaves an empty block inside.
    public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        Rect(
            x: x + min(left, width), y: y + min(top, height),
            width: width - left - right, height: height - top - bottom)
    }

    /// The block without `columns` at the left and right and `rows` at the top and bottom.
    public func inset(columns: Int, rows: Int) -> Rect {
        inset(left: columns, top: rows, right: columns, bottom: rows)
    }

    /// The block moved by some columns and rows.
    public func moved(right: Int = 0, down: Int = 0) -> Rect {
        Rect(x: x + right, y: y + down, width: width, height: height)
    }

    /// A block of `size` in the middle of this one, cut down to this one where it is too large.
    public func centered(_ size: Size) -> Rect {
        let width = min(size.width, self.width)
        let height = min(size.height, self.height)
        return Rect(
            x: x + (self.width - width) / 2, y: y + (self.height - height) / 2, width: width, height: height)
    }

    /// Row `index` of the block, from 0: one row high, empty if there is no such row.
    public func row(_ index: Int) -> Rect {
        Rect(x: x, y: y + index, width: width, height: 1).intersection(self)
    }

    /// The `count` leftmost columns and the rest.
    public func split(left count: Int) -> (left: Rect, rest: Rect) {
        let count = min(max(0, count), width)
        return (
            Rect(x: x, y: y, width: count, height: height),
            Rect(x: x + count, y: y, width: width - count, height: height)
        )
    }

    /// The `count` rightmost columns and the rest.
    public func split(right count: Int) -> (rest: Rect, right: Rect) {
        let halves = split(left: width - min(max(0, count), width))
        return (halves.left, halves.rest)
    }

    /// The `count` topmost rows and the rest.
    public func split(top count: Int) -> (top: Rect, rest: Rect) {
        let count = min(max(0, count), height)
        return (
            Rect(x: x, y: y, width: width, height: count),
            Rect(x: x, y: y + count, width: width, height: height - count)
        )
    }

    /// The `count` lowest rows and the rest.
    public func split(bottom count: Int) -> (rest: Rect, bottom: Rect) {
        let halves = split(top: height - min(max(0, count), height))
        return (halves.top, halves.rest)
    }

    /// `count` columns of as equal a width as can be, `gap` cells between them; the first ones take what is left over.
    public func columns(_ count: Int, gap: Int = 0) -> [Rect] {
        Rect.shares(of: width, count: count, gap: gap).map { share in
            Rect(x: x + share.start, y: y, width: share.length, height: height)
        }
    }

    /// `count` rows of as equal a height as can be, `gap` cells between them; the first ones take what is left over.
    public func rows(_ count: Int, gap: Int = 0) -> [Rect] {
        Rect.shares(of: height, count: count, gap: gap).map { share in
            Rect(x: x, y: y + share.start, width: width, height: share.length)
        }
    }

    private static func shares(of length: Int, count: Int, gap: Int) -> [(start: Int, length: Int)] {
        guard count > 0 else { return [] }
        let room = max(0, length - gap * (count - 1))
        var start = 0
        return (0..<count).map { index in
            let share = room / count + (index < room % count ? 1 : 0)
            defer { start += share + gap }
            return (min(start, length), share)
        }
    }
}
