import Salon
import Terminal

/// Move an appointment.
struct MoveScreen: ConsoleScreen {
    static let place = "move"
    static let placeTitle = "Move an appointment"

    init(_ id: AppointmentID) {}

    var presentation: Presentation { .dialog(title: "Move an appointment", width: 84, height: 26) }

    mutating func update(_ message: Message<MoveScreen>, _ context: Context) -> [Effect<MoveScreen>] {
        if case .back = message { [.close] } else { [] }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {}
}
