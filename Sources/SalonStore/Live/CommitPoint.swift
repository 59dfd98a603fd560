import Postgres

/// How far the database's commits had come at a moment. Between two equal ones nothing was committed.
struct CommitPoint: Hashable, Sendable {
    /// The first transaction of which nothing is known yet.
    private let next: Int64

    /// A point in a row; nil where it is null.
    init?(_ row: Row, column: Int) {
        guard let next = try? row.decode(column, as: Int64?.self) else { return nil }
        self.next = next
    }

    /// Where the commits stand now.
    static let asked = Statement(
        "live.commit_point", "select pg_snapshot_xmax(pg_current_snapshot())::text::int8")

    /// The point at which the transaction that asks will have been the last to commit; null while others are under
    /// way, because they might commit before it and unseen by it.
    static let column = """
        (select case when pg_snapshot_xmin(now) = pg_snapshot_xmax(now) and coalesce(own, pg_snapshot_xmax(now))
                          = pg_snapshot_xmax(now)
                     then coalesce(own::text::int8 + 1, pg_snapshot_xmax(now)::text::int8) end
           from pg_current_snapshot() now, pg_current_xact_id_if_assigned() own)
        """
}
