import Testing

@testable import Terminal

@Suite struct WidgetTextTests {
    private func buffer(_ text: String, at cursor: Int) -> TextBuffer {
        var buffer = TextBuffer(text)
        buffer.move(to: cursor)
        return buffer
    }

    @Test func editsByGraphemes() {
        var buffer = buffer("Zoé👩‍👩‍👧日", at: 4)
        #expect(buffer.count == 5)
        #expect(buffer.deleteBackward() == true)
        #expect(buffer.text == "Zoé日")
        #expect(buffer.cursor == 3)
        #expect(buffer.deleteForward() == true)
        #expect(buffer.deleteForward() == false)
        #expect(buffer.text == "Zoé")
    }

    @Test func aMarkTypedAloneJoinsTheLetterBeforeIt() {
        var buffer = buffer("Zoe", at: 3)
        #expect(buffer.insert("\u{301}") == true)
        #expect(buffer.text == "Zoé")
        #expect(buffer.count == 3)
        #expect(buffer.cursor == 3)
    }

    @Test func wordsAreWalkedAndDeleted() {
        var buffer = buffer("cut & blow-dry", at: 14)
        buffer.moveToPreviousWord()
        #expect(buffer.cursor == 11)
        buffer.moveToPreviousWord()
        #expect(buffer.cursor == 6)
        buffer.moveToPreviousWord()
        #expect(buffer.cursor == 0)
        buffer.moveToNextWord()
        #expect(buffer.cursor == 3)
        buffer.move(to: 10)
        #expect(buffer.deleteWordBackward() == true)
        #expect(buffer.text == "cut & -dry")
        #expect(buffer.deleteToStart() == true)
        #expect(buffer.text == "-dry")
        #expect(buffer.deleteToEnd() == true)
        #expect(buffer.isEmpty)
        #expect(buffer.deleteWordBackward() == false)
    }

    @Test func pastedLinesBecomeSpacesAndControlsGo() {
        var field = TextField()
        #expect(field.paste("Ana\r\nRuiz\n\tx\u{1B}[31m\u{7}") == .event(.changed))
        #expect(field.text == "Ana Ruiz  x[31m")
    }

    @Test func theLimitHoldsForWhatIsTypedNotForWhatIsStored() {
        var field = TextField("12345678", limit: 5)
        #expect(field.text == "12345678")
        #expect(field.handle(.character("9")) == .handled)
        field.text = "123"
        #expect(field.paste("4567") == .event(.changed))
        #expect(field.text == "12345")
    }

    @Test func aFieldTakesOnlyItsKindButSwallowsTheRest() {
        var field = TextField(content: .decimal)
        for key in Key.typing("6x5.q50") { #expect(field.handle(key) != .ignored) }
        #expect(field.text == "65.50")
        var number = TextField(content: .integer)
        _ = number.paste("12.50 EUR")
        #expect(number.text == "1250")
    }

    @Test func aFieldLeavesOtherKeysToItsHolder() {
        var field = TextField("x")
        for key in [Key.tab, .enter, .escape, .up, .down, .control("s"), .function(2), .alt("x")] {
            #expect(field.handle(key) == .ignored)
        }
    }

    @Test func aPasswordShowsDotsOnly() {
        let field = TextField("geheim日", content: .secret)
        let frame = painted(12, 1) { field.draw(in: $0, into: &$1, isFocused: true) }
        #expect(frame.lines == [" •••••••"])
        #expect(frame.cursor == Point(8, 0))
    }

    @Test func theTextScrollsSoThatTheCursorIsSeen() {
        var field = TextField("the quick brown fox jumps over")
        let end = painted(14, 1) { field.draw(in: $0, into: &$1, isFocused: true) }
        #expect(end.lines == [" …mps over"])
        #expect(end.cursor == Point(10, 0))
        _ = field.handle(.home)
        let start = painted(14, 1) { field.draw(in: $0, into: &$1, isFocused: true) }
        #expect(start.lines == [" the quick b…"])
        #expect(start.cursor == Point(1, 0))
    }

    @Test func aFieldWithoutTheFocusShowsItsBeginning() {
        let field = TextField("the quick brown fox jumps over")
        #expect(picture(14, 1) { field.draw(in: $0, into: &$1, isFocused: false) } == " the quick b…")
        let frame = painted(14, 1) { field.draw(in: $0, into: &$1, isFocused: false) }
        #expect(frame.cursor == nil)
        #expect(frame[.zero]?.style.ground == .field)
    }

    @Test(arguments: 1...9) func theCursorStaysInsideTheField(width: Int) {
        var field = TextField("日本語 👩‍👩‍👧 Zoé \u{202E}x")
        for _ in 0..<field.buffer.count {
            let frame = painted(width, 1) { field.draw(in: $0, into: &$1, isFocused: true) }
            #expect(frame.cursor.map { frame.bounds.contains($0) } == true)
            _ = field.handle(.left)
        }
    }

    @Test func aClickPutsTheCursorThere() {
        var field = TextField("日本go")
        _ = field.handle(Mouse(.press(.left), at: Point(5, 0)), in: Rect(x: 0, y: 0, width: 20, height: 1))
        #expect(field.buffer.cursor == 2)
    }

    @Test func anAreaHasLines() {
        var area = TextArea("one", height: 3)
        #expect(area.handle(.enter) == .event(.changed))
        for key in Key.typing("two") { _ = area.handle(key) }
        #expect(area.text == "one\ntwo")
        #expect(area.handle(.up) == .handled)
        #expect(area.handle(.up) == .ignored)
        _ = area.handle(.end)
        #expect(area.handle(.delete) == .event(.changed))
        #expect(area.text == "onetwo")
        #expect(area.paste("a\nb") == .event(.changed))
        #expect(area.text == "onea\nbtwo")
        #expect(picture(10, 3) { area.draw(in: $0, into: &$1, isFocused: true) } == " onea\n btwo\n")
    }

    @Test func anAreaKeepsItsLimit() {
        var area = TextArea("", height: 2, limit: 4)
        _ = area.paste("abc\ndef")
        #expect(area.text == "abc\n")
        #expect(area.handle(.character("x")) == .handled)
        #expect(area.handle(.enter) == .handled)
    }

    // MARK: Wrapping and matching

    @Test func textIsBrokenAtBlanksByCells() {
        #expect(TextWrap.lines("the colour 日本語 needs time", width: 10) == ["the colour", "日本語", "needs time"])
        #expect(TextWrap.lines("one\n\ntwo", width: 10) == ["one", "", "two"])
        #expect(TextWrap.lines("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
        #expect(TextWrap.lines("日本語", width: 1) == ["日", "本", "語"])
        #expect(TextWrap.lines("x", width: 0) == [])
    }

    @Test func whatIsBeyondTheLimitEndsWithAnEllipsis() {
        let lines = TextWrap.lines("one two three four five", width: 9, limit: 2)
        #expect(lines == ["one two", "three fo…"])
        #expect(TextWrap.lines("a b", width: 1, limit: 1) == ["…"])
    }

    @Test func matchingPassesOverCaseAndAccents() {
        #expect(TextMatch.ranges(of: "maria", in: "José María Pérez") == [5..<10])
        #expect(TextMatch.ranges(of: "lop mar", in: "Maria Lopez") == [6..<9, 0..<3])
        #expect(TextMatch.ranges(of: "łodz", in: "Lodz") == [0..<4])
        #expect(TextMatch.ranges(of: "日", in: "山日") == [1..<2])
        #expect(TextMatch.ranges(of: "x", in: "Maria") == nil)
        #expect(TextMatch.ranges(of: "  ", in: "Maria") == [])
        // A word's beginning is found before the middle of an earlier word.
        #expect(TextMatch.ranges(of: "an", in: "Joan Anders") == [5..<7])
    }
}
