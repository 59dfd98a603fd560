/// Rows within rows, folded and unfolded, with columns at the right.
///
/// The selection and what is unfolded are kept by id over reloads.
public struct Tree<ID: Hashable & Sendable>: Sendable, Equatable {
    /// A row and what is within it.
    public struct Node: Sendable, Equatable {
        /// Names the row.
        public var id: ID
        /// The text of the first column, then of the others.
        public var cells: [TableCell]
        /// The rows within.
        public var children: [Node]
        /// Whether the row has less weight than the others: switched off.
        public var isMuted: Bool
        /// A row.
        public init(id: ID, cells: [TableCell], children: [Node] = [], isMuted: Bool = false) {
            self.id = id
            self.cells = cells
            self.children = children
            self.isMuted = isMuted
        }
    }

    /// What the screen should act on.
    public enum Event: Sendable, Equatable {
        /// Another row is selected, or something was folded.
        case moved
        /// Enter on a row.
        case opened(ID)
    }

    struct Line: Sendable, Equatable {
        var id: ID
        var cells: [TableCell]
        var depth: Int
        var isMuted: Bool
        var hasChildren: Bool
        var isOpen: Bool
        var parent: Int?
    }

    /// The columns; the first holds the tree.
    public var columns: [TableColumn]
    /// What is shown where there are no rows.
    public var whenEmpty: EmptyState
    /// The outermost rows.
    public private(set) var nodes: [Node] = []
    /// The rows that are unfolded.
    public private(set) var open: Set<ID> = []
    private(set) var lines: [Line] = []
    private(set) var selectedIndex = 0
    private var top = 0
    private var room = Size(80, 20)

    /// An empty tree.
    public init(columns: [TableColumn], whenEmpty: EmptyState) {
        self.columns = columns
        self.whenEmpty = whenEmpty
    }

    /// The selected row.
    public var selected: ID? { lines.indices.contains(selectedIndex) ? lines[selectedIndex].id : nil }

    /// Shows other rows; what was selected and unfolded stays so.
    public mutating func show(_ nodes: [Node], unfolding open: Set<ID>? = nil) {
        let id = selected
        self.nodes = nodes
        if let open { self.open = open }
        refresh(keeping: id)
    }

    /// Selects a row and unfolds what it is within. Answers whether it is there.
    @discardableResult
    public mutating func select(_ id: ID) -> Bool {
        func path(_ nodes: [Node]) -> [ID]? {
            for node in nodes {
                if node.id == id { return [] }
                if let rest = path(node.children) { return [node.id] + rest }
            }
            return nil
        }
        guard let above = path(nodes) else { return false }
        open.formUnion(above)
        refresh(keeping: id)
        return true
    }

    private mutating func refresh(keeping id: ID?) {
        var lines: [Line] = []
        func add(_ nodes: [Node], _ depth: Int, _ parent: Int?) {
            for node in nodes {
                let isOpen = open.contains(node.id) && !node.children.isEmpty
                lines.append(
                    Line(
                        id: node.id, cells: node.cells, depth: depth, isMuted: node.isMuted,
                        hasChildren: !node.children.isEmpty, isOpen: isOpen, parent: parent))
                if isOpen { add(node.children, depth + 1, lines.count - 1) }
            }
        }
        add(nodes, 0, nil)
        self.lines = lines
        if let id, let index = lines.firstIndex(where: { $0.id == id }) { selectedIndex = index }
        clamp()
    }

    private mutating func clamp() {
        selectedIndex = min(max(0, selectedIndex), max(0, lines.count - 1))
        top = Layout.scrolled(top: top, selected: selectedIndex, count: lines.count, height: bodyHeight, margin: 1)
    }

    private var bodyHeight: Int { max(1, room.height - 1) }

    /// Tells the tree how much room it has; call when that changes.
    public mutating func resize(to size: Size) {
        room = size
        clamp()
    }

    /// Arrows and page keys move, → unfolds, ← folds or goes to the row around, Space does either, Enter opens.
    public mutating func handle(_ key: Key) -> Outcome<Event> {
        guard lines.indices.contains(selectedIndex) else { return .ignored }
        let line = lines[selectedIndex]
        if key == .enter { return .event(.opened(line.id)) }
        if key == .space {
            if line.hasChildren { fold(line.id, !line.isOpen) }
            return .event(.moved)
        }
        guard let motion = key.motion() else { return .ignored }
        switch motion {
        case .right where line.hasChildren && !line.isOpen: fold(line.id, true)
        case .right: if line.isOpen { selectedIndex += 1 }
        case .left where line.isOpen: fold(line.id, false)
        case .left: selectedIndex = line.parent ?? selectedIndex
        default: selectedIndex = motion.index(from: selectedIndex, count: lines.count, page: bodyHeight) ?? 0
        }
        clamp()
        return .event(.moved)
    }

    private mutating func fold(_ id: ID, _ isOpen: Bool) {
        if isOpen { open.insert(id) } else { open.remove(id) }
        refresh(keeping: id)
    }

    /// A click selects, a second one opens, a click on the sign folds, the wheel moves.
    public mutating func handle(_ mouse: Mouse, in rect: Rect) -> Outcome<Event> {
        guard rect.contains(mouse.point) else { return .ignored }
        if room != rect.size { resize(to: rect.size) }
        let index = mouse.point.y - rect.y - headerRows(rect) + top
        switch mouse.action {
        case .wheelUp: selectedIndex -= 3
        case .wheelDown: selectedIndex += 3
        case .press(.left) where mouse.point.y >= rect.y + headerRows(rect) && lines.indices.contains(index):
            selectedIndex = index
            let sign = rect.x + 1 + lines[index].depth * 2
            if lines[index].hasChildren, mouse.point.x == sign { fold(lines[index].id, !lines[index].isOpen) }
        case .doublePress(.left) where lines.indices.contains(index): return .event(.opened(lines[index].id))
        default: return .ignored
        }
        clamp()
        return .event(.moved)
    }

    private func headerRows(_ rect: Rect) -> Int { rect.height >= 2 ? 1 : 0 }

    /// Draws the header and the rows that fit.
    public func draw(in rect: Rect, into frame: inout Frame, isFocused: Bool = true) {
        guard !rect.isEmpty else { return }
        guard !lines.isEmpty else { return whenEmpty.draw(in: rect, into: &frame) }
        let margin = rect.width >= 12 ? 1 : 0
        let fitted = TableColumn.fitted(columns, width: rect.width - 2 * margin, gap: 2)
        let header = headerRows(rect)
        let body = rect.split(top: header).rest
        let first = Layout.scrolled(
            top: top, selected: selectedIndex, count: lines.count, height: body.height, margin: 1)
        var x = rect.x + margin
        for (place, column) in fitted.enumerated() {
            let spec = columns[column.index]
            if header > 0 {
                frame.write(
                    spec.title, at: Point(x, rect.y),
                    style: Style(place == 0 ? .heading : .muted, place == 0 ? .bold : []),
                    width: column.width, align: spec.align)
            }
            for row in 0..<min(body.height, lines.count - first) {
                let line = lines[first + row]
                let isSelected = first + row == selectedIndex
                let ground: Ground = !isSelected ? .inherit : isFocused ? .selection : .field
                if isSelected, place == 0 { frame.fill(body.row(row), style: Style(.text, on: ground)) }
                guard line.cells.indices.contains(column.index) else { continue }
                let cell = line.cells[column.index]
                let plain: Ink = line.isMuted ? .muted : line.depth == 0 || isSelected ? .strong : .text
                let style = Style(cell.ink ?? plain, on: ground, line.depth == 0 && place == 0 ? .bold : [])
                let indent = place == 0 ? min(line.depth * 2 + 2, column.width / 2) : 0
                if place == 0, indent >= 2 {
                    let sign = line.hasChildren ? (line.isOpen ? "▾" : "▸") : " "
                    frame.write(sign, at: Point(x + indent - 2, body.y + row), style: style.with(ink: .muted), width: 1)
                }
                frame.write(
                    cell.text, at: Point(x + indent, body.y + row), style: style, width: column.width - indent,
                    align: spec.align)
            }
            x += column.width + 2
        }
    }
}
