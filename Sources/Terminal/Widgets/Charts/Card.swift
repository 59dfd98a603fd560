/// A figure on a tile: what it is, how much, and how that compares.
public struct Card: Sendable, Equatable {
    /// What it is.
    public var title: String
    /// How much.
    public var value: String
    /// How it compares, or what it is made of ("+6 %", "9 visits").
    public var note: String
    /// The ink of the note.
    public var ink: Ink

    /// A tile.
    public init(title: String, value: String, note: String = "", ink: Ink = .muted) {
        self.title = title
        self.value = value
        self.note = note
        self.ink = ink
    }

    /// Draws the tile over the whole of `rect`; 4 rows look best, 3 show all, fewer the value first.
    public func draw(in rect: Rect, into frame: inout Frame) {
        guard !rect.isEmpty else { return }
        frame.fill(rect, style: Style(.text, on: .panel))
        let room = rect.inset(columns: rect.width >= 6 ? 2 : 0, rows: 0)
        let title = Style(.muted, on: .panel)
        let big = Style(.strong, on: .panel, .bold)
        let lines: [(String, Style)] =
            switch rect.height {
            case 1: [(value + " " + note, big)]
            case 2: [(self.title, title), (value + "  " + note, big)]
            default: [(self.title, title), (value, big), (note, Style(ink, on: .panel))]
            }
        for (index, line) in lines.enumerated() {
            frame.write(line.0, at: room.origin.moved(down: index), style: line.1, width: room.width)
        }
    }

    /// Draws tiles side by side, as many rows of them as they need; answers the height used.
    @discardableResult
    public static func draw(_ cards: [Card], in rect: Rect, minimumWidth: Int = 16, into frame: inout Frame) -> Int {
        guard !rect.isEmpty, !cards.isEmpty else { return 0 }
        let fitting = max(1, min(cards.count, (rect.width + 2) / (minimumWidth + 2)))
        let rows = (cards.count + fitting - 1) / fitting
        let perRow = (cards.count + rows - 1) / rows
        let height = rows == 1 ? min(4, rect.height) : 3
        frame.clipped(to: rect) { frame in
            for (index, card) in cards.enumerated() {
                let place = rect.columns(perRow, gap: 2)[index % perRow]
                let y = rect.y + index / perRow * (height + 1)
                card.draw(in: Rect(x: place.x, y: y, width: place.width, height: height), into: &frame)
            }
        }
        return min(rect.height, rows * (height + 1) - 1)
    }
}
