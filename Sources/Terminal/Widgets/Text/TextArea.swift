/// Several lines of text to type in: a note. Lines are as long as they are typed; each scrolls by itself.
public struct TextArea: Sendable, Equatable {
    /// The rows it is drawn with.
    public let height: Int
    private var lines: [TextField]
    private var line: Int
    private let limit: Int

    /// An area of `height` rows; at most `limit` graphemes are typed in all.
    public init(_ text: String = "", height: Int = 3, limit: Int = 4_000) {
        self.height = max(1, height)
        self.limit = limit
        lines = Self.split(text).map { TextField($0, limit: limit) }
        line = lines.count - 1
    }

    private static func split(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
    }

    /// What is typed, with "\n" between the lines.
    public var text: String {
        get { lines.map(\.text).joined(separator: "\n") }
        set {
            guard newValue != text else { return }
            self = TextArea(newValue, height: height, limit: limit)
        }
    }

    private var room: Int { limit - lines.reduce(lines.count - 1) { $0 + $1.buffer.count } }

    /// Edits as a text field does; Enter breaks the line, ↑ ↓ move between lines and are left to the holder at the ends.
    public mutating func handle(_ key: Key) -> Outcome<TextField.Event> {
        switch key {
        case .up where line > 0: return moveLine(-1)
        case .down where line + 1 < lines.count: return moveLine(1)
        case .enter: return breakLine()
        case .backspace where lines[line].buffer.cursor == 0 && line > 0: return join(line - 1)
        case .delete where lines[line].buffer.cursor == lines[line].buffer.count && line + 1 < lines.count:
            return join(line)
        default:
            if key.typed != nil, room <= 0 { return .handled }
            return lines[line].handle(key)
        }
    }

    /// Inserts pasted text with its lines.
    public mutating func paste(_ text: String) -> Outcome<TextField.Event> {
        var outcome = Outcome<TextField.Event>.handled
        for (index, part) in Self.split(text).enumerated() {
            if index > 0, case .event = breakLine() { outcome = .event(.changed) }
            if case .event = lines[line].paste(String(part.prefix(max(0, room)))) { outcome = .event(.changed) }
        }
        return outcome
    }

    private mutating func moveLine(_ direction: Int) -> Outcome<TextField.Event> {
        let column = lines[line].buffer.cursor
        line += direction
        lines[line].place(at: column)
        return .handled
    }

    private mutating func breakLine() -> Outcome<TextField.Event> {
        guard room > 0 else { return .handled }
        let graphemes = lines[line].buffer.graphemes
        let cursor = lines[line].buffer.cursor
        var next = TextField(String(graphemes[cursor...]), limit: limit)
        next.place(at: 0)
        lines[line] = TextField(String(graphemes[..<cursor]), limit: limit)
        lines.insert(next, at: line + 1)
        line += 1
        return .event(.changed)
    }

    private mutating func join(_ upper: Int) -> Outcome<TextField.Event> {
        let column = lines[upper].buffer.count
        var joined = TextField(lines[upper].text + lines[upper + 1].text, limit: limit)
        joined.place(at: column)
        lines[upper] = joined
        lines.remove(at: upper + 1)
        line = upper
        return .event(.changed)
    }

    /// Draws the lines around the cursor.
    public func draw(in rect: Rect, into frame: inout Frame, isFocused: Bool) {
        let first = Layout.scrolled(top: 0, selected: isFocused ? line : 0, count: lines.count, height: rect.height)
        for row in 0..<rect.height {
            let index = first + row
            let isHere = isFocused && index == line
            let ground: Ground = isFocused ? .fieldActive : .field
            if lines.indices.contains(index) {
                lines[index].draw(in: rect.row(row), into: &frame, isFocused: isHere, ground: ground)
            } else {
                frame.fill(rect.row(row), style: Style(.text, on: ground))
            }
        }
    }
}
