import Salon
import Terminal

/// What two people wrote into the same fields, side by side, for the second of them to choose.
struct SideBySide: Equatable {
    /// A field that both have changed.
    struct Row: Equatable {
        let id: String
        let label: String
        let mine: String
        let theirs: String
        /// What theirs is when it is taken.
        let control: FormField.Control
        /// Nil as long as nothing is chosen.
        var takesTheirs: Bool?
    }

    /// What came of a key.
    enum Event: Equatable {
        /// Something is chosen in each row, and it shall be saved so.
        case chosen
    }

    /// What was changed, by whom, when.
    let change: StaleChange
    private(set) var rows: [Row]
    /// What they changed where nothing was typed here, in sentences: it stays as they left it.
    private let taken: [String]
    private var cursor = 0

    init(_ change: StaleChange, rows: [Row], taken: [String]) {
        self.change = change
        self.rows = rows
        self.taken = taken
    }

    /// Something is chosen in each row.
    var isComplete: Bool { rows.allSatisfy { $0.takesTheirs != nil } }

    // MARK: Keys

    mutating func handle(_ key: Key) -> Event? {
        switch key {
        case .up, .backTab: cursor = max(0, cursor - 1)
        case .down, .tab: cursor = min(rows.count - 1, cursor + 1)
        case .left: choose(theirs: false)
        case .right: choose(theirs: true)
        case .space: choose(theirs: rows[cursor].takesTheirs != true)
        case .enter:
            if isComplete { return .chosen }
            cursor = rows.firstIndex { $0.takesTheirs == nil } ?? cursor
        default: break
        }
        return nil
    }

    private mutating func choose(theirs: Bool) { rows[cursor].takesTheirs = theirs }

    // MARK: Drawing

    /// "Ben Okafor changed this client at 14:31, while you were writing."
    static func sentence(_ change: StaleChange, _ context: Context) -> String {
        let when = change.at.map { instant in
            let local = context.arrival.zone.local(instant)
            return local.date == context.today ? " at \(local.time)" : " on \(local.date.shortText) at \(local.time)"
        }
        return "\(change.by ?? "Somebody") changed this \(change.what)\(when ?? ""), while you were writing."
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        var rest = area
        func say(_ text: String, _ style: Style) {
            for line in TextWrap.lines(text, width: rest.width, limit: 3) where !rest.isEmpty {
                frame.write(line, at: rest.origin, style: style, width: rest.width)
                rest = rest.inset(top: 1)
            }
        }
        say(Self.sentence(change, context), Style(.warning, .bold))
        say(
            "Choose in each line what shall stay. Nothing is saved before, and nothing you typed is lost.",
            Style(.muted))
        rest = rest.inset(top: 1)
        let columns = Self.columns(of: rest)
        frame.write("Yours", at: columns.mine.origin, style: Style(.heading, .bold), width: columns.mine.width)
        let name = change.by.map { "Theirs: \($0)" } ?? "Theirs"
        frame.write(name, at: columns.theirs.origin, style: Style(.heading, .bold), width: columns.theirs.width)
        rest = rest.inset(top: 1)
        for index in rows.indices { drawRow(index, in: &rest, into: &frame) }
        if !taken.isEmpty { rest = rest.inset(top: 1) }
        for sentence in taken { say(sentence, Style(.muted)) }
        frame.write(
            "← → yours or theirs   ↑ ↓ line   Enter save so   Esc back to the form",
            at: area.row(area.height - 1).origin, style: Style(.key), width: area.width)
    }

    private static func columns(of rect: Rect) -> (label: Rect, mine: Rect, theirs: Rect) {
        let (label, values) = rect.split(left: min(12, rect.width / 4))
        let halves = values.columns(2, gap: 2)
        return (label, halves[0], halves[1])
    }

    private func drawRow(_ index: Int, in rest: inout Rect, into frame: inout Frame) {
        guard !rest.isEmpty else { return }
        let row = rows[index]
        let isHere = index == cursor
        let columns = Self.columns(of: rest)
        frame.write(
            (isHere ? "▸" : " ") + row.label, at: columns.label.origin, style: Style(isHere ? .strong : .muted),
            width: columns.label.width)
        var height = 1
        for (words, place, isChosen) in [
            (row.mine, columns.mine, row.takesTheirs == false), (row.theirs, columns.theirs, row.takesTheirs == true),
        ] {
            let lines = TextWrap.lines(words.isEmpty ? "empty" : words, width: max(1, place.width - 4), limit: 4)
            height = max(height, lines.count)
            let style = Style(isChosen ? .strong : .text, on: isChosen ? .selection : .inherit, isChosen ? .bold : [])
            for (offset, line) in lines.enumerated() where offset < place.height {
                let cells = place.row(offset)
                frame.fill(cells, style: style)
                let mark = offset > 0 ? "    " : isChosen ? "(•) " : "( ) "
                frame.write(mark + line, at: cells.origin, style: style, width: cells.width)
            }
        }
        rest = rest.inset(top: height)
    }
}
