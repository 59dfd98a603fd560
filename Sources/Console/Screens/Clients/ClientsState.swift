import Salon
import Terminal

/// The tab Clients.
struct ClientsScreen: ConsoleScreen {
    static let place = "clients"
    static let placeTitle = "Clients"

    mutating func update(_ message: Message<ClientsScreen>, _ context: Context) -> [Effect<ClientsScreen>] { [] }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {}
}
