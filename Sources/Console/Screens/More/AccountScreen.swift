import Salon
import Terminal

/// Who is signed in, and signing out.
struct AccountScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case signOut
    }

    enum Job: Equatable {
        case signOut
    }

    static let place = "account"
    static let placeTitle = "My account"
    static let actions: [ActionRow<ActionName>] = [
        .init(.signOut, "sign out", keys: ["o"], help: "Ends the session at this desk.")
    ]

    var presentation: Presentation { .dialog(title: "My account", width: 64, height: 11) }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Bool {
        try backend.signOut()
        return true
    }

    mutating func update(_ message: Message<AccountScreen>, _ context: Context) -> [Effect<AccountScreen>] {
        switch message {
        case .back: [.close]
        case .action(.signOut): [.shell(.signOut)]
        default: []
        }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let session = context.session
        let rows = [
            ("Name", session.name), ("Role", session.role.rawValue), ("Salon", context.branch.name),
            ("Time zone", context.branch.timeZone),
        ]
        for (index, row) in rows.enumerated() {
            frame.write(row.0, at: Point(area.x, area.y + 1 + index), style: Style(.muted), width: 14)
            frame.write(
                row.1, at: Point(area.x + 14, area.y + 1 + index), style: Style(.strong), width: area.width - 14)
        }
        frame.write(
            "\(context.keyName(ActionID(Self.place, ActionName.signOut.rawValue))) signs out.",
            at: Point(area.x, area.y + 6), style: Style(.muted), width: area.width)
    }
}
