/// A key press: which key, and what was held with it. Shift is part of a letter ("N"), and told only of other keys.
public struct Key: Hashable, Sendable {
    /// Which key.
    public enum Code: Hashable, Sendable {
        /// A key that types this character.
        case character(Character)
        /// Return.
        case enter
        /// Tabulator.
        case tab
        /// Escape.
        case escape
        /// Deletes to the left.
        case backspace
        /// Deletes to the right.
        case delete
        /// Insert.
        case insert
        /// Arrow up.
        case up
        /// Arrow down.
        case down
        /// Arrow left.
        case left
        /// Arrow right.
        case right
        /// Home.
        case home
        /// End.
        case end
        /// Page up.
        case pageUp
        /// Page down.
        case pageDown
        /// F1 to F63.
        case function(Int)
    }

    /// What is held with a key.
    public struct Modifiers: OptionSet, Hashable, Sendable {
        /// One bit for each modifier.
        public let rawValue: UInt8

        /// The modifiers of these bits.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Control.
        public static let control = Modifiers(rawValue: 1 << 0)
        /// Alt, also called Meta or Option.
        public static let alt = Modifiers(rawValue: 1 << 1)
        /// Shift, with keys that type no character.
        public static let shift = Modifiers(rawValue: 1 << 2)
    }

    /// Which key.
    public var code: Code
    /// What is held with it.
    public var modifiers: Modifiers

    /// A key with modifiers.
    public init(_ code: Code, _ modifiers: Modifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }

    /// The character that the key types; nil for other keys and with Control or Alt.
    public var typed: Character? {
        guard case .character(let character) = code, modifiers.isEmpty else { return nil }
        return character
    }

    /// Return.
    public static let enter = Key(.enter)
    /// Tabulator.
    public static let tab = Key(.tab)
    /// Shift and Tabulator.
    public static let backTab = Key(.tab, .shift)
    /// Escape.
    public static let escape = Key(.escape)
    /// Deletes to the left.
    public static let backspace = Key(.backspace)
    /// Deletes to the right.
    public static let delete = Key(.delete)
    /// Arrow up.
    public static let up = Key(.up)
    /// Arrow down.
    public static let down = Key(.down)
    /// Arrow left.
    public static let left = Key(.left)
    /// Arrow right.
    public static let right = Key(.right)
    /// Home.
    public static let home = Key(.home)
    /// End.
    public static let end = Key(.end)
    /// Page up.
    public static let pageUp = Key(.pageUp)
    /// Page down.
    public static let pageDown = Key(.pageDown)
    /// The space bar.
    public static let space = Key(.character(" "))

    /// A key that types a character.
    public static func character(_ character: Character) -> Key { Key(.character(character)) }
    /// A character key held with Control.
    public static func control(_ character: Character) -> Key { Key(.character(character), .control) }
    /// A character key held with Alt.
    public static func alt(_ character: Character) -> Key { Key(.character(character), .alt) }
    /// F1 to F63.
    public static func function(_ number: Int) -> Key { Key(.function(number)) }
}
