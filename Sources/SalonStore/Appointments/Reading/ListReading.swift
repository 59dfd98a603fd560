import Postgres
import Salon

/// The statement for a page of the list.
struct ListReading {
    private let filter: AppointmentFilter
    private let page: PageRequest<AppointmentKey>
    private let branch: BranchID

    init(_ filter: AppointmentFilter, _ page: PageRequest<AppointmentKey>, branch: BranchID) {
        self.filter = filter
        self.page = page
        self.branch = branch
    }

    func add(to pipeline: inout Pipeline) -> Pipeline.Ticket {
        let (path, wanted) = path
        let edge = page.isBackwards ? filter.from ?? Self.firstDay : filter.to ?? Self.lastDay
        let key = key
        let statuses = filter.statuses.isEmpty ? nil : filter.statuses.map(\.rawValue).sorted()
        return pipeline.add(
            AppointmentSQL.list(path, backwards: page.isBackwards),
            parameters: [
                branch, wanted, key.date, key.time, key.id, edge, statuses, filter.expert, filter.service,
                filter.client, filter.unpaidOnly, page.limit + 1,
            ])
    }

    /// The narrowest index, and what it is asked for.
    private var path: (AppointmentSQL.ListPath, any PostgresEncodable) {
        let text = filter.text?.trimmed ?? ""
        if !text.isEmpty { return (.text, text) }
        if let client = filter.client { return (.client, client) }
        if let expert = filter.expert { return (.expert, expert) }
        if filter.unpaidOnly { return (.unpaid, UUIDValue?.none) }
        if filter.statuses.count == 1, let status = filter.statuses.first { return (.status, status) }
        if let service = filter.service { return (.service, service) }
        return (.day, UUIDValue?.none)
    }

    /// The row behind which (before which, backwards) the page begins; an edge narrows it.
    private var key: AppointmentKey {
        if let before = page.before {
            guard let to = filter.to, to < before.date else { return before }
            return AppointmentKey(date: to + 1, time: .midnight, id: Self.lowestID)
        }
        let first = AppointmentKey(date: filter.from ?? Self.firstDay, time: .midnight, id: Self.lowestID)
        guard let after = page.after, after.date >= first.date else { return first }
        return after
    }

    // Years 1 and 9999: what a date of the domain can be.
    private static let firstDay = LocalDate(dayNumber: -719_162)
    private static let lastDay = LocalDate(dayNumber: 2_932_896)
    private static let lowestID = AppointmentID(UUIDValue(high: 0, low: 0))
}

extension String {
    /// Without white space around it.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
