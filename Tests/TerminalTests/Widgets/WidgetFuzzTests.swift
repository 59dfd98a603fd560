import Testing

@testable import Terminal

/// Random keys, clicks, pastes and sizes: nothing traps, and what must hold holds after each of them.
@Suite struct WidgetFuzzTests {
    private static let nasty = "日本 \u{202E}e\u{301}\u{1B}[2J👩‍👩‍👧\n\tZoé" + String(repeating: "x", count: 300)

    /// Draws in a random room and checks that the cursor is on it.
    private func check(_ dice: inout Dice, _ what: String, _ draw: (Rect, inout Frame) -> Void) -> Size {
        let size = dice.size()
        let frame = painted(size.width, size.height, draw)
        if let cursor = frame.cursor { #expect(frame.bounds.contains(cursor), "\(what) in \(size)") }
        return size
    }

    @Test(arguments: 1...6) func forms(seed: UInt64) {
        var dice = Dice(seed: seed)
        let items = (0..<30).map {
            PickerItem(id: "\($0)", title: "Item \($0) \(Self.nasty.prefix($0 * 3))", detail: "d")
        }
        var form = Form(
            [
                FormField(
                    "a", "Client", .picker(PickerControl(Picker(searching: "who", newTitle: "New"))), isRequired: true),
                FormField("b", "Services", .list(ListControl(Picker(items: items)))),
                FormField("c", Self.nasty, .text(TextField(Self.nasty)), hint: Self.nasty),
                FormField("d", "Pay", .choice(ChoiceControl(["hold", Self.nasty, "card"]))),
                FormField("e", "Note", .area(TextArea(Self.nasty))),
                FormField("f", "On", .toggle(true, caption: Self.nasty)),
                FormField("g", "Total", .fixed(Self.nasty)),
            ], actions: [KeyHint("Enter", "book"), KeyHint("Esc", "back")])
        for turn in 0..<300 {
            var outcome = form.handle(dice.key())
            let size = check(&dice, "form") { form.draw(in: $0, into: &$1) }
            if turn % 5 == 0 { outcome = form.handle(dice.mouse(in: size), in: Rect(size)) }
            if turn % 17 == 0 { outcome = form.paste(Self.nasty) }
            switch outcome.event {
            case .search(let id, _, let request): form.show(Array(items.prefix(dice.roll(30))), in: id, for: request)
            case .picked("b", let item):
                form.set("b", rows: form.rows("b") + [.init(id: "\(turn)", title: item.title, detail: item.detail)])
            default: break
            }
            #expect(form.fields.indices.contains(form.focus) && form.fields[form.focus].takesFocus)
        }
    }

    @Test(arguments: 1...6) func grids(seed: UInt64) {
        var dice = Dice(seed: seed)
        var grid = TimeGrid<Int, Int>(range: 480..<1500, slot: 15)
        for turn in 0..<800 {
            if turn % 9 == 0 {
                let lanes = (0..<dice.roll(9)).map { GridLane(id: $0, title: Self.nasty, closed: [600..<700]) }
                let items = (0..<dice.roll(40)).map { id -> GridItem<Int, Int> in
                    let start = 400 + dice.roll(1_200)
                    let end = start + dice.roll(240)
                    let gap = dice.roll(3) == 0 ? GridItem<Int, Int>.Gap(start + 10..<start + 40, text: "gap") : nil
                    return GridItem(
                        id: id, lane: dice.roll(10), minutes: start..<end, gap: gap, letter: "C", ink: .done,
                        ground: .done, lines: [.init(Self.nasty), .init("two")], badge: "$")
                }
                grid.show(lanes: lanes, items: items, slot: [5, 7, 15, 25, 60][dice.roll(5)])
            }
            let before = grid.selectedItem
            if turn % 11 == 0, before != nil {
                grid.show(lanes: grid.lanes, items: grid.items)
                #expect(grid.selectedItem == before)
            }
            if turn % 23 == 0 { _ = grid.lift() }
            _ = grid.handle(dice.key())
            if turn % 13 == 0 { grid.now = .init(minute: dice.roll(1_800), label: "14:32") }
            let size = check(&dice, "grid") { grid.draw(in: $0, into: &$1) }
            if turn % 4 == 0 { grid.resize(to: size) }
            if turn % 7 == 0 { _ = grid.handle(dice.mouse(in: size), in: Rect(size)) }
            if turn % 31 == 0 { grid.reveal(minute: dice.roll(2_000)) }
            #expect(grid.lanes.isEmpty || grid.lanes.indices.contains(grid.cursorLane))
            #expect((0..<grid.rowCount).contains(grid.cursorRow))
            let view = grid.viewport(for: Size(80, 24))
            if grid.lifted == nil { #expect((view.top..<view.top + 22).contains(grid.cursorRow)) }
        }
    }

    @Test(arguments: 1...6) func tables(seed: UInt64) {
        var dice = Dice(seed: seed)
        var table = Table<Int>(
            columns: [
                .init("a", title: Self.nasty, minimum: 8),
                .init("b", title: "b", minimum: 5, priority: 2, order: .ascending),
                .init("c", title: "c", minimum: 4, maximum: 9, align: .trailing, priority: 1),
            ], whenEmpty: EmptyState(title: Self.nasty, sentence: Self.nasty, key: "n", action: "new"), maximumRows: 120
        )
        func rows(_ from: Int) -> [TableRow<Int>] {
            (from..<from + 40).map { TableRow(id: $0, cells: [TableCell(Self.nasty), TableCell(bar: .line(0.4))]) }
        }
        table.replace(with: rows(0), hasBefore: true, hasAfter: true)
        for turn in 0..<800 {
            let selected = table.selected?.id
            if turn % 29 == 0, let selected {
                table.replace(with: table.rows, hasBefore: true, hasAfter: true)
                #expect(table.selected?.id == selected)
            }
            if case .event(.needs(let edge)) = table.handle(dice.key()) {
                let kept = table.selected?.id
                switch edge {
                case .after: table.append(rows((table.rows.last?.id ?? 0) + 1), hasAfter: true)
                case .before: table.prepend(rows((table.rows.first?.id ?? 0) - 40), hasBefore: true)
                case .first, .last: table.replace(with: rows(dice.roll(400)), hasBefore: true, hasAfter: true)
                }
                if edge == .after || edge == .before { #expect(table.selected?.id == kept) }
            }
            let size = check(&dice, "table") { table.draw(in: $0, into: &$1) }
            if turn % 4 == 0 { table.resize(to: size) }
            if turn % 7 == 0 { _ = table.handle(dice.mouse(in: size), in: Rect(size)) }
            #expect(table.rows.count <= 120 && table.selected != nil)
            #expect(Set(table.rows.map(\.id)).count == table.rows.count)
        }
    }

    @Test(arguments: 1...4) func dialogsHelpPaletteMenuAndTree(seed: UInt64) {
        var dice = Dice(seed: seed)
        var dialogs: [Dialog] = [
            .confirm(title: Self.nasty, message: Self.nasty, accept: "Delete", refuse: "Keep"),
            .typed(title: "x", message: Self.nasty, word: "ERASE", accept: Self.nasty, refuse: "Keep"),
            .reasons(title: "x", reasons: ["a", Self.nasty], other: TextField(), accept: "Go", refuse: "Keep"),
            .prompt(title: "x", field: TextField(Self.nasty), accept: "Go", refuse: "Keep"),
            .notice(title: "", message: ""),
        ]
        var help = HelpOverlay([
            .init(Self.nasty, [.init(id: "a", keys: ["a", "C-p"], title: Self.nasty)]), .init("", []),
        ])
        var palette = Palette()
        var menu = Menu(title: Self.nasty, items: [.init(id: "a", title: Self.nasty, key: "a", refusal: "no")])
        var tree = Tree<Int>(columns: [.init("a", title: "a", minimum: 9)], whenEmpty: EmptyState(title: "none"))
        var text = ScrollText([.init(Self.nasty), .init("")])
        for turn in 0..<150 {
            let key = dice.key()
            for index in dialogs.indices {
                if dialogs[index].handle(key) == .ignored { Issue.record("a dialog let \(key) pass") }
                _ = check(&dice, "dialog") { dialogs[index].draw(in: $0, into: &$1) }
            }
            _ = help.handle(key)
            _ = check(&dice, "help") { help.draw(in: $0, into: &$1) }
            if case .event(.search(_, let request)) = palette.handle(key) {
                let rows = (0..<dice.roll(20)).map {
                    Palette.Row(id: "\($0)", title: Self.nasty, refusal: $0 % 3 == 0 ? "no" : "")
                }
                palette.show([.init("A", rows), .init("B", rows)], for: request)
            }
            _ = check(&dice, "palette") { palette.draw(in: $0, into: &$1) }
            _ = menu.handle(key)
            _ = check(&dice, "menu") { menu.draw(near: Point(99, turn), in: $0, into: &$1) }
            if turn % 40 == 0 {
                tree.show(
                    (0..<dice.roll(9)).map { id in
                        .init(
                            id: id * 10, cells: ["n"],
                            children: (1...3).map { .init(id: id * 10 + $0, cells: [TableCell(Self.nasty)]) })
                    })
            }
            _ = tree.handle(key)
            let size = check(&dice, "tree") { tree.draw(in: $0, into: &$1) }
            _ = tree.handle(dice.mouse(in: size), in: Rect(size))
            #expect(tree.lines.isEmpty || tree.selected != nil)
            _ = text.handle(key)
            text.resize(to: size)
            _ = check(&dice, "text") { text.draw(in: $0, into: &$1) }
        }
    }

    @Test func whatHasNoKeysDrawsAnywhere() {
        var dice = Dice(seed: 3)
        for _ in 0..<300 {
            _ = check(&dice, "header") {
                HeaderBar(title: Self.nasty, centre: ["long", "s"], name: Self.nasty, role: "r").draw(in: $0, into: &$1)
            }
            _ = check(&dice, "footer") { FooterHints([KeyHint("n", Self.nasty)]).draw(in: $0, into: &$1) }
            _ = check(&dice, "tabs") { TabBar([.init(Self.nasty), .init("x")]).draw(in: $0, into: &$1) }
            _ = check(&dice, "toast") { Toast(.failed, Self.nasty, hint: KeyHint("u", "undo")).draw(in: $0, into: &$1) }
            _ = check(&dice, "bars") {
                BarChart([.init("1", .nan), .init(Self.nasty, -3), .init("x", 9)], ticks: [.init(.infinity, "x")]).draw(
                    in: $0, into: &$1)
            }
            _ = check(&dice, "heat") {
                HeatMap(rows: [Self.nasty, "b"], columns: ["c"], values: [[-4, 2], []]).draw(in: $0, into: &$1)
            }
            _ = check(&dice, "cards") {
                Card.draw([Card(title: Self.nasty, value: "1"), Card(title: "b", value: "2")], in: $0, into: &$1)
            }
            _ = check(&dice, "pairs") { KeyValueList([.init(Self.nasty, Self.nasty)]).draw(in: $0, into: &$1) }
        }
    }
}
