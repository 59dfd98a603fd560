/// A theme made ready for one terminal: the look of each style as one lookup.
struct LookTable {
    /// A look as the terminal takes it.
    struct Entry {
        /// Both colours: the ink in the upper half.
        var colours: UInt32
        var attributes: Attributes
        var fill: UInt32
    }

    /// How many colours are in use.
    let depth: ColourDepth
    private var entries: [Entry] = []

    init(_ theme: Theme, depth: ColourDepth) {
        self.depth = theme.hasColours ? depth : .none
        entries.reserveCapacity(Ground.allCases.count * Ink.allCases.count * 2)
        for lit: Attributes in [[], .lit] {
            for ground in Ground.allCases {
                for ink in Ink.allCases {
                    let look = theme.look(Style(ink, on: ground, lit), depth: self.depth)
                    let colours =
                        UInt32(UInt16(bitPattern: look.ink.index)) << 16 | UInt32(UInt16(bitPattern: look.ground.index))
                    entries.append(Entry(colours: colours, attributes: look.attributes, fill: look.fill))
                }
            }
        }
    }

    /// What a style looks like, its attributes included.
    subscript(style: Style) -> Entry {
        let lit = style.attributes.contains(.lit) ? 1 : 0
        let row = lit * Ground.allCases.count + Int(style.ground.rawValue)
        var entry = entries[row * Ink.allCases.count + Int(style.ink.rawValue)]
        if style.attributes.contains(.reverse) { entry.attributes.formSymmetricDifference(.reverse) }
        entry.attributes.formUnion(style.attributes.subtracting([.lit, .reverse]))
        return entry
    }
}
