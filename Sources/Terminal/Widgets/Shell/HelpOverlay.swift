/// The keys of a screen, by group, searched by name or by key.
///
/// What is typed searches names and keys; a key that types nothing (Ctrl-P, F5) searches for itself.
public struct HelpOverlay: Sendable, Equatable {
    /// One key and what it does.
    public struct Entry: Sendable, Equatable {
        /// Names it in `Event.chosen`.
        public var id: String
        /// The keys as people see them: "n", "C-p".
        public var keys: [String]
        /// What it does, in a few words.
        public var title: String
        /// What it does, in a sentence.
        public var detail: String
        /// Why it can't be done now; empty if it can.
        public var refusal: String
        var isOff: Bool { !refusal.isEmpty }
        /// The sentence to show: why not, or what it does.
        var note: String { isOff ? refusal : detail }

        /// One key.
        public init(id: String, keys: [String], title: String, detail: String = "", refusal: String = "") {
            self.id = id
            self.keys = keys
            self.title = title
            self.detail = detail
            self.refusal = refusal
        }
    }

    /// Keys that belong together.
    public struct Group: Sendable, Equatable {
        /// What they have in common.
        public var title: String
        /// The keys.
        public var entries: [Entry]
        /// A group.
        public init(_ title: String, _ entries: [Entry]) {
            self.title = title
            self.entries = entries
        }
    }

    /// What the screen should act on.
    public enum Event: Sendable, Equatable {
        /// Enter on an entry: it may be done at once.
        case chosen(String)
        /// Esc, or ? again.
        case closed
    }

    enum Line: Sendable, Equatable {
        case heading(String)
        case entry(Entry)
    }

    /// The groups, the screen's own first.
    public let groups: [Group]
    private(set) var field = TextField(placeholder: "type a name or press a key", limit: 60)
    private(set) var lines: [Line] = []
    private(set) var selected = 0
    private var page = 10

    /// The help over these groups.
    public init(_ groups: [Group]) {
        self.groups = groups
        search()
    }

    /// Moves, searches, chooses, closes.
    public mutating func handle(_ key: Key) -> Outcome<Event> {
        switch key {
        case .escape:
            if field.isEmpty { return .event(.closed) }
            field.text = ""
            search()
            return .handled
        case "?" where field.isEmpty, .function(1): return .event(.closed)
        case .enter:
            if case .entry(let entry)? = selectedLine { return .event(.chosen(entry.id)) }
            return .handled
        case .up, .down, .pageUp, .pageDown: return step(key.motion(letters: false) ?? .down)
        default: break
        }
        let outcome = field.handle(key)
        if !outcome.isHandled { field.text = key.display }
        if !outcome.isHandled || outcome.event != nil { search() }
        return .handled
    }

    /// Searches for pasted text.
    public mutating func paste(_ text: String) -> Outcome<Event> {
        if field.paste(text).event != nil { search() }
        return .handled
    }

    private var selectedLine: Line? { lines.indices.contains(selected) ? lines[selected] : nil }

    private mutating func step(_ motion: Motion) -> Outcome<Event> {
        guard let target = motion.index(from: selected, count: lines.count, page: page) else { return .handled }
        let direction = target >= selected ? 1 : -1
        var index = target
        while lines.indices.contains(index), case .heading = lines[index] { index += direction }
        if lines.indices.contains(index) { selected = index }
        return .handled
    }

    private mutating func search() {
        let query = field.text
        lines = []
        for group in groups {
            let found = group.entries.filter { Self.answers($0, query) }
            if !found.isEmpty { lines += [.heading(group.title)] + found.map(Line.entry) }
        }
        // An entry with just that key comes before all that have the letter in their names.
        let exact = lines.firstIndex {
            if case .entry(let entry) = $0 { return entry.keys.contains(query) }
            return false
        }
        selected = exact ?? min(1, max(0, lines.count - 1))
    }

    private static func answers(_ entry: Entry, _ query: String) -> Bool {
        guard !query.isEmpty else { return true }
        if entry.keys.contains(query) { return true }
        let text = entry.title + " " + entry.detail + " " + entry.keys.joined(separator: " ")
        return TextMatch.ranges(of: query, in: text) != nil
    }

    /// Draws the help in front of `rect`, which recedes.
    public func draw(in rect: Rect, into frame: inout Frame) {
        guard !rect.isEmpty else { return }
        frame.recede(rect)
        let box = rect.centered(Size(min(rect.width, 78), max(7, rect.height - 4)))
        frame.fill(box, style: Style(.text, on: .panel))
        frame.box(box, style: Style(.accent, on: .panel), title: "Keys")
        let room = box.width > 8 && box.height > 4 ? box.inset(columns: 2, rows: 1) : box
        field.draw(in: room.row(0), into: &frame, isFocused: true)
        let below = room.split(top: room.height > 6 ? 2 : 1).rest
        let (list, foot) = below.split(bottom: below.height > 10 ? 3 : 0)
        drawSentence(in: foot, into: &frame)
        if lines.isEmpty {
            frame.write(
                "No key does “\(field.text)”", at: list.origin, style: Style(.muted, on: .panel), width: list.width)
        }
        let first = Layout.scrolled(top: 0, selected: selected, count: lines.count, height: list.height, margin: 1)
        for row in 0..<min(list.height, max(0, lines.count - first)) {
            drawLine(lines[first + row], isSelected: first + row == selected, in: list.row(row), into: &frame)
        }
    }

    /// All that is said of the entry under the cursor: in its line it is often cut.
    private func drawSentence(in foot: Rect, into frame: inout Frame) {
        guard foot.height > 1, case .entry(let entry)? = selectedLine else { return }
        for (row, line) in TextWrap.lines(entry.note, width: foot.width, limit: foot.height - 1).enumerated() {
            frame.write(
                line, at: foot.row(row + 1).origin, style: Style(entry.isOff ? .warning : .text, on: .panel),
                width: foot.width)
        }
    }

    private func drawLine(_ line: Line, isSelected: Bool, in row: Rect, into frame: inout Frame) {
        switch line {
        case .heading(let title):
            frame.write(title, at: row.origin, style: Style(.heading, on: .panel, .bold), width: row.width)
        case .entry(let entry):
            let ground: Ground = isSelected ? .selection : .panel
            frame.fill(row, style: Style(.text, on: ground))
            let keyWidth = min(14, row.width / 3)
            let isOff = entry.isOff
            frame.write(
                entry.keys.joined(separator: " "), at: row.origin.moved(right: 1),
                style: Style(isOff ? .muted : .key, on: ground, .bold), width: keyWidth - 1)
            let rest = row.split(left: keyWidth + 1).rest
            let used = frame.write(
                entry.title, at: rest.origin, style: Style(isOff ? .muted : .strong, on: ground), width: rest.width)
            guard rest.width > used + 8 else { return }
            frame.write(
                entry.note, at: rest.origin.moved(right: used + 2), style: Style(isOff ? .warning : .muted, on: ground),
                width: rest.width - used - 2)
        }
    }
}
