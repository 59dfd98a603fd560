/// A course of values in one row, a cell each.
public struct Sparkline: Sendable, Equatable {
    /// The values, the oldest first.
    public var values: [Double]
    /// The ink of the line.
    public var ink: Ink

    /// A course of values.
    public init(_ values: [Double], ink: Ink = .info) {
        self.values = values
        self.ink = ink
    }

    /// Draws the last values that fit, from 0 to the highest of them.
    public func draw(in rect: Rect, into frame: inout Frame) {
        let shown = values.suffix(rect.width)
        let most = shown.filter(\.isFinite).max() ?? 0
        let text = shown.map { most > 0 ? Bars.spark($0 / most) : "▁" }.joined()
        frame.write(text, at: rect.origin, style: Style(ink), width: rect.width)
    }
}
