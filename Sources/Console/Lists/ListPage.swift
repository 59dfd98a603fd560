import Terminal

/// A page with a list and the details of what is under its cursor: side by side where there is room, else one of them.
struct ListPage {
    /// From this width on, the details stand beside the list.
    private static let widthForBoth = 100

    /// The line above the list, with the field; empty while the details have the page.
    let head: Rect
    /// The list; empty while the details have the page.
    let list: Rect
    /// The details; empty while the list has the page.
    let details: Rect
    private let area: Rect

    /// - Parameters:
    ///   - details: How wide the details are beside the list.
    ///   - isOnDetails: They have the keys, and the page where it isn't wide enough for both.
    init(_ area: Rect, details width: Int, isOnDetails: Bool) {
        self.area = area
        let nothing = Rect(x: area.x, y: area.y, width: 0, height: 0)
        if area.width >= Self.widthForBoth {
            let halves = area.split(right: width)
            let left = halves.rest.split(top: 1)
            head = left.top
            list = left.rest.inset(top: area.height >= 26 ? 1 : 0)
            details = halves.right.inset(left: 2, right: 1)
        } else if isOnDetails {
            (head, list) = (nothing, nothing)
            details = area.inset(columns: 1, rows: 0)
        } else {
            let rows = area.split(top: 1)
            (head, list) = (rows.top, rows.rest)
            details = nothing
        }
    }

    /// Draws the line between the two where both are seen.
    func drawRule(into frame: inout Frame) {
        guard !list.isEmpty, !details.isEmpty else { return }
        frame.verticalRule(at: Point(list.maxX, area.y), length: area.height, style: Style(.rule))
    }
}
