/// Draws one block of a time grid: bar, letter, as many lines as fit, badge.
enum BlockDrawing {
    /// - Parameter isLit: the cursor is on the block. Its first row and its bar are lit: that is seen, and sends a
    ///   fraction of what a whole block in another colour would.
    static func draw<ID, LaneID>(
        lines: [GridItem<ID, LaneID>.Line], letter: String, ink: Ink, badge: String, ground plain: Style,
        isLit: Bool = false, in rect: Rect, into frame: inout Frame
    ) {
        guard !rect.isEmpty else { return }
        let ground = isLit ? plain.adding(.lit) : plain
        frame.fill(rect, style: plain)
        frame.fill(rect.split(top: 1).top, style: ground)
        frame.fill(Rect(x: rect.x, y: rect.y, width: 1, height: rect.height), style: ground.with(ink: ink), with: "▌")
        let indent = rect.width >= 8 ? 3 : min(2, rect.width)
        frame.write(
            letter, at: Point(rect.x + 1, rect.y), style: ground.with(ink: ink).adding(.bold),
            width: min(indent == 3 ? 2 : 1, rect.width - 1))
        let badgeWidth = badge.isEmpty || rect.width < 10 ? 0 : TextWidth.cells(badge, upTo: 4)
        let margin = rect.width >= 12 ? 1 : 0
        for (index, line) in lines.prefix(rect.height).enumerated() {
            let isFirst = index == 0
            let width = rect.width - indent - margin - (isFirst && badgeWidth > 0 ? badgeWidth + 1 : 0)
            let style =
                isFirst ? ground.with(ink: line.ink ?? .strong).adding(.bold) : plain.with(ink: line.ink ?? .text)
            let used = frame.write(
                line.text, at: Point(rect.x + indent, rect.y + index), style: style, width: width)
            // A block of one row says more beside its first line.
            if rect.height == 1, lines.count > 1, width - used >= 8 {
                frame.write(
                    lines[1].text, at: Point(rect.x + indent + used + 1, rect.y),
                    style: ground.with(ink: lines[1].ink ?? .text), width: width - used - 1)
            }
        }
        if badgeWidth > 0 {
            frame.write(
                badge, at: Point(rect.maxX - badgeWidth - 1, rect.y),
                style: ground.with(ink: .warning).adding(.bold), width: badgeWidth)
        }
    }
}
