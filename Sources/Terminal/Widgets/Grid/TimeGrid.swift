/// Lanes side by side over rows of time, with blocks in them: a day of a team, or a week of one person.
///
/// The cursor is a cell. On a block it stands for the whole block; on free time for that start. A block can be lifted and
/// carried. The grid keeps its cursor, its scroll and what is lifted while the screen reloads lanes and items.
public struct TimeGrid<LaneID: Hashable & Sendable, ItemID: Hashable & Sendable>: Sendable, Equatable {
    /// A lane of this grid.
    public typealias Lane = GridLane<LaneID>
    /// A block of this grid.
    public typealias Item = GridItem<ItemID, LaneID>

    /// What the screen should act on.
    public enum Event: Sendable, Equatable {
        /// The cursor or the scroll moved.
        case moved
        /// Enter on a block.
        case opened(ItemID)
        /// Enter on free time: a lane and a minute from the grid's midnight.
        case chosen(LaneID, minute: Int)
        /// The lifted block stands over another place now; the screen may check whether it may stay there.
        case carried(ItemID, LaneID, minute: Int)
        /// Enter while carrying: the block should go here. It stays lifted until `release()`.
        case dropped(ItemID, LaneID, minute: Int)
        /// Esc while carrying: the block is back where it was.
        case putBack(ItemID)
    }

    /// A block that is being carried.
    public struct Lifted: Sendable, Equatable {
        /// The block as it was when it was lifted.
        public internal(set) var item: Item
        /// The lane it hangs over.
        public internal(set) var lane: LaneID
        /// The start it would get, in minutes from the grid's midnight.
        public internal(set) var minute: Int
        /// Why it can't stay here, shown on the block; empty while nothing speaks against it.
        public var refusal = ""
        /// What should be known before it is put down here; it may be.
        public var notice = ""
    }

    /// The line of now.
    public struct Now: Sendable, Equatable {
        /// Minutes from the grid's midnight.
        public var minute: Int
        /// What stands at its start ("14:32"); at most five cells.
        public var label: String
        /// The only lane it runs through; nil for all of them.
        public var lane: LaneID?
        /// The line of now.
        public init(minute: Int, label: String, lane: LaneID? = nil) {
            self.minute = minute
            self.label = label
            self.lane = lane
        }
    }

    /// The lanes from left to right.
    public internal(set) var lanes: [Lane] = []
    /// The blocks.
    public internal(set) var items: [Item] = []
    /// The minutes shown, from the grid's midnight; a day that passes midnight ends after 1440.
    public internal(set) var range: Range<Int>
    /// Minutes per row, 5 through 60.
    public internal(set) var slot: Int
    /// The line of now, if now is on this day.
    public var now: Now?
    /// The narrowest lane that is still drawn; lanes that don't fit are reached by scrolling.
    public var minimumLaneWidth = 15
    /// What is being carried.
    public var lifted: Lifted?

    /// The lane of the cursor: an index of `lanes`, 0 if there are none.
    public internal(set) var cursorLane = 0
    /// The minute of the cursor's row.
    public internal(set) var cursorMinute: Int
    var cursorColumn = 0
    /// The block under the cursor is followed by its name when items reload.
    var followed: ItemID?
    /// First row and first lane in view.
    var top = 0
    var left = 0
    /// The room it was last told; scrolling and page keys go by it, drawing goes by the rectangle it is given.
    var room = Size(80, 20)
    var placements: [GridPlacement] = []

    /// An empty grid over `range` with `slot` minutes per row.
    public init(range: Range<Int> = 540..<1080, slot: Int = 15) {
        let span = Self.valid(range)
        self.range = span
        self.slot = min(60, max(5, slot))
        cursorMinute = span.lowerBound
    }

    private static func valid(_ range: Range<Int>) -> Range<Int> {
        range.isEmpty ? range.lowerBound..<(range.lowerBound + 60) : range
    }

    /// Shows other lanes, items, hours. The cursor stays on the block it stood on, wherever that is now, or on its lane
    /// and minute.
    public mutating func show(lanes: [Lane], items: [Item], range: Range<Int>? = nil, slot: Int? = nil) {
        let laneID = self.lanes.indices.contains(cursorLane) ? self.lanes[cursorLane].id : nil
        let follow = followed
        if let range { self.range = Self.valid(range) }
        if let slot { self.slot = min(60, max(5, slot)) }
        self.lanes = lanes
        self.items = items
        place()
        if let laneID, let index = lanes.firstIndex(where: { $0.id == laneID }) {
            cursorLane = index
        }
        cursorLane = min(max(0, cursorLane), max(0, lanes.count - 1))
        setCursor(minute: cursorMinute, column: cursorColumn)
        if let follow, cursorPart.map({ self.items[$0.item].id }) != follow { select(follow) }
        keepInView()
    }

    private mutating func place() {
        var solid = [[(item: Int, spans: [Range<Int>], gap: Range<Int>?)]](repeating: [], count: lanes.count)
        var indexOfLane: [LaneID: Int] = [:]
        for (index, lane) in lanes.enumerated() where indexOfLane[lane.id] == nil { indexOfLane[lane.id] = index }
        for (index, item) in items.enumerated() {
            guard let lane = indexOfLane[item.lane], !item.minutes.isEmpty else { continue }
            solid[lane].append((index, item.solid, item.gap?.minutes))
        }
        placements = solid.map { GridPlacement(solid: $0, origin: origin, slot: slot) }
    }

    /// Rows start on the slot's grid counted from midnight.
    var origin: Int { GridPlacement.floor(range.lowerBound, by: slot) * slot }
    /// Rows in the whole range.
    var rowCount: Int { max(1, -GridPlacement.floor(origin - range.upperBound, by: slot)) }
    /// The row of a minute, which may be outside of the range.
    func row(of minute: Int) -> Int { GridPlacement.floor(minute - origin, by: slot) }
    /// The row of the cursor.
    var cursorRow: Int { min(max(0, row(of: cursorMinute)), rowCount - 1) }

    /// The part of a block that the cursor stands on.
    var cursorPart: GridPlacement.Part? {
        guard placements.indices.contains(cursorLane) else { return nil }
        return placements[cursorLane].part(row: cursorRow, column: cursorColumn)
    }

    /// The block under the cursor.
    public var selectedItem: ItemID? { cursorPart.map { items[$0.item].id } }
    /// The lane under the cursor.
    public var selectedLane: LaneID? { lanes.indices.contains(cursorLane) ? lanes[cursorLane].id : nil }

    /// Puts the cursor on a block. Does nothing if it isn't there.
    public mutating func select(_ id: ItemID) {
        for (lane, placement) in placements.enumerated() {
            for part in placement.parts where items[part.item].id == id {
                cursorLane = lane
                setCursor(minute: origin + part.rows.lowerBound * slot, column: part.column)
                keepInView()
                return
            }
        }
    }

    /// Puts the cursor on a minute, in a lane or in the one it stands in.
    public mutating func select(minute: Int, lane: LaneID? = nil) {
        if let lane, let index = lanes.firstIndex(where: { $0.id == lane }) { cursorLane = index }
        setCursor(minute: minute, column: 0)
        keepInView()
    }

    /// Shows the rows around a minute, as when the day opens: the minute stands a quarter down from the top.
    public mutating func reveal(minute: Int) {
        top = row(of: minute) - bodyHeight / 4
        clampScroll()
        keepInView()
    }

    mutating func setCursor(minute: Int, column: Int) {
        let row = min(max(0, self.row(of: minute)), rowCount - 1)
        cursorMinute = origin + row * slot
        cursorColumn = max(0, column)
        if let part = cursorPart {
            cursorColumn = part.column
            followed = items[part.item].id
        } else {
            cursorColumn = 0
            followed = nil
        }
    }

    // MARK: Carrying

    /// Lifts the block under the cursor. Answers whether there is one.
    public mutating func lift() -> Bool {
        guard let part = cursorPart else { return false }
        let item = items[part.item]
        lifted = Lifted(item: item, lane: item.lane, minute: item.minutes.lowerBound)
        return true
    }

    /// Carries what is lifted to another lane, at the same minute.
    public mutating func carry(to lane: LaneID) {
        lifted?.lane = lane
        lifted?.refusal = ""
        lifted?.notice = ""
        keepInView()
    }

    /// Ends carrying, whether the block was put down elsewhere or not; the screen then shows the items as they are.
    public mutating func release() { lifted = nil }

    // MARK: Scrolling

    /// Tells the grid how much room it has; call when that changes.
    public mutating func resize(to size: Size) {
        room = size
        clampScroll()
        keepInView()
    }

    var bodyHeight: Int { max(1, room.height - GridMetrics.headerRows(room)) }

    mutating func clampScroll() {
        top = min(max(0, top), max(0, rowCount - bodyHeight))
        let fitting = GridMetrics.lanes(in: room.width, of: lanes.count, minimum: minimumLaneWidth)
        left = min(max(0, left), max(0, lanes.count - fitting))
    }

    /// Scrolls so that the cursor, or what is carried, is seen.
    mutating func keepInView() {
        let view = viewport(for: room)
        top = view.top
        left = view.left
    }

    /// What part of the grid is seen in `size`; never leaves the cursor outside. It moves by two fifths of a page, of
    /// which the terminal can still scroll the rest, and sideways, where it can't, by all lanes but one.
    func viewport(for size: Size) -> (top: Int, left: Int, lanes: Int) {
        let height = max(1, size.height - GridMetrics.headerRows(size))
        var focusRow = cursorRow
        var focusLane = cursorLane
        if let lifted {
            focusRow = min(max(0, row(of: lifted.minute)), rowCount - 1)
            focusLane = lanes.firstIndex { $0.id == lifted.lane } ?? cursorLane
        }
        let fitting = GridMetrics.lanes(in: size.width, of: lanes.count, minimum: minimumLaneWidth)
        let first = Layout.scrolled(
            top: top, selected: focusRow, count: rowCount, height: height, margin: 1, step: height * 2 / 5)
        let lane = Layout.scrolled(
            top: left, selected: focusLane, count: lanes.count, height: fitting, step: fitting - 1)
        return (first, lane, fitting)
    }
}
