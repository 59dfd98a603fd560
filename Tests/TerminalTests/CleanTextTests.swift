import CNcurses
import Testing

@testable import Terminal

@Suite struct CleanTextTests {
    @Test(arguments: [
        ("plain", "plain"),
        ("\u{1B}[2J\u{1B}]0;title\u{7}x", "[2J]0;titlex"),
        ("a\u{9B}31mb\u{85}c", "a31mb c"),
        ("\u{202E}evil\u{202C} \u{2066}x\u{2069}\u{200F}\u{61C}", "evil x"),
        ("zero\u{200B}width\u{FEFF}\u{2060}\u{AD}\u{34F}", "zerowidth"),
        ("line\r\nnext\tcell\u{2028}end", "line next cell end"),
        ("👩‍👩‍👧 family", "👩 family"),
        ("👍🏽 ok", "👍 ok"),
        ("❤️ ⚠️", "❤ ⚠"),
        ("1️⃣", "1"),
        ("🇫🇷🇯🇵", "🇫🇷🇯🇵"),
        ("\u{301}x", "x"),
        ("\u{FFFE}\u{378}\u{1FFFF}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("نور", "نور"),
        ("", ""),
        ("   ", "   "),
    ])
    func textIsCleaned(text: String, expected: String) {
        #expect(CleanText.clean(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test(arguments: [
        ("e\u{301}", "\u{E9}"), ("o\u{302}\u{301}", "\u{1ED1}"), ("e\u{323}\u{302}", "\u{1EC7}"),
        ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"), ("\u{304B}\u{3099}", "\u{304C}"), ("A\u{30A}", "\u{C5}"),
        ("\u{438}\u{306}", "\u{439}"), ("q\u{301}", "q\u{301}"),
    ])
    func decomposedTextIsComposed(text: String, expected: String) {
        #expect(CleanText.clean(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test func notMoreThanFourMarksStayOnALetter() {
        let many = "q" + String(repeating: "\u{333}", count: 500) + "x"
        let clean = CleanText.clean(many)
        #expect(clean.unicodeScalars.count == 6)
        #expect(clean.unicodeScalars.last == "x")
        // Marks beyond the basic plane take two of the four places.
        #expect(CleanText.clean("q\u{1E000}\u{1E001}\u{1E002}").unicodeScalars.count == 3)
    }

    @Test(arguments: [
        ("é", 1), ("e\u{301}", 1), ("日本", 4), ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("❤️", 1), ("🇫🇷", 2), ("🇫", 1), ("ﷺ", 1),
        ("\u{1B}\u{202E}", 0), ("a\u{300}\u{301}b", 2), ("한글", 4),
    ])
    func widthIsThatOfCells(text: String, cells: Int) {
        #expect(TextWidth.cells(text) == cells)
    }

    @Test func everyCharacterIsMeasuredAsNcursesDoes() {
        var wrong: [UInt32] = []
        for value in UInt32(0)...0x10FFFF where Unicode.Scalar(value) != nil {
            guard GlyphScanner.kind(of: value) == .shown else { continue }
            if TextWidth.of(value) != Int(nc_width(value)) { wrong.append(value) }
        }
        #expect(wrong.isEmpty)
    }

    @Test func everythingInvisibleIsDropped() {
        var left: [UInt32] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), scalar.properties.isDefaultIgnorableCodePoint else { continue }
            if GlyphScanner.kind(of: value) == .shown { left.append(value) }
        }
        #expect(left.isEmpty)
        for control in Array(UInt32(0)..<0x20) + Array(0x7F..<0xA0) {
            #expect(GlyphScanner.kind(of: control) != .shown)
        }
    }

    @Test func cuttingKeepsWholeCells() {
        #expect(CleanText.cut("Maria Lopez", to: 8) == "Maria L…")
        #expect(CleanText.cut("日本語", to: 6) == "日本語")
        #expect(CleanText.cut("日本語", to: 5) == "日本…")
        #expect(CleanText.cut("日本語", to: 4) == "日…")
        #expect(CleanText.cut("日本語", to: 1) == "…")
        #expect(CleanText.cut("日本語", to: 0) == "")
        #expect(CleanText.cut("🇫🇷🇯🇵", to: 3) == "🇫🇷…")
    }

    @Test func aLongNameCostsWhatIsShownOfIt() {
        var read = 0
        CleanText.scan(String(repeating: "ü", count: 4_000)) { scanner in
            while read <= 20, scanner.next() != nil { read += 1 }
        }
        #expect(read == 21)
        #expect(TextWidth.cells(String(repeating: "名", count: 4_000), upTo: 30) == 32)
        #expect(CleanText.cut(String(repeating: "x", count: 4_000), to: 5) == "xxxx…")
    }
}
