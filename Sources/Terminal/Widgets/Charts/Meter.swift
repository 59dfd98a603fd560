/// A share as a horizontal line over a track.
public struct Meter: Sendable, Equatable {
    /// 0 through 1; what is beyond is cut.
    public var share: Double
    /// The ink of the filled part.
    public var ink: Ink

    /// A meter.
    public init(_ share: Double, ink: Ink = .good) {
        self.share = share
        self.ink = ink
    }

    /// Draws it in the first row of `rect`. The filled part is heavy and the rest light, for screens without colour.
    public func draw(in rect: Rect, into frame: inout Frame) {
        guard !rect.isEmpty else { return }
        let exact = Bars.clamped(share)
        let filled = exact > 0 ? min(rect.width, max(1, Int((exact * Double(rect.width)).rounded()))) : 0
        frame.horizontalRule(at: rect.origin, length: filled, style: Style(ink), with: "━")
        frame.horizontalRule(
            at: rect.origin.moved(right: filled), length: rect.width - filled, style: Style(.faint), with: "─")
    }
}
