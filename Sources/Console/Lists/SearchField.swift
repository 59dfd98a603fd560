import Terminal

/// The field above a list: what is typed there narrows the list, while the arrows go on walking it.
struct SearchField {
    private var field: TextField
    /// Whether the keys go into the field.
    var isTyping = false

    init(_ placeholder: String, limit: Int = 200) { field = TextField(placeholder: placeholder, limit: limit) }

    /// What is typed; blanks alone are nothing.
    var text: String { field.text.allSatisfy(\.isWhitespace) ? "" : field.text }
    /// Whether nothing stands in the field, not even blanks.
    var isEmpty: Bool { field.isEmpty }

    /// What became of a key.
    enum Taken {
        /// It is the list's.
        case walks
        /// Another text stands in the field.
        case changed
        /// It did something inside the field, or nothing.
        case kept
    }

    /// Takes a key; all are the list's while nothing is typed.
    mutating func take(_ key: Key) -> Taken {
        if isForList(key) { return .walks }
        return field.handle(key).event == nil ? .kept : .changed
    }

    /// Whether a key walks the list, whatever is typed.
    func isForList(_ key: Key) -> Bool { !isTyping || [.up, .down, .pageUp, .pageDown].contains(key) }

    /// Takes a pasted text while something is typed. Answers whether another text stands in the field.
    mutating func paste(_ text: String) -> Bool { isTyping && field.paste(text).event != nil }

    /// Takes the text away.
    mutating func clear() { field.text = "" }

    /// One step out: of the field, then the text goes. Answers whether it went.
    mutating func back() -> Bool {
        if isTyping {
            isTyping = false
            return false
        }
        defer { clear() }
        return !field.isEmpty
    }

    /// Draws it at the left of a row, and the list's figures at the right.
    func draw(in row: Rect, into frame: inout Frame, summary: String) {
        let room = row.width - 2 - TextWidth.cells(summary) - 2
        var x = row.x + 1
        x += frame.write("Find", at: Point(x, row.y), style: Style(.muted)) + 1
        field.draw(
            in: Rect(x: x, y: row.y, width: max(0, min(44, room - 5)), height: 1), into: &frame, isFocused: isTyping)
        frame.write(
            summary, at: Point(row.x + 1, row.y), style: Style(.muted), width: row.width - 2, align: .trailing)
    }
}
