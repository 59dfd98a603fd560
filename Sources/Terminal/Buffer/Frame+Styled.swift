extension Frame {
    /// The text of each row with its styles, for tests that compare a whole picture: before each run of one style stands
    /// its name in ‹›, such as "‹strong base bold›Maria‹text base›  Cut". Blanks at the end of a row are left away
    /// if they are plain.
    public var styledLines: [String] {
        (0..<size.height).map { y in
            var line = ""
            var last: Style?
            for x in 0..<size.width {
                guard let cell = self[Point(x, y)], !isPlain(from: x, y) else { break }
                if cell.style != last {
                    line += "‹\(cell.style)›"
                    last = cell.style
                }
                line += cell.text
            }
            return line
        }
    }

    private func isPlain(from x: Int, _ y: Int) -> Bool {
        (x..<size.width).allSatisfy { self[Point($0, y)] == Cell() }
    }
}

extension Style: CustomStringConvertible {
    /// Ink, ground and attributes by name.
    public var description: String {
        let names: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"), (.italic, "italic"),
            (.lit, "lit"),
        ]
        return (["\(ink)", "\(ground)"] + names.filter { attributes.contains($0.0) }.map(\.1)).joined(separator: " ")
    }
}
