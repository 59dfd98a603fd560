import Terminal
import Testing

@Suite struct KeyTests {
    @Test(arguments: [
        "n", "N", "?", "-", "/", "ctrl-p", "alt-up", "enter", "f5", "f12", "shift-tab", "space", "ctrl-space",
        "ctrl--", "pgdn", "ctrl-alt-del", "é",
    ])
    func aNameIsReadAndPrintedAlike(name: String) {
        #expect(Key(named: name)?.name == name)
    }

    @Test(arguments: ["", "hyper-x", "ctrl-", "f0", "f64", "nokey", "\u{7}", "\n", "shift-n", "ab", "\u{301}"])
    func whatIsNoKeyIsRefused(name: String) {
        #expect(Key(named: name) == nil)
    }

    @Test func namesMayBeInCapitalsAndHaveSynonyms() {
        #expect(Key(named: "Ctrl-P") == .control("p"))
        #expect(Key(named: "PageDown") == .pageDown)
        #expect(Key(named: "Return") == .enter)
        #expect(Key(named: "Escape") == .escape)
        #expect(Key(named: "Alt-N") == .alt("N"))
    }

    @Test func aPersonSeesShortSigns() {
        #expect(Key.control("p").display == "C-p")
        #expect(Key.up.display == "↑")
        #expect(Key(.up, .alt).display == "Alt-↑")
        #expect(Key.function(5).display == "F5")
        #expect(Key.space.display == "Space")
        #expect(Key.character("?").display == "?")
    }

    @Test func onlyPlainCharactersAreTyped() {
        #expect(Key.character("x").typed == "x")
        #expect(Key.control("x").typed == nil)
        #expect(Key.enter.typed == nil)
    }
}
