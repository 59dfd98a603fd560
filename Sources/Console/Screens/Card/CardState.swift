import Salon
import Terminal

/// Appointment.
struct AppointmentCard: ConsoleScreen {
    static let place = "appointment"
    static let placeTitle = "Appointment"

    init(_ id: AppointmentID) {}

    var presentation: Presentation { .dialog(title: "Appointment", width: 84, height: 26) }

    mutating func update(_ message: Message<AppointmentCard>, _ context: Context) -> [Effect<AppointmentCard>] {
        if case .back = message { [.close] } else { [] }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {}
}
