import CNcurses

/// How many cells text takes on the screen, by the same measure as ncurses.
public enum TextWidth {
    /// The cells that `text` takes once it is cleaned. The work is in proportion to the text; give a limit where a text
    /// can be long.
    public static func cells(_ text: String) -> Int {
        cells(text, upTo: .max)
    }

    /// The cells that `text` takes once it is cleaned, or a number above `limit` as soon as it is clear that it takes
    /// more than that.
    public static func cells(_ text: String, upTo limit: Int) -> Int {
        var total = 0
        CleanText.scan(text) { scanner in
            while total <= limit, let glyph = scanner.next() { total += glyph.width }
        }
        return total
    }

    /// The cells of one character: 0 for a mark, 1 or 2, and -1 for what can't be shown.
    static func of(_ scalar: UInt32) -> Int {
        switch scalar {
        case 0x20..<0x7F, 0xA0..<0x300: 1
        case 0x4E00...0x9FFF, 0xAC00...0xD7A3: 2
        default: Int(nc_width(scalar))
        }
    }
}
