/// Normalisation to composed characters (NFC) for what ends up in a cell. Only decomposed text comes here.
///
/// The standard library compares characters by canonical equivalence; the table uses that to find the one character
/// that a base and a mark are equal to, so no Unicode data is kept here.
enum Composition {
    private static let ranges: [ClosedRange<UInt32>] = [
        0xC0...0x24F, 0x386...0x3D4, 0x400...0x4FF, 0x622...0x6D3, 0x929...0x934, 0x1E00...0x1EFF, 0x1F00...0x1FFF,
        0x304C...0x30FE,
    ]

    private static let table: [Character: UInt32] = {
        var table: [Character: UInt32] = [:]
        for value in ranges.joined() {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let character = Character(scalar)
            if table[character] == nil { table[character] = value }
        }
        return table
    }()

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
        return pair.count == 1 ? table[Character(pair)] : nil
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
