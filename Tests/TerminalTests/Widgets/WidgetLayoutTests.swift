import Testing

@testable import Terminal

@Suite struct WidgetLayoutTests {
    @Test func fixedFractionAndMinimumShareTheRoom() {
        #expect(Layout.sizes([.fixed(10), .fraction(1), .fraction(3)], room: 50) == [10, 10, 30])
        #expect(Layout.sizes([.fraction(1), .fraction(1), .fraction(1)], room: 10) == [3, 3, 4])
        #expect(Layout.sizes([.minimum(20), .fraction(1)], room: 60) == [30, 30])
        #expect(Layout.sizes([.minimum(40), .fraction(1)], room: 60) == [40, 20])
        #expect(Layout.sizes([.fixed(10), .fixed(10)], room: 15) == [10, 5])
        #expect(Layout.sizes([], room: 15) == [])
        #expect(Layout.sizes([.fixed(-3), .fraction(0)], room: 5) == [0, 0])
    }

    @Test func spacingCountsBetweenTheParts() {
        let parts = Layout.columns(
            [.fixed(4), .fraction(1), .fixed(4)], in: Rect(x: 2, y: 1, width: 20, height: 3), spacing: 1)
        #expect(parts.map(\.x) == [2, 7, 18])
        #expect(parts.map(\.width) == [4, 10, 4])
        let rows = Layout.rows([.fixed(1), .fraction(1)], in: Rect(x: 0, y: 5, width: 9, height: 1), spacing: 1)
        #expect(rows.map(\.height) == [0, 0])
    }

    @Test func noLayoutExceedsItsRoom() {
        var dice = Dice(seed: 7)
        for _ in 0..<2_000 {
            let lengths = (0..<dice.roll(6)).map { _ -> Layout.Length in
                switch dice.roll(3) {
                case 0: .fixed(dice.roll(40))
                case 1: .fraction(dice.roll(4))
                default: .minimum(dice.roll(40))
                }
            }
            let room = dice.roll(90)
            let sizes = Layout.sizes(lengths, room: room, spacing: dice.roll(3))
            #expect(sizes.reduce(0, +) <= room, "\(lengths) in \(room)")
            #expect(sizes.allSatisfy { $0 >= 0 })
        }
    }

    @Test func scrollingMovesAsLittleAsNeeded() {
        #expect(Layout.scrolled(top: 0, selected: 4, count: 100, height: 10) == 0)
        #expect(Layout.scrolled(top: 0, selected: 10, count: 100, height: 10) == 1)
        #expect(Layout.scrolled(top: 20, selected: 10, count: 100, height: 10) == 10)
        #expect(Layout.scrolled(top: 0, selected: 9, count: 100, height: 10, margin: 1) == 1)
        #expect(Layout.scrolled(top: 95, selected: 99, count: 100, height: 10, margin: 3) == 90)
        #expect(Layout.scrolled(top: 5, selected: 2, count: 4, height: 10) == 0)
        #expect(Layout.scrolled(top: 5, selected: 2, count: 4, height: 0) == 0)
    }
}
