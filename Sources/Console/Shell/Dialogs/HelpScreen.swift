import Terminal

/// All keys, found by typing a name or a key.
struct HelpScreen: ConsoleScreen {
    static let place = "help"
    static let placeTitle = "Help"

    private let offers: [Offer]
    private let titles: [String: String]
    private var field = TextField(placeholder: "a name or a key", limit: 60)
    private var top = 0

    init(_ offers: [Offer]) {
        self.offers = offers
        titles = Dictionary(
            ScreenList.places.map { ($0.place, $0.placeTitle) }, uniquingKeysWith: { first, _ in first })
    }

    var isTyping: Bool { true }
    var presentation: Presentation { .dialog(title: "Help", width: 96, height: 40) }

    /// A line of the page.
    private enum Row {
        case heading(String)
        case offer(Offer)
    }

    private var rows: [Row] {
        let words = field.text.lowercased().split(separator: " ").map(String.init)
        var rows: [Row] = []
        var place = ""
        for offer in offers where offer.matches(words) {
            if offer.action.place != place {
                place = offer.action.place
                rows.append(.heading(titles[place] ?? place))
            }
            rows.append(.offer(offer))
        }
        return rows
    }

    mutating func update(_ message: Message<HelpScreen>, _ context: Context) -> [Effect<HelpScreen>] {
        let page = max(1, context.area.height - 3)
        switch message {
        case .back: return [.close]
        case .input(.key(.character("?"))) where field.text.isEmpty: return [.close]
        case .input(.key(.down)): top += 1
        case .input(.key(.up)): top -= 1
        case .input(.key(.pageDown)): top += page
        case .input(.key(.pageUp)): top -= page
        case .input(.mouse(let mouse)):
            if mouse.action == .wheelDown { top += 3 }
            if mouse.action == .wheelUp { top -= 3 }
        case .input(.paste(let text)):
            if field.paste(text).event != nil { top = 0 }
        case .input(.key(let key)):
            if field.handle(key).event != nil { top = 0 }
        default: break
        }
        top = max(0, min(top, rows.count - page))
        return []
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        frame.write("Find", at: area.origin, style: Style(.muted), width: area.width)
        field.draw(in: area.row(0).inset(left: 6), into: &frame, isFocused: true)
        let rows = rows
        if rows.isEmpty {
            frame.write(
                "Nothing is called that. Esc closes the help.", at: Point(area.x, area.y + 2), style: Style(.muted),
                width: area.width)
        }
        let list = area.inset(top: 2, bottom: 1)
        for (offset, row) in rows.dropFirst(top).prefix(list.height).enumerated() {
            draw(row, in: list.row(offset), into: &frame)
        }
        let more = rows.count - top - list.height
        frame.write(
            more > 0 ? "↓ \(more) more · PgDn" : "Esc closes", at: Point(area.x, area.maxY - 1), style: Style(.muted),
            width: area.width)
    }

    private func draw(_ row: Row, in rect: Rect, into frame: inout Frame) {
        switch row {
        case .heading(let title):
            frame.write(title, at: rect.origin, style: Style(.heading, .bold), width: rect.width)
        case .offer(let offer):
            let isOff = offer.reason != nil
            let keys = offer.action.keys.map(\.display).joined(separator: " ")
            frame.write(
                keys.isEmpty ? "—" : keys, at: rect.origin.moved(right: 2), style: Style(isOff ? .faint : .key, .bold),
                width: 10)
            frame.write(
                offer.action.title, at: rect.origin.moved(right: 13), style: Style(isOff ? .faint : .strong), width: 15)
            frame.write(
                offer.reason ?? offer.action.help, at: rect.origin.moved(right: 29),
                style: Style(isOff ? .warning : .muted), width: rect.width - 29)
        }
    }
}
