import Salon
import SalonStore
import Terminal

/// The tab Revenue: the figures of a period against the one before, by day, service, expert, method and hour.
struct RevenueScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case previous, next, day, week, month, quarter, year, breakdown, refresh
    }

    enum Job: Equatable, Sendable {
        case summary(RevenuePeriod)
    }

    enum Answer: Sendable {
        case report(RevenueReport)
    }

    /// What the table below the chart lists.
    enum Breakdown: CaseIterable, Equatable {
        case service, expert, method

        var title: String {
            switch self {
            case .service: "Service"
            case .expert: "Expert"
            case .method: "Method"
            }
        }
    }

    static let place = "revenue"
    static let placeTitle = "Revenue"
    static let actions: [ActionRow<ActionName>] = [
        .init(
            .previous, "before", keys: ["["], permission: .dashboardView, help: "Shows the period before this one."),
        .init(.next, "after", keys: ["]"], permission: .dashboardView, help: "Shows the period after this one."),
        .init(
            .day, "day", keys: ["d"], permission: .dashboardView,
            help: "Shows one day, against the same weekday before."),
        .init(.week, "week", keys: ["w"], permission: .reportsView, help: "Shows a week from Monday to Sunday."),
        .init(.month, "month", keys: ["m"], permission: .dashboardView, help: "Shows a month."),
        .init(.quarter, "quarter", keys: ["Q"], permission: .reportsView, isHinted: false, help: "Shows a quarter."),
        .init(.year, "year", keys: ["y"], permission: .reportsView, help: "Shows a year."),
        .init(
            .breakdown, "break down by", keys: ["b"], permission: .dashboardView,
            help: "Lists the money by service, by expert or by way to pay."),
        .init(
            .refresh, "refresh", keys: ["R", "f5"], permission: .dashboardView, isHinted: false,
            help: "Reads the figures anew."),
    ]

    /// The first `.opened` sets it to the month.
    var period: RevenuePeriod?
    var report: RevenueReport?
    var failure: SalonError?
    var breakdown = Breakdown.service
    var table = RevenueScreen.emptyTable(.service)

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        switch job {
        case .summary(let period): .report(try backend.desk.revenue.summary(period))
        }
    }

    static func emptyTable(_ breakdown: Breakdown) -> Table<Int> {
        Table(
            columns: [
                TableColumn("name", title: breakdown.title, minimum: 14, maximum: 30),
                TableColumn(
                    "count", title: breakdown == .method ? "" : "visits", minimum: 6, maximum: 7, align: .trailing),
                TableColumn(
                    "value", title: breakdown == .method ? "taken" : "value", minimum: 9, maximum: 11, align: .trailing),
                TableColumn("share", title: "share", minimum: 8, priority: 1),
            ],
            whenEmpty: EmptyState(title: "Nothing in this period", sentence: "No appointment took place."))
    }
}
