/// Putting text on the clipboard through the terminal (OSC 52).
enum Clipboard {
    /// The most bytes of text: what terminals take is 74,994 bytes in base 64.
    static let limit = 74_994 / 4 * 3

    /// The bytes to send; nil if the text is too long.
    static func sequence(for text: String, inTmux: Bool) -> String? {
        guard text.utf8.count <= limit else { return nil }
        let plain = "\u{1B}]52;c;\(base64(text.utf8))\u{7}"
        // tmux takes the plain sequence where it is set to; the wrapped one it hands on to the terminal outside.
        return inTmux ? plain + "\u{1B}Ptmux;\u{1B}\(plain)\u{1B}\\" : plain
    }

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".unicodeScalars)

    static func base64(_ bytes: some Sequence<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 1
            guard count % 3 == 0 else { continue }
            for shift in [18, 12, 6, 0] { text.append(digits[Int(bits >> UInt32(shift) & 63)]) }
            bits = 0
        }
        switch count % 3 {
        case 1: text += [digits[Int(bits >> 2 & 63)], digits[Int(bits << 4 & 63)], "=", "="]
        case 2:
            text += [digits[Int(bits >> 10 & 63)], digits[Int(bits >> 4 & 63)], digits[Int(bits << 2 & 63)], "="]
        default: break
        }
        return String(text)
    }
}
