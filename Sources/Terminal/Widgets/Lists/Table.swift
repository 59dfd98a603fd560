/// A table over pages: it holds a window of rows and asks for more at its edges.
///
/// The selection is a row's id; it survives reloads, new pages and resizing.
public struct Table<ID: Hashable & Sendable>: Sendable, Equatable {
    /// A row of this table.
    public typealias Row = TableRow<ID>

    /// Which rows are wanted.
    public enum Edge: Sendable, Equatable {
        /// The page before the first row held.
        case before
        /// The page after the last row held.
        case after
        /// The first page of all.
        case first
        /// The last page of all.
        case last
    }

    /// What the screen should act on.
    public enum Event: Sendable, Equatable {
        /// Another row is selected.
        case moved
        /// Rows are wanted. Another row may be selected as well. Asked once; answer with `append`, `prepend`, `replace`
        /// or `pageFailed`.
        case needs(Edge)
        /// Enter or a double click on a row.
        case opened(ID)
        /// A click on a column's header.
        case sort(String)
    }

    /// What the table shows in place of rows, or beside them.
    public enum State: Sendable, Equatable {
        /// The rows, or what `whenEmpty` says.
        case ready
        /// The first rows are on their way.
        case loading
        /// They couldn't be had.
        case failed(EmptyState)
        /// They are not for this person.
        case forbidden(EmptyState)
    }

    /// How many rows there are in all.
    public enum Total: Sendable, Equatable {
        /// So many.
        case exactly(Int)
        /// So many or more.
        case atLeast(Int)
        /// Nobody counted.
        case unknown
    }

    /// The columns from left to right.
    public var columns: [TableColumn]
    /// The rows held.
    public private(set) var rows: [Row] = []
    /// What is shown.
    public var state = State.loading
    /// What is shown where there are no rows.
    public var whenEmpty: EmptyState
    /// What is shown while the first rows load.
    public var whenLoading = EmptyState(.loading, title: "Loading…")
    /// How many rows there are in all.
    public var total = Total.unknown
    /// Whether there are rows before the first one held.
    public private(set) var hasBefore = false
    /// Whether there are rows after the last one held.
    public private(set) var hasAfter = false
    /// The page that was asked for and has not come yet.
    public private(set) var awaited: Edge?
    /// The selected row's place in `rows`; 0 if there are none.
    public private(set) var selectedIndex = 0
    /// The most rows held; beyond it the far end is let go and asked for again when needed.
    public let maximumRows: Int
    var top = 0
    var room = Size(80, 20)

    /// A table without rows, which is loading.
    public init(columns: [TableColumn], whenEmpty: EmptyState, maximumRows: Int = 1_000) {
        self.columns = columns
        self.whenEmpty = whenEmpty
        self.maximumRows = max(100, maximumRows)
    }

    /// The selected row.
    public var selected: Row? { rows.indices.contains(selectedIndex) ? rows[selectedIndex] : nil }

    /// How much of all the rows is held, in words: "37", "500 of 1204", "500 of many".
    public var summary: String {
        switch total {
        case .exactly(let count): count == rows.count ? "\(count)" : "\(rows.count) of \(max(count, rows.count))"
        case .atLeast(let count) where count > rows.count: "\(rows.count) of \(count)+"
        default: hasBefore || hasAfter ? "\(rows.count) of many" : "\(rows.count)"
        }
    }

    // MARK: Rows

    /// Puts new rows in place of all. The selected row stays selected if it is among them; otherwise the row at its place.
    public mutating func replace(
        with rows: [Row], hasBefore: Bool = false, hasAfter: Bool = false, total: Total? = nil
    ) {
        let id = selected?.id
        let wanted = awaited
        self.rows = rows
        self.hasBefore = hasBefore
        self.hasAfter = hasAfter
        if let total { self.total = total }
        awaited = nil
        state = .ready
        switch wanted {
        case .first: selectedIndex = 0
        case .last: selectedIndex = max(0, rows.count - 1)
        default:
            if let id, let index = rows.firstIndex(where: { $0.id == id }) {
                // The row keeps its place on the screen.
                top += index - selectedIndex
                selectedIndex = index
            }
        }
        clamp()
    }

    /// Adds the page after the last row.
    public mutating func append(_ page: [Row], hasAfter: Bool) {
        awaited = nil
        let known = Set(rows.map(\.id))
        rows += page.filter { !known.contains($0.id) }
        self.hasAfter = hasAfter
        let excess = rows.count - maximumRows
        if excess > 0 {
            let dropped = min(excess, selectedIndex)
            rows.removeFirst(dropped)
            if dropped > 0 { hasBefore = true }
            selectedIndex -= dropped
            top -= dropped
        }
        clamp()
    }

    /// Adds the page before the first row.
    public mutating func prepend(_ page: [Row], hasBefore: Bool) {
        awaited = nil
        let known = Set(rows.map(\.id))
        let new = page.filter { !known.contains($0.id) }
        rows.insert(contentsOf: new, at: 0)
        self.hasBefore = hasBefore
        selectedIndex += new.count
        top += new.count
        let excess = min(rows.count - maximumRows, rows.count - 1 - selectedIndex)
        if excess > 0 {
            rows.removeLast(excess)
            hasAfter = true
        }
        clamp()
    }

    /// The page that was asked for didn't come; it may be asked for again.
    public mutating func pageFailed() { awaited = nil }

    /// Changes one row where it stands, if it is held.
    public mutating func update(_ row: Row) {
        if let index = rows.firstIndex(where: { $0.id == row.id }) { rows[index] = row }
    }

    /// Puts a row where it stands now: before so many of the others that are held; nil lets it go. The selected row stays
    /// selected.
    public mutating func place(_ row: Row, at index: Int?) {
        let id = selected?.id
        rows.removeAll { $0.id == row.id }
        if let index { rows.insert(row, at: min(index, rows.count)) }
        if let id, let index = rows.firstIndex(where: { $0.id == id }) { selectedIndex = index }
        clamp()
    }

    /// Selects a row. Answers whether it is held.
    @discardableResult
    public mutating func select(_ id: ID) -> Bool {
        guard let index = rows.firstIndex(where: { $0.id == id }) else { return false }
        selectedIndex = index
        clamp()
        return true
    }

    /// Tells the table how much room it has; call when that changes.
    public mutating func resize(to size: Size) {
        room = size
        clamp()
    }

    // MARK: Keys

    /// While rows are loaded anew, the old ones stay and can be walked.
    private var takesKeys: Bool { state == .ready || state == .loading }

    /// Moves by arrows, j k, PgUp PgDn, Ctrl-b f u d, Home End; Enter opens.
    public mutating func handle(_ key: Key) -> Outcome<Event> {
        guard takesKeys, let row = selected else { return .ignored }
        if key == .enter { return .event(.opened(row.id)) }
        guard let motion = key.motion(),
            let target = motion.index(from: selectedIndex, count: rows.count, page: bodyHeight)
        else { return .ignored }
        if motion == .first, hasBefore { return ask(.first) ?? .handled }
        if motion == .last, hasAfter { return ask(.last) ?? .handled }
        return move(to: target)
    }

    private mutating func move(to index: Int) -> Outcome<Event> {
        selectedIndex = index
        clamp()
        // A page ahead of the edge, so that the answer is there before the cursor is.
        if hasAfter, rows.count - 1 - index < bodyHeight, let asked = ask(.after) { return asked }
        if hasBefore, index < bodyHeight, let asked = ask(.before) { return asked }
        return .event(.moved)
    }

    private mutating func ask(_ edge: Edge) -> Outcome<Event>? {
        guard awaited == nil else { return nil }
        awaited = edge
        return .event(.needs(edge))
    }

    /// A click selects, a second one opens, the wheel scrolls, a click on a header sorts.
    public mutating func handle(_ mouse: Mouse, in rect: Rect) -> Outcome<Event> {
        guard rect.contains(mouse.point) else { return .ignored }
        if room != rect.size { resize(to: rect.size) }
        if case .press(.left) = mouse.action, showsHeader(rect.size), mouse.point.y == rect.y {
            return columnID(at: mouse.point.x, in: rect).map { .event(.sort($0)) } ?? .ignored
        }
        guard takesKeys, !rows.isEmpty else { return .ignored }
        let index = mouse.point.y - rect.y - (showsHeader(rect.size) ? 1 : 0) + top
        switch mouse.action {
        case .wheelDown: return move(to: min(rows.count - 1, selectedIndex + 3))
        case .wheelUp: return move(to: max(0, selectedIndex - 3))
        case .press(.left) where rows.indices.contains(index): return move(to: index)
        case .doublePress(.left) where rows.indices.contains(index):
            selectedIndex = index
            return .event(.opened(rows[index].id))
        default: return .ignored
        }
    }

    // MARK: Room

    func showsHeader(_ size: Size) -> Bool { size.height >= 2 }
    var bodyHeight: Int { max(1, room.height - (showsHeader(room) ? 1 : 0)) }

    private mutating func clamp() {
        selectedIndex = min(max(0, selectedIndex), max(0, rows.count - 1))
        top = Layout.scrolled(top: top, selected: selectedIndex, count: rows.count, height: bodyHeight, margin: 1)
    }
}
