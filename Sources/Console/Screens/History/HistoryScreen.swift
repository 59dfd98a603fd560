import Salon
import SalonStore
import Terminal

/// Whose history is shown.
struct HistorySubject: Equatable, Sendable {
    let entity: AuditedEntity
    let id: UUIDValue
    /// What it is called.
    let name: String
}

/// What became of one thing: who changed what, when, at which desk; the newest first.
struct HistoryScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case refresh
    }

    enum Job: Equatable, Sendable {
        case entries(HistorySubject)
    }

    static let place = "history"
    static let placeTitle = "History"

    static let actions: [ActionRow<ActionName>] = [
        .init(.refresh, "refresh", keys: ["R", "f5"], isHinted: false, help: "Reads the history anew.")
    ]

    private let subject: HistorySubject
    private var entries: [AuditEntry]?
    private var failure: SalonError?
    private var top = 0

    init(_ subject: HistorySubject) { self.subject = subject }

    var presentation: Presentation { .dialog(title: "History", width: 92, height: 24) }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> [AuditEntry] {
        switch job {
        case .entries(let subject): try backend.desk.history.of(subject.entity, subject.id)
        }
    }

    mutating func update(_ message: Message<HistoryScreen>, _ context: Context) -> [Effect<HistoryScreen>] {
        switch message {
        case .opened, .action(.refresh), .changed: return [.load(.entries(subject))]
        case .answer(_, .success(let entries)):
            self.entries = entries
            failure = nil
        case .answer(_, .failure(let error)): failure = error
        case .input(let input): scroll(input, context)
        case .back: return [.close]
        case .reply, .tick: break
        }
        return []
    }

    private mutating func scroll(_ input: Input, _ context: Context) {
        let body = Self.body(of: context.area)
        let count = rows(width: body.width).count
        switch input {
        case .key(let key): top = DetailRows.top(after: key, from: top, count: count, height: body.height) ?? top
        case .mouse(let mouse) where mouse.action == .wheelUp: top = max(0, top - 3)
        case .mouse(let mouse) where mouse.action == .wheelDown: top = max(0, min(top + 3, count - body.height))
        default: break
        }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        frame.write(subject.name, at: area.origin, style: Style(.strong, .bold), width: area.width)
        let body = Self.body(of: area)
        if let failure, entries == nil {
            AppointmentsScreen.drawFailure(failure, "The history can't be read", in: body, into: &frame)
        } else if let entries, entries.isEmpty {
            EmptyState(
                title: "Nobody has changed it", sentence: "It stands as it came into the salon.", key: .escape,
                action: "back"
            ).draw(in: body, into: &frame)
        } else if entries == nil {
            EmptyState(.loading, title: "Reading the history…").draw(in: body, into: &frame)
        } else {
            DetailRows.draw(rows(width: body.width), from: top, in: body, into: &frame)
        }
    }

    /// Below the name and a blank line.
    private static func body(of area: Rect) -> Rect { area.inset(top: 2) }

    private func rows(width: Int) -> [DetailRow] {
        var rows = CardRows(width: max(1, width - 1))
        for (index, entry) in (entries ?? []).enumerated() {
            if index > 0 { rows.add([]) }
            rows.add(entry.cardSentence, entry.undoneBy == nil ? .text : .muted)
            if entry.undoneBy != nil { rows.add("It was taken back later.", .muted) }
        }
        return rows.rows.map { .words($0) }
    }
}
