/// Normalisation to composed characters (NFC) for what ends up in a cell. Only decomposed text comes here.
///
/// The standard library compares characters by canonical equivalence; the table uses that to find the one character
/// that a base and a mark are equal to, so no Unicode data is kept here.
enum Composition {
    private typealias Table = [Character: UInt32]

    // A table for each script, made when a name first needs it: all of them would delay the frame it stands in.
    private static let latin = table(0xC0...0x24F, 0x1E00...0x1EFF)
    private static let greek = table(0x386...0x3D4, 0x1F00...0x1FFF)
    private static let cyrillic = table(0x400...0x4FF)
    private static let arabic = table(0x622...0x6D3)
    private static let devanagari = table(0x929...0x934)
    private static let kana = table(0x304C...0x30FE)

    private static func table(_ ranges: ClosedRange<UInt32>...) -> Table {
        var table = Table()
        for value in ranges.joined() {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let character = Character(scalar)
            if table[character] == nil { table[character] = value }
        }
        return table
    }

    /// The characters that may be made from a base.
    private static func table(for base: UInt32) -> Table {
        switch base {
        case ..<0x370, 0x1E00...0x1EFF: latin
        case ..<0x400, 0x1F00...0x1FFF: greek
        case ..<0x600: cyrillic
        case ..<0x900: arabic
        case ..<0x3000: devanagari
        default: kana
        }
    }

    /// The glyph with as many marks as possible merged into its base.
    static func composed(_ glyph: Glyph) -> Glyph {
        var result = Glyph(glyph.scalar, width: glyph.width)
        Glyph.forEachMark(glyph.marks) { mark in
            if result.marks == 0, let merged = merged(result.scalar, mark) {
                result.scalar = merged
            } else {
                result.append(mark: mark.value)
            }
        }
        return result
    }

    /// The one character that a base and a mark make, if there is one.
    static func merged(_ base: UInt32, _ mark: Unicode.Scalar) -> UInt32? {
        if let syllable = hangul(base, mark.value) { return syllable }
        guard let scalar = Unicode.Scalar(base) else { return nil }
        var pair = String(Character(scalar))
        pair.unicodeScalars.append(mark)
        return pair.count == 1 ? table(for: base)[Character(pair)] : nil
    }

    /// Korean syllables are composed by arithmetic (Unicode 15, 3.12).
    private static func hangul(_ base: UInt32, _ mark: UInt32) -> UInt32? {
        if (0x1100...0x1112).contains(base), (0x1161...0x1175).contains(mark) {
            return 0xAC00 + ((base - 0x1100) * 21 + (mark - 0x1161)) * 28
        }
        if (0xAC00...0xD7A3).contains(base), (base - 0xAC00) % 28 == 0, (0x11A8...0x11C2).contains(mark) {
            return base + (mark - 0x11A7)
        }
        return nil
    }
}
