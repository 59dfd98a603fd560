/// One line for everything: actions, people, screens. What answers is found and ranked by the screen.
public struct Palette: Sendable, Equatable {
    /// One thing that can be done or gone to.
    public struct Row: Sendable, Equatable {
        /// Names it in `Event.chosen`.
        public var id: String
        /// What it is.
        public var title: String
        /// What tells it from others.
        public var detail: String
        /// Its key, to be learned in passing.
        public var key: String
        /// Why it can't be done now; empty if it can.
        public var refusal: String
        /// One thing.
        public init(id: String, title: String, detail: String = "", key: String = "", refusal: String = "") {
            self.id = id
            self.title = title
            self.detail = detail
            self.key = key
            self.refusal = refusal
        }
    }

    /// Things of one kind.
    public struct Section: Sendable, Equatable {
        /// Which kind.
        public var title: String
        /// The things, the best first.
        public var rows: [Row]
        /// A section.
        public init(_ title: String, _ rows: [Row]) {
            self.title = title
            self.rows = rows
        }
    }

    /// What the screen should act on.
    public enum Event: Sendable, Equatable {
        /// Something else is typed; answer with `show(_:for:)`.
        case search(String, request: Int)
        /// This is wanted.
        case chosen(Row)
        /// This is wanted and can't be done.
        case refused(Row)
        /// Esc.
        case cancelled
    }

    private(set) var field: TextField
    private(set) var sections: [Section] = []
    /// The number of the last search.
    public private(set) var request = 0
    /// What the typed line is understood as, above the list ("Book Maria Lopez, cut, Fri 15:00, Ben").
    public var preview = ""
    /// Whether an answer is still on its way.
    public private(set) var isSearching = false
    private(set) var selected = 0

    /// A palette.
    public init(placeholder: String = "type an action, a name, a screen") {
        field = TextField(placeholder: placeholder, limit: 200)
    }

    /// What is typed.
    public var text: String { field.text }

    private var rows: [Row] { sections.flatMap(\.rows) }

    /// Shows what answers a request. `isComplete` is false if more sections are still on their way.
    public mutating func show(_ sections: [Section], for request: Int, isComplete: Bool = true) {
        guard request == self.request else { return }
        let kept = rows.indices.contains(selected) && selected > 0 ? rows[selected].id : nil
        self.sections = sections.filter { !$0.rows.isEmpty }
        isSearching = !isComplete
        selected = kept.flatMap { id in rows.firstIndex { $0.id == id } } ?? rows.firstIndex { $0.refusal.isEmpty } ?? 0
    }

    private func take() -> Outcome<Event> {
        guard rows.indices.contains(selected) else { return .handled }
        let row = rows[selected]
        return .event(row.refusal.isEmpty ? .chosen(row) : .refused(row))
    }

    /// Asks for what answers an empty line; call when the palette opens.
    public mutating func open() -> Outcome<Event> { ask() }

    private mutating func ask() -> Outcome<Event> {
        request += 1
        selected = 0
        isSearching = true
        return .event(.search(field.text, request: request))
    }

    /// Arrows choose, Enter does, Esc leaves; all else is typed.
    public mutating func handle(_ key: Key) -> Outcome<Event> {
        switch key {
        case .escape: return .event(.cancelled)
        case .backspace where field.isEmpty: return .event(.cancelled)
        case .enter: return take()
        case .up, .down, .pageUp, .pageDown, .control("n"), .control("p"):
            let motion = key == .control("n") ? .down : key == .control("p") ? .up : key.motion(letters: false)
            selected = motion?.index(from: selected, count: max(1, rows.count), page: 8) ?? selected
            return .handled
        default:
            return field.handle(key).event == nil ? .handled : ask()
        }
    }

    /// Whether a key is about what is still on its way: the screen keeps it until that is there.
    public func mustWait(for key: Key) -> Bool {
        guard isSearching else { return false }
        return switch key {
        case .enter, .up, .down, .pageUp, .pageDown, .control("n"), .control("p"): true
        default: false
        }
    }

    /// Types pasted text.
    public mutating func paste(_ text: String) -> Outcome<Event> { field.paste(text).event == nil ? .handled : ask() }

    /// Draws the palette in the upper part of `rect`, which recedes.
    public func draw(in rect: Rect, into frame: inout Frame) {
        guard !rect.isEmpty else { return }
        frame.recede(rect)
        var lines: [(heading: String?, row: Int)] = []
        var index = 0
        for section in sections {
            lines.append((section.title, -1))
            for _ in section.rows {
                lines.append((nil, index))
                index += 1
            }
        }
        let extra = preview.isEmpty ? 0 : 1
        let wanted = max(1, lines.count) + 3 + extra
        let width = min(rect.width, 76)
        let height = min(wanted, max(4, rect.height - 4), rect.height)
        let box = Rect(
            x: rect.x + (rect.width - width) / 2, y: rect.y + min(2, rect.height - height), width: width, height: height
        )
        frame.fill(box, style: Style(.text, on: .panel))
        frame.box(box, style: Style(.accent, on: .panel))
        let room = box.width > 6 && box.height > 2 ? box.inset(columns: 1, rows: 1) : box
        field.draw(in: room.row(0), into: &frame, isFocused: true)
        if extra > 0 {
            frame.write(
                "→ " + preview, at: room.row(1).origin.moved(right: 1), style: Style(.good, on: .panel),
                width: room.width - 2)
        }
        let list = room.split(top: 1 + extra).rest
        if lines.isEmpty {
            frame.write(
                isSearching ? "Searching…" : "Nothing answers this.", at: list.origin.moved(right: 1),
                style: Style(.muted, on: .panel), width: list.width - 1)
        }
        let current = lines.firstIndex { $0.row == selected } ?? 0
        let first = Layout.scrolled(top: 0, selected: current, count: lines.count, height: list.height, margin: 1)
        let all = rows
        for (place, line) in lines.dropFirst(first).prefix(list.height).enumerated() {
            if let heading = line.heading {
                frame.write(
                    heading, at: list.row(place).origin.moved(right: 1), style: Style(.muted, on: .panel, .bold),
                    width: list.width - 1)
            } else {
                drawRow(all[line.row], isSelected: line.row == selected, in: list.row(place), into: &frame)
            }
        }
    }

    private func drawRow(_ row: Row, isSelected: Bool, in rect: Rect, into frame: inout Frame) {
        let style = Style(row.refusal.isEmpty ? .strong : .muted, on: isSelected ? .selection : .panel)
        frame.fill(rect, style: style)
        let keyWidth = TextWidth.cells(row.key, upTo: 12)
        let room = rect.width - 3 - (keyWidth > 0 ? keyWidth + 2 : 0)
        let used = frame.write(row.title, at: rect.origin.moved(right: 2), style: style, width: room)
        let note = row.refusal.isEmpty ? row.detail : row.refusal
        if room > used + 6 {
            frame.write(
                note, at: rect.origin.moved(right: 2 + used + 2),
                style: style.with(ink: row.refusal.isEmpty ? .muted : .warning), width: room - used - 2)
        }
        if keyWidth > 0 {
            frame.write(
                row.key, at: Point(rect.maxX - keyWidth - 1, rect.y),
                style: style.with(ink: row.refusal.isEmpty ? .key : .muted), width: keyWidth)
        }
    }
}
