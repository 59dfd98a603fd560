/// The corners of a box.
public enum Corners: Sendable {
    /// ╭ ╮ ╰ ╯, for dialogs and cards.
    case rounded
    /// ┌ ┐ └ ┘, for parts of a screen.
    case square
}

extension Frame {
    /// Draws a border along the inner edge of `rect`, with a title in its upper line. What is inside stays.
    ///
    /// - Parameters:
    ///   - rect: at least 2 × 2 cells; nothing is drawn for less.
    ///   - style: of the lines.
    ///   - title: cut to fit; none if empty.
    ///   - titleStyle: heading in bold on the same ground if nil.
    ///   - corners: rounded or square.
    public mutating func box(
        _ rect: Rect, style: Style, title: String = "", titleStyle: Style? = nil, corners: Corners = .rounded
    ) {
        guard rect.width >= 2, rect.height >= 2 else { return }
        let (left, right) = (rect.x, rect.maxX - 1)
        let (top, bottom) = (rect.y, rect.maxY - 1)
        horizontalRule(at: Point(left + 1, top), length: rect.width - 2, style: style)
        horizontalRule(at: Point(left + 1, bottom), length: rect.width - 2, style: style)
        verticalRule(at: Point(left, top + 1), length: rect.height - 2, style: style)
        verticalRule(at: Point(right, top + 1), length: rect.height - 2, style: style)
        let signs: [UInt32] =
            corners == .rounded ? [0x256D, 0x256E, 0x2570, 0x256F] : [0x250C, 0x2510, 0x2514, 0x2518]
        put(Glyph(signs[0]), x: left, y: top, style)
        put(Glyph(signs[1]), x: right, y: top, style)
        put(Glyph(signs[2]), x: left, y: bottom, style)
        put(Glyph(signs[3]), x: right, y: bottom, style)
        guard !title.isEmpty, rect.width >= 7 else { return }
        let titleStyle = titleStyle ?? Style(.heading, on: style.ground, .bold)
        let used = write(title, at: Point(left + 3, top), style: titleStyle, width: rect.width - 6)
        put(.space, x: left + 2, y: top, titleStyle)
        put(.space, x: left + 3 + used, y: top, titleStyle)
    }

    /// Draws a line from left to right.
    public mutating func horizontalRule(at point: Point, length: Int, style: Style, with character: Character = "─") {
        fill(Rect(x: point.x, y: point.y, width: length, height: 1), style: style, with: character)
    }

    /// Draws a line from top to bottom.
    public mutating func verticalRule(at point: Point, length: Int, style: Style, with character: Character = "│") {
        fill(Rect(x: point.x, y: point.y, width: 1, height: length), style: style, with: character)
    }

    /// Takes the weight from a block, so that a dialog before it stands out: all text faint on the base ground.
    public mutating func recede(_ rect: Rect) {
        restyle(rect) { $0 = Style(.faint, on: .base) }
    }
}
