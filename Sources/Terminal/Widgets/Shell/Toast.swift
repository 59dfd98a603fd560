/// A message of one line that goes away by itself.
public struct Toast: Sendable, Equatable {
    /// How much it matters. Each has a sign of its own.
    public enum Level: Sendable, Equatable {
        /// Good to know.
        case info
        /// It went well.
        case good
        /// Look again.
        case warning
        /// It didn't go.
        case failed

        var sign: String {
            switch self {
            case .info: "i"
            case .good: "✓"
            case .warning: "!"
            case .failed: "✗"
            }
        }

        var ink: Ink {
            switch self {
            case .info: .info
            case .good: .good
            case .warning: .warning
            case .failed: .danger
            }
        }
    }

    /// How much it matters.
    public var level: Level
    /// What it says.
    public var text: String
    /// A key that follows from it ("u undo").
    public var hint: KeyHint?
    /// When it goes away, on the clock of whoever made it.
    public var expires: Int64

    /// A message.
    public init(_ level: Level, _ text: String, hint: KeyHint? = nil, expires: Int64 = .max) {
        self.level = level
        self.text = text
        self.hint = hint
        self.expires = expires
    }

    /// Whether it's over, on the same clock.
    public func isOver(at now: Int64) -> Bool { now >= expires }

    /// Draws it at the right end of the first row of `rect`, no wider than it needs.
    public func draw(in rect: Rect, into frame: inout Frame) {
        let row = rect.row(0)
        guard !row.isEmpty else { return }
        let hintWidth = hint.map { $0.width + 2 } ?? 0
        let wanted = 4 + TextWidth.cells(text, upTo: row.width) + hintWidth
        let width = min(row.width, wanted)
        let box = row.split(right: width).right
        let style = Style(.strong, on: .bar)
        frame.fill(box, style: style)
        frame.clipped(to: box) { frame in
            frame.write(level.sign, at: box.origin.moved(right: 1), style: Style(level.ink, on: .bar, .bold), width: 1)
            let room = width - 4 - hintWidth
            // Where there is no room for both, the message is worth more than the key.
            let showsHint = room >= 12 || wanted <= row.width
            let used = frame.write(
                text, at: box.origin.moved(right: 3), style: style, width: showsHint ? room : width - 3)
            if let hint, showsHint {
                hint.draw(at: box.origin.moved(right: 3 + used + 2), width: hint.width, into: &frame)
            }
        }
    }
}
