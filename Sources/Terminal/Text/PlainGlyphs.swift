/// What stands for a character where the terminal can show ASCII only.
enum PlainGlyphs {
    private static let signs: [UInt32: Character] = {
        var signs: [UInt32: Character] = [:]
        let groups: [(String, Character)] = [
            ("│┃┊┆╎┇┋║▏▕", "|"), ("─━┈┄╌┅┉═▔", "-"), ("╭╮╰╯┌┐└┘├┤┬┴┼┏┓┗┛", "+"), ("▌▐▍▎", "|"), ("█▓▉▊▋", "#"),
            ("▒▄▅▆▇▀", "%"), ("░▁▂▃", ":"), ("•●◆■▪◉", "*"), ("○◦□▫", "o"), ("·⋅", "."), ("…", "~"), ("▶►▸→›", ">"),
            ("◀◄◂←‹", "<"), ("▲▴↑", "^"), ("▼▾↓", "v"), ("✓✔", "+"), ("✗✘×", "x"), ("⚠", "!"), ("–—−‐‑", "-"),
            ("‘’‚′", "'"), ("“”„″«»", "\""), ("€", "E"), ("£", "L"), ("ß", "s"), ("æ", "a"), ("œ", "o"), ("ø", "o"),
            ("đ", "d"), ("ł", "l"), ("Æ", "A"), ("Œ", "O"), ("Ø", "O"), ("Đ", "D"), ("Ł", "L"), ("ı", "i"), ("þ", "t"),
        ]
        for (characters, sign) in groups {
            for scalar in characters.unicodeScalars { signs[scalar.value] = sign }
        }
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".unicodeScalars {
            for mark in (0x300...0x331).compactMap(Unicode.Scalar.init) {
                guard let merged = Composition.merged(letter.value, mark) else { continue }
                signs[merged] = Character(letter)
                // Vietnamese letters carry two marks.
                for second in [0x300, 0x301, 0x303, 0x309, 0x323, 0x306].compactMap(Unicode.Scalar.init) {
                    if let twice = Composition.merged(merged, second) { signs[twice] = Character(letter) }
                }
            }
        }
        return signs
    }()

    /// An ASCII character for any other: a letter without its marks, a line as +, - and |, "?" for what has none.
    static func plain(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x7F { return scalar }
        return UInt32(signs[scalar]?.asciiValue ?? 0x3F)
    }
}
