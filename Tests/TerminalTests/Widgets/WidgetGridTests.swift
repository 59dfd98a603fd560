import Testing

@testable import Terminal

@Suite struct WidgetGridTests {
    typealias Grid = TimeGrid<String, Int>

    private func item(
        _ id: Int, _ lane: String, _ minutes: Range<Int>, _ letter: String, _ lines: [String],
        gap: Grid.Item.Gap? = nil, badge: String = ""
    ) -> Grid.Item {
        Grid.Item(
            id: id, lane: lane, minutes: minutes, gap: gap, letter: letter, ink: .settled, ground: .settled,
            lines: lines.map { .init($0) }, badge: badge)
    }

    private let lanes = [
        Grid.Lane(id: "aiko", title: "Aiko Tanaka", subtitle: "78 %"),
        Grid.Lane(id: "ben", title: "Ben Okafor", subtitle: "61 %"),
        Grid.Lane(id: "dina", title: "Dina Haddad", subtitle: "off", closed: [600..<660]),
    ]

    private var items: [Grid.Item] {
        [
            item(1, "aiko", 540..<570, "✓", ["Maria Lopez", "Cut", "65.00"]),
            item(
                2, "aiko", 585..<660, "I", ["Nour Aziz", "Balayage"], gap: .init(600..<645, text: "processing"),
                badge: "$"),
            item(3, "aiko", 600..<615, "C", ["Mia Fox", "Fringe"]),
            item(4, "ben", 570..<600, "C", ["Sam Hill", "Cut"]),
            item(5, "ben", 585..<615, "R", ["Ines Roy", "Cut"], badge: "$"),
        ]
    }

    private func grid(_ size: Size = Size(66, 12), slot: Int = 15) -> Grid {
        var grid = Grid(range: 540..<690, slot: slot)
        grid.resize(to: size)
        grid.show(lanes: lanes, items: items)
        return grid
    }

    @Test func aDayIsDrawn() {
        var grid = grid()
        grid.now = .init(minute: 650, label: "10:50")
        #expect(
            picture(66, 12) { grid.draw(in: $0, into: &$1) } == """
                         Aiko Tanaka        Ben Okafor         Dina Haddad
                         78 %               61 %               off
                  9:00  │▌✓ Maria Lopez    │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌│╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
                    15  │▌  Cut            │                  │
                    30  │                  │▌C Sam H…         │
                    45  │▌I Nour Aziz    $ │▌  Cut   ▌R Ines …│
                 10:00  │┊▌C Mia Fox       │╌╌╌╌╌╌╌╌╌▌  Cut   │░░░░░░░░░░░░░░░░░░░
                    15  │┊ processing      │                  │░░░░░░░░░░░░░░░░░░░
                    30  │┊ · · · · · · · · │                  │░░░░░░░░░░░░░░░░░░░
                 10:50▶──▌I Nour Aziz      ───────────────────────────────────────
                 11:00  │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌│╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌│╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
                    15  │                  │                  │
                """)
    }

    @Test func lanesAndRowsThatDoNotFitAreMarked() {
        var grid = grid(Size(32, 6))
        grid.select(5)
        #expect(
            picture(32, 6) { grid.draw(in: $0, into: &$1) }
                == """
                 ‹ 1     Ben Okafor          1 ›
                  9:00  │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
                    15  │
                    30  │▌C Sam Hill
                    45  │▌  Cut     ▌R Ines … $
                ▼10:00  │╌╌╌╌╌╌╌╌╌╌╌▌  Cut
                """)
    }

    @Test func nowMayRunThroughOneLaneAndNotesStandOnTheGround() {
        var grid = grid()
        grid.now = .init(minute: 650, label: "10:50", lane: "ben")
        grid.show(
            lanes: lanes.map { lane in
                var lane = lane
                if lane.id == "dina" { lane.notes = [.init(600, "training")] }
                return lane
            }, items: items)
        let lines = painted(66, 12) { grid.draw(in: $0, into: &$1) }.lines
        #expect(lines[6].contains("░training░"))
        #expect(lines[9].hasPrefix(" 10:50▶─│▌I Nour Aziz") && lines[9].contains("──────────────────│"))
    }

    @Test(arguments: [5, 10, 15, 20, 30, 60]) func anySlotShowsFullHours(slot: Int) {
        let grid = grid(Size(60, 40), slot: slot)
        let lines = painted(60, 40) { grid.draw(in: $0, into: &$1) }.lines
        #expect(lines.contains { $0.hasPrefix("  9:00") })
        #expect(lines.contains { $0.hasPrefix(" 10:00") })
    }

    @Test func aDayMayPassMidnight() {
        var grid = Grid(range: 1380..<1530, slot: 30)
        grid.resize(to: Size(40, 8))
        grid.show(lanes: [lanes[0]], items: [item(1, "aiko", 1410..<1470, "C", ["Late", "Show"])])
        #expect(
            picture(40, 8) { grid.draw(in: $0, into: &$1) } == """
                         Aiko Tanaka
                         78 %
                 23:00  │+ 23:00
                    30  │▌C Late
                  0:00  │▌  Show
                    30  │
                  1:00  │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌

                """)
        _ = grid.handle(.end)
        #expect(grid.cursorMinute == 1500)
        #expect(grid.handle(.enter) == .event(.chosen("aiko", minute: 1500)))
    }

    @Test func aGapMayEndTheBlock() {
        var grid = Grid(range: 540..<630, slot: 15)
        grid.resize(to: Size(40, 8))
        let dye = item(1, "aiko", 540..<615, "I", ["Nour Aziz"], gap: .init(570..<615, text: "processing to 10:15"))
        grid.show(lanes: [lanes[0]], items: [dye])
        #expect(
            picture(40, 8) { grid.draw(in: $0, into: &$1) } == """
                         Aiko Tanaka
                         78 %
                  9:00  │▌I Nour Aziz
                    15  │▌
                    30  │┊ processing to 10:15
                    45  │┊ · · · · · · · · · · · · · · ·
                 10:00  │┊ · · · · · · · · · · · · · · ·
                    15  │
                """)
    }

    @Test func theCursorWalksOverBlocksAndFreeTime() {
        var grid = grid()
        #expect(grid.selectedItem == 1)
        #expect(grid.handle(.enter) == .event(.opened(1)))
        #expect(grid.handle(.down) == .event(.moved))
        #expect(grid.selectedItem == nil)
        #expect(grid.cursorMinute == 570)
        #expect(grid.handle(.enter) == .event(.chosen("aiko", minute: 570)))
        _ = grid.handle(.down)
        #expect(grid.selectedItem == 2)
        _ = grid.handle(.down)
        #expect(grid.selectedItem == 3)
        _ = grid.handle(.down)
        #expect(grid.selectedItem == nil)
        #expect(grid.cursorMinute == 615)
        _ = grid.handle(.up)
        _ = grid.handle(.up)
        #expect(grid.selectedItem == 2)
    }

    @Test func blocksSideBySideAreWalkedSideways() {
        var grid = grid()
        grid.select(4)
        #expect(grid.selectedLane == "ben")
        _ = grid.handle(.right)
        #expect(grid.selectedItem == 5)
        _ = grid.handle(.right)
        #expect(grid.selectedLane == "dina")
        #expect(grid.selectedItem == nil)
        _ = grid.handle(.left)
        #expect(grid.selectedItem == 5)
        _ = grid.handle(.left)
        #expect(grid.selectedItem == 4)
    }

    @Test func tabGoesFromBlockToBlock() {
        var grid = grid()
        var seen = [grid.selectedItem]
        for _ in 0..<5 {
            _ = grid.handle(.tab)
            seen.append(grid.selectedItem)
        }
        #expect(seen == [1, 2, 3, 4, 5, 1])
        _ = grid.handle(.backTab)
        #expect(grid.selectedItem == 5)
        _ = grid.handle(.backTab)
        #expect(grid.selectedItem == 4)
    }

    @Test func theBlockUnderTheCursorIsLitInAllItsParts() {
        var grid = grid()
        grid.select(2)
        let frame = painted(66, 12) { grid.draw(in: $0, into: &$1) }
        let lit = cells(of: frame) { $0.attributes.contains(.lit) }
        #expect(lit.contains("Nour Aziz") && lit.contains("$"))
        #expect(!lit.contains("Mia"))
        let quiet = painted(66, 12) { grid.draw(in: $0, into: &$1, isFocused: false) }
        #expect(cells(of: quiet) { $0.attributes.contains(.lit) }.isEmpty)
    }

    @Test func theCursorFollowsItsBlockWhenTheDayReloads() {
        var grid = grid()
        grid.select(4)
        var moved = items
        moved[3].lane = "dina"
        moved[3].minutes = 615..<645
        grid.show(lanes: lanes, items: moved)
        #expect(grid.selectedItem == 4)
        #expect(grid.selectedLane == "dina")
        #expect(grid.cursorMinute == 615)
        grid.show(lanes: Array(lanes.reversed()), items: [])
        #expect(grid.selectedLane == "dina")
        #expect(grid.cursorMinute == 615)
        grid.show(lanes: [], items: [])
        #expect(grid.selectedLane == nil)
        #expect(grid.handle(.enter) == .handled)
    }

    @Test func aBlockIsCarriedAndDropped() {
        var grid = grid()
        grid.select(1)
        #expect(grid.lift() == true)
        #expect(grid.handle(.down) == .event(.carried(1, "aiko", minute: 555)))
        #expect(grid.handle(.right) == .event(.carried(1, "ben", minute: 555)))
        #expect(grid.handle(.pageDown) == .event(.carried(1, "ben", minute: 615)))
        let text = picture(66, 12) { grid.draw(in: $0, into: &$1) }
        #expect(text.contains("▌↕ 10:15–10:45"))
        #expect(text.contains("│░░░░░░░░░░░░░░░░░░│╌"))
        grid.lifted?.refusal = "Ben is on his break."
        #expect(picture(66, 12) { grid.draw(in: $0, into: &$1) }.contains("▌  Ben is on his…"))
        #expect(grid.handle(.enter) == .event(.dropped(1, "ben", minute: 615)))
        #expect(grid.lifted != nil)
        #expect(grid.handle(.escape) == .event(.putBack(1)))
        #expect(grid.lifted == nil)
        #expect(grid.handle(.escape) == .ignored)
    }

    @Test func whatIsCarriedStaysOnTheGridAndInView() {
        var grid = grid(Size(30, 6))
        grid.select(5)
        _ = grid.lift()
        for _ in 0..<40 { _ = grid.handle(.down) }
        #expect(grid.lifted?.minute == 675)
        #expect(picture(30, 6) { grid.draw(in: $0, into: &$1) }.contains("11:15–11:45"))
        for _ in 0..<60 { _ = grid.handle(.up) }
        #expect(grid.lifted?.minute == 540)
    }

    @Test func aBlockOffTheGridSnapsToTheNextLine() {
        var grid = grid()
        grid.show(lanes: lanes, items: [item(1, "aiko", 547..<577, "C", ["Odd"])])
        grid.select(1)
        _ = grid.lift()
        #expect(grid.handle(.down) == .event(.carried(1, "aiko", minute: 555)))
        _ = grid.handle(.escape)
        _ = grid.lift()
        #expect(grid.handle(.up) == .event(.carried(1, "aiko", minute: 540)))
    }

    @Test func theMousePutsTheCursor() {
        var grid = grid()
        let rect = Rect(x: 0, y: 0, width: 66, height: 12)
        #expect(grid.handle(Mouse(.press(.left), at: Point(40, 5)), in: rect) == .event(.moved))
        #expect(grid.selectedItem == 5)
        #expect(
            grid.handle(Mouse(.doublePress(.left), at: Point(50, 3)), in: rect)
                == .event(.chosen("dina", minute: 555)))
        #expect(grid.handle(Mouse(.press(.left), at: Point(2, 5)), in: rect) == .ignored)
        #expect(grid.handle(Mouse(.press(.left), at: Point(70, 5)), in: rect) == .ignored)
    }

    // MARK: Placement

    private func place(_ spans: [Range<Int>]) -> [GridPlacement.Part] {
        GridPlacement(
            solid: spans.enumerated().map { ($0.offset, [$0.element], nil) }, origin: 540, slot: 15
        ).parts
    }

    @Test func partsThatTouchInsideARowDoNotStandSideBySide() {
        let parts = place([540..<580, 580..<620])
        #expect(parts.map(\.rows) == [0..<2, 2..<6])
        #expect(parts.allSatisfy { $0.columns == 1 })
    }

    @Test func twoShortPartsInOneRowDo() {
        let parts = place([540..<545, 545..<550])
        #expect(parts.map(\.rows) == [0..<1, 0..<1])
        #expect(parts.map(\.column) == [0, 1])
    }

    @Test func aClusterEndsWhereNothingOverlaps() {
        let parts = place([540..<600, 555..<570, 570..<600, 600..<630])
        #expect(parts.map(\.column) == [0, 1, 1, 0])
        #expect(parts.map(\.columns) == [2, 2, 2, 1])
    }

    @Test func partsBeforeTheFirstRowHaveRowsBeforeIt() {
        #expect(place([500..<550]).map(\.rows) == [-3..<1])
    }
}
