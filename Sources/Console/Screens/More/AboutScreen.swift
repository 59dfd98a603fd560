import Terminal

/// What this program is.
struct AboutScreen: ConsoleScreen {
    static let place = "about"
    static let placeTitle = "About"

    var presentation: Presentation { .dialog(title: "About", width: 64, height: 9) }

    mutating func update(_ message: Message<AboutScreen>, _ context: Context) -> [Effect<AboutScreen>] {
        if case .back = message { [.close] } else { [] }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let text = """
            salon is a console for the people who run a salon: bookings, clients, services, experts and money, \
            kept in PostgreSQL. Everything on the screen is also a command; salon --help lists them.
            """
        for (index, line) in TextWrap.lines(text, width: area.width).enumerated() {
            frame.write(line, at: Point(area.x, area.y + 1 + index), width: area.width)
        }
    }
}
