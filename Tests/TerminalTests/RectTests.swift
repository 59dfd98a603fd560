import Terminal
import Testing

@Suite struct RectTests {
    private let rect = Rect(x: 2, y: 1, width: 10, height: 4)

    @Test func splittingTakesNoMoreThanThereIs() {
        #expect(rect.split(left: 3).left == Rect(x: 2, y: 1, width: 3, height: 4))
        #expect(rect.split(left: 3).rest == Rect(x: 5, y: 1, width: 7, height: 4))
        #expect(rect.split(left: 99).rest.isEmpty)
        #expect(rect.split(right: 4).right == Rect(x: 8, y: 1, width: 4, height: 4))
        #expect(rect.split(top: 1).rest == Rect(x: 2, y: 2, width: 10, height: 3))
        #expect(rect.split(bottom: 9).bottom == rect)
        #expect(rect.split(top: -3).top.isEmpty)
    }

    @Test func insetsMayEatEverything() {
        #expect(rect.inset(columns: 1, rows: 1) == Rect(x: 3, y: 2, width: 8, height: 2))
        #expect(rect.inset(columns: 9, rows: 9).isEmpty)
    }

    @Test func columnsShareTheWidth() {
        let columns = rect.columns(3, gap: 1)
        #expect(columns.map(\.width) == [3, 3, 2])
        #expect(columns.map(\.x) == [2, 6, 10])
        #expect(columns.last?.maxX == rect.maxX)
        #expect(rect.columns(0).isEmpty)
        #expect(rect.rows(9).map(\.height).reduce(0, +) == 4)
    }

    @Test func whatDoesNotMeetIsEmpty() {
        #expect(rect.intersection(Rect(x: 50, y: 50, width: 3, height: 3)).isEmpty)
        #expect(rect.intersection(Rect(x: 0, y: 0, width: 5, height: 2)) == Rect(x: 2, y: 1, width: 3, height: 1))
        #expect(!rect.contains(Point(12, 1)))
        #expect(rect.contains(Point(11, 4)))
    }

    @Test func theMiddleIsCutToFit() {
        #expect(rect.centered(Size(4, 2)) == Rect(x: 5, y: 2, width: 4, height: 2))
        #expect(rect.centered(Size(40, 20)) == rect)
        #expect(rect.row(3).y == 4)
        #expect(rect.row(4).isEmpty)
        #expect(Size(-3, 2).isEmpty)
    }
}
