import Salon

/// The days that a report is about.
public enum RevenuePeriod: Hashable, Sendable {
    /// One day.
    case day(LocalDate)
    /// Monday to Sunday around a day.
    case week(LocalDate)
    /// The month of a day.
    case month(LocalDate)
    /// The quarter of a day.
    case quarter(LocalDate)
    /// The year of a day.
    case year(LocalDate)
    /// From the first to the last day, both included.
    case range(ClosedRange<LocalDate>)

    /// The days, both ends included.
    public var days: ClosedRange<LocalDate> {
        switch self {
        case .day(let day): return day...day
        case .week(let day): return day.startOfWeek...(day.startOfWeek + 6)
        case .month(let day): return months(1, from: day.startOfMonth)
        case .quarter(let day): return months(3, from: day.startOfMonth.adding(months: -((day.month - 1) % 3)))
        case .year(let day): return months(12, from: day.startOfYear)
        case .range(let days): return days
        }
    }

    private func months(_ count: Int, from first: LocalDate) -> ClosedRange<LocalDate> {
        first...(first.adding(months: count) - 1)
    }

    /// The days it is measured against: the period before; for a day, the same weekday a week before, since the day
    /// before may be closed. While a period is running, only as many days of the one before as have passed, so that
    /// three weeks are not measured against a month.
    public func previousDays(today: LocalDate) -> ClosedRange<LocalDate> {
        let days = days
        let before: ClosedRange<LocalDate>
        switch self {
        case .day(let day): return (day - 7)...(day - 7)
        case .week: before = (days.lowerBound - 7)...(days.lowerBound - 1)
        case .month: before = days.lowerBound.adding(months: -1)...(days.lowerBound - 1)
        case .quarter: before = days.lowerBound.adding(months: -3)...(days.lowerBound - 1)
        case .year: before = days.lowerBound.adding(months: -12)...(days.lowerBound - 1)
        case .range: before = (days.lowerBound - (days.upperBound - days.lowerBound) - 1)...(days.lowerBound - 1)
        }
        guard days.contains(today) else { return before }
        let last = before.lowerBound + (today - days.lowerBound)
        return before.lowerBound...min(last, before.upperBound)
    }

    /// The period before or after this one.
    public func moved(by steps: Int) -> RevenuePeriod {
        switch self {
        case .day(let day): return .day(day + steps)
        case .week(let day): return .week(day + 7 * steps)
        case .month(let day): return .month(day.startOfMonth.adding(months: steps))
        case .quarter(let day): return .quarter(day.startOfMonth.adding(months: 3 * steps))
        case .year(let day): return .year(day.startOfMonth.adding(months: 12 * steps))
        case .range(let days):
            let length = (days.upperBound - days.lowerBound + 1) * steps
            return .range((days.lowerBound + length)...(days.upperBound + length))
        }
    }

    /// Whether the dashboard's permission is enough: today and this month, which every admin may see.
    func isOnDashboard(today: LocalDate) -> Bool {
        switch self {
        case .day(let day): day == today
        case .month(let day): day.startOfMonth == today.startOfMonth
        default: false
        }
    }
}
