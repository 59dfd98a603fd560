/// Where text stands in the cells it was given.
public enum Alignment: Sendable {
    /// At the left.
    case leading
    /// In the middle.
    case center
    /// At the right.
    case trailing
}

/// A picture of the whole screen in cells, drawn anew for every change and then presented.
///
/// Whatever is drawn outside the screen, or outside the part that is drawn on (`clipped`), is left away. Text is
/// cleaned, measured, and cut at cell borders, so no text can spoil what stands beside it.
public struct Frame: Sendable {
    /// Columns and rows.
    public let size: Size
    /// The part that is drawn on at present.
    public private(set) var clip: Rect
    /// Where the terminal's cursor stands; nil hides it.
    public var cursor: Point?
    /// Row by row.
    private(set) var cells: [Cell]

    /// An empty frame, all blank on the base ground.
    public init(_ size: Size) {
        self.size = size
        clip = Rect(size)
        cells = Array(repeating: Cell(), count: size.width * size.height)
    }

    /// The whole frame.
    public var bounds: Rect { Rect(size) }

    /// The cell at `point`; nil outside the frame.
    public subscript(point: Point) -> Cell? {
        bounds.contains(point) ? cells[point.y * size.width + point.x] : nil
    }

    /// Lets `body` draw on `rect` only.
    @discardableResult
    public mutating func clipped<Result, Failure: Error>(
        to rect: Rect, _ body: (inout Frame) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let outer = clip
        clip = clip.intersection(rect)
        defer { clip = outer }
        return try body(&self)
    }

    /// Writes one line of text, left to right from `point`.
    ///
    /// - Parameters:
    ///   - text: any text; it is cleaned. What does not fit ends with "…".
    ///   - point: the leftmost cell of the place.
    ///   - style: with ground `inherit`, the text stands on the ground that is there.
    ///   - width: the cells of the place; nil for all up to the edge. Cells that the text does not need stay as they
    ///     are.
    ///   - align: where in the place the text stands.
    /// - Returns: the cells that the text takes, also where it is clipped.
    @discardableResult
    public mutating func write(
        _ text: String, at point: Point, style: Style = Style(), width: Int? = nil, align: Alignment = .leading
    ) -> Int {
        let room = max(0, min(width ?? .max, clip.maxX - point.x))
        guard room > 0, point.y >= clip.y, point.y < clip.maxY else {
            return min(TextWidth.cells(text, upTo: room), room)
        }
        if align == .leading {
            if point.x >= clip.x, let used = writeASCII(text, at: point, style, room: room) { return used }
            return writeLine(text, at: point, style, room: room)
        }
        let cells = min(TextWidth.cells(text, upTo: room), room)
        let slack = min(width ?? room, room) - cells
        return writeLine(text, at: point.moved(right: align == .center ? slack / 2 : slack), style, room: cells)
    }

    /// Writes text of any kind; what does not fit ends with "…".
    private mutating func writeLine(_ text: String, at point: Point, _ style: Style, room: Int) -> Int {
        var used = 0
        // Where "…" goes if the text turns out to be too long.
        var cut = 0
        CleanText.scan(text) { scanner in
            while let glyph = scanner.next() {
                guard used + glyph.width <= room else {
                    put(.ellipsis, x: point.x + cut, y: point.y, style)
                    used = cut + 1
                    return
                }
                put(glyph, x: point.x + used, y: point.y, style)
                used += glyph.width
                if used < room { cut = used }
            }
        }
        return used
    }

    /// Writes plain ASCII that fits, which most text is; nil if the text is anything else, with nothing written.
    private mutating func writeASCII(_ text: String, at point: Point, _ style: Style, room: Int) -> Int? {
        let count = text.utf8.count
        guard count <= room, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
        guard count > 0 else { return 0 }
        let start = point.y * size.width + point.x
        mend(start, row: point.y)
        mend(start + count, row: point.y)
        var index = start
        for byte in text.utf8 {
            cells[index] = Cell(Glyph(UInt32(byte)), settled(style, over: cells[index].style))
            index += 1
        }
        return count
    }

    /// Fills a block with one character, one or two cells wide, or with blanks.
    public mutating func fill(_ rect: Rect, style: Style, with character: Character = " ") {
        let part = clip.intersection(rect)
        guard !part.isEmpty else { return }
        let glyph = Glyph(character)
        for y in part.y..<part.maxY {
            mend(y * size.width + part.x, row: y)
            mend(y * size.width + part.maxX, row: y)
            var x = part.x
            while x + glyph.width <= part.maxX {
                set(glyph, y * size.width + x, style)
                x += glyph.width
            }
            if x < part.maxX { set(.space, y * size.width + x, style) }
        }
    }

    /// Changes the style of each cell of a block and leaves the text: what stands behind a dialog, the row under the
    /// cursor. The style given has a ground of its own, never `inherit`; `inherit` set means unchanged.
    public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        let part = clip.intersection(rect)
        guard !part.isEmpty else { return }
        for y in part.y..<part.maxY {
            for index in (y * size.width + part.x)..<(y * size.width + part.maxX) {
                let old = cells[index].style
                var style = old
                change(&style)
                cells[index].style = settled(style, over: old)
            }
        }
    }

    /// Puts a glyph whose left cell is (`x`, `y`); a wide one that would cross the edge of the clip becomes blank.
    mutating func put(_ glyph: Glyph, x: Int, y: Int, _ style: Style) {
        guard y >= clip.y, y < clip.maxY, x + glyph.width > clip.x, x < clip.maxX else { return }
        let row = y * size.width
        if x >= clip.x, x + glyph.width <= clip.maxX {
            mend(row + x, row: y)
            mend(row + x + glyph.width, row: y)
            set(glyph, row + x, style)
            return
        }
        for half in max(x, clip.x)..<min(x + glyph.width, clip.maxX) {
            mend(row + half, row: y)
            mend(row + half + 1, row: y)
            set(.space, row + half, style)
        }
    }

    private mutating func set(_ glyph: Glyph, _ index: Int, _ style: Style) {
        cells[index] = Cell(glyph, settled(style, over: cells[index].style))
        if glyph.width == 2 { cells[index + 1] = .trailing(cells[index].style) }
    }

    /// A border between cells is about to be drawn along, before `index`: a wide character across it becomes blank.
    private mutating func mend(_ index: Int, row: Int) {
        guard index > row * size.width, index < (row + 1) * size.width, cells[index].isTrailing else { return }
        cells[index - 1] = Cell(blank: cells[index - 1].style)
        cells[index] = Cell(blank: cells[index].style)
    }

    private func settled(_ style: Style, over old: Style) -> Style {
        guard style.ground == .inherit else { return style }
        return Style(style.ink, on: old.ground, style.attributes.union(old.attributes.intersection(.lit)))
    }

    /// The text of each row, without blanks at the end: what a test compares.
    public var lines: [String] {
        (0..<size.height).map { y in
            var line = ""
            for cell in cells[(y * size.width)..<((y + 1) * size.width)] { line += cell.text }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
