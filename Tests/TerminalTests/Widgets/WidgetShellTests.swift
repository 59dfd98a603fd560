import Testing

@testable import Terminal

@Suite struct WidgetShellTests {
    private let tabs = TabBar(["Appointments", "Clients", "Services", "More"].map { TabBar.Tab($0) }, selected: 1)

    @Test func tabsMoveTogetherThenLoseTheirNames() {
        func text(_ width: Int) -> String { picture(width, 1) { tabs.draw(in: $0, into: &$1) } }
        #expect(text(60) == "  1 Appointments    2 Clients    3 Services    4 More")
        #expect(text(50) == "  1 Appointments  2 Clients  3 Services  4 More")
        #expect(text(44) == " 1 Appointments 2 Clients 3 Services 4 More")
        #expect(text(40) == "  1  2 Clients  3  4")
        #expect(text(8) == " 1234")
        let frame = painted(60, 1) { tabs.draw(in: $0, into: &$1) }
        #expect(cells(of: frame) { $0.ground == .selection } == " 2 Clients ")
    }

    @Test func digitsAndClicksChooseTabs() {
        var tabs = tabs
        #expect(tabs.handle("3") == .event(.chosen(2)))
        #expect(tabs.handle("5") == .ignored)
        #expect(tabs.handle("x") == .ignored)
        let rect = Rect(x: 0, y: 0, width: 60, height: 1)
        #expect(tabs.handle(Mouse(.press(.left), at: Point(5, 0)), in: rect) == .event(.chosen(0)))
        #expect(tabs.handle(Mouse(.press(.left), at: Point(59, 0)), in: rect) == .ignored)
    }

    @Test func theFooterKeepsTheHelpWhateverTheWidth() {
        let footer = FooterHints([KeyHint("n", "new"), KeyHint(.enter, "open"), KeyHint("m", "move")])
        func text(_ width: Int) -> String { picture(width, 1) { footer.draw(in: $0, into: &$1) } }
        #expect(text(40) == " n new  Enter open  m move       ? help")
        #expect(text(35) == " n new  Enter open  m move  ? help")
        #expect(text(33) == " n new  Enter open  …     ? help")
        #expect(text(20) == " n new  …    ? help")
        #expect(text(10) == " … ? help")
        #expect(text(4) == "? h…")
        let rect = Rect(x: 0, y: 0, width: 40, height: 1)
        #expect(footer.hint(at: Point(10, 0), in: rect)?.title == "open")
        #expect(footer.hint(at: Point(36, 0), in: rect)?.title == "help")
        #expect(footer.hint(at: Point(30, 0), in: rect) == nil)
    }

    @Test func theHeaderGivesUpTheLessImportantFirst() {
        let header = HeaderBar(
            title: "Maison Lumière", centre: ["Saturday 21 November 2026  14:32", "Sat 21 Nov  14:32", "14:32"],
            status: .init("●", "live", ink: .good), name: "Ana Ruiz", role: "receptionist")
        func text(_ width: Int) -> String { picture(width, 1) { header.draw(in: $0, into: &$1) } }
        #expect(
            text(100)
                == " Maison Lumière                   Saturday 21 November 2026  14:32   ● live   Ana Ruiz receptionist"
        )
        #expect(text(80) == " Maison Lumière               Sat 21 Nov  14:32  ● live   Ana Ruiz receptionist")
        #expect(text(50) == " Maison Lumière       14:32     ● live   Ana Ruiz")
        #expect(text(26) == " Maison Lumière  14:32  ●")
        #expect(text(10) == " Maison L…")
    }

    @Test func aToastHasASignForEachLevel() {
        func text(_ toast: Toast, _ width: Int = 40) -> String {
            picture(width, 1) { toast.draw(in: $0, into: &$1) }
        }
        #expect(text(Toast(.good, "Moved", hint: KeyHint("u", "undo"))) == "                        ✓ Moved  u undo")
        #expect(text(Toast(.failed, "Just taken")).hasSuffix("✗ Just taken"))
        #expect(text(Toast(.warning, "Hold ends")).hasSuffix("! Hold ends"))
        #expect(text(Toast(.info, "Copied")).hasSuffix("i Copied"))
        #expect(
            text(Toast(.good, "Moved Maria Lopez to Friday", hint: KeyHint("u", "undo")), 18) == " ✓ Moved Maria Lo…")
        #expect(Toast(.info, "x", expires: 10).isOver(at: 10))
        #expect(!Toast(.info, "x", expires: 10).isOver(at: 9))
        #expect(!Toast(.info, "x").isOver(at: 1 << 60))
    }

    // MARK: Dialogs

    @Test func aDangerousQuestionFocusesOnTheSafeAnswer() {
        var dialog = Dialog.confirm(
            title: "Cancel Maria Lopez, 14:30?", message: "The time is free again at once.", accept: "Cancel it",
            refuse: "Keep")
        #expect(
            picture(66, 9) { dialog.draw(in: $0, into: &$1) } == """

                   ╭─ ! Cancel Maria Lopez, 14:30? ───────────────────────────╮
                   │                                                          │
                   │  The time is free again at once.                         │
                   │                                                          │
                   │  ▸ Keep     Cancel it                                    │
                   ╰──────────────────────────────────────────────────────────╯


                """)
        #expect(dialog.handle(.enter) == .event(.refused))
        #expect(dialog.handle("x") == .handled)
        #expect(dialog.handle(.right) == .handled)
        #expect(dialog.handle(.enter) == .event(.accepted(text: "", choice: nil)))
        #expect(dialog.handle(.escape) == .event(.refused))
        #expect(dialog.handle("y") == .event(.accepted(text: "", choice: nil)))
        #expect(dialog.handle("n") == .event(.refused))
        var harmless = Dialog.confirm(title: "Save?", accept: "Save", refuse: "Back", isDangerous: false)
        #expect(harmless.handle(.enter) == .event(.accepted(text: "", choice: nil)))
    }

    @Test func whatIsBehindADialogRecedes() {
        let dialog = Dialog.notice(title: "Saved", message: "All is well.")
        var frame = Frame(Size(70, 12))
        frame.write("behind", at: .zero, style: Style(.danger, on: .failed, .bold))
        frame.cursor = Point(3, 3)
        dialog.draw(in: frame.bounds, into: &frame)
        #expect(frame[.zero]?.style == Style(.faint, on: .base))
        #expect(frame[.zero]?.text == "b")
        #expect(frame.cursor == nil)
    }

    @Test func aWordMustBeTyped() {
        var dialog = Dialog.typed(
            title: "Erase 14 clients?", message: "", word: "ERASE", accept: "Erase", refuse: "Keep")
        for key in Key.typing("eras") { #expect(dialog.handle(key) == .handled) }
        #expect(dialog.handle(.enter) == .handled)
        #expect(dialog.complaint == "Type ERASE to go on.")
        #expect(picture(60, 12) { dialog.draw(in: $0, into: &$1) }.contains("✗ Type ERASE to go on."))
        _ = dialog.handle(.control("u"))
        _ = dialog.paste("ERASE")
        #expect(dialog.complaint.isEmpty)
        #expect(dialog.handle(.tab) == .handled)
        #expect(dialog.handle(.tab) == .handled)
        #expect(dialog.handle(.enter) == .event(.accepted(text: "ERASE", choice: nil)))
    }

    @Test func aReasonIsChosenOrTyped() {
        var dialog = Dialog.reasons(
            title: "Why?", reasons: ["Client asked", "Expert is ill"], other: TextField(placeholder: "another"),
            accept: "Cancel it", refuse: "Keep")
        #expect(
            picture(50, 9) { dialog.draw(in: $0, into: &$1) } == """

                   ╭─ ! Why? ─────────────────────────────────╮
                   │  (•) Client asked                        │
                   │  ( ) Expert is ill                       │
                   │  ( )  another                            │
                   │                                          │
                   │    Keep     Cancel it                    │
                   ╰──────────────────────────────────────────╯

                """)
        #expect(dialog.handle("2") == .handled)
        #expect(dialog.handle(.enter) == .event(.accepted(text: "Expert is ill", choice: 1)))
        _ = dialog.handle(.down)
        #expect(dialog.handle(.enter) == .handled)
        #expect(dialog.complaint == "Type the reason.")
        for key in Key.typing("jk 1") { _ = dialog.handle(key) }
        #expect(dialog.handle(.enter) == .event(.accepted(text: "jk 1", choice: 2)))
    }

    @Test func aTextIsAskedFor() {
        var dialog = Dialog.prompt(title: "Note", field: TextField("x"), accept: "Save", refuse: "Back")
        #expect(painted(60, 12) { dialog.draw(in: $0, into: &$1) }.cursor != nil)
        _ = dialog.handle(.backspace)
        #expect(dialog.handle(.enter) == .handled)
        _ = dialog.handle("é")
        #expect(dialog.handle(.enter) == .event(.accepted(text: "é", choice: nil)))
    }

    // MARK: Help, palette, menu

    private var help: HelpOverlay {
        HelpOverlay([
            .init(
                "This screen",
                [
                    .init(id: "new", keys: ["n"], title: "new appointment", detail: "books at the cursor"),
                    .init(id: "cancel", keys: ["x", "Del"], title: "cancel", refusal: "It is over."),
                ]),
            .init("Everywhere", [.init(id: "palette", keys: [":", "C-p"], title: "command palette")]),
        ])
    }

    @Test func helpIsSearchedByNameAndByKey() {
        var help = help
        #expect(
            picture(60, 11) { help.draw(in: $0, into: &$1) } == """


                ╭─ Keys ───────────────────────────────────────────────────╮
                │  type a name or press a key                              │
                │ This screen                                              │
                │  n             new appointment  books at the cursor      │
                │  x Del         cancel  It is over.                       │
                │ Everywhere                                               │
                ╰──────────────────────────────────────────────────────────╯


                """)
        for key in Key.typing("palette") { #expect(help.handle(key) == .handled) }
        #expect(help.handle(.enter) == .event(.chosen("palette")))
        #expect(help.handle(.escape) == .handled)
        #expect(help.handle(.control("p")) == .handled)
        #expect(help.handle(.enter) == .event(.chosen("palette")))
        _ = help.handle(.escape)
        #expect(help.handle("x") == .handled)
        #expect(help.handle(.enter) == .event(.chosen("cancel")))
        _ = help.handle(.escape)
        _ = help.handle(.down)
        #expect(help.handle(.down) == .handled)
        #expect(help.handle(.enter) == .event(.chosen("palette")))
        #expect(help.handle("?") == .event(.closed))
        #expect(help.handle(.escape) == .event(.closed))
    }

    @Test func helpSaysTheWholeSentenceOfWhatIsUnderTheCursor() {
        let sentence = "Books at the cursor's expert and time, if that is free; otherwise where it is."
        var help = HelpOverlay([
            .init(
                "This screen",
                [
                    .init(id: "new", keys: ["n"], title: "new", detail: sentence),
                    .init(id: "cancel", keys: ["x"], title: "cancel", detail: "Calls it off.", refusal: "It is over."),
                ])
        ])
        #expect(
            picture(60, 20) { help.draw(in: $0, into: &$1) }.contains(
                """
                │                                                          │
                │ Books at the cursor's expert and time, if that is free;  │
                │ otherwise where it is.                                   │
                ╰──────────────────────────────────────────────────────────╯
                """))
        _ = help.handle(.down)
        #expect(picture(60, 20) { help.draw(in: $0, into: &$1) }.contains("│ It is over. "))
    }

    @Test func thePaletteAsksAndShowsWhatAnswers() {
        var palette = Palette()
        #expect(palette.open() == .event(.search("", request: 1)))
        #expect(palette.handle("m") == .event(.search("m", request: 2)))
        palette.show([.init("Old", [.init(id: "x", title: "old")])], for: 1)
        #expect(palette.handle(.enter) == .handled)
        let rows: [Palette.Row] = [
            .init(id: "till", title: "Close the till", refusal: "It is not open."),
            .init(id: "new", title: "New appointment", key: "n"),
        ]
        let maria = Palette.Row(id: "1", title: "Maria Lopez", detail: "+34 600")
        palette.show([.init("Actions", rows), .init("Screens", []), .init("Clients", [maria])], for: 2)
        #expect(
            picture(50, 10) { palette.draw(in: $0, into: &$1) } == """


                ╭────────────────────────────────────────────────╮
                │ m                                              │
                │  Close the till  It is not open.               │
                │  New appointment                             n │
                │ Clients                                        │
                ╰────────────────────────────────────────────────╯


                """)
        #expect(palette.handle(.enter) == .event(.chosen(rows[1])))
        _ = palette.handle(.up)
        #expect(palette.handle(.enter) == .event(.refused(rows[0])))
        _ = palette.handle(.pageDown)
        #expect(palette.handle(.enter) == .event(.chosen(maria)))
        #expect(palette.handle(.escape) == .event(.cancelled))
    }

    @Test func aMenuStaysOnTheScreenAndTakesItsKeys() {
        var menu = Menu(
            title: "Maria",
            items: [
                .init(id: "pay", title: "Pay", key: "p", refusal: "Paid already."),
                .init(id: "in", title: "Check in", key: "c"),
                .init(id: "x", title: "Cancel", key: "x", isDangerous: true),
            ])
        #expect(
            picture(40, 6) { menu.draw(near: Point(38, 5), in: $0, into: &$1) } == """

                              ╭─ Maria ────────────────╮
                              │ p  Pay  Paid already.  │
                              │ c  Check in            │
                              │ x  Cancel              │
                              ╰────────────────────────╯
                """)
        #expect(menu.handle(.enter) == .event(.chosen("in")))
        #expect(menu.handle("x") == .event(.chosen("x")))
        #expect(menu.handle("p").event != .chosen("pay"))
        #expect(menu.handle(.escape) == .event(.cancelled))
    }
}
