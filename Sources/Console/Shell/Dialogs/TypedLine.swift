import Terminal

/// A line being typed in one of the shell's own dialogs.
struct TypedLine: Equatable {
    var buffer: TextBuffer
    var isSecret = false

    init(_ text: String = "", isSecret: Bool = false) {
        buffer = TextBuffer(text, limit: 400)
        self.isSecret = isSecret
    }

    var text: String { buffer.text }

    /// Takes what edits the line; false for anything else.
    mutating func handle(_ input: Input) -> Bool {
        switch input {
        case .paste(let text): return buffer.insert(text)
        case .key(let key):
            if let character = key.typed { return buffer.insert(String(character)) }
            switch key {
            case .backspace: _ = buffer.deleteBackward()
            case .delete: _ = buffer.deleteForward()
            case .left: buffer.move(by: -1)
            case .right: buffer.move(by: 1)
            case .home: buffer.move(to: 0)
            case .end: buffer.move(to: buffer.count)
            case .control("u"): _ = buffer.deleteToStart()
            case .control("w"): _ = buffer.deleteWordBackward()
            default: return false
            }
            return true
        default: return false
        }
    }

    func draw(in rect: Rect, isActive: Bool, into frame: inout Frame) {
        frame.fill(rect, style: Style(.text, on: isActive ? .fieldActive : .field))
        let shown = isSecret ? String(repeating: "•", count: buffer.count) : buffer.text
        frame.write(shown, at: Point(rect.x + 1, rect.y), style: Style(.strong), width: rect.width - 2)
        if isActive {
            let before = isSecret ? buffer.cursor : TextWidth.cells(String(buffer.graphemes[..<buffer.cursor]))
            frame.cursor = Point(min(rect.x + 1 + before, rect.maxX - 1), rect.y)
        }
    }
}
