/// A few things to do with what is under the cursor.
public struct Menu: Sendable, Equatable {
    /// One of them.
    public struct Item: Sendable, Equatable {
        /// Names it in `Event.chosen`.
        public var id: String
        /// What it does.
        public var title: String
        /// The key that does it, here as outside of the menu.
        public var key: Key?
        /// Why it can't be done now; empty if it can.
        public var refusal: String
        /// Whether it's hard to take back.
        public var isDangerous: Bool
        /// One of them.
        public init(id: String, title: String, key: Key? = nil, refusal: String = "", isDangerous: Bool = false) {
            self.id = id
            self.title = title
            self.key = key
            self.refusal = refusal
            self.isDangerous = isDangerous
        }
    }

    /// What the screen should act on.
    public enum Event: Sendable, Equatable {
        /// This is wanted.
        case chosen(String)
        /// This is wanted and can't be done.
        case refused(Item)
        /// Esc.
        case cancelled
    }

    /// What it's about.
    public let title: String
    /// The things to do.
    public let items: [Item]
    private(set) var selected: Int

    /// A menu; the first thing that can be done is under the cursor.
    public init(title: String, items: [Item]) {
        self.title = title
        self.items = items
        selected = items.firstIndex { $0.refusal.isEmpty && !$0.isDangerous } ?? 0
    }

    /// Arrows choose, Enter and the items' own keys do, Esc leaves.
    public mutating func handle(_ key: Key) -> Outcome<Event> {
        if key == .escape { return .event(.cancelled) }
        if key == .enter { return take(selected) }
        if let index = items.firstIndex(where: { $0.key == key }) {
            selected = index
            return take(index)
        }
        if let target = key.motion()?.index(from: selected, count: items.count, page: items.count) {
            selected = max(0, target)
        }
        return .handled
    }

    private func take(_ index: Int) -> Outcome<Event> {
        guard items.indices.contains(index) else { return .event(.cancelled) }
        return .event(items[index].refusal.isEmpty ? .chosen(items[index].id) : .refused(items[index]))
    }

    /// Draws the menu near a cell, wholly inside of `rect`, which recedes.
    public func draw(near point: Point, in rect: Rect, into frame: inout Frame) {
        guard !rect.isEmpty else { return }
        frame.recede(rect)
        let keyWidth = items.map { TextWidth.cells($0.key?.display ?? "") }.max() ?? 0
        let titleWidth = items.map { item in
            TextWidth.cells(item.title, upTo: 40)
                + (item.refusal.isEmpty ? 0 : TextWidth.cells(item.refusal, upTo: 40) + 2)
        }
        let wanted = max((titleWidth.max() ?? 0) + keyWidth + 7, TextWidth.cells(title, upTo: 60) + 8)
        let size = Size(min(rect.width, wanted), min(rect.height, items.count + 2))
        let box = Rect(
            x: min(max(rect.x, point.x), rect.maxX - size.width),
            y: min(max(rect.y, point.y), rect.maxY - size.height), width: size.width, height: size.height)
        frame.fill(box, style: Style(.text, on: .panel))
        frame.box(box, style: Style(.accent, on: .panel), title: title)
        let room = box.width > 4 && box.height > 2 ? box.inset(columns: 1, rows: 1) : box
        let first = Layout.scrolled(top: 0, selected: selected, count: items.count, height: room.height)
        for (line, index) in (first..<min(items.count, first + room.height)).enumerated() {
            drawItem(items[index], isSelected: index == selected, keyWidth: keyWidth, in: room.row(line), into: &frame)
        }
    }

    private func drawItem(_ item: Item, isSelected: Bool, keyWidth: Int, in row: Rect, into frame: inout Frame) {
        let isOff = !item.refusal.isEmpty
        let ink: Ink = isOff ? .muted : item.isDangerous ? .danger : .strong
        let style = Style(ink, on: isSelected ? .selection : .panel)
        frame.fill(row, style: style)
        frame.write(
            item.key?.display ?? "", at: row.origin.moved(right: 1), style: style.with(ink: isOff ? .muted : .key),
            width: keyWidth)
        let rest = row.split(left: keyWidth + 3).rest
        let used = frame.write(item.title, at: rest.origin, style: style, width: rest.width)
        if isOff, rest.width > used + 4 {
            frame.write(
                item.refusal, at: rest.origin.moved(right: used + 2), style: style.with(ink: .warning),
                width: rest.width - used - 2)
        }
    }
}
