/// How a piece of text stands out beyond its ink and ground.
public struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit for each attribute.
    public let rawValue: UInt8

    /// The attributes of these bits.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Heavier strokes.
    public static let bold = Attributes(rawValue: 1 << 0)
    /// Fainter; not every terminal has it, so it never carries a meaning alone.
    public static let dim = Attributes(rawValue: 1 << 1)
    /// A line below.
    public static let underline = Attributes(rawValue: 1 << 2)
    /// Ink and ground change places.
    public static let reverse = Attributes(rawValue: 1 << 3)
    /// Slanted; not every terminal has it, so it never carries a meaning alone.
    public static let italic = Attributes(rawValue: 1 << 4)
    /// The brighter variant of the ground: the thing under the cursor.
    public static let lit = Attributes(rawValue: 1 << 5)
}

/// How a cell looks, told by meaning: its ink, its ground and its attributes.
public struct Style: Hashable, Sendable {
    /// The meaning of the text.
    public var ink: Ink
    /// The meaning of what it stands on.
    public var ground: Ground
    /// What is added.
    public var attributes: Attributes

    /// A style; by default ordinary text on whatever ground stands there already.
    public init(_ ink: Ink = .text, on ground: Ground = .inherit, _ attributes: Attributes = []) {
        self.ink = ink
        self.ground = ground
        self.attributes = attributes
    }

    /// This style with attributes added.
    public func adding(_ attributes: Attributes) -> Style {
        Style(ink, on: ground, self.attributes.union(attributes))
    }

    /// This style with another ink.
    public func with(ink: Ink) -> Style {
        Style(ink, on: ground, attributes)
    }

    /// This style on another ground.
    public func on(_ ground: Ground) -> Style {
        Style(ink, on: ground, attributes)
    }
}
