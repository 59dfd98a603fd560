/// What one cell (or two) shows: a base character with its combining marks, measured.
struct Glyph: Hashable {
    /// The base character.
    var scalar: UInt32
    /// Up to four UTF-16 units of combining marks, the first in the lowest 16 bits.
    var marks: UInt64 = 0
    /// 1 or 2 cells.
    var width = 1

    init(_ scalar: UInt32, width: Int = 1) {
        self.scalar = scalar
        self.width = width
    }

    /// What is shown of a character; a blank if nothing is.
    init(_ character: Character) {
        if let ascii = character.asciiValue, ascii >= 0x20, ascii < 0x7F {
            self.init(UInt32(ascii))
            return
        }
        var first: Glyph?
        CleanText.scan(String(character)) { first = $0.next() }
        self = first ?? .space
    }

    static let space = Glyph(0x20)
    static let ellipsis = Glyph(0x2026)
    /// Stands for what can't be shown.
    static let replacement = Glyph(0xFFFD)

    /// Adds a mark; what is beyond four units is dropped, as ncurses would.
    mutating func append(mark: UInt32) {
        var shift = 0
        while shift < 64, marks >> shift & 0xFFFF != 0 { shift += 16 }
        if mark < 0x10000, shift < 64 {
            marks |= UInt64(mark) << shift
        } else if mark >= 0x10000, shift < 48 {
            let offset = UInt64(mark - 0x10000)
            marks |= (0xD800 | offset >> 10) << shift | (0xDC00 | offset & 0x3FF) << (shift + 16)
        }
    }

    /// The packed marks, one by one.
    static func forEachMark(_ marks: UInt64, _ body: (Unicode.Scalar) -> Void) {
        var rest = marks
        while rest != 0 {
            var value = UInt32(rest & 0xFFFF)
            rest >>= 16
            if value & 0xFC00 == 0xD800 {
                value = 0x10000 + ((value & 0x3FF) << 10 | UInt32(rest & 0x3FF))
                rest >>= 16
            }
            if let scalar = Unicode.Scalar(value) { body(scalar) }
        }
    }
}
