/// Why an expert is away; raw values as in `time_off.kind`.
public enum TimeOffKind: String, CaseIterable, Hashable, Sendable {
    /// Holiday.
    case vacation
    /// Ill.
    case sick
    /// Their own business.
    case personal
    /// Learning.
    case training
    /// Blocked for something else, such as a meeting.
    case other

    /// How a sentence goes on after "Ben is".
    var phrase: String {
        switch self {
        case .vacation: "on vacation"
        case .sick: "off sick"
        case .personal: "away"
        case .training: "in training"
        case .other: "not available"
        }
    }
}

/// A span in which an expert does not work although their shifts say so.
public struct TimeOff: Hashable, Sendable {
    /// Its id.
    public let id: TimeOffID
    /// Who is away.
    public var expertID: ExpertID
    /// When.
    public var during: TimeSpan
    /// Why, in one word.
    public var kind: TimeOffKind
    /// Why, in the desk's words.
    public var reason: String?

    /// A time off.
    public init(id: TimeOffID, expertID: ExpertID, during: TimeSpan, kind: TimeOffKind, reason: String? = nil) {
        self.id = id
        self.expertID = expertID
        self.during = during
        self.kind = kind
        self.reason = reason
    }
}

/// A span in which the whole branch is closed.
public struct Closure: Hashable, Sendable {
    /// Its id.
    public let id: ClosureID
    /// When.
    public var during: TimeSpan
    /// Why, such as "Christmas".
    public var reason: String?

    /// A closure.
    public init(id: ClosureID, during: TimeSpan, reason: String? = nil) {
        self.id = id
        self.during = during
        self.reason = reason
    }
}

/// When the branch is open on a day of the week; a day may have several.
public struct OpeningHours: Hashable, Sendable {
    /// The day.
    public var weekday: Weekday
    /// When the door opens.
    public var opens: LocalTime
    /// When it closes; at or before `opens` it is on the next day.
    public var closes: LocalTime

    /// Opening hours.
    public init(weekday: Weekday, opens: LocalTime, closes: LocalTime) {
        self.weekday = weekday
        self.opens = opens
        self.closes = closes
    }

    /// The open span that begins on `date`, which must be of this weekday.
    public func span(on date: LocalDate) -> TimeSpan { TimeSpan.working(on: date, from: opens, to: closes) }
}
