@testable import Terminal

/// What a widget draws in a frame of its own: the rows as text, without blanks at their ends.
func picture(_ width: Int, _ height: Int, _ draw: (Rect, inout Frame) -> Void) -> String {
    painted(width, height, draw).lines.joined(separator: "\n")
}

/// The frame that a widget draws.
func painted(_ width: Int, _ height: Int, _ draw: (Rect, inout Frame) -> Void) -> Frame {
    var frame = Frame(Size(width, height))
    draw(frame.bounds, &frame)
    return frame
}

/// The text of the cells of a frame that answer a question, row by row: what stands on a ground, what is bold.
func cells(of frame: Frame, where isMeant: (Style) -> Bool) -> String {
    var text = ""
    for y in 0..<frame.size.height {
        for x in 0..<frame.size.width {
            if let cell = frame[Point(x, y)], isMeant(cell.style) { text += cell.text }
        }
    }
    return text
}

extension Key {
    /// The keys that type a text.
    static func typing(_ text: String) -> [Key] { text.map { .character($0) } }
}

/// A generator that gives the same for a seed, so that a failure can be repeated.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func roll(_ sides: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(max(1, sides)))
    }

    mutating func key() -> Key {
        let keys: [Key] = [
            .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .enter, .escape, .tab, .backTab, .backspace,
            .delete, .space, .control("u"), .control("w"), .control("k"), .control("a"), .control("e"), .alt("b"),
            .alt("f"), .control("r"), .control("n"), .control("p"), .control("d"), .control("b"), .control("f"),
            Key(.up, .alt), Key(.down, .alt), .function(5),
        ]
        let letters = Array("abmjkhl1é日👩‍👩‍👧\u{301}?:-+.")
        let number = roll(keys.count + letters.count)
        return number < keys.count ? keys[number] : .character(letters[number - keys.count])
    }

    mutating func size() -> Size {
        let sizes = [
            Size(1, 1), Size(2, 1), Size(1, 5), Size(3, 3), Size(7, 2), Size(12, 4), Size(20, 5), Size(34, 9),
            Size(60, 20), Size(80, 24), Size(120, 36), Size(0, 0), Size(200, 1),
        ]
        return sizes[roll(sizes.count)]
    }

    mutating func mouse(in size: Size) -> Mouse {
        let actions: [Mouse.Action] = [.press(.left), .doublePress(.left), .release(.left), .wheelUp, .wheelDown]
        return Mouse(actions[roll(actions.count)], at: Point(roll(size.width + 2), roll(size.height + 2)))
    }
}
