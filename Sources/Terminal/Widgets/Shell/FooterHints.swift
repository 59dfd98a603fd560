/// The keys that help now, in one row: the most useful first, as many as fit, then "…"; "? help" always at the right.
public struct FooterHints: Sendable, Equatable {
    /// The hints, the most useful first.
    public var hints: [KeyHint]
    /// What stands at the right, whatever the width.
    public var help: KeyHint

    /// A footer.
    public init(_ hints: [KeyHint], help: KeyHint = KeyHint("?", "help")) {
        self.hints = hints
        self.help = help
    }

    /// Where each hint that fits stands; what does not fit ends with "…".
    func placed(in rect: Rect) -> (hints: [(hint: KeyHint, x: Int)], ellipsis: Int?, helpX: Int) {
        let helpX = max(rect.x, rect.maxX - 1 - help.width)
        var x = rect.x + 1
        var placed: [(hint: KeyHint, x: Int)] = []
        for (index, hint) in hints.enumerated() {
            let isLast = index == hints.count - 1
            // Two cells before the help, and room for "…" unless nothing follows.
            guard x + hint.width + (isLast ? 0 : 2) <= helpX - 2 else {
                return (placed, x <= helpX - 2 ? x : nil, helpX)
            }
            placed.append((hint, x))
            x += hint.width + 2
        }
        return (placed, nil, helpX)
    }

    /// Draws the footer in the first row of `rect`.
    public func draw(in rect: Rect, into frame: inout Frame) {
        let row = rect.row(0)
        guard !row.isEmpty else { return }
        frame.fill(row, style: Style(.text, on: .bar))
        let places = placed(in: row)
        for place in places.hints {
            place.hint.draw(at: Point(place.x, row.y), width: place.hint.width, into: &frame)
        }
        if let x = places.ellipsis { frame.write("…", at: Point(x, row.y), style: Style(.muted), width: 1) }
        help.draw(at: Point(places.helpX, row.y), width: row.maxX - places.helpX, into: &frame)
    }

    /// The key of the hint at a point, for a click.
    public func hint(at point: Point, in rect: Rect) -> KeyHint? {
        let row = rect.row(0)
        guard row.contains(point) else { return nil }
        let places = placed(in: row)
        if point.x >= places.helpX { return help }
        return places.hints.first { point.x >= $0.x && point.x < $0.x + $0.hint.width }?.hint
    }
}
