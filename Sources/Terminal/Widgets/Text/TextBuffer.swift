/// One line of text that is being edited: graphemes and a cursor between them.
///
/// The text is kept as typed; cleaning is the screen's work.
public struct TextBuffer: Sendable, Equatable {
    private var characters: [Character]
    /// The cursor stands before this grapheme: 0 through `count`.
    public private(set) var cursor: Int
    /// The most graphemes it takes; what is typed beyond is refused.
    public let limit: Int

    /// A buffer with its cursor at the end.
    public init(_ text: String = "", limit: Int = 1_000) {
        self.limit = max(0, limit)
        // A value that is already stored may be longer than what may be typed: it's shown, not cut.
        characters = Array(text)
        cursor = characters.count
    }

    /// The text as typed.
    public var text: String { String(characters) }
    /// Its length in graphemes.
    public var count: Int { characters.count }
    /// Whether nothing is typed.
    public var isEmpty: Bool { characters.isEmpty }
    /// The graphemes in order, for drawing.
    public var graphemes: [Character] { characters }

    /// Puts text at the cursor as far as the limit lets it; line breaks and tabs become spaces, other control
    /// characters are dropped. Answers whether anything went in.
    public mutating func insert(_ text: String) -> Bool {
        let clean = Self.singleLine(text)
        let before = characters.count
        let room = max(0, limit - characters.count)
        let taken = clean.prefix(room)
        guard !taken.isEmpty else { return false }
        characters.insert(contentsOf: taken, at: cursor)
        let reach = cursor + taken.count
        // A combining mark typed alone joins the grapheme before it.
        characters = Array(String(characters))
        cursor = max(0, min(characters.count, reach - (before + taken.count - characters.count)))
        return true
    }

    /// Replaces everything and puts the cursor at the end.
    public mutating func replace(with text: String) {
        characters = Array(text)
        cursor = characters.count
    }

    /// Puts the cursor before the grapheme at `index`, or at the nearest end.
    public mutating func move(to index: Int) { cursor = min(max(0, index), characters.count) }
    /// Moves by graphemes.
    public mutating func move(by distance: Int) { move(to: cursor + distance) }
    /// Moves to the start of the word at or before the cursor.
    public mutating func moveToPreviousWord() { cursor = previousWord }
    /// Moves behind the word at or after the cursor.
    public mutating func moveToNextWord() {
        while cursor < characters.count, !Self.isWord(characters[cursor]) { cursor += 1 }
        while cursor < characters.count, Self.isWord(characters[cursor]) { cursor += 1 }
    }

    /// Deletes the grapheme before the cursor.
    public mutating func deleteBackward() -> Bool { delete(max(0, cursor - 1)..<cursor) }
    /// Deletes the grapheme at the cursor.
    public mutating func deleteForward() -> Bool { delete(cursor..<min(characters.count, cursor + 1)) }
    /// Deletes from the start to the cursor.
    public mutating func deleteToStart() -> Bool { delete(0..<cursor) }
    /// Deletes from the cursor to the end.
    public mutating func deleteToEnd() -> Bool { delete(cursor..<characters.count) }
    /// Deletes the word before the cursor.
    public mutating func deleteWordBackward() -> Bool { delete(previousWord..<cursor) }

    private mutating func delete(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
        characters.removeSubrange(range)
        characters = Array(String(characters))
        cursor = min(range.lowerBound, characters.count)
        return true
    }

    private var previousWord: Int {
        var index = cursor
        while index > 0, !Self.isWord(characters[index - 1]) { index -= 1 }
        while index > 0, Self.isWord(characters[index - 1]) { index -= 1 }
        return index
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    /// Line breaks and tabs as one space each, without other control characters.
    static func singleLine(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A where afterReturn: break
            case 0x09, 0x0A, 0x0D, 0x2028, 0x2029, 0x85: result.append(" ")
            case 0..<0x20, 0x7F..<0xA0: break
            default: result.append(scalar)
            }
            afterReturn = scalar.value == 0x0D
        }
        return String(result)
    }
}
