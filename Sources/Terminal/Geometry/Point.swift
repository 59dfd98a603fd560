/// A cell of the screen: column `x` and row `y`, both from 0 at the top left.
public struct Point: Hashable, Sendable {
    /// The column, from 0.
    public var x: Int
    /// The row, from 0.
    public var y: Int

    /// The cell in column `x` of row `y`.
    public init(_ x: Int, _ y: Int) {
        self.x = x
        self.y = y
    }

    /// The top left cell.
    public static let zero = Point(0, 0)

    /// The cell `right` columns to the right and `down` rows below.
    public func moved(right: Int = 0, down: Int = 0) -> Point {
        Point(x + right, y + down)
    }
}
