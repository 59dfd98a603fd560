import Salon
import Terminal

/// New booking.
struct BookingScreen: ConsoleScreen {
    static let place = "booking"
    static let placeTitle = "New booking"

    init(_ start: BookingStart, _ context: Context) {}

    var presentation: Presentation { .dialog(title: "New booking", width: 84, height: 26) }

    mutating func update(_ message: Message<BookingScreen>, _ context: Context) -> [Effect<BookingScreen>] {
        if case .back = message { [.close] } else { [] }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {}
}
