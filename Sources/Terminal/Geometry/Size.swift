/// Columns and rows of a screen or of a part of it, never negative.
public struct Size: Hashable, Sendable {
    /// Columns, in cells.
    public let width: Int
    /// Rows, in cells.
    public let height: Int

    /// A size of `width` columns and `height` rows; below 0 counts as 0.
    public init(_ width: Int, _ height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// No cells at all.
    public static let zero = Size(0, 0)

    /// Whether there is not one cell.
    public var isEmpty: Bool { width == 0 || height == 0 }
}
