import Salon
import SalonStore
import Terminal

/// A row of a list that is read page by page.
protocol PagedRow: Sendable {
    /// What its row of the table is named by.
    associatedtype ID: Hashable & Sendable
    /// Its place in the order of the list.
    associatedtype Key: Hashable & Sendable

    var id: ID { get }
    var key: Key { get }
}

/// A list that is read page by page, as far as somebody walks: what stands in its table, and what to ask for next.
struct PagedList<Row: PagedRow & Hashable> {
    typealias Edge = Table<Row.ID>.Edge
    typealias Request = PageRequest<Row.Key>

    /// The rows of a page.
    static var pageSize: Int { 100 }

    var table: Table<Row.ID>
    /// What stands in the table.
    private(set) var rows: [Row.ID: Row] = [:]
    /// Behind every row.
    private let end: Row.Key
    private let failure: String

    /// An empty list.
    ///
    /// - Parameters:
    ///   - title: What it is a list of: "the clients".
    ///   - end: A key behind that of every row.
    init(of title: String, columns: [TableColumn] = [], end: Row.Key) {
        table = Table(columns: columns, whenEmpty: EmptyState(title: ""))
        table.whenLoading = EmptyState(.loading, title: "Reading \(title)…")
        failure = "\(title.prefix(1).uppercased())\(title.dropFirst()) can't be read"
        self.end = end
    }

    /// The row under the cursor.
    var chosen: Row? { table.selected.flatMap { rows[$0.id] } }
    /// The first row.
    var first: Row? { table.rows.first.flatMap { rows[$0.id] } }

    // MARK: What to ask for

    /// The list from its beginning.
    var beginning: Request { PageRequest(limit: Self.pageSize) }

    /// What is shown, anew; the cursor stays.
    var again: Request { PageRequest(limit: length) }

    /// As many rows as there are, or a page.
    var length: Int { max(Self.pageSize, table.rows.count) }

    /// The page at an edge of the list; nil while there is no row to go on from.
    func request(_ edge: Edge) -> Request? {
        switch edge {
        case .first: beginning
        case .last: PageRequest(before: end, limit: Self.pageSize)
        case .after:
            table.rows.last.flatMap { rows[$0.id] }.map { PageRequest(after: $0.key, limit: Self.pageSize) }
        case .before: first.map { PageRequest(before: $0.key, limit: Self.pageSize) }
        }
    }

    /// The page that a key or a click in the table makes necessary; nil for none.
    func needed(after outcome: Outcome<Table<Row.ID>.Event>) -> (request: Request, edge: Edge)? {
        guard case .needs(let edge) = outcome.event else { return nil }
        return request(edge).map { ($0, edge) }
    }

    // MARK: What came

    /// Shows a page where it belongs.
    mutating func take(_ page: Page<Row, Row.Key>, at edge: Edge, _ row: (Row) -> TableRow<Row.ID>) {
        let shown = page.rows.map(row)
        switch edge {
        case .before, .after:
            for row in page.rows { rows[row.id] = row }
            edge == .before
                ? table.prepend(shown, hasBefore: page.hasMoreBefore)
                : table.append(shown, hasAfter: page.hasMoreAfter)
        case .first, .last:
            rows = Dictionary(page.rows.map { ($0.id, $0) }) { first, _ in first }
            table.replace(
                with: shown, hasBefore: page.hasMoreBefore, hasAfter: edge == .last ? false : page.hasMoreAfter)
        }
    }

    /// Says why there is nothing. What is shown already stays, unless the role may not see it any more.
    mutating func fail(_ error: SalonError) {
        table.pageFailed()
        if case .forbidden = error {
            table.replace(with: [])
            rows = [:]
            table.state = .forbidden(EmptyState(.forbidden, title: "Not for your role", sentence: error.message))
        } else if table.rows.isEmpty {
            table.state = .failed(
                EmptyState(
                    .failed, title: failure, sentence: error.message, key: Key(.character("R")), action: "try again"))
        }
    }
}

extension PagedList where Row.Key: Comparable {
    /// Shows a row as it is now, where it stands now; beyond the rows that are here it is shown no more.
    ///
    /// - Parameter beginning: The key from which on the list was read first.
    mutating func place(_ row: Row, _ shown: TableRow<Row.ID>, beginning: Row.Key) {
        let others = table.rows.filter { $0.id != row.id }
        let index = others.firstIndex { other in rows[other.id].map { row.key < $0.key } ?? false } ?? others.count
        let isBefore = index == 0 && table.hasBefore && row.key < beginning
        let isAfter = index == others.count && table.hasAfter
        rows[row.id] = isBefore || isAfter ? nil : row
        table.place(shown, at: isBefore || isAfter ? nil : index)
    }
}

extension AppointmentRow: PagedRow {
    var id: AppointmentID { entry.id }
}

extension ClientRow: PagedRow {
    var id: ClientID { client.id }
}

extension UserRow: PagedRow {
    var id: UserID { user.id }
}

extension AuditEntry: PagedRow {
    var key: AuditKey { AuditKey(id: id) }
}
