import Salon
import Terminal

/// The tab Experts.
struct ExpertsScreen: ConsoleScreen {
    static let place = "experts"
    static let placeTitle = "Experts"

    mutating func update(_ message: Message<ExpertsScreen>, _ context: Context) -> [Effect<ExpertsScreen>] { [] }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {}
}
