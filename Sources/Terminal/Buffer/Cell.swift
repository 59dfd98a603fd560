/// One cell of a frame: a base character, its combining marks, and a style. 16 bytes, without references.
///
/// A character that is two cells wide stands in its left cell; the right one is `trailing`.
public struct Cell: Hashable, Sendable {
    /// The base character; 0 in the right half of a wide one.
    public internal(set) var scalar: UInt32
    /// How the cell looks. Its ground is never `inherit`.
    public internal(set) var style: Style
    /// Up to four UTF-16 units of combining marks, the first in the lowest 16 bits; 0 for none.
    var marks: UInt64

    init(_ glyph: Glyph, _ style: Style) {
        scalar = glyph.scalar
        marks = glyph.marks
        self.style = style
    }

    /// A blank of a style.
    public init(blank style: Style = Style(.text, on: .base)) {
        scalar = 0x20
        marks = 0
        self.style = style
    }

    /// The right half of a wide character.
    static func trailing(_ style: Style) -> Cell {
        var cell = Cell(blank: style)
        cell.scalar = 0
        return cell
    }

    /// Whether this is the right half of the wide character in the cell before it.
    public var isTrailing: Bool { scalar == 0 }

    /// What the cell shows: one character with its marks; empty in the right half of a wide one.
    public var text: String {
        guard scalar != 0, let base = Unicode.Scalar(scalar) else { return "" }
        var text = String(Character(base))
        Glyph.forEachMark(marks) { text.unicodeScalars.append($0) }
        return text
    }
}
