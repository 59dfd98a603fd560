import Terminal

/// A row of a card's text: a label, and pieces of text after it.
struct CardRow: Equatable {
    /// The label, or the heading of a section.
    var label = ""
    /// Whether the label is a heading.
    var isHeading = false
    /// Whether the pieces begin at the left: text that has no label.
    var isFlush = false
    /// The pieces after the label, in their inks.
    var pieces: [Piece] = []

    /// A piece of text in one ink.
    struct Piece: Equatable {
        let text: String
        let style: Style
    }

    /// The cells for labels.
    static let labelWidth = 11

    /// Draws it in one row of cells.
    func draw(in row: Rect, into frame: inout Frame) {
        guard !isHeading else {
            frame.write(label, at: row.origin, style: Style(.heading, .bold), width: row.width)
            return
        }
        frame.write(label, at: row.origin, style: Style(.muted), width: Self.labelWidth)
        var x = row.x + (isFlush ? 0 : Self.labelWidth + 1)
        for piece in pieces where x < row.maxX {
            x += frame.write(piece.text, at: Point(x, row.y), style: piece.style, width: row.maxX - x)
        }
    }
}

/// Sections of a card's text for some width.
struct CardRows {
    let width: Int
    private(set) var rows: [CardRow] = []

    init(width: Int) { self.width = width }

    /// Begins a section.
    mutating func section(_ title: String) {
        if !rows.isEmpty { rows.append(CardRow()) }
        rows.append(CardRow(label: title, isHeading: true))
    }

    /// A text behind a label, wrapped.
    mutating func add(_ label: String, _ text: String, _ ink: Ink = .text, limit: Int = 6) {
        let lines = TextWrap.lines(text, width: max(1, width - CardRow.labelWidth - 1), limit: limit)
        for (index, line) in lines.enumerated() {
            rows.append(
                CardRow(label: index == 0 ? label : "", pieces: [CardRow.Piece(text: line, style: Style(ink))]))
        }
    }

    /// A text without a label, wrapped.
    mutating func add(_ text: String, _ ink: Ink = .text, limit: Int = 12) {
        for line in TextWrap.lines(text, width: max(1, width), limit: limit) { add([(line, Style(ink))]) }
    }

    /// Pieces of one line without a label.
    mutating func add(_ pieces: [(String, Style)]) {
        rows.append(CardRow(isFlush: true, pieces: pieces.map { CardRow.Piece(text: $0.0, style: $0.1) }))
    }

    /// Pieces of one line behind a label.
    mutating func add(_ label: String, _ pieces: [(String, Style)]) {
        rows.append(CardRow(label: label, pieces: pieces.map { CardRow.Piece(text: $0.0, style: $0.1) }))
    }
}
