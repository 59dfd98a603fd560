import Salon

/// The salon's figures for a period. What the words mean is said at each of them, and nowhere else differently.
public struct RevenueReport: Hashable, Sendable {
    /// What was asked for.
    public let period: RevenuePeriod
    /// The days it is about.
    public let days: ClosedRange<LocalDate>
    /// The days it is measured against.
    public let previousDays: ClosedRange<LocalDate>
    /// The figures of the period.
    public let current: RevenueFigures
    /// The figures of the days it is measured against.
    public let previous: RevenueFigures
    /// What is booked from now on, whatever the period: held or fixed, at the prices booked.
    public let bookedAhead: Money
    /// How many visits that is.
    public let visitsAhead: Int
    /// Each day of the period, closed ones included.
    public let byDay: [Day]
    /// Services that were asked for, the greatest value first.
    public let byService: [ServiceLine]
    /// Experts who worked or were to work, the greatest value first; work without an expert last.
    public let byExpert: [ExpertLine]
    /// Ways to pay, the most taken first.
    public let byMethod: [MethodLine]
    /// Appointments whose client came, by weekday and hour of the start.
    public let heat: HeatMap
    /// Who came again; nil where nobody had the time to.
    public let comeback: Comeback?

    /// One day.
    public struct Day: Hashable, Sendable {
        /// The day.
        public let date: LocalDate
        /// Price of the appointments of that day that took place.
        public let value: Money
        /// Payments and deposits less refunds that changed hands on that day; tips are apart.
        public let taken: Money
        /// How many appointments took place.
        public let appointments: Int
    }

    /// One service.
    public struct ServiceLine: Hashable, Sendable {
        /// The service; nil for appointments without one.
        public let service: ServiceID?
        /// Its name today.
        public let name: String
        /// Its category's name.
        public let category: String
        /// How many appointments took place.
        public let appointments: Int
        /// What they were priced at.
        public let value: Money
    }

    /// One expert.
    public struct ExpertLine: Hashable, Sendable {
        /// The expert; nil for the line of work that nobody was given.
        public let expert: ExpertID?
        /// Their name.
        public let name: String
        /// How many appointments took place.
        public let appointments: Int
        /// What they were priced at.
        public let value: Money
        /// Minutes in which their hands were taken: hands-on and finishing of the appointments whose client came.
        public let handsOnMinutes: Minutes
        /// Minutes on shift until now: closures and time off taken away.
        public let shiftMinutes: Minutes

        /// Hands-on minutes in percent of the shift; nil without a shift. More than 100 for work beyond it.
        public var utilisation: Int? { shiftMinutes > 0 ? handsOnMinutes * 100 / shiftMinutes : nil }
    }

    /// One way to pay.
    public struct MethodLine: Hashable, Sendable {
        /// Cash, card or online.
        public let method: PaymentMethod
        /// Payments and deposits less refunds.
        public let taken: Money
        /// What was given back.
        public let refunded: Money
        /// Tips.
        public let tips: Money
    }

    /// Counts by weekday and hour.
    public struct HeatMap: Hashable, Sendable {
        private let counts: [Int]
        /// The hours in which anything began, or nine to six.
        public let hours: ClosedRange<Int>
        /// The weekdays on which anything began.
        public let weekdays: [Weekday]
        /// The greatest count.
        public let greatest: Int

        init(_ cells: [(weekday: Weekday, hour: Int, count: Int)]) {
            var counts = Array(repeating: 0, count: 7 * 24)
            for cell in cells { counts[(cell.weekday.rawValue - 1) * 24 + cell.hour] += cell.count }
            self.counts = counts
            let used = cells.filter { $0.count > 0 }
            hours = (used.map(\.hour).min() ?? 9)...(used.map(\.hour).max() ?? 18)
            weekdays = Weekday.allCases.filter { day in used.contains { $0.weekday == day } }
            greatest = counts.max() ?? 0
        }

        /// How many began on that weekday in that hour, 0 to 23.
        public subscript(weekday: Weekday, hour: Int) -> Int { counts[(weekday.rawValue - 1) * 24 + hour] }
    }

    /// Who came again.
    public struct Comeback: Hashable, Sendable {
        /// Within how many days of a visit.
        public let withinDays: Int
        /// Clients who came in the period that lies so many days back.
        public let clients: Int
        /// How many of them came again within those days.
        public let cameBack: Int

        /// In percent.
        public var percent: Int { clients > 0 ? cameBack * 100 / clients : 0 }
    }
}

/// The figures of some days as a whole.
public struct RevenueFigures: Hashable, Sendable {
    /// Price of the appointments that took place, by their day, at the prices booked. Not what was paid.
    public let value: Money
    /// Payments and deposits less refunds, by the moment they changed hands, for whatever day. Tips are apart.
    public let taken: Money
    /// What was given back, by the moment. Taken away from `taken` already.
    public let refunded: Money
    /// How many refunds.
    public let refunds: Int
    /// Tips, by the moment.
    public let tips: Money
    /// What the appointments that took place on these days still lack, as of now.
    public let owed: Money
    /// How many visits that is.
    public let visitsOwed: Int
    /// Visits that took place; several services together are one.
    public let visits: Int
    /// Appointments that took place.
    public let appointments: Int
    /// Different clients who came.
    public let clients: Int
    /// Those of them who had never come before these days.
    public let newClients: Int
    /// Appointments whose client did not come.
    public let noShows: Int
    /// What those would have been worth: lost.
    public let lost: Money
    /// Appointments of these days that were cancelled.
    public let cancelled: Int
    /// Those cancelled less than a day before their start.
    public let cancelledWithinDay: Int
    /// Appointments whose time was kept: clients who came, and those who did not.
    public let keptOrMissed: Int

    /// No-shows in tenths of a percent of the appointments that were kept or missed.
    public var noShowPerMille: Int { keptOrMissed > 0 ? (noShows * 1_000 + keptOrMissed / 2) / keptOrMissed : 0 }
    /// Cancelled in tenths of a percent of kept, missed and cancelled ones together.
    public var cancelledPerMille: Int {
        let all = keptOrMissed + cancelled
        return all > 0 ? (cancelled * 1_000 + all / 2) / all : 0
    }
    /// Mean price of a visit that took place.
    public var ticket: Money { Money(minor: visits > 0 ? value.minor / visits : 0, value.currency) }
}

extension RevenueReport {
    /// The change from `before` to `now` in percent, rounded; nil where there was nothing before.
    public static func change(_ now: Money, from before: Money) -> Int? {
        guard before.minor > 0 else { return nil }
        let difference = (now.minor - before.minor) * 100
        return (difference + (difference < 0 ? -before.minor : before.minor) / 2) / before.minor
    }
}
