/// The first row: where one is, when it is, how the connection is, who is there. The less important parts go first
/// where room is short.
public struct HeaderBar: Sendable, Equatable {
    /// How something is, told by a sign, a word and a colour.
    public struct Status: Sendable, Equatable {
        /// One cell: "●".
        public var sign: String
        /// "live".
        public var word: String
        /// The colour of the sign; of the word too unless all is well.
        public var ink: Ink
        /// How something is.
        public init(_ sign: String, _ word: String, ink: Ink) {
            self.sign = sign
            self.word = word
            self.ink = ink
        }
    }

    /// Whose program it is.
    public var title: String
    /// The date and time, from the longest form to the shortest; the longest that fits is shown.
    public var centre: [String]
    /// How the connection is.
    public var status: Status
    /// Who is signed in.
    public var name: String
    /// In which role.
    public var role: String

    /// A header.
    public init(
        title: String, centre: [String] = [], status: Status = Status("", "", ink: .muted),
        name: String = "", role: String = ""
    ) {
        self.title = title
        self.centre = centre
        self.status = status
        self.name = name
        self.role = role
    }

    /// Draws the header in the first row of `rect`.
    public func draw(in rect: Rect, into frame: inout Frame) {
        let row = rect.row(0)
        guard !row.isEmpty else { return }
        frame.fill(row, style: Style(.text, on: .bar))
        let titleWidth = TextWidth.cells(title, upTo: row.width)
        let titleX = row.x + (row.width > 2 ? 1 : 0)
        // From the fullest row to the barest; the word of the status and the short time outlive the role.
        for (index, parts) in variants.enumerated() {
            let rightWidth = parts.right.reduce(0) { $0 + TextWidth.cells($1.text) + 1 }
            let centreWidth = TextWidth.cells(parts.centre)
            let rightX = row.maxX - rightWidth
            let isLast = index == variants.count - 1
            guard isLast || titleX + titleWidth + 2 + centreWidth + 2 <= rightX else { continue }
            frame.write(title, at: Point(titleX, row.y), style: Style(.strong, on: .bar, .bold), width: row.width)
            if centreWidth > 0 {
                let from = titleX + titleWidth + 2
                let middle = row.x + (row.width - centreWidth) / 2
                let x = min(max(from, middle), rightX - 2 - centreWidth)
                frame.write(parts.centre, at: Point(x, row.y), style: Style(.text, on: .bar), width: centreWidth)
            }
            var x = rightX
            for part in parts.right where x > titleX + titleWidth {
                x +=
                    1
                    + frame.write(part.text, at: Point(x, row.y), style: Style(part.ink, on: .bar), width: row.maxX - x)
            }
            return
        }
    }

    private typealias Part = (text: String, ink: Ink)

    private var variants: [(centre: String, right: [Part])] {
        let sign: [Part] = status.sign.isEmpty ? [] : [(status.sign, status.ink)]
        let word: [Part] = status.word.isEmpty ? [] : [(status.word + "  ", status.ink == .good ? .muted : status.ink)]
        let who: [Part] = name.isEmpty ? [] : [(name, .strong)]
        let what: [Part] = role.isEmpty ? [] : [(role, .muted)]
        let centres = centre.isEmpty ? [""] : centre
        let rights = [sign + word + who + what, sign + word + who, sign + word, sign]
        return rights.flatMap { right in centres.map { ($0, right) } } + [("", [])]
    }
}
