/// Text as it may stand on a screen. Whatever a name holds, it can't move the cursor, turn the line around or take
/// cells that were not measured. What is stored is never changed.
public enum CleanText {
    /// What the screen shows of `text`: one line, composed (NFC), without controls, bidi controls and invisible
    /// characters; emoji sequences as their first character; U+FFFD for what can't be shown.
    public static func clean(_ text: String) -> String {
        cut(text, to: .max)
    }

    /// What the screen shows of `text` in `width` cells: what is too long ends with "…".
    public static func cut(_ text: String, to width: Int) -> String {
        var line = GlyphLine()
        line.fill(with: text, width: width)
        return line.text
    }

    /// Lends the scanner over `text` to `body`.
    static func scan(_ text: String, _ body: (inout GlyphScanner) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            var scanner = GlyphScanner(bytes)
            body(&scanner)
        }
    }
}

/// The glyphs of one line, cut to a width.
struct GlyphLine {
    private(set) var glyphs: [Glyph] = []
    private(set) var width = 0

    /// Takes the glyphs of `text` that fit into `width` cells; if it has more, the last cells become "…".
    mutating func fill(with text: String, width limit: Int) {
        CleanText.scan(text) { scanner in
            while let glyph = scanner.next() {
                if width + glyph.width > limit {
                    cut(to: limit)
                    return
                }
                glyphs.append(glyph)
                width += glyph.width
            }
        }
    }

    private mutating func cut(to limit: Int) {
        while width >= limit, let last = glyphs.popLast() { width -= last.width }
        guard width < limit else { return }
        glyphs.append(.ellipsis)
        width += 1
    }

    var text: String {
        var text = ""
        for glyph in glyphs { text += Cell(glyph, Style()).text }
        return text
    }
}
