import Salon
import Terminal

/// The tab Services.
struct ServicesScreen: ConsoleScreen {
    static let place = "services"
    static let placeTitle = "Services"

    mutating func update(_ message: Message<ServicesScreen>, _ context: Context) -> [Effect<ServicesScreen>] { [] }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {}
}
