import Salon
import Terminal

/// Finds an action, a screen or a client by name, and takes a whole booking in one line.
struct PaletteScreen: ConsoleScreen {
    static let place = "palette"
    static let placeTitle = "Palette"

    private let offers: [Offer]
    private var field: TextField
    private var selected = 0

    init(_ text: String, _ offers: [Offer]) {
        self.offers = offers.filter { $0.isHere && $0.action.rawName != Everywhere.ActionName.palette.rawValue }
        field = TextField(text, placeholder: "an action, or a booking: maria cut fri 3pm ben", limit: 200)
    }

    var isTyping: Bool { true }
    var presentation: Presentation { .dialog(title: "Command", width: 72, height: 20) }

    /// A line of the list.
    private enum Row {
        case offer(Offer)
        case booking(String)
    }

    private var rows: [Row] {
        let words = field.text.lowercased().split(separator: " ").map(String.init)
        var rows = offers.filter { $0.matches(words) }.map { Row.offer($0) }
        if words.count > 1 { rows.append(.booking(field.text)) }
        return rows
    }

    mutating func update(_ message: Message<PaletteScreen>, _ context: Context) -> [Effect<PaletteScreen>] {
        let rows = rows
        switch message {
        case .back: return [.close]
        case .input(.key(.enter)) where rows.indices.contains(selected): return choose(rows[selected])
        case .input(.key(.down)), .input(.key(.control("n"))): selected = min(selected + 1, max(0, rows.count - 1))
        case .input(.key(.up)), .input(.key(.control("p"))): selected = max(0, selected - 1)
        case .input(.paste(let text)):
            if field.paste(text).event != nil { selected = 0 }
        case .input(.key(let key)):
            if field.handle(key).event != nil { selected = 0 }
        default: break
        }
        return []
    }

    private func choose(_ row: Row) -> [Effect<PaletteScreen>] {
        switch row {
        case .offer(let offer):
            if let reason = offer.reason { return [.toast(reason, .failed)] }
            return [.finish(), .shell(.perform(offer.action.id))]
        case .booking(let line):
            return [.finish(), .go(.booking(BookingStart(line: line)))]
        }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        field.draw(in: area.row(0), into: &frame, isFocused: true)
        let rows = rows
        let list = area.inset(top: 2)
        let first = max(0, selected - list.height + 1)
        for (offset, row) in rows.dropFirst(first).prefix(list.height).enumerated() {
            draw(row, in: list.row(offset), isSelected: first + offset == selected, into: &frame)
        }
    }

    private func draw(_ row: Row, in rect: Rect, isSelected: Bool, into frame: inout Frame) {
        if isSelected { frame.fill(rect, style: Style(.strong, on: .selection)) }
        switch row {
        case .offer(let offer):
            let isOff = offer.reason != nil
            let key = offer.action.keys.first?.display ?? ""
            frame.write(
                offer.action.title, at: rect.origin.moved(right: 1), style: Style(isOff ? .faint : .strong), width: 16)
            frame.write(
                offer.reason ?? offer.action.help, at: rect.origin.moved(right: 18),
                style: Style(isOff ? .warning : .muted), width: rect.width - 26)
            frame.write(
                key, at: Point(rect.maxX - 7, rect.y), style: Style(isOff ? .faint : .key, .bold), width: 6,
                align: .trailing)
        case .booking(let line):
            frame.write("book", at: rect.origin.moved(right: 1), style: Style(.strong), width: 16)
            frame.write(line, at: rect.origin.moved(right: 18), style: Style(.muted), width: rect.width - 19)
        }
    }
}
