import Postgres
import Salon

/// The salon's money by period. Each call takes one round trip.
///
/// Owners see any period (`reports.view`), admins today and this month (`dashboard.view`). All calls throw `forbidden`
/// where the role does not allow it or the session is over, and `unavailable` when the database cannot be reached or
/// cannot do it now.
public struct RevenueRepository: Sendable {
    /// Within how many days a client counts as having come back: six weeks.
    public static let comebackDays = 42
    /// The longest period with the experts' shifts; beyond it their lines have no utilisation.
    private static let longestRoster = 800

    let desk: Desk

    /// All figures of a period, and those of the period before.
    public func summary(_ period: RevenuePeriod) throws(SalonError) -> RevenueReport {
        let today = desk.today
        if !desk.session.allows(.reportsView) {
            guard desk.session.allows(.dashboardView), period.isOnDashboard(today: today) else {
                throw .forbidden(.reportsView)
            }
        }
        var pipeline = desk.pipeline()
        let reading = RevenueReading(period, desk: desk, longestRoster: Self.longestRoster, in: &pipeline)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in try reading.read(answers) }
    }
}

extension Desk {
    /// The salon's money.
    public var revenue: RevenueRepository { RevenueRepository(desk: self) }
}
