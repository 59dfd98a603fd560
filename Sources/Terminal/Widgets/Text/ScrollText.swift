/// Text that may be longer than its room: wrapped and scrolled.
public struct ScrollText: Sendable, Equatable {
    /// A paragraph with a style of its own.
    public struct Paragraph: Sendable, Equatable {
        /// The text; line breaks are kept.
        public var text: String
        /// Its style.
        public var style: Style
        /// A paragraph.
        public init(_ text: String, style: Style = Style()) {
            self.text = text
            self.style = style
        }
    }

    /// The paragraphs from top to bottom.
    public var paragraphs: [Paragraph]
    private var top = 0
    private var room = Size(80, 20)

    /// Text at its beginning.
    public init(_ paragraphs: [Paragraph]) { self.paragraphs = paragraphs }

    private func lines(_ width: Int) -> [Paragraph] {
        paragraphs.flatMap { paragraph in
            TextWrap.lines(paragraph.text, width: max(1, width)).map { Paragraph($0, style: paragraph.style) }
        }
    }

    /// Tells the text how much room it has; call when that changes.
    public mutating func resize(to size: Size) {
        room = size
        scroll(to: top)
    }

    private mutating func scroll(to row: Int) {
        top = min(max(0, row), max(0, lines(room.width - 1).count - room.height))
    }

    /// Arrows, page keys, Home and End scroll.
    public mutating func handle(_ key: Key) -> Outcome<Never> {
        guard let motion = key.motion(), motion != .left, motion != .right else { return .ignored }
        let count = lines(room.width - 1).count
        scroll(to: motion.index(from: top, count: count, page: room.height) ?? top)
        return .handled
    }

    /// The wheel scrolls.
    public mutating func handle(_ mouse: Mouse, in rect: Rect) -> Outcome<Never> {
        guard rect.contains(mouse.point) else { return .ignored }
        if room != rect.size { resize(to: rect.size) }
        switch mouse.action {
        case .wheelUp: scroll(to: top - 3)
        case .wheelDown: scroll(to: top + 3)
        default: return .ignored
        }
        return .handled
    }

    /// Draws what is in view; ▲ and ▼ in the last column say that there is more.
    public func draw(in rect: Rect, into frame: inout Frame) {
        guard !rect.isEmpty else { return }
        let all = lines(rect.width - 1)
        let first = min(top, max(0, all.count - rect.height))
        for (row, line) in all.dropFirst(first).prefix(rect.height).enumerated() {
            frame.write(line.text, at: Point(rect.x, rect.y + row), style: line.style, width: max(1, rect.width - 1))
        }
        guard rect.width > 1 else { return }
        let style = Style(.accent, .bold)
        if first > 0 { frame.write("▲", at: Point(rect.maxX - 1, rect.y), style: style) }
        if all.count > first + rect.height { frame.write("▼", at: Point(rect.maxX - 1, rect.maxY - 1), style: style) }
    }
}
