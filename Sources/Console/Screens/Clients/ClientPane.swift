import Terminal

/// Where the reader stands on a client's card: text above, appointments below.
struct ClientPane {
    /// The first row in view.
    private(set) var top = 0
    /// The appointment under the cursor.
    private(set) var selected = 0

    /// What the card holds, and how many of its rows are seen.
    struct Extent {
        let text: Int
        let appointments: Int
        let height: Int
    }

    /// Walks the appointments; before the first, and without any, the text scrolls. Answers whether the key was used.
    mutating func handle(_ key: Key, _ extent: Extent) -> Bool {
        switch key {
        case .down, "j": step(1, extent)
        case .up, "k": step(-1, extent)
        case .pageDown, .space: step(max(1, extent.height - 2), extent)
        case .pageUp: step(-max(1, extent.height - 2), extent)
        case .home:
            selected = 0
            top = 0
        case .end: step(.max / 2, extent)
        default: return false
        }
        return true
    }

    private mutating func step(_ count: Int, _ extent: Extent) {
        let last = extent.appointments - 1
        let target = last < 0 ? 0 : min(max(0, selected + count), last)
        if target == selected || extent.appointments == 0 {
            scroll(by: count, extent)
        } else {
            select(target, extent)
        }
    }

    /// Puts the cursor on an appointment and brings it into view.
    mutating func select(_ index: Int, _ extent: Extent) {
        selected = index
        let row = extent.text + index
        if row < top { top = row }
        if row >= top + extent.height { top = row - extent.height + 1 }
        clamp(extent)
    }

    mutating func scroll(by rows: Int, _ extent: Extent) {
        top = max(0, min(top, extent.text + extent.appointments)) + max(-1_000, min(rows, 1_000))
        clamp(extent)
    }

    private mutating func clamp(_ extent: Extent) {
        top = max(0, min(top, extent.text + extent.appointments - extent.height))
    }
}
