import Salon
import SalonStore

/// What an expert's working time is made of, as it is stored.
enum HoursItem: Hashable, Sendable {
    case shift(Shift)
    /// A date on which other hours than the shifts' count.
    case day(LocalDate, [ShiftException])
    case timeOff(TimeOff)
    case closure(Closure)

    /// All of a plan, in the order in which they are listed; dates that are over are left out.
    static func all(of plan: WorkPlan, today: LocalDate) -> [HoursItem] {
        let roster = plan.roster
        let shifts = roster.shifts.filter { $0.validTo.map { $0 >= today } ?? true }
            .sorted { ($0.weekday.rawValue, $0.starts, $0.week) < ($1.weekday.rawValue, $1.starts, $1.week) }
        let days = Dictionary(grouping: roster.exceptions.filter { $0.date >= today }, by: \.date)
        let now = today.at(.midnight)
        return shifts.map(HoursItem.shift)
            + days.sorted { $0.key < $1.key }.map { HoursItem.day($0.key, $0.value) }
            + roster.timeOff.filter { $0.during.end > now }.map(HoursItem.timeOff)
            + plan.closures.filter { $0.during.end > now }.map(HoursItem.closure)
    }

    /// The plan without it.
    func removed(from plan: WorkPlan) -> WorkPlan {
        var plan = plan
        switch self {
        case .shift(let shift): plan.roster.shifts.removeAll { $0.id == shift.id }
        case .day(let date, _): plan.roster.exceptions.removeAll { $0.date == date }
        case .timeOff(let timeOff): plan.roster.timeOff.removeAll { $0.id == timeOff.id }
        case .closure(let closure): plan.closures.removeAll { $0.id == closure.id }
        }
        return plan
    }
}

/// What a form would make of it.
enum HoursDraft: Equatable, Sendable {
    case shift(Shift)
    /// A date, its exceptions from now on, and those that were there.
    case day(LocalDate, [ShiftException], knowing: [ShiftException])
    case timeOff(TimeOff)
    case closure(Closure)

    /// The plan with it, in place of what it was before.
    func added(to plan: WorkPlan, for item: HoursItem?) -> WorkPlan {
        var plan = item?.removed(from: plan) ?? plan
        switch self {
        case .shift(let shift): plan.roster.shifts.append(shift)
        case .day(let date, let exceptions, _):
            plan.roster.exceptions.removeAll { $0.date == date }
            plan.roster.exceptions += exceptions
        case .timeOff(let timeOff): plan.roster.timeOff.append(timeOff)
        case .closure(let closure): plan.closures.append(closure)
        }
        return plan
    }
}
