import CNcurses
import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
    private func decode(_ text: String) -> [Input] {
        var decoder = InputDecoder()
        return decoder.decode(text.utf8.map { Int32($0) }, now: 0)
    }

    private func code(_ which: UInt32, _ modifiers: UInt32 = 0) -> Int32 {
        Int32(NC_KEY.rawValue + 8 * which + modifiers)
    }

    private let pasteBegin = Int32(NC_PASTE_BEGIN.rawValue)
    private let pasteEnd = Int32(NC_PASTE_END.rawValue)

    @Test func lettersInAnyScriptAreKeys() {
        #expect(decode("aÉ日👍") == ["a", "É", "日", "👍"].map { .key(.character($0)) })
    }

    @Test func aLetterMayArriveInPieces() {
        var decoder = InputDecoder()
        #expect(decoder.decode([0xE6, 0x97], now: 0) == [])
        #expect(decoder.decode([0xA5, 0x61], now: 1) == [.key(.character("日")), .key(.character("a"))])
    }

    @Test func whatIsNotUTF8BecomesTheReplacementCharacter() {
        var decoder = InputDecoder()
        #expect(decoder.decode([0xFF, 0x61], now: 0) == [.key(.character("\u{FFFD}")), .key(.character("a"))])
        #expect(decoder.decode([0xC0, 0x80], now: 0).count == 2)
    }

    @Test func controlsAreKeysHeldWithControl() {
        #expect(decode("\u{10}\u{00}\u{1F}") == [.key(.control("p")), .key(.control(" ")), .key(.control("_"))])
        #expect(decode("\r\n\t\u{7F}\u{08}") == [.enter, .enter, .tab, .backspace, .backspace].map(Input.key))
        #expect(decode("\u{1A}") == [.key("ctrl-z")])
    }

    @Test func escapeAloneIsEscapeAndBeforeAKeyIsAlt() {
        #expect(decode("\u{1B}") == [.key(.escape)])
        #expect(decode("\u{1B}n") == [.key(.alt("n"))])
        #expect(decode("\u{1B}é") == [.key(.alt("é"))])
        #expect(decode("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
        var decoder = InputDecoder()
        #expect(decoder.decode([27, code(NC_UP.rawValue)], now: 0) == [.key("alt-up")])
    }

    @Test func numberedKeysHaveTheirModifiers() {
        var decoder = InputDecoder()
        let codes = [
            code(NC_LEFT.rawValue, NC_CONTROL.rawValue), code(NC_BACK_TAB.rawValue), code(NC_F0.rawValue + 5),
            code(NC_DELETE.rawValue, NC_SHIFT.rawValue | NC_ALT.rawValue), Int32(NC_TYPED.rawValue) + 0x37,
        ]
        #expect(
            decoder.decode(codes, now: 0)
                == ["ctrl-left", "shift-tab", "f5", "alt-shift-del", "7"].map { .key($0) })
    }

    @Test func anUnknownSequenceIsNeverTakenForCommands() {
        #expect(decode("\u{1B}[57441;5ux") == [.key(.character("x"))])
        #expect(decode("\u{1B}[?997;1nd") == [.key(.character("d"))])
        #expect(decode("\u{1B}Odd") == [.key(.character("d"))])
    }

    @Test func aPasteIsOneTextWithoutControls() {
        var decoder = InputDecoder()
        let bytes = "q\u{1B}[31mü\r\ntwo\rthree\tx\u{7}".utf8.map { Int32($0) }
        #expect(decoder.decode([pasteBegin] + bytes, now: 0) == [])
        // A key that ncurses recognised inside the pasted text is no key.
        let rest = decoder.decode([code(NC_UP.rawValue), 0x64, pasteEnd, 0x65], now: 10)
        #expect(rest == [.paste("q[31mü\ntwo\nthree\txd"), .key(.character("e"))])
    }

    @Test func aPasteThatNeverEndsIsGivenUp() {
        var decoder = InputDecoder()
        #expect(decoder.decode([pasteBegin, 0x61], now: 0) == [])
        #expect(decoder.decode([0x71], now: 1_500) == [.paste("a"), .key(.character("q"))])
    }

    @Test func aPasteHasALimit() {
        var decoder = InputDecoder()
        let many = [Int32](repeating: 0x61, count: InputDecoder.pasteLimit + 10)
        guard case .paste(let text)? = decoder.decode([pasteBegin] + many + [pasteEnd], now: 0).first else {
            Issue.record("nothing was pasted")
            return
        }
        #expect(text.utf8.count == InputDecoder.pasteLimit)
    }

    @Test func twoPressesInOneCellAreADoublePress() {
        var decoder = InputDecoder()
        let mouse = Int32(NC_MOUSE.rawValue)
        let press = Mouse(.press(.left), at: Point(3, 4))
        let double = Mouse(.doublePress(.left), at: Point(3, 4))
        #expect(decoder.decode([mouse], now: 0) { press } == [.mouse(press)])
        #expect(decoder.decode([mouse], now: 300) { press } == [.mouse(double)])
        #expect(decoder.decode([mouse], now: 400) { press } == [.mouse(press)])
        #expect(decoder.decode([mouse], now: 900) { press } == [.mouse(press)])
        let elsewhere = Mouse(.press(.left), at: Point(9, 4))
        #expect(decoder.decode([mouse], now: 950) { elsewhere } == [.mouse(elsewhere)])
    }

    @Test func focusIsTold() {
        var decoder = InputDecoder()
        let codes = [Int32(NC_FOCUS_OUT.rawValue), Int32(NC_FOCUS_IN.rawValue)]
        #expect(decoder.decode(codes, now: 0) == [.focus(false), .focus(true)])
    }
}
