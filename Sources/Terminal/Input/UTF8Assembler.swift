/// Puts UTF-8 together byte by byte, whatever pieces it arrives in. What is not UTF-8 becomes U+FFFD.
struct UTF8Assembler {
    private var value: UInt32 = 0
    private var missing = 0
    private var least: UInt32 = 0

    /// The character that `byte` completes; nil if more bytes are needed.
    mutating func next(_ byte: UInt8) -> Unicode.Scalar? {
        if missing > 0, byte & 0xC0 == 0x80 {
            value = value << 6 | UInt32(byte & 0x3F)
            missing -= 1
            guard missing == 0 else { return nil }
            return value < least ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
        }
        missing = 0
        switch byte {
        case 0..<0x80: return Unicode.Scalar(byte)
        case 0xC2..<0xE0: (value, missing, least) = (UInt32(byte & 0x1F), 1, 0x80)
        case 0xE0..<0xF0: (value, missing, least) = (UInt32(byte & 0x0F), 2, 0x800)
        case 0xF0..<0xF5: (value, missing, least) = (UInt32(byte & 0x07), 3, 0x10000)
        default: return "\u{FFFD}"
        }
        return nil
    }
}
