/// Finds what somebody means by a few typed letters: for the palette and the pickers, over thousands of items.
///
/// The letters of each typed word must appear in the text in their order. Beginnings of words and runs of letters
/// score higher, gaps lower. Case and diacritics do not count.
public struct FuzzyMatch: Hashable, Sendable {
    /// How good the match is: the higher, the better; 0 for an empty query.
    public let score: Int
    /// The matched characters as ranges of character offsets in the text, in order.
    public let ranges: [Range<Int>]

    /// A query folded once, to be matched against many texts.
    public struct Query: Hashable, Sendable {
        let words: [[UInt32]]

        /// Folds what was typed.
        public init(_ text: some StringProtocol) {
            words = text.split(whereSeparator: \.isWhitespace).map { word in
                word.unicodeScalars.compactMap(Folding.fold)
            }.filter { !$0.isEmpty }
        }

        /// True when nothing was typed: everything matches.
        public var isEmpty: Bool { words.isEmpty }
    }

    /// A text folded once, to be matched against many queries.
    public struct Text: Hashable, Sendable {
        /// Folded scalars, with the offset of the character each belongs to.
        let scalars: [UInt32]
        let offsets: [Int32]

        /// Folds a text.
        public init(_ text: some StringProtocol) {
            var scalars: [UInt32] = []
            var offsets: [Int32] = []
            scalars.reserveCapacity(text.utf8.count)
            offsets.reserveCapacity(text.utf8.count)
            for (offset, character) in text.enumerated() {
                for scalar in character.unicodeScalars {
                    guard let folded = Folding.fold(scalar) else { continue }
                    scalars.append(folded)
                    offsets.append(Int32(offset))
                }
            }
            self.scalars = scalars
            self.offsets = offsets
        }
    }

    /// The match of a query with a text; nil when a word of the query is not in it.
    public init?(_ query: Query, in text: Text) {
        var score = 0
        var hits: [Int] = []
        for word in query.words {
            guard let match = Self.best(word, in: text.scalars) else { return nil }
            score += match.score
            hits += match.hits
        }
        // Of two equally good texts the shorter is meant.
        self.score = query.isEmpty ? 0 : score * 64 - min(63, text.scalars.count)
        ranges = Self.ranges(hits.map { Int(text.offsets[$0]) })
    }

    /// The match of what was typed with a text.
    public init?(_ query: some StringProtocol, in text: some StringProtocol) {
        self.init(Query(query), in: Text(text))
    }

    /// The texts that match, best first; equals in their own order. At most `limit`.
    public static func rank<Item>(
        _ query: Query, _ items: [Item], limit: Int = .max, text: (Item) -> Text
    ) -> [(item: Item, match: FuzzyMatch)] {
        var found: [(offset: Int, match: FuzzyMatch)] = []
        for (offset, item) in items.enumerated() {
            if let match = FuzzyMatch(query, in: text(item)) { found.append((offset, match)) }
        }
        found.sort { ($1.match.score, $0.offset) < ($0.match.score, $1.offset) }
        return found.prefix(limit).map { (items[$0.offset], $0.match) }
    }

    /// The best placing of one word: each place where its first letter occurs is tried, the rest taken greedily.
    private static func best(_ word: [UInt32], in text: [UInt32]) -> (score: Int, hits: [Int])? {
        var best: (score: Int, hits: [Int])?
        var start = 0
        while let first = text[start...].firstIndex(of: word[0]) {
            guard let match = place(word, in: text, from: first) else { break }
            if best.map({ $0.score < match.score }) ?? true { best = match }
            start = first + 1
        }
        return best
    }

    private static func place(_ word: [UInt32], in text: [UInt32], from first: Int) -> (score: Int, hits: [Int])? {
        var hits = [first]
        var score = isWordStart(first, in: text) ? (first == 0 ? 12 : 10) : 1
        var position = first
        for letter in word.dropFirst() {
            guard let next = text[(position + 1)...].firstIndex(of: letter) else { return nil }
            if next == position + 1 {
                score += 8
            } else {
                score += isWordStart(next, in: text) ? 6 : 1 - min(6, next - position - 1)
            }
            position = next
            hits.append(next)
        }
        return (score, hits)
    }

    private static func isWordStart(_ index: Int, in text: [UInt32]) -> Bool {
        guard index > 0 else { return true }
        let before = text[index - 1]
        let isLetter = before >= 0x61 && before <= 0x7A || before >= 0x30 && before <= 0x39 || before >= 0x80
        return !isLetter
    }

    private static func ranges(_ offsets: [Int]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for offset in offsets.sorted() {
            if let last = ranges.last, offset <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, offset + 1)
            } else {
                ranges.append(offset..<(offset + 1))
            }
        }
        return ranges
    }
}
