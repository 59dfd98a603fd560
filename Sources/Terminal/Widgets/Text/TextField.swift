/// A line of text to type in, with the editing keys that people know from the shell.
///
/// Home End Ctrl-A Ctrl-E, Ctrl-U K W, Alt-B F, Ctrl-← →, Backspace, Delete. All else is left to whoever holds the field.
public struct TextField: Sendable, Equatable {
    /// What may be typed.
    public enum Content: Sendable, Equatable {
        /// Anything.
        case any
        /// Digits and a leading sign.
        case integer
        /// Digits, a leading sign, and a point or comma.
        case decimal
        /// Anything, shown as dots.
        case secret
    }

    /// What the screen should act on.
    public enum Event: Sendable, Equatable {
        /// The text is another.
        case changed
    }

    /// What may be typed.
    public let content: Content
    /// What stands in the empty field, dimmed.
    public var placeholder: String
    /// The text and the cursor in it.
    public private(set) var buffer: TextBuffer

    /// A field.
    ///
    /// - Parameters:
    ///   - text: what it holds; the cursor stands at its end.
    ///   - limit: the most graphemes that may be typed.
    public init(_ text: String = "", content: Content = .any, placeholder: String = "", limit: Int = 1_000) {
        self.content = content
        self.placeholder = placeholder
        buffer = TextBuffer(text, limit: limit)
    }

    /// What is typed.
    public var text: String {
        get { buffer.text }
        set { if newValue != buffer.text { buffer.replace(with: newValue) } }
    }

    /// Whether nothing is typed.
    public var isEmpty: Bool { buffer.isEmpty }

    /// Puts the cursor before a grapheme, or at the nearest end.
    mutating func place(at index: Int) { buffer.move(to: index) }

    // MARK: Keys

    /// Edits. Characters that the field doesn't take are swallowed, so that they never act as commands.
    public mutating func handle(_ key: Key) -> Outcome<Event> {
        if let character = key.typed { return insert(String(character)) }
        switch key {
        case .left, .control("b"): return move { $0.move(by: -1) }
        case .right, .control("f"): return move { $0.move(by: 1) }
        case .home, .control("a"): return move { $0.move(to: 0) }
        case .end, .control("e"): return move { $0.move(to: .max) }
        case .alt("b"), Key(.left, .control), Key(.left, .alt): return move { $0.moveToPreviousWord() }
        case .alt("f"), Key(.right, .control), Key(.right, .alt): return move { $0.moveToNextWord() }
        case .backspace: return edit { $0.deleteBackward() }
        case .delete, .control("d"): return edit { $0.deleteForward() }
        case .control("u"): return edit { $0.deleteToStart() }
        case .control("k"): return edit { $0.deleteToEnd() }
        case .control("w"), Key(.backspace, .alt): return edit { $0.deleteWordBackward() }
        default: return .ignored
        }
    }

    /// Inserts pasted text as one edit; line breaks become spaces, what the field doesn't take is left out.
    public mutating func paste(_ text: String) -> Outcome<Event> { insert(text) }

    /// A click puts the cursor there.
    public mutating func handle(_ mouse: Mouse, in rect: Rect) -> Outcome<Event> {
        guard case .press(.left) = mouse.action, rect.row(0).contains(mouse.point) else { return .ignored }
        let view = window(inner(rect).width)
        var x = inner(rect).x + view.lead
        var index = view.start
        while index < shown.count, x + Self.cells(shown[index]) <= mouse.point.x {
            x += Self.cells(shown[index])
            index += 1
        }
        buffer.move(to: index)
        return .handled
    }

    private mutating func insert(_ text: String) -> Outcome<Event> {
        let taken: String
        switch content {
        case .any, .secret: taken = text
        case .integer: taken = text.filter { $0.isASCII && $0.isNumber || $0 == "-" || $0 == "+" }
        case .decimal: taken = text.filter { $0.isASCII && $0.isNumber || "-+.,".contains($0) }
        }
        return edit { $0.insert(taken) }
    }

    private mutating func move(_ change: (inout TextBuffer) -> Void) -> Outcome<Event> {
        change(&buffer)
        return .handled
    }

    private mutating func edit(_ change: (inout TextBuffer) -> Bool) -> Outcome<Event> {
        change(&buffer) ? .event(.changed) : .handled
    }

    // MARK: Drawing

    /// Draws the field as a box of one row and, with the focus, puts the terminal's cursor into it.
    ///
    /// - Parameters:
    ///   - rect: the room; the first row is used.
    ///   - frame: what it is drawn into.
    ///   - isFocused: whether what is typed goes here.
    ///   - ground: the box; by default a field's, by focus.
    public func draw(in rect: Rect, into frame: inout Frame, isFocused: Bool, ground: Ground? = nil) {
        let row = rect.row(0)
        guard !row.isEmpty else { return }
        let style = Style(.strong, on: ground ?? (isFocused ? .fieldActive : .field))
        frame.fill(row, style: style)
        let room = inner(row)
        if buffer.isEmpty {
            frame.write(placeholder, at: room.origin, style: style.with(ink: .muted), width: room.width)
            if isFocused { frame.cursor = room.origin }
            return
        }
        // Without the focus the field shows its beginning.
        let view = isFocused ? window(room.width) : (start: 0, lead: 0, caret: 0)
        if view.lead > 0 { frame.write("…", at: room.origin, style: style.with(ink: .muted), width: 1) }
        frame.write(
            String(shown[view.start...].prefix(room.width * 4 + 4)), at: room.origin.moved(right: view.lead),
            style: style, width: room.width - view.lead)
        if isFocused { frame.cursor = room.origin.moved(right: min(view.caret, max(0, room.width - 1))) }
    }

    private func inner(_ rect: Rect) -> Rect { rect.width >= 6 ? rect.inset(columns: 1, rows: 0) : rect }

    private var shown: [Character] {
        content == .secret ? [Character](repeating: "•", count: buffer.count) : buffer.graphemes
    }

    private static func cells(_ character: Character) -> Int {
        character.isASCII ? 1 : TextWidth.cells(String(character))
    }

    /// The part that is seen: its first grapheme, the cells before it (for "…"), and the cell of the cursor. It moves in
    /// steps of a quarter of the field, so that the text stands still while the cursor walks.
    private func window(_ width: Int) -> (start: Int, lead: Int, caret: Int) {
        let shown = shown
        guard width > 2 else { return (buffer.cursor, 0, 0) }
        let before = shown[..<buffer.cursor].reduce(0) { $0 + Self.cells($1) }
        let rest = shown[buffer.cursor...].prefix(width + 1).reduce(0) { $0 + Self.cells($1) }
        if before + rest < width { return (0, 0, before) }
        let step = max(1, width / 4)
        // The last cell is for "…" or for the cursor behind the text.
        let skip = max(0, (before - (width - 2) + step - 1) / step) * step
        guard skip > 0 else { return (0, 0, before) }
        var start = 0
        var skipped = 0
        while start < buffer.cursor, skipped < skip + 1 {
            skipped += Self.cells(shown[start])
            start += 1
        }
        return (start, 1, 1 + before - skipped)
    }
}
