import Testing

@testable import Terminal

@Suite struct WidgetChartTests {
    @Test func barsAreDrawnInEighths() {
        let chart = BarChart(
            [.init("1", 0), .init("2", 700), .init("3", 1_400), .init("4", 1_050), .init("5", 1, isAccented: true)],
            ticks: [.init(1_400, "1,400"), .init(700, "700"), .init(0, "0")])
        let frame = painted(21, 6) { chart.draw(in: $0, into: &$1) }
        #expect(
            frame.lines.joined(separator: "\n") == """
                1,400       ██
                            ██ ██
                  700    ██ ██ ██
                         ██ ██ ██ ▁▁
                    0 ──────────────
                       1  2  3  4  5
                """)
        #expect(cells(of: frame) { $0.ink == .accent } == "▁▁")
    }

    @Test func moreBarsThanRoomShowTheLast() {
        let chart = BarChart((1...40).map { BarChart.Bar("\($0)", Double($0)) })
        let lines = painted(12, 3) { chart.draw(in: $0, into: &$1) }.lines
        #expect(lines[0] == "▁▂▃▃▄▄▅▆▆▇▇█")
        #expect(picture(2, 2) { chart.draw(in: $0, into: &$1) } == "\n")
    }

    @Test func aRoundNumberStandsAtTheTop() {
        #expect(BarChart.ceiling(of: 1_390) == 1_500)
        #expect(BarChart.ceiling(of: 640) == 750)
        #expect(BarChart.ceiling(of: 1_000) == 1_000)
        #expect(BarChart.ceiling(of: 0.4) == 0.5)
        #expect(BarChart.ceiling(of: 0) == 1)
        #expect(BarChart.ceiling(of: -.infinity) == 1)
    }

    @Test func aHeatMapTellsItsFiguresWithoutColour() {
        let map = HeatMap(rows: ["Tue", "Fri"], columns: ["9", "10", "11"], values: [[1, 12, 0], [3]])
        let frame = painted(20, 3) { map.draw(in: $0, into: &$1) }
        #expect(frame.lines == ["Tue   1 12  ·", "Fri   3", "      9 10 11"])
        #expect(cells(of: frame) { $0.ground == .heat8 } == "12 ")
        #expect(HeatMap.ground(0, of: 12) == .heat1)
        #expect(HeatMap.ground(1, of: 12) == .heat2)
        #expect(HeatMap.ground(12, of: 12) == .heat8)
        #expect(HeatMap.ground(5, of: 0) == .heat1)
    }

    @Test func metersAndSparklinesTakeAnything() {
        #expect(picture(10, 1) { Meter(0.25).draw(in: $0, into: &$1) } == "━━━───────")
        #expect(picture(4, 1) { Meter(7).draw(in: $0, into: &$1) } == "━━━━")
        #expect(picture(4, 1) { Meter(.nan).draw(in: $0, into: &$1) } == "────")
        #expect(picture(4, 1) { Meter(0.0001).draw(in: $0, into: &$1) } == "━───")
        #expect(picture(9, 1) { Sparkline([0, 1, 2, 4, 8, .nan]).draw(in: $0, into: &$1) } == "▁▁▂▄█▁")
        #expect(picture(3, 1) { Sparkline([9, 0, 0, 0]).draw(in: $0, into: &$1) } == "▁▁▁")
    }

    @Test func tilesStandSideBySideOrBelowEachOther() {
        let cards = [
            Card(title: "Taken", value: "17,985", note: "+4 %", ink: .good), Card(title: "Refunded", value: "210"),
            Card(title: "Owed", value: "645", note: "9 visits", ink: .warning),
        ]
        #expect(
            picture(54, 4) { Card.draw(cards, in: $0, into: &$1) } == """
                  Taken              Refunded           Owed
                  17,985             210                645
                  +4 %                                  9 visits

                """)
        #expect(
            picture(40, 7) { Card.draw(cards, in: $0, into: &$1) } == """
                  Taken                Refunded
                  17,985               210
                  +4 %

                  Owed
                  645
                  9 visits
                """)
        #expect(picture(20, 1) { cards[0].draw(in: $0, into: &$1) } == "  17,985 +4 %")
    }

    @Test func labelsAndValuesStandInTwoColumns() {
        let list = KeyValueList([.init("Phone", "+34 600"), .init("Notes", "prefers the window seat")])
        #expect(
            picture(24, 3) { list.draw(in: $0, into: &$1) } == """
                Phone  +34 600
                Notes  prefers the
                       window seat
                """)
        #expect(list.height(width: 24) == 3)
    }

    @Test func aTreeFoldsAndUnfolds() {
        var tree = Tree<Int>(
            columns: [
                .init("name", title: "Service", minimum: 12),
                .init("min", title: "min", minimum: 4, maximum: 4, align: .trailing, priority: 1),
            ], whenEmpty: EmptyState(title: "Nothing"))
        let olaplex = Tree<Int>.Node(id: 3, cells: ["Olaplex", "10"])
        tree.show([
            .init(id: 1, cells: ["Hair"], children: [.init(id: 2, cells: ["Cut", "60"], children: [olaplex])]),
            .init(id: 4, cells: ["Nails"], isMuted: true),
        ])
        tree.resize(to: Size(30, 6))
        #expect(tree.handle(.right) == .event(.moved))
        #expect(tree.handle(.right) == .event(.moved))
        #expect(tree.selected == 2)
        #expect(
            picture(30, 5) { tree.draw(in: $0, into: &$1) } == """
                 Service                  min
                 ▾ Hair
                   ▸ Cut                   60
                   Nails

                """)
        tree.select(3)
        #expect(tree.selected == 3)
        #expect(picture(30, 5) { tree.draw(in: $0, into: &$1) }.contains("▾ Cut"))
        _ = tree.handle(.left)
        #expect(tree.selected == 2)
        _ = tree.handle(.left)
        _ = tree.handle(.left)
        #expect(tree.selected == 1)
        _ = tree.handle(.space)
        #expect(tree.lines.map(\.id) == [1, 4])
        #expect(tree.handle(.enter) == .event(.opened(1)))
        tree.show([.init(id: 4, cells: ["Nails"])])
        #expect(tree.selected == 4)
    }

    @Test func longTextScrollsAndSaysSo() {
        var text = ScrollText([.init("one two three four five six seven")])
        text.resize(to: Size(11, 2))
        #expect(picture(11, 2) { text.draw(in: $0, into: &$1) } == "one two\nthree four▼")
        #expect(text.handle(.down) == .handled)
        #expect(picture(11, 2) { text.draw(in: $0, into: &$1) } == "three four▲\nfive six  ▼")
        _ = text.handle(.end)
        #expect(picture(11, 2) { text.draw(in: $0, into: &$1) } == "five six  ▲\nseven")
        #expect(text.handle(.left) == .ignored)
    }
}
