import Salon
import SalonStore
import Terminal

/// The list of appointments: pages around a day, a filter above them.
struct AppointmentsList {
    typealias Effects = [Effect<AppointmentsScreen>]

    var pages = PagedList<AppointmentRow>(
        of: "the list",
        columns: [
            TableColumn("day", title: "Day", minimum: 11, maximum: 11, priority: 0),
            TableColumn("time", title: "Time", minimum: 5, maximum: 5, priority: 0),
            TableColumn("status", title: "", minimum: 1, maximum: 1, priority: 0),
            TableColumn("client", title: "Client", minimum: 16, maximum: 32, priority: 0),
            TableColumn("service", title: "Service", minimum: 14, priority: 1),
            TableColumn("expert", title: "Expert", minimum: 8, maximum: 20, priority: 2),
            TableColumn("length", title: "Length", minimum: 7, maximum: 8, align: .trailing, priority: 4),
            TableColumn("price", title: "Price", minimum: 8, maximum: 10, align: .trailing, priority: 1),
            TableColumn("paid", title: "Paid", minimum: 6, maximum: 8, priority: 3),
        ], end: AppointmentsList.begin(of: LocalDate(dayNumber: 100_000)))
    var search = SearchField("client, phone or e-mail")
    var unpaidOnly = false
    /// An appointment on which the cursor shall stand once its page is there.
    var wanted: AppointmentID?
    /// What the rows answer.
    private var answered: AppointmentFilter?
    private var from = LocalDate(dayNumber: 0)

    init() {
        pages.table.whenEmpty = EmptyState(
            title: "No appointments here", sentence: "Nothing matches, from this day on.")
    }

    var chosen: DayEntry? { pages.chosen?.entry }

    func entry(_ id: AppointmentID) -> DayEntry? { pages.rows[id]?.entry }

    /// Nothing is sought but a day's place in the list.
    private var query: AppointmentFilter {
        AppointmentFilter(text: search.text, unpaidOnly: unpaidOnly)
    }

    /// Reads the page that begins with a day; what lies before can be reached by going up.
    mutating func reload(from date: LocalDate) -> Effects {
        if date != from { pages.table.state = .loading }
        from = date
        return [load(pageFrom(date), .first)]
    }

    /// Reads what answers another text.
    private mutating func seek() -> Effects {
        wanted = nil
        return reload(from: from)
    }

    private func pageFrom(_ date: LocalDate) -> PageRequest<AppointmentKey> {
        PageRequest(after: Self.begin(of: date), limit: PagedList<AppointmentRow>.pageSize)
    }

    /// The place in the list before all of a day's appointments.
    private static func begin(of date: LocalDate) -> AppointmentKey {
        AppointmentKey(date: date, time: .midnight, id: AppointmentID(UUIDValue(high: 0, low: 0)))
    }

    private func load(
        _ request: PageRequest<AppointmentKey>, _ edge: Table<AppointmentID>.Edge
    ) -> Effect<AppointmentsScreen> {
        .load(.page(query, request, edge), "list")
    }

    private func load(_ edge: Table<AppointmentID>.Edge) -> Effects {
        let before = PageRequest(before: Self.begin(of: from), limit: PagedList<AppointmentRow>.pageSize)
        return (pages.request(edge) ?? (edge == .before ? before : nil)).map { [load($0, edge)] } ?? []
    }

    mutating func take(
        _ page: Page<AppointmentRow, AppointmentKey>, of query: AppointmentFilter, at edge: Table<AppointmentID>.Edge,
        _ context: Context
    ) -> Effects {
        pages.take(page, at: edge) { Self.row($0, context) }
        guard edge == .first || edge == .last else { return [] }
        if query != answered, let first = pages.table.rows.first { pages.table.select(first.id) }
        answered = query
        if let wanted { pages.table.select(wanted) }
        wanted = nil
        // Nothing from this day on: what was before is what is sought.
        return page.rows.isEmpty && page.hasMoreBefore ? load(.before) : []
    }

    /// Shows appointments as a change made here has left them. Answers which of them need not be read anew.
    mutating func take(_ changes: Changes, _ context: Context) -> Set<AppointmentID> {
        var taken: Set<AppointmentID> = []
        for entry in changes.entries.values {
            let known = pages.rows[entry.id]
            // Whether an appointment that is not here is what is sought is for the database to say.
            let isSought = !pages.rows.isEmpty && search.text.isEmpty && !unpaidOnly
            guard known != nil || isSought else { continue }
            let isSame = known.map { $0.entry.expertID == entry.expertID } ?? (entry.expertID == nil)
            let name = isSame ? known?.expertName : entry.expertID.flatMap { changes.names[$0] }
            guard isSame || name != nil || entry.expertID == nil else { continue }
            taken.insert(entry.id)
            guard entry.version > known?.entry.version ?? 0 else { continue }
            let row = AppointmentRow(entry: entry, expertName: name)
            pages.place(row, Self.row(row, context), beginning: Self.begin(of: from))
        }
        return taken
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
                TableCell(isToday ? "Today" : SpanText.shortDay(entry.start.date, today: context.today)),
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
            pages.table.resize(to: area.size)
            return []
        case .paste(let text): return search.paste(text) ? seek() : []
        case .key(.enter) where search.isTyping, .key(.down) where search.isTyping, .key(.tab) where search.isTyping:
            search.isTyping = false
            return []
        case .key(let key):
            switch search.take(key) {
            case .walks: return act(on: pages.table.handle(key))
            case .changed: return seek()
            case .kept: return []
            }
        case .mouse(let mouse): return act(on: pages.table.handle(mouse, in: area))
        default: return []
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
        let wasTyping = search.isTyping
        guard search.back() || unpaidOnly, !wasTyping else { return [] }
        unpaidOnly = false
        return reload(from: from)
    }
}
