/// A day of the week, numbered as ISO 8601 and PostgreSQL's `isodow` do: Monday 1 to Sunday 7.
public enum Weekday: Int, CaseIterable, Sendable, Comparable {
    /// The seven days.
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// "Monday".
    public var name: String {
        switch self {
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        }
    }

    /// "Mon".
    public var shortName: String { String(name.prefix(3)) }

    /// Monday comes first.
    public static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }
}
