/// Something to choose from a picker's list.
public struct PickerItem: Sendable, Equatable {
    /// Names it in `Picker.Event.picked`.
    public var id: String
    /// Its name; what was typed is marked in it.
    public var title: String
    /// What tells it from others of that name, in a second column.
    public var detail: String
    /// Why it can't be chosen; empty if it can.
    public var refusal: String

    /// Something to choose.
    public init(id: String, title: String, detail: String = "", refusal: String = "") {
        self.id = id
        self.title = title
        self.detail = detail
        self.refusal = refusal
    }
}

/// Search as you type: a field and a list of what answers it.
///
/// The list is searched here (`items:`), or elsewhere (`searching`): then each change asks with a request number, and
/// answers to older requests are dropped.
public struct Picker: Sendable, Equatable {
    /// What the screen should act on.
    public enum Event: Sendable, Equatable {
        /// Search for this, and answer with `show(_:for:)` or `fail(_:for:)`.
        case search(String, request: Int)
        /// This was chosen.
        case picked(PickerItem)
        /// Something new of this name is wanted.
        case new(String)
        /// An item that can't be chosen was tried; the screen may tell why.
        case refused(PickerItem)
        /// Esc.
        case cancelled
    }

    /// How the search stands.
    public enum State: Sendable, Equatable {
        /// The list answers what is typed.
        case ready
        /// The list answers something typed before.
        case searching
        /// The search failed, for this reason.
        case failed(String)
    }

    /// What is typed.
    public private(set) var field: TextField
    /// What answers it, the best first.
    public private(set) var items: [PickerItem]
    /// How the search stands.
    public private(set) var state = State.ready
    /// The number of the last search asked for.
    public private(set) var request = 0
    /// The title of a last row that makes something new ("New client"); none if nil.
    public var newTitle: String?
    /// The row under the cursor: an index of `items`, or one more for the new row.
    public private(set) var selected = 0
    /// Whether there are more answers than the list holds, so that it says so.
    public private(set) var hasMore = false
    private let all: [PickerItem]?
    private var page = 10

    /// A picker over a list that is at hand.
    public init(items: [PickerItem], placeholder: String = "", newTitle: String? = nil) {
        field = TextField(placeholder: placeholder, limit: 200)
        self.items = items
        all = items
        self.newTitle = newTitle
    }

    /// A picker whose screen does the searching. `search(_:)` or `refresh()` starts it.
    public init(searching placeholder: String, newTitle: String? = nil) {
        field = TextField(placeholder: placeholder, limit: 200)
        items = []
        all = nil
        self.newTitle = newTitle
    }

    /// What is typed, without blanks at its ends.
    public var query: String {
        var text = field.text[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    // MARK: Answers

    /// Types a text in place of what is typed, and searches for it.
    public mutating func search(_ text: String) -> Outcome<Event> {
        field.text = text
        return refresh()
    }

    /// Searches again for what is typed.
    public mutating func refresh() -> Outcome<Event> {
        if let all {
            items = Self.filter(all, query)
            selected = firstChoice
            return .handled
        }
        request += 1
        state = .searching
        return .event(.search(query, request: request))
    }

    /// Shows the answers to a request, unless a later one was asked.
    public mutating func show(_ items: [PickerItem], for request: Int, hasMore: Bool = false) {
        guard request == self.request else { return }
        self.items = items
        self.hasMore = hasMore
        state = .ready
        selected = firstChoice
    }

    /// Says that a request failed, unless a later one was asked.
    public mutating func fail(_ reason: String, for request: Int) {
        guard request == self.request else { return }
        items = []
        state = .failed(reason)
        selected = 0
    }

    static func filter(_ items: [PickerItem], _ query: String) -> [PickerItem] {
        guard !query.isEmpty else { return items }
        let ranked = items.enumerated().compactMap { place, item in
            (TextMatch.rank(of: query, in: item.title)
                ?? TextMatch.rank(of: query, in: item.title + " " + item.detail).map { $0 + 10 })
                .map { (rank: $0, place: place, item: item) }
        }
        return ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.item)
    }

    private var firstChoice: Int { items.firstIndex { $0.refusal.isEmpty } ?? 0 }
    private var rowCount: Int { items.count + (newTitle == nil ? 0 : 1) }

    // MARK: Keys

    /// Arrows and page keys choose, Enter takes, Esc leaves, Ctrl-R searches again; all else is typed.
    public mutating func handle(_ key: Key) -> Outcome<Event> {
        switch key {
        case .enter: return take()
        case .escape: return .event(.cancelled)
        case .control("r"): return refresh()
        case .control("n"): return step(.down)
        case .control("p"): return step(.up)
        case .up, .down, .pageUp, .pageDown: return step(key.motion(letters: false) ?? .down)
        default: return typed(field.handle(key))
        }
    }

    /// Whether a key is about a list that is still being searched: the screen keeps it until the answer is there.
    public func mustWait(for key: Key) -> Bool {
        guard state == .searching else { return false }
        return switch key {
        case .enter, .tab, .up, .down, .pageUp, .pageDown, .control("n"), .control("p"): true
        default: false
        }
    }

    /// Types pasted text.
    public mutating func paste(_ text: String) -> Outcome<Event> { typed(field.paste(text)) }

    private mutating func typed(_ outcome: Outcome<TextField.Event>) -> Outcome<Event> {
        switch outcome {
        case .ignored: .ignored
        case .handled: .handled
        case .event: refresh()
        }
    }

    private mutating func step(_ motion: Motion) -> Outcome<Event> {
        selected = motion.index(from: selected, count: max(1, rowCount), page: page) ?? selected
        return .handled
    }

    private mutating func take() -> Outcome<Event> {
        // What is listed answers something else as long as the search runs.
        guard state != .searching else { return .handled }
        if items.indices.contains(selected) {
            let item = items[selected]
            return .event(item.refusal.isEmpty ? .picked(item) : .refused(item))
        }
        return newTitle != nil ? .event(.new(query)) : .handled
    }

    /// A click takes, the wheel moves.
    public mutating func handle(_ mouse: Mouse, inList rect: Rect) -> Outcome<Event> {
        guard rect.contains(mouse.point) else { return .ignored }
        page = max(1, rect.height)
        switch mouse.action {
        case .wheelUp: return step(.up)
        case .wheelDown: return step(.down)
        case .press(.left):
            let index = firstRow(rect.height) + mouse.point.y - rect.y
            guard index < rowCount, state != .searching else { return .handled }
            selected = index
            return take()
        default: return .ignored
        }
    }

    /// Tells the picker how many rows its list has, for the page keys.
    public mutating func resize(toRows rows: Int) { page = max(1, rows) }

    func firstRow(_ height: Int) -> Int {
        Layout.scrolled(top: 0, selected: selected, count: rowCount + noticeRows, height: height)
    }
    var noticeRows: Int { notice == nil ? 0 : 1 }

    /// The row that says how the search stands, if there is something to say.
    var notice: (text: String, ink: Ink)? {
        switch state {
        case .searching where items.isEmpty: ("Searching…", .muted)
        case .failed(let reason): ("✗ " + reason + " · C-r tries again", .danger)
        case .ready where items.isEmpty && !query.isEmpty: ("Nothing found for “\(query)”", .muted)
        case .ready where hasMore: ("More answer this: type on", .muted)
        default: nil
        }
    }
}
