import Testing

@testable import Terminal

/// Without colours, what differs in meaning still differs on the screen: by its text or by its attributes.
@Suite struct WidgetMonoTests {
    /// What a person sees of a frame on a terminal without colours.
    private func seen(_ frame: Frame) -> [String] {
        let mono = Theme.named("mono")
        return frame.bounds.cells.map { point in
            guard let cell = frame[point] else { return "" }
            let look = mono.look(cell.style, depth: .none)
            return "\(cell.text)\(look.attributes.rawValue)\(look.fill)"
        }
    }

    private func see(_ draw: (Rect, inout Frame) -> Void) -> [String] { seen(painted(60, 16, draw)) }

    @Test func theSelectionOfListsIsSeen() {
        var table = Table<Int>(columns: [.init("a", title: "a", minimum: 9)], whenEmpty: EmptyState(title: ""))
        table.replace(with: (0..<5).map { TableRow(id: $0, cells: ["same"]) })
        let first = see { table.draw(in: $0, into: &$1) }
        let quiet = see { table.draw(in: $0, into: &$1, isFocused: false) }
        _ = table.handle(.down)
        #expect(see { table.draw(in: $0, into: &$1) } != first)
        #expect(quiet != first)
        #expect(see { table.draw(in: $0, into: &$1, isFocused: false) } != quiet)

        var picker = Picker(items: (0..<5).map { PickerItem(id: "\($0)", title: "same") })
        let picked = see { picker.draw(in: $0, into: &$1) }
        _ = picker.handle(.down)
        #expect(see { picker.draw(in: $0, into: &$1) } != picked)
    }

    @Test func theCursorOfTheGridIsSeen() {
        var grid = TimeGrid<Int, Int>(range: 540..<660)
        grid.resize(to: Size(60, 16))
        let items = (0..<2).map {
            GridItem(
                id: $0, lane: $0, minutes: 540..<570, letter: "C", ink: .settled, ground: .settled,
                lines: [.init("same")])
        }
        grid.show(lanes: (0..<2).map { GridLane(id: $0, title: "x", closed: [600..<660]) }, items: items)
        let first = see { grid.draw(in: $0, into: &$1) }
        _ = grid.handle(.right)
        let second = see { grid.draw(in: $0, into: &$1) }
        _ = grid.handle(.down)
        let third = see { grid.draw(in: $0, into: &$1) }
        #expect(first != second)
        #expect(second != third)
        #expect(see { grid.draw(in: $0, into: &$1, isFocused: false) } != third)
    }

    @Test func theFocusOfFormsAndDialogsIsSeen() {
        var form = Form([
            FormField("a", "A", .text(TextField("x"))), FormField("b", "B", .choice(ChoiceControl(["x", "y"]))),
            FormField("c", "C", .toggle(false, caption: "x")),
            FormField("d", "D", .list(ListControl(Picker(items: [])))),
        ])
        var views = Set([see { form.draw(in: $0, into: &$1) }])
        for count in 2...4 {
            _ = form.handle(.tab)
            views.insert(see { form.draw(in: $0, into: &$1) })
            #expect(views.count == count)
        }
        var dialog = Dialog.confirm(title: "x", accept: "Go", refuse: "No")
        let safe = see { dialog.draw(in: $0, into: &$1) }
        _ = dialog.handle(.tab)
        #expect(see { dialog.draw(in: $0, into: &$1) } != safe)
    }

    @Test func theTabShownIsSeen() {
        var tabs = TabBar([.init("same"), .init("same")])
        let first = see { tabs.draw(in: $0, into: &$1) }
        tabs.selected = 1
        #expect(see { tabs.draw(in: $0, into: &$1) } != first)
    }
}

extension Rect {
    /// The cells, row by row.
    fileprivate var cells: [Point] {
        (y..<maxY).flatMap { row in (x..<maxX).map { Point($0, row) } }
    }
}
