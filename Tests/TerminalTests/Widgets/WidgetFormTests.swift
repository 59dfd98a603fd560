import Testing

@testable import Terminal

@Suite struct WidgetFormTests {
    private func booking() -> Form {
        let client = Picker(searching: "name, phone or email", newTitle: "New client")
        let services = Picker(
            items: [
                PickerItem(id: "cut", title: "Cut & blow-dry", detail: "60 min  65.00"),
                PickerItem(id: "dye", title: "Colour, roots", detail: "65 min  55.00"),
                PickerItem(id: "gel", title: "Gel set", refusal: "Nobody does it on Fridays."),
            ], placeholder: "add a service")
        return Form(
            [
                FormField("client", "Client", .picker(PickerControl(client)), isRequired: true),
                FormField("services", "Services", .list(ListControl(services)), isRequired: true),
                FormField("when", "When", .text(TextField("fri")), hint: "Friday 27 November"),
                FormField("pay", "Payment", .choice(ChoiceControl(["hold 4 h", "cash", "card"]))),
                FormField("mail", "Remind", .toggle(false, caption: "by mail")),
                FormField("total", "Total", .fixed("145.00 EUR")),
            ], actions: [KeyHint(.enter, "book"), KeyHint(.escape, "back")])
    }

    private func press(_ form: inout Form, _ keys: [Key]) -> [Form.Event] {
        keys.compactMap { form.handle($0).event }
    }

    @Test func labelsStandAtTheLeftAndHintsBelow() {
        let form = booking()
        #expect(
            picture(50, 14) { form.draw(in: $0, into: &$1) } == """
                Client*    name, phone or email

                Services*  add a service

                When       fri
                           Friday 27 November

                Payment    (•) hold 4 h  ( ) cash  ( ) card

                Remind     [ ] by mail

                Total      145.00 EUR

                 Enter  book   Esc back
                """)
    }

    @Test func aFormThatDoesNotFitScrollsToTheFocus() {
        var form = booking()
        #expect(
            picture(40, 6) { form.draw(in: $0, into: &$1) } == """
                Client*    name, phone or email
                Services*  add a service
                When       fri
                           Friday 27 November
                Payment    (•) hold 4 h  ( ) cash      ▼
                 Enter  book   Esc back
                """)
        form.focus(on: "mail")
        let frame = painted(40, 6) { form.draw(in: $0, into: &$1) }
        #expect(
            frame.lines.joined(separator: "\n") == """
                           Friday 27 November          ▲
                Payment    (•) hold 4 h  ( ) cash
                           ( ) card
                Remind     [ ] by mail
                Total      145.00 EUR
                 Enter  book   Esc back
                """)
        #expect(frame.cursor == Point(12, 3))
    }

    @Test func aNarrowFormPutsLabelsAboveTheFields() {
        let form = booking()
        #expect(
            picture(24, 8) { form.draw(in: $0, into: &$1) } == """
                Client*
                 name, phone or email
                Services*
                 add a service
                When
                 fri
                 Friday 27 November    ▼
                 Enter  book   Esc back
                """)
    }

    @Test func tabAndArrowsGoRoundTheFieldsThatTakeKeys() {
        var form = booking()
        #expect(press(&form, [.tab, .down, .tab, .tab]).count == 4)
        #expect(form.focusedID == "mail")
        #expect(form.handle(.tab) == .event(.focused("client")))
        #expect(form.handle(.backTab) == .event(.focused("mail")))
        #expect(form.handle(.up) == .event(.focused("pay")))
        form.update("mail") { $0.refusal = "No mail address." }
        #expect(form.handle(.down) == .event(.focused("client")))
    }

    @Test func theClientIsSearchedElsewhereAndOldAnswersAreDropped() {
        var form = booking()
        #expect(form.handle("m") == .event(.search("client", query: "m", request: 1)))
        #expect(form.handle("a") == .event(.search("client", query: "ma", request: 2)))
        form.show([PickerItem(id: "9", title: "Max")], in: "client", for: 1)
        #expect(picture(50, 12) { form.draw(in: $0, into: &$1) }.contains("Searching…"))
        form.show(
            [PickerItem(id: "1", title: "Maria Lopez", detail: "+34 600"), PickerItem(id: "2", title: "Mara")],
            in: "client", for: 2)
        #expect(
            picture(50, 8) { form.draw(in: $0, into: &$1) } == """
                Client*    ma
                Services* ┌──────────────────────────────────────┐
                When      │ Maria Lopez  +34 600                 │
                          │ Mara                                 │
                Payment   │ + New client “ma”                    │
                Remind    └──────────────────────────────────────┘
                Total      145.00 EUR
                 Enter  book   Esc back
                """)
        let maria = PickerItem(id: "1", title: "Maria Lopez", detail: "+34 600")
        #expect(form.handle(.enter) == .event(.picked("client", maria)))
        #expect(form.item("client") == maria)
        #expect(form.focusedID == "services")
    }

    @Test func aNewClientAndAFailedSearch() {
        var form = booking()
        _ = press(&form, Key.typing("ana"))
        form.show([], in: "client", for: 3)
        #expect(picture(60, 12) { form.draw(in: $0, into: &$1) }.contains("+ New client “ana”"))
        #expect(form.handle(.enter) == .event(.new("client", text: "ana")))
        _ = press(&form, Key.typing("x"))
        form.fail("The server does not answer.", in: "client", for: 4)
        #expect(picture(60, 12) { form.draw(in: $0, into: &$1) }.contains("✗ The server does not answer."))
        #expect(form.handle(.control("r")) == .event(.search("client", query: "x", request: 5)))
        #expect(form.handle(.escape) == .handled)
        #expect(form.handle(.escape) == .event(.left(isChanged: false)))
    }

    @Test func tabTakesWhatWasTypedInASearch() {
        var form = booking()
        form.focus(on: "services")
        let events = press(&form, Key.typing("col") + [.tab])
        #expect(events == [.picked("services", PickerItem(id: "dye", title: "Colour, roots", detail: "65 min  55.00"))])
        #expect(form.focusedID == "services")
        #expect(press(&form, [.tab]) == [.focused("when")])
    }

    @Test func aListAddsRemovesAndOrders() {
        var form = booking()
        form.focus(on: "services")
        #expect(press(&form, Key.typing("cut") + [.enter]).count == 1)
        form.set(
            "services",
            rows: [
                .init(id: "1", title: "Colour, roots", detail: "55.00"),
                .init(id: "2", title: "Olaplex", detail: "25.00", isIndented: true),
                .init(id: "3", title: "Cut & blow-dry", detail: "65.00"),
            ])
        #expect(
            picture(44, 9) { form.draw(in: $0, into: &$1) } == """
                Client*    name, phone or email
                Services*  Colour, roots              55.00
                           + Olaplex                  25.00
                           Cut & blow-dry             65.00
                           add a service
                           type to add · Del removes · Alt…
                When       fri
                           Friday 27 November              ▼
                 Enter  book   Esc back
                """)
        #expect(press(&form, [.up, Key(.up, .alt)]) == [.changed("services")])
        #expect(form.rows("services").map(\.id) == ["1", "3", "2"])
        #expect(press(&form, [.delete]) == [.removed("services", row: "3")])
        #expect(form.rows("services").map(\.id) == ["1", "2"])
        #expect(press(&form, [.up, .up]) == [.focused("client")])
    }

    @Test func whatCanNotBeChosenSaysWhy() {
        var form = booking()
        form.focus(on: "services")
        let gel = PickerItem(id: "gel", title: "Gel set", refusal: "Nobody does it on Fridays.")
        #expect(press(&form, Key.typing("gel") + [.enter]) == [.refused("services", gel)])
        #expect(picture(60, 12) { form.draw(in: $0, into: &$1) }.contains("Gel set  Nobody does it on Fridays."))
    }

    @Test func choicesAndTogglesTellTheirStateWithoutColour() {
        var form = booking()
        form.focus(on: "pay")
        #expect(press(&form, [.right, "c", .left]) == [.changed("pay"), .changed("pay"), .changed("pay")])
        #expect(form.choice("pay") == 1)
        form.focus(on: "mail")
        #expect(press(&form, [.space]) == [.changed("mail")])
        #expect(form.isOn("mail"))
        let text = picture(60, 16) { form.draw(in: $0, into: &$1) }
        #expect(text.contains("( ) hold 4 h  (•) cash  ( ) card"))
        #expect(text.contains("[x] by mail"))
    }

    @Test func anOptionThatIsRefusedIsPassedOver() {
        var form = booking()
        form.update("pay") {
            $0.control = .choice(
                ChoiceControl([.init("hold"), .init("cash", refusal: "The till is closed."), .init("card")]))
        }
        form.focus(on: "pay")
        _ = form.handle(.right)
        #expect(form.choice("pay") == 2)
        _ = form.handle(.right)
        #expect(form.choice("pay") == 0)
    }

    @Test func enterAndControlSSubmitWhenAllIsThere() {
        var form = booking()
        form.focus(on: "when")
        #expect(form.handle(.enter) == .event(.submitted))
        let isInOrder = form.check(["when": "Friday is a closing day.", "client": "Nobody is called so."])
        #expect(!isInOrder)
        #expect(form.focusedID == "client")
        #expect(form["client"]?.error == "Client is needed.")
        let seen = picture(60, 20) { form.draw(in: $0, into: &$1) }
        #expect(seen.contains("✗ Services is needed.") && seen.contains("✗ Friday is a closing day."))
        form.set("client", item: PickerItem(id: "1", title: "Maria"))
        form.set("services", rows: [.init(id: "1", title: "Cut")])
        #expect(form.handle(.control("s")) == .event(.submitted))
        let isComplete = form.check()
        #expect(isComplete && form["services"]?.error == "" && form["when"]?.error == "")
        form.showErrors(["when": "Friday is a closing day."])
        #expect(form.focusedID == "when")
        #expect(press(&form, ["x"]) == [.changed("when")])
        #expect(form["when"]?.error == "")
    }

    @Test func escapeTellsWhetherSomethingWasFilledIn() {
        var form = booking()
        #expect(form.handle(.escape) == .event(.left(isChanged: false)))
        form.focus(on: "when")
        _ = form.handle("x")
        #expect(form.handle(.escape) == .event(.left(isChanged: true)))
        _ = form.handle(.backspace)
        #expect(!form.isChanged)
        _ = form.paste(" 3pm")
        #expect(form.text("when") == "fri 3pm")
        form.markSaved()
        #expect(!form.isChanged)
    }

    @Test func anAlertAndAnErrorHaveSigns() {
        var form = booking()
        form.set("client", item: PickerItem(id: "1", title: "Maria Lopez"))
        form.update("client") {
            $0.hint = "23 visits"
            $0.alert = "patch test due"
        }
        let frame = painted(50, 20) { form.draw(in: $0, into: &$1) }
        #expect(frame.lines[1] == "           23 visits")
        #expect(frame.lines[2] == "           ⚠ patch test due")
        #expect(cells(of: frame) { $0.ink == .warning && $0.attributes.contains(.bold) } == "⚠ patch test due")
        form.showErrors(["client": "She is blocked."])
        #expect(picture(50, 20) { form.draw(in: $0, into: &$1) }.contains("✗ She is blocked."))
    }

    @Test func theMouseFocusesAndChooses() {
        var form = booking()
        let rect = Rect(x: 0, y: 0, width: 50, height: 14)
        func click(_ x: Int, _ y: Int) -> Form.Event? {
            form.handle(Mouse(.press(.left), at: Point(x, y)), in: rect).event
        }
        #expect(click(12, 4) == .focused("when"))
        #expect(click(27, 7) == .changed("pay"))
        #expect(form.choice("pay") == 1)
        #expect(click(13, 9) == .changed("mail"))
        #expect(click(13, 11) == nil)
        #expect(click(13, 2) == .focused("services"))
        #expect(form.handle(.space) == .handled)
        #expect(
            click(14, 4) == .picked("services", PickerItem(id: "cut", title: "Cut & blow-dry", detail: "60 min  65.00"))
        )
    }
}
