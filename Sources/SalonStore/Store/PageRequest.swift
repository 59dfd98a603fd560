/// Which rows of a sorted list: so many from a place on. The place is the key of a row that is known already, so a page
/// stays right while rows come and go, and costs the same however deep it lies.
public struct PageRequest<Key: Hashable & Sendable>: Hashable, Sendable {
    /// Rows behind this one.
    public var after: Key?
    /// Rows before this one, the nearest of them; not together with `after`.
    public var before: Key?
    /// At most so many rows, 1 to 500.
    public var limit: Int

    /// The first page: `limit` rows from the beginning.
    public init(limit: Int) { self.init(after: nil, before: nil, limit: limit) }

    /// The `limit` rows behind a row.
    public init(after: Key, limit: Int) { self.init(after: after, before: nil, limit: limit) }

    /// The `limit` rows before a row.
    public init(before: Key, limit: Int) { self.init(after: nil, before: before, limit: limit) }

    private init(after: Key?, before: Key?, limit: Int) {
        self.after = after
        self.before = before
        self.limit = min(max(limit, 1), 500)
    }

    /// True when rows are asked for against their order.
    var isBackwards: Bool { before != nil }
}

/// Some rows of a sorted list, in its order.
public struct Page<Row: Hashable & Sendable, Key: Hashable & Sendable>: Hashable, Sendable {
    /// The rows.
    public let rows: [Row]
    /// True when there are rows before the first.
    public let hasMoreBefore: Bool
    /// True when there are rows behind the last.
    public let hasMoreAfter: Bool

    /// A page of given rows, as for a screen without a database.
    public init(rows: [Row], hasMoreBefore: Bool, hasMoreAfter: Bool) {
        self.rows = rows
        self.hasMoreBefore = hasMoreBefore
        self.hasMoreAfter = hasMoreAfter
    }

    /// Makes a page of what was fetched for `request`: one row more than asked for tells that there are more. Rows
    /// that were asked for backwards come nearest first, and are turned.
    init(fetched: [Row], for request: PageRequest<Key>) {
        let isMore = fetched.count > request.limit
        let kept = fetched.prefix(request.limit)
        rows = request.isBackwards ? kept.reversed() : Array(kept)
        hasMoreBefore = request.isBackwards ? isMore : request.after != nil
        hasMoreAfter = request.isBackwards ? true : isMore
    }
}
