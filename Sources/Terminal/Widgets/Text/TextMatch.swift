/// Finds what was typed in what is listed, without regard to case and accents.
public enum TextMatch {
    /// Where each word of `query` stands in `text`, as ranges of graphemes; nil if one is missing. Empty for no words.
    ///
    /// A word is found at the beginning of a word first, then anywhere.
    public static func ranges(of query: String, in text: String) -> [Range<Int>]? {
        let words = query.split(separator: " ").map { $0.map(folded) }
        guard !words.isEmpty else { return [] }
        let letters = text.map(folded)
        var ranges: [Range<Int>] = []
        for word in words {
            guard let start = find(word, in: letters) else { return nil }
            ranges.append(start..<start + word.count)
        }
        return ranges
    }

    /// How well `text` answers `query`: less is better, nil is not at all. Starting with it beats a word that starts with
    /// it, and that beats the middle of a word.
    static func rank(of query: String, in text: String) -> Int? {
        guard let ranges = ranges(of: query, in: text) else { return nil }
        let letters = Array(text)
        return ranges.reduce(0) { sum, range in
            if range.lowerBound == 0 { return sum }
            return sum + (isWordStart(range.lowerBound, letters) ? 1 : 3)
        }
    }

    private static func find(_ word: [Character], in letters: [Character]) -> Int? {
        guard word.count <= letters.count else { return nil }
        var inside: Int?
        for start in 0...(letters.count - word.count) where letters[start] == word[0] {
            guard letters[start..<start + word.count].elementsEqual(word) else { continue }
            if isWordStart(start, letters) { return start }
            if inside == nil { inside = start }
        }
        return inside
    }

    private static func isWordStart(_ index: Int, _ letters: [Character]) -> Bool {
        index == 0 || !(letters[index - 1].isLetter || letters[index - 1].isNumber)
    }

    /// The letter without its case and accents.
    static func folded(_ character: Character) -> Character {
        if let ascii = character.asciiValue {
            return (0x41...0x5A).contains(ascii) ? Character(Unicode.Scalar(ascii + 0x20)) : character
        }
        if let plain = plain[character] { return plain }
        let lower = character.lowercased()
        let folded = lower.count == 1 ? lower.first ?? character : character
        return plain[folded] ?? folded
    }

    /// Accented letters by their plain one. A letter and a mark make a character that is equal to the composed one, so no
    /// Unicode data is kept here; letters with a stroke are no such pairs.
    private static let plain: [Character: Character] = {
        var table: [Character: Character] = [
            "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ß": "s", "æ": "a", "œ": "o", "ð": "d",
        ]
        let marks: [UInt32] = [
            0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x309, 0x30A, 0x30B, 0x30C, 0x31B, 0x323, 0x326,
            0x327, 0x328,
        ]
        for letter in "abcdefghijklmnopqrstuvwxyz" {
            for mark in marks.compactMap(Unicode.Scalar.init) {
                var pair = String(letter)
                pair.unicodeScalars.append(mark)
                if let character = pair.first { table[character] = letter }
            }
        }
        return table
    }()
}
