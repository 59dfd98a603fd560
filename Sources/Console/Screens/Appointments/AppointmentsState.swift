import Salon
import Terminal

/// The tab Appointments.
struct AppointmentsScreen: ConsoleScreen {
    static let place = "appointments"
    static let placeTitle = "Appointments"

    mutating func update(_ message: Message<AppointmentsScreen>, _ context: Context) -> [Effect<AppointmentsScreen>] {
        []
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {}
}
