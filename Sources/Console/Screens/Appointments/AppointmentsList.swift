import Salon
import SalonStore
import Terminal

/// The list of appointments: pages around a day, a filter above them.
struct AppointmentsList {
    typealias Effects = [Effect<AppointmentsScreen>]

    var table = Table<AppointmentID>(
        columns: [
            TableColumn("day", title: "Day", minimum: 10, maximum: 15, priority: 0),
            TableColumn("time", title: "Time", minimum: 5, maximum: 5, priority: 0),
            TableColumn("status", title: "", minimum: 1, maximum: 1, priority: 0),
            TableColumn("client", title: "Client", minimum: 16, maximum: 32, priority: 0),
            TableColumn("service", title: "Service", minimum: 14, priority: 1),
            TableColumn("expert", title: "Expert", minimum: 8, maximum: 20, priority: 2),
            TableColumn("length", title: "Length", minimum: 7, maximum: 8, align: .trailing, priority: 4),
            TableColumn("price", title: "Price", minimum: 8, maximum: 10, align: .trailing, priority: 1),
            TableColumn("paid", title: "Paid", minimum: 6, maximum: 8, priority: 3),
        ],
        whenEmpty: EmptyState(title: "No appointments here", sentence: "Nothing matches, from this day on."))
    var rows: [AppointmentID: AppointmentRow] = [:]
    var filter = TextField(placeholder: "client, phone or e-mail")
    var isTyping = false
    var unpaidOnly = false
    var wanted: AppointmentID?
    private var from = LocalDate(dayNumber: 0)

    static let pageSize = 100

    var chosen: DayEntry? { table.selected.flatMap { rows[$0.id]?.entry } }

    func entry(_ id: AppointmentID) -> DayEntry? { rows[id]?.entry }

    /// Nothing is sought but a day's place in the list.
    private var query: AppointmentFilter {
        AppointmentFilter(text: filter.text, unpaidOnly: unpaidOnly)
    }

    /// Reads the page that begins with a day; what lies before can be reached by going up.
    mutating func reload(from date: LocalDate) -> Effects {
        if date != from { table.state = .loading }
        from = date
        return [.load(.page(query, PageRequest(after: Self.begin(of: date), limit: Self.pageSize), .first), "list")]
    }

    /// The place in the list before all of a day's appointments.
    private static func begin(of date: LocalDate) -> AppointmentKey {
        AppointmentKey(date: date, time: .midnight, id: AppointmentID(UUIDValue(high: 0, low: 0)))
    }

    private func load(_ edge: Table<AppointmentID>.Edge) -> Effects {
        let request: PageRequest<AppointmentKey>
        switch edge {
        case .first: request = PageRequest(limit: Self.pageSize)
        case .last: request = PageRequest(before: Self.begin(of: LocalDate(dayNumber: 100_000)), limit: Self.pageSize)
        case .after:
            guard let last = table.rows.last.flatMap({ rows[$0.id] }) else { return [] }
            request = PageRequest(after: last.key, limit: Self.pageSize)
        case .before:
            let first = table.rows.first.flatMap { rows[$0.id] }
            request = PageRequest(before: first?.key ?? Self.begin(of: from), limit: Self.pageSize)
        }
        return [.load(.page(query, request, edge), "list")]
    }

    mutating func take(
        _ page: Page<AppointmentRow, AppointmentKey>, at edge: Table<AppointmentID>.Edge, _ context: Context
    ) -> Effects {
        for row in page.rows { rows[row.entry.id] = row }
        let shown = page.rows.map { Self.row($0, context) }
        switch edge {
        case .before: table.prepend(shown, hasBefore: page.hasMoreBefore)
        case .after: table.append(shown, hasAfter: page.hasMoreAfter)
        case .first, .last:
            rows = Dictionary(page.rows.map { ($0.entry.id, $0) }) { first, _ in first }
            table.replace(with: shown, hasBefore: page.hasMoreBefore, hasAfter: page.hasMoreAfter)
            if let wanted { table.select(wanted) }
            wanted = nil
            // Nothing from this day on: what was before is what is sought.
            if shown.isEmpty, page.hasMoreBefore { return load(.before) }
        }
        return []
    }

    mutating func fail(_ error: SalonError) {
        table.pageFailed()
        guard table.rows.isEmpty else { return }
        table.state =
            if case .forbidden = error {
                .forbidden(EmptyState(.forbidden, title: "Not for your role", sentence: error.message))
            } else {
                .failed(EmptyState(.failed, title: "The list can't be read", sentence: error.message))
            }
    }

    private static func row(_ row: AppointmentRow, _ context: Context) -> TableRow<AppointmentID> {
        let entry = row.entry
        let isToday = entry.start.date == context.today
        let owes = entry.paymentStatus == .unpaid && !entry.due.isZero
        let paid: TableCell =
            switch entry.paymentStatus {
            case .paid: "paid"
            case .refunded: "refunded"
            case .unpaid: TableCell(owes ? "unpaid" : "", ink: .warning)
            }
        return TableRow(
            id: entry.id,
            cells: [
                TableCell(isToday ? "Today" : entry.start.date.shortText),
                TableCell(entry.start.time.description, ink: .strong),
                TableCell(String(entry.status.letter), ink: entry.status.ink),
                TableCell(entry.clientName, ink: .strong),
                TableCell(entry.serviceName + (entry.addOns.map { " + \($0)" } ?? "")),
                row.expertName.map { TableCell($0) } ?? TableCell("unassigned", ink: .warning),
                TableCell(SpanText.minutes(entry.phases.clientMinutes)),
                TableCell(entry.price.grouped),
                entry.status.isLive || entry.status == .completed ? paid : "",
            ],
            isMuted: entry.status == .cancelled || entry.status == .expired)
    }

    // MARK: Input

    mutating func take(_ input: Input, _ context: Context) -> Effects {
        let area = AppointmentsScreen.tableArea(in: context.area)
        switch input {
        case .resize:
            table.resize(to: area.size)
            return []
        case .paste(let text) where isTyping: return filter.paste(text).event == nil ? [] : reload(from: from)
        case .key(let key) where isTyping: return type(key)
        case .key(let key): return act(on: table.handle(key))
        case .mouse(let mouse): return act(on: table.handle(mouse, in: area))
        default: return []
        }
    }

    private mutating func type(_ key: Key) -> Effects {
        switch key {
        case .enter, .down, .tab:
            isTyping = false
            return []
        default:
            return filter.handle(key).event == nil ? [] : reload(from: from)
        }
    }

    private mutating func act(on outcome: Outcome<Table<AppointmentID>.Event>) -> Effects {
        switch outcome.event {
        case .opened(let id): [.go(.appointment(id))]
        case .needs(let edge): load(edge)
        case .moved, .sort, nil: []
        }
    }

    /// First out of the field, then the filter goes.
    mutating func back() -> Effects {
        if isTyping {
            isTyping = false
            return []
        }
        guard !filter.isEmpty || unpaidOnly else { return [] }
        filter.text = ""
        unpaidOnly = false
        return reload(from: from)
    }
}
