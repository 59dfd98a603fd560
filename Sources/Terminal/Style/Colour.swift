/// How many colours a terminal has.
public enum ColourDepth: Int, CaseIterable, Sendable {
    /// None, or none are wanted.
    case none = 0
    /// The eight names.
    case eight = 8
    /// The eight names and their bright variants.
    case sixteen = 16
    /// The palette of xterm.
    case palette = 256

    /// The depth of a terminal with `count` colours.
    public init(count: Int) {
        self = count >= 256 ? .palette : count >= 16 ? .sixteen : count >= 8 ? .eight : .none
    }
}

/// A colour of xterm's palette, or the terminal's own.
struct Colour: Hashable {
    /// 0 to 255; -1 for the terminal's own colour.
    let index: Int16

    static let own = Colour(index: -1)

    private static let names: [Substring] = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    ]

    init(index: Int16) {
        self.index = index
    }

    /// A colour as it is written in a theme; nil if it is no colour.
    init?(_ word: Substring) {
        if word == "default" {
            self = .own
        } else if let name = Self.names.firstIndex(of: word) {
            index = Int16(name)
        } else if word.first == "#", word.utf8.count == 7, let value = Int(word.dropFirst(), radix: 16) {
            self = Self.nearest(red: value >> 16, green: value >> 8 & 0xFF, blue: value & 0xFF)
        } else if let number = Int16(word), (0...255).contains(number) {
            index = number
        } else {
            return nil
        }
    }

    /// The palette's colour that is nearest. Not one of the first 16: every terminal shows those as it likes.
    static func nearest(red: Int, green: Int, blue: Int) -> Colour {
        var best = (index: 16, distance: Int.max)
        for index in 16..<256 {
            let other = Colour(index: Int16(index)).components
            let distance =
                (red - other.red) * (red - other.red) + (green - other.green) * (green - other.green)
                + (blue - other.blue) * (blue - other.blue)
            if distance < best.distance { best = (index, distance) }
        }
        return Colour(index: Int16(best.index))
    }

    /// Red, green and blue from 0 to 255, as xterm shows the colour.
    var components: (red: Int, green: Int, blue: Int) {
        let index = Int(max(0, index))
        if index >= 232 {
            let grey = 8 + (index - 232) * 10
            return (grey, grey, grey)
        }
        if index >= 16 {
            let level = { (step: Int) in step == 0 ? 0 : 55 + 40 * step }
            return (level((index - 16) / 36), level((index - 16) / 6 % 6), level((index - 16) % 6))
        }
        switch index {
        case 4: return (0, 0, 238)
        case 7: return (229, 229, 229)
        case 8: return (127, 127, 127)
        case 12: return (92, 92, 255)
        default:
            let level = index < 8 ? 205 : 255
            return (index & 1 * level, (index >> 1 & 1) * level, (index >> 2 & 1) * level)
        }
    }
}

/// Colours in the order of preference: the first one that a terminal has is taken.
struct ColourList: Hashable {
    let colours: [Colour]

    /// A list as it is written in a theme, such as "110 12 blue"; nil if a word is no colour.
    init?(_ text: String) {
        var colours: [Colour] = []
        for word in text.split(separator: " ") {
            guard let colour = Colour(word) else { return nil }
            colours.append(colour)
        }
        guard !colours.isEmpty else { return nil }
        self.colours = colours
    }

    /// The colour for a terminal; its own colour if it has none of the list.
    func pick(_ depth: ColourDepth) -> Colour {
        colours.first { Int($0.index) < depth.rawValue } ?? .own
    }
}
