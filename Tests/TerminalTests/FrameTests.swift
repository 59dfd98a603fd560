import Testing

@testable import Terminal

@Suite struct FrameTests {
    @Test func textIsWrittenCutAndAligned() {
        var frame = Frame(Size(12, 5))
        #expect(frame.write("Maria", at: Point(1, 0)) == 5)
        #expect(frame.write("Maria Lopez", at: Point(0, 1), width: 8) == 8)
        #expect(frame.write("65.00", at: Point(0, 2), width: 12, align: .trailing) == 5)
        #expect(frame.write("日本", at: Point(0, 3), width: 12, align: .center) == 4)
        #expect(frame.write("past the edge", at: Point(4, 4)) == 8)
        #expect(frame.lines == [" Maria", "Maria L…", "       65.00", "    日本", "    past th…"])
    }

    @Test func nothingIsWrittenOutside() {
        var frame = Frame(Size(4, 2))
        let empty = frame.lines
        for point in [Point(0, -1), Point(0, 2), Point(4, 0), Point(-9, 0), Point(99, 99)] {
            frame.write("日本x", at: point)
            frame.fill(Rect(x: point.x, y: point.y, width: 2, height: 1), style: Style(), with: "x")
        }
        frame.write("", at: .zero)
        #expect(frame.lines == empty)
        var none = Frame(.zero)
        none.write("x", at: .zero)
        none.box(Rect(x: 0, y: 0, width: 9, height: 9), style: Style())
        #expect(none.lines == [])
    }

    @Test func aWideCharacterIsNeverHalf() {
        var frame = Frame(Size(6, 1))
        frame.write("日本語", at: .zero)
        frame.write("x", at: Point(1, 0))
        #expect(frame.lines == [" x本語"])
        frame.write("y", at: Point(2, 0))
        #expect(frame.lines == [" xy 語"])
        frame.fill(Rect(x: 5, y: 0, width: 1, height: 1), style: Style(), with: "│")
        #expect(frame.lines == [" xy  │"])
        frame.put(Glyph(0x65E5, width: 2), x: 5, y: 0, Style())
        #expect(frame.lines == [" xy"])
        frame.put(Glyph(0x65E5, width: 2), x: -1, y: 0, Style())
        #expect(frame.lines == [" xy"])
    }

    @Test func aClipHoldsAndIsLifted() {
        var frame = Frame(Size(8, 3))
        frame.clipped(to: Rect(x: 2, y: 1, width: 4, height: 1)) { frame in
            frame.fill(frame.bounds, style: Style(), with: "·")
            frame.write("日本語", at: Point(1, 1))
            frame.write("no", at: Point(2, 0))
            frame.clipped(to: Rect(x: 0, y: 0, width: 3, height: 9)) { $0.write("zz", at: Point(2, 1)) }
        }
        #expect(frame.lines == ["", "  …本…", ""])
        #expect(frame.clip == frame.bounds)
    }

    @Test func theGroundThatIsThereStays() {
        var frame = Frame(Size(10, 1))
        frame.fill(Rect(x: 0, y: 0, width: 5, height: 1), style: Style(.text, on: .settled, .lit))
        frame.write("é and so", at: .zero, style: Style(.strong, .bold))
        #expect(frame[.zero]?.style == Style(.strong, on: .settled, [.bold, .lit]))
        #expect(frame[Point(6, 0)]?.style == Style(.strong, on: .base, .bold))
        frame.restyle(Rect(x: 0, y: 0, width: 1, height: 1)) { $0.ground = .selection }
        #expect(frame[.zero]?.style == Style(.strong, on: .selection, [.bold, .lit]))
        #expect(frame[.zero]?.text == "é")
        frame.recede(frame.bounds)
        #expect(frame[Point(3, 0)]?.style == Style(.faint, on: .base))
    }

    @Test func aBoxHasATitleThatFits() {
        var frame = Frame(Size(16, 3))
        frame.box(frame.bounds, style: Style(.rule), title: "New booking, long", corners: .square)
        #expect(frame.lines == ["┌─ New booki… ─┐", "│              │", "└──────────────┘"])
        var small = Frame(Size(2, 2))
        small.box(small.bounds, style: Style(.rule), title: "title")
        #expect(small.lines == ["╭╮", "╰╯"])
        var tiny = Frame(Size(1, 1))
        tiny.box(tiny.bounds, style: Style(.rule))
        #expect(tiny.lines == [""])
    }

    @Test func stylesCanBeRead() {
        var frame = Frame(Size(9, 2))
        frame.write("Maria", at: Point(1, 0), style: Style(.strong, on: .panel, .bold))
        #expect(frame.styledLines == ["‹text base› ‹strong panel bold›Maria", ""])
    }

    @Test func aCellIsSmall() {
        #expect(MemoryLayout<Cell>.stride == 16)
    }

    /// Whatever is drawn in whatever order, each right half has its left half, and each row has its cells.
    @Test(arguments: 0..<20)
    func drawingAtRandomLeavesAWholePicture(seed: UInt64) {
        var random = Seeded(seed: seed)
        let texts = ["日本語テキスト", "plain", "e\u{301}👩‍👩‍👧🇫🇷🇯🇵", "│─", "\u{1B}[2J\u{202E}", "ｘ日x"]
        var frame = Frame(Size(17, 6))
        for _ in 0..<300 {
            let point = Point(Int.random(in: -4...18, using: &random), Int.random(in: -1...6, using: &random))
            let text = texts[Int.random(in: 0..<texts.count, using: &random)]
            let rect = Rect(
                x: point.x, y: point.y, width: Int.random(in: 0...9, using: &random),
                height: Int.random(in: 0...3, using: &random))
            switch Int.random(in: 0..<4, using: &random) {
            case 0: frame.fill(rect, style: Style(), with: "日")
            case 1: frame.box(rect, style: Style(), title: text)
            case 2: frame.clipped(to: rect) { _ = $0.write(text, at: point.moved(right: -1)) }
            default: frame.write(text, at: point, width: rect.width, align: .trailing)
            }
            for y in 0..<6 {
                let width = (0..<17).reduce(0) { sum, x in sum + TextWidth.cells(frame[Point(x, y)]?.text ?? "") }
                #expect(width == 17)
                #expect(frame[Point(0, y)]?.isTrailing == false)
            }
        }
    }
}

/// A generator that gives the same numbers for the same seed.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
