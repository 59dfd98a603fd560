import Testing

@testable import Terminal

@Suite struct WidgetTableTests {
    private let columns = [
        TableColumn("name", title: "Service", minimum: 10, maximum: 20),
        TableColumn("visits", title: "visits", minimum: 6, maximum: 6, align: .trailing, priority: 1),
        TableColumn("value", title: "value", minimum: 6, maximum: 8, align: .trailing, order: .descending),
        TableColumn("share", title: "share", minimum: 8, priority: 2),
    ]

    private func row(_ id: Int) -> TableRow<Int> {
        TableRow(
            id: id,
            cells: [
                TableCell("Service \(id)"), TableCell("\(id * 3)"), TableCell("\(900 - id)", ink: .strong),
                TableCell(bar: .blocks(1 - Double(id) / 10)),
            ])
    }

    private func table(_ ids: Range<Int>, before: Bool = false, after: Bool = false) -> Table<Int> {
        var table = Table<Int>(
            columns: columns,
            whenEmpty: EmptyState(title: "No services", sentence: "Make the first.", key: "n", action: "new service"))
        table.replace(with: ids.map(row), hasBefore: before, hasAfter: after)
        table.resize(to: Size(60, 6))
        return table
    }

    @Test func columnsAreDroppedByPriority() {
        let table = table(0..<3)
        #expect(
            picture(50, 4) { table.draw(in: $0, into: &$1) } == """
                 Service          visits    value↓  share
                 Service 0             0       900  █████████████
                 Service 1             3       899  ███████████▊
                 Service 2             6       898  ██████████▍
                """)
        #expect(
            picture(29, 3) { table.draw(in: $0, into: &$1) } == """
                 Service      visits  value↓
                 Service 0         0     900
                 Service 1         3     899
                """)
        #expect(
            picture(22, 3) { table.draw(in: $0, into: &$1) } == """
                 Service       value↓
                 Service 0        900
                 Service 1        899
                """)
        #expect(picture(6, 2) { table.draw(in: $0, into: &$1) } == "Servi…\nServi…")
        #expect(picture(3, 1) { table.draw(in: $0, into: &$1) } == "Se…")
    }

    @Test func theSelectedRowStandsOnItsGround() {
        var table = table(0..<3)
        _ = table.handle(.down)
        let focused = painted(50, 4) { table.draw(in: $0, into: &$1) }
        #expect(cells(of: focused) { $0.ground == .selection }.contains("Service 1"))
        #expect(!cells(of: focused) { $0.ground == .selection }.contains("Service 0"))
        let quiet = painted(50, 4) { table.draw(in: $0, into: &$1, isFocused: false) }
        #expect(cells(of: quiet) { $0.ground == .selection }.isEmpty)
        #expect(cells(of: quiet) { $0.ground == .field }.contains("Service 1"))
    }

    @Test func emptyLoadingFailedAndForbiddenDiffer() {
        var table = Table<Int>(columns: columns, whenEmpty: EmptyState(title: "No services"))
        func text() -> String { picture(40, 5) { table.draw(in: $0, into: &$1) } }
        let loading = text()
        table.replace(with: [])
        let empty = text()
        table.state = .failed(EmptyState(.failed, title: "No answer", key: "R", action: "try again"))
        let failed = text()
        table.state = .forbidden(EmptyState(.forbidden, title: "For owners"))
        let forbidden = text()
        #expect(loading.contains("… Loading…"))
        #expect(empty.contains("○ No services"))
        #expect(failed.contains("✗ No answer") && failed.contains("R try again"))
        #expect(forbidden.contains("⊘ For owners"))
        #expect(table.handle(.enter) == .ignored)
    }

    @Test func keysMoveAndOpen() {
        var table = table(0..<30)
        #expect(table.handle("j") == .event(.moved))
        #expect(table.handle(.pageDown) == .event(.moved))
        #expect(table.selected?.id == 5)
        #expect(table.handle(.end) == .event(.moved))
        #expect(table.selected?.id == 29)
        #expect(table.handle(.enter) == .event(.opened(29)))
        #expect(table.handle(.home) == .event(.moved))
        #expect(table.handle("k") == .event(.moved))
        #expect(table.selected?.id == 0)
        #expect(table.handle("x") == .ignored)
        #expect(table.handle(.left) == .ignored)
    }

    @Test func aPageIsAskedForOnceBeforeTheEdge() {
        var table = table(100..<120, before: true, after: true)
        table.select(110)
        #expect(table.handle(.down) == .event(.moved))
        for _ in 0..<3 { _ = table.handle(.down) }
        #expect(table.selected?.id == 114)
        #expect(table.handle(.down) == .event(.needs(.after)))
        #expect(table.handle(.down) == .event(.moved))
        table.append((120..<140).map(row), hasAfter: false)
        #expect(table.selected?.id == 116)
        for _ in 0..<23 { #expect(table.handle(.down) == .event(.moved)) }
        #expect(table.selected?.id == 139)
        #expect(table.handle(.home) == .event(.needs(.first)))
        #expect(table.handle(.home) == .handled)
        table.pageFailed()
        #expect(table.handle(.home) == .event(.needs(.first)))
        table.replace(with: (0..<20).map(row), hasAfter: true)
        #expect(table.selected?.id == 0)
        #expect(table.handle(.end) == .event(.needs(.last)))
        table.replace(with: (180..<200).map(row), hasBefore: true)
        #expect(table.selected?.id == 199)
    }

    @Test func theSelectionSurvivesReloadsAndPages() {
        var table = table(100..<120, before: true)
        table.select(105)
        let before = picture(60, 6) { table.draw(in: $0, into: &$1) }
        table.prepend((80..<100).map(row), hasBefore: false)
        #expect(table.selected?.id == 105)
        #expect(picture(60, 6) { table.draw(in: $0, into: &$1) } == before)
        table.replace(with: (90..<110).map(row))
        #expect(table.selected?.id == 105)
        #expect(picture(60, 6) { table.draw(in: $0, into: &$1) } == before)
        table.replace(with: (200..<203).map(row))
        #expect(table.selected?.id == 202)
        table.replace(with: [])
        #expect(table.selected == nil)
    }

    @Test func theFarEndIsLetGo() {
        var table = Table<Int>(columns: columns, whenEmpty: EmptyState(title: ""), maximumRows: 100)
        table.replace(with: (0..<90).map(row), hasAfter: true)
        table.select(89)
        table.append((90..<150).map(row), hasAfter: true)
        #expect(table.rows.count == 100)
        #expect(table.rows.first?.id == 50)
        #expect(table.hasBefore)
        #expect(table.selected?.id == 89)
        table.select(52)
        table.prepend((0..<50).map(row), hasBefore: false)
        #expect(table.rows.count == 100)
        #expect(table.rows.last?.id == 99)
        #expect(table.hasAfter)
        #expect(table.selected?.id == 52)
    }

    @Test func aRowThatCameTwiceIsHeldOnce() {
        var table = table(0..<10, after: true)
        table.append((8..<12).map(row), hasAfter: false)
        #expect(table.rows.map(\.id) == Array(0..<12))
    }

    @Test func theSummaryIsTruthful() {
        var table = table(0..<37)
        #expect(table.summary == "37")
        table.append([], hasAfter: true)
        #expect(table.summary == "37 of many")
        table.total = .exactly(1_204)
        #expect(table.summary == "37 of 1204")
        table.total = .atLeast(100)
        #expect(table.summary == "37 of 100+")
    }

    @Test func theMouseSelectsOpensScrollsAndSorts() {
        var table = table(0..<30)
        let rect = Rect(x: 0, y: 0, width: 60, height: 6)
        #expect(table.handle(Mouse(.press(.left), at: Point(3, 3)), in: rect) == .event(.moved))
        #expect(table.selected?.id == 2)
        #expect(table.handle(Mouse(.doublePress(.left), at: Point(3, 3)), in: rect) == .event(.opened(2)))
        #expect(table.handle(Mouse(.wheelDown, at: Point(3, 3)), in: rect) == .event(.moved))
        #expect(table.selected?.id == 5)
        #expect(table.handle(Mouse(.press(.left), at: Point(2, 0)), in: rect) == .event(.sort("name")))
        #expect(table.handle(Mouse(.press(.left), at: Point(2, 9)), in: rect) == .ignored)
    }
}
