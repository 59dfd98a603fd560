import Salon
import Terminal

/// The tab Users.
struct UsersScreen: ConsoleScreen {
    static let place = "users"
    static let placeTitle = "Users"

    mutating func update(_ message: Message<UsersScreen>, _ context: Context) -> [Effect<UsersScreen>] { [] }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {}
}
