import Testing

@testable import Terminal

@Suite struct ClipboardTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"), ("Satō", "U2F0xY0="),
    ])
    func base64IsThatOfTheStandard(text: String, expected: String) {
        #expect(Clipboard.base64(text.utf8) == expected)
    }

    @Test func tmuxHandsTheTextOn() {
        #expect(Clipboard.sequence(for: "f", inTmux: false) == "\u{1B}]52;c;Zg==\u{7}")
        #expect(
            Clipboard.sequence(for: "f", inTmux: true)
                == "\u{1B}]52;c;Zg==\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zg==\u{7}\u{1B}\\")
    }

    @Test func aTextThatIsTooLongIsRefused() {
        let most = String(repeating: "x", count: Clipboard.limit)
        #expect(Clipboard.sequence(for: most, inTmux: false) != nil)
        #expect(Clipboard.sequence(for: most + "x", inTmux: false) == nil)
    }
}
