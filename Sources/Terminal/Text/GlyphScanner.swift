/// Reads text as what the screen may show of it, glyph by glyph: no control, no bidi control, nothing invisible; line
/// ends and tabs as one blank; emoji sequences as their first character, because terminals don't agree on their width.
///
/// The work is in proportion to the text read, so who stops early pays little for a long text.
struct GlyphScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    /// - Parameter bytes: well-formed UTF-8, as a String holds it.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func next() -> Glyph? {
        while index < bytes.count {
            let byte = bytes[index]
            if byte >= 0x20, byte < 0x7F {
                index += 1
                if index == bytes.count || bytes[index] < 0x80 { return Glyph(UInt32(byte)) }
                return gathered(Glyph(UInt32(byte)))
            }
            let scalar = read()
            switch Self.kind(of: scalar) {
            case .dropped: continue
            case .blank:
                if scalar == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
                return .space
            case .shown: break
            }
            switch TextWidth.of(scalar) {
            case 0: continue
            case 2: return gathered(Glyph(scalar, width: 2))
            case 1: return gathered(Glyph(scalar))
            default: return .replacement
            }
        }
        return nil
    }

    /// The glyph with the marks that follow its base.
    private mutating func gathered(_ start: Glyph) -> Glyph {
        var glyph = start
        while index < bytes.count, bytes[index] >= 0x80 {
            let before = index
            let scalar = read()
            if scalar == 0x200D {
                dropJoined(to: start.scalar)
            } else if Self.kind(of: scalar) == .dropped || scalar == 0x20E3 {
                continue
            } else if Self.isSkinTone(scalar), Self.isEmoji(start.scalar) {
                continue
            } else if Self.isFlagLetter(scalar), Self.isFlagLetter(start.scalar), glyph.marks == 0 {
                glyph.append(mark: scalar)
                glyph.width = 2
                return glyph
            } else if Self.kind(of: scalar) == .shown, TextWidth.of(scalar) == 0 {
                glyph.append(mark: scalar)
            } else {
                index = before
                break
            }
        }
        return glyph.marks == 0 ? glyph : Composition.composed(glyph)
    }

    /// After a zero-width joiner: passes over the emoji that is joined, if the text before is one.
    private mutating func dropJoined(to base: UInt32) {
        guard index < bytes.count, bytes[index] >= 0x80, Self.isEmoji(base) else { return }
        let before = index
        if !Self.isEmoji(read()) { index = before }
    }

    private mutating func read() -> UInt32 {
        let lead = UInt32(bytes[index])
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard index + length <= bytes.count else {
            index = bytes.count
            return 0xFFFD
        }
        guard length > 1 else {
            index += 1
            return lead
        }
        var scalar = lead & (0x7F >> UInt32(length))
        for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F) }
        index += length
        return scalar
    }

    enum Kind {
        case shown, dropped, blank
    }

    /// Whether a character is shown, dropped, or stands as a blank. Dropped are C0 and C1 controls and Unicode's
    /// Default_Ignorable_Code_Point: bidi controls, joiners, variation selectors, tags, fillers, the soft hyphen.
    static func kind(of scalar: UInt32) -> Kind {
        switch scalar {
        case 0x09...0x0D, 0x85, 0x2028, 0x2029: .blank
        case 0x00..<0x20, 0x7F..<0xA0, 0xAD: .dropped
        case 0x20..<0x34F: .shown
        case 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E,
            0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3,
            0x1D173...0x1D17A, 0xE0000...0xE0FFF:
            .dropped
        default: .shown
        }
    }

    private static func isFlagLetter(_ scalar: UInt32) -> Bool { (0x1F1E6...0x1F1FF).contains(scalar) }
    private static func isSkinTone(_ scalar: UInt32) -> Bool { (0x1F3FB...0x1F3FF).contains(scalar) }
    private static func isEmoji(_ scalar: UInt32) -> Bool {
        scalar > 0xFF && Unicode.Scalar(scalar)?.properties.isEmoji == true
    }
}
