/// When the salon is open in a usual week, several times a day if it closes between.
public struct OpeningWeek: Hashable, Sendable {
    private var days: [Weekday: [ShiftException.Hours]] = [:]

    /// Closed every day.
    public init() {}

    /// The hours of a day by when they begin; none when it is closed.
    public subscript(day: Weekday) -> [ShiftException.Hours] {
        get { days[day] ?? [] }
        set { days[day] = newValue.isEmpty ? nil : newValue.sorted { $0.starts < $1.starts } }
    }

    /// All of them, day by day.
    public var all: [OpeningHours] {
        Weekday.allCases.flatMap { day in
            self[day].map { OpeningHours(weekday: day, opens: $0.starts, closes: $0.ends) }
        }
    }

    /// How a form and a command name a day: "monday".
    public static func field(_ day: Weekday) -> String { Folding.fold(day.name) }

    /// Sets a day's hours as they are typed: "9-13, 14-18", "closed". Throws `invalid`, which names the day.
    public mutating func set(_ text: String, on day: Weekday) throws(SalonError) {
        let field = Self.field(day)
        let isClosed = text.allSatisfy(\.isWhitespace)
        guard let hours = isClosed ? [] : HoursExpression.parse(text) else {
            throw .invalid(field: field, sentence: "Write hours such as 9:00–13:00, 14:00–18:00, or closed.")
        }
        try RosterRules.check(hours, field: field)
        self[day] = hours
    }
}
