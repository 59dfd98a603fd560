import Salon
import Terminal

/// The tab Revenue.
struct RevenueScreen: ConsoleScreen {
    static let place = "revenue"
    static let placeTitle = "Revenue"

    mutating func update(_ message: Message<RevenueScreen>, _ context: Context) -> [Effect<RevenueScreen>] { [] }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {}
}
