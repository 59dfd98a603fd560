import Salon
import SalonStore
import Terminal

/// The places where somebody is signed in.
struct SessionList {
    var table = Table<DeskSessionID>(
        columns: [
            TableColumn("desk", title: "Desk", minimum: 12, maximum: 24),
            TableColumn("made", title: "Signed in", minimum: 12, maximum: 24),
            TableColumn("seen", title: "Last used", minimum: 12, maximum: 24),
            TableColumn("ends", title: "Ends", minimum: 12, maximum: 24, priority: 2),
            TableColumn("this", title: "", minimum: 8, maximum: 8),
        ], whenEmpty: EmptyState(title: "Signed in nowhere"))
    private var sessions: [DeskSession] = []

    init() { table.whenLoading = EmptyState(.loading, title: "Reading the sessions…") }

    /// The session under the cursor.
    var selected: DeskSession? { table.selected.flatMap { row in sessions.first { $0.id == row.id } } }

    /// There are others than the one that asks.
    var hasOthers: Bool { sessions.contains { !$0.isThisOne } }

    mutating func show(_ sessions: [DeskSession], _ context: Context) {
        self.sessions = sessions
        table.replace(
            with: sessions.map { session in
                let moment = { (instant: Instant) in UserText.moment(instant, context) }
                return TableRow(
                    id: session.id,
                    cells: [
                        TableCell(UserText.desk(session.desk), ink: .strong), TableCell(moment(session.madeAt)),
                        TableCell(moment(session.seenAt)),
                        TableCell(UserText.moment(session.endsAt, context, isShort: true), ink: .muted),
                        TableCell(session.isThisOne ? "this one" : "", ink: .good),
                    ])
            })
    }

    mutating func take(_ input: Input, in area: Rect) {
        switch input {
        case .key(let key): _ = table.handle(key)
        case .mouse(let mouse): _ = table.handle(mouse, in: area)
        default: break
        }
    }
}
