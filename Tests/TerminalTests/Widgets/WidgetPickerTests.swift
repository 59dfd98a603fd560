import Testing

@testable import Terminal

@Suite struct WidgetPickerTests {
    private let people = [
        PickerItem(id: "1", title: "Maria Lopez", detail: "+34 600 123 456"),
        PickerItem(id: "2", title: "José María Pérez", detail: "+34 600 999 000"),
        PickerItem(id: "3", title: "Zoé Park", detail: "away", refusal: "Left the salon."),
    ]

    @Test func aLocalListIsFilteredAndRanked() {
        var picker = Picker(items: people, placeholder: "who")
        for key in Key.typing("mar") { #expect(picker.handle(key) == .handled) }
        #expect(picker.items.map(\.id) == ["1", "2"])
        #expect(
            picture(44, 4) { picker.draw(in: $0, into: &$1) } == """
                 mar
                 Maria Lopez       +34 600 123 456
                 José María Pérez  +34 600 999 000

                """)
        _ = picker.handle(.down)
        #expect(picker.handle(.enter) == .event(.picked(people[1])))
    }

    @Test func whatWasTypedIsMarkedInTheTitles() {
        var picker = Picker(items: people)
        for key in Key.typing("mar") { _ = picker.handle(key) }
        let frame = painted(44, 4) { picker.draw(in: $0, into: &$1) }
        #expect(cells(of: frame) { $0.attributes.contains(.underline) } == "MarMar")
    }

    @Test func theDetailIsSearchedToo() {
        var picker = Picker(items: people)
        for key in Key.typing("999") { _ = picker.handle(key) }
        #expect(picker.items.map(\.id) == ["2"])
    }

    @Test func nothingFoundSaysSo() {
        var picker = Picker(items: people)
        for key in Key.typing("qq") { _ = picker.handle(key) }
        #expect(picture(40, 3) { picker.draw(in: $0, into: &$1) } == " qq\n Nothing found for “qq”\n")
        #expect(picker.handle(.enter) == .handled)
        _ = picker.handle(.control("u"))
        #expect(picker.items.count == 3)
    }

    @Test func whatCanNotBeChosenIsThereWithItsReason() {
        var picker = Picker(items: people)
        _ = picker.handle(.down)
        _ = picker.handle(.down)
        #expect(picker.handle(.enter) == .event(.refused(people[2])))
        #expect(picture(60, 4) { picker.draw(in: $0, into: &$1) }.contains("Zoé Park          Left the salon."))
    }

    @Test func eachChangeAsksAndOldAnswersAreDropped() {
        var picker = Picker(searching: "name", newTitle: "New client")
        #expect(picker.handle("a") == .event(.search("a", request: 1)))
        #expect(picker.paste("na ") == .event(.search("ana", request: 2)))
        picker.show(people, for: 1)
        #expect(picker.items.isEmpty)
        picker.show(people, for: 2, hasMore: true)
        #expect(picker.listHeight == 5)
        #expect(picture(50, 6) { picker.draw(in: $0, into: &$1) }.hasSuffix("More answer this: type on"))
        #expect(picker.handle(.left) == .handled)
        #expect(picker.handle(.pageDown) == .handled)
        #expect(picker.handle(.enter) == .event(.new("ana")))
        #expect(picker.handle(.escape) == .event(.cancelled))
        #expect(picker.handle(.tab) == .ignored)
    }

    @Test func keysAboutTheListWaitForItsAnswer() {
        let aboutTheList: [Key] = [.enter, .tab, .up, .down, .pageUp, .pageDown, .control("n"), .control("p")]
        var picker = Picker(searching: "name", newTitle: "New client")
        for key in aboutTheList { #expect(!picker.mustWait(for: key)) }
        _ = picker.handle("m")
        for key in aboutTheList { #expect(picker.mustWait(for: key)) }
        for key: Key in ["a", .backspace, .left, .escape] { #expect(!picker.mustWait(for: key)) }
        #expect(picker.handle(.enter) == .handled)
        picker.show(people, for: 1)
        for key in aboutTheList { #expect(!picker.mustWait(for: key)) }
        _ = picker.handle("a")
        picker.fail("The server is away.", for: 2)
        #expect(!picker.mustWait(for: .enter))
    }

    @Test func aFormWaitsOnlyForTheSearchThatIsOpen() {
        var form = Form([
            FormField("client", "Client", .picker(PickerControl(Picker(searching: "name")))),
            FormField("note", "Note", .text(TextField())),
        ])
        _ = form.handle("a")
        #expect(form.isSearching && form.mustWait(for: .enter) && !form.mustWait(for: "b"))
        form.focus(on: "note")
        #expect(!form.isSearching && !form.mustWait(for: .enter))
        form.show(people, in: "client", for: 1)
        #expect(form.item("client") == nil && form.focusedID == "note")
    }
}
