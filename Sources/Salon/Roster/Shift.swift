/// Working hours of an expert on one day of the week. A break is the gap between two shifts.
public struct Shift: Hashable, Sendable {
    /// Its id.
    public let id: ShiftID
    /// Whose it is.
    public var expertID: ExpertID
    /// The day on which it begins.
    public var weekday: Weekday
    /// When it begins.
    public var starts: LocalTime
    /// When it ends; at or before `starts` it ends on the next day.
    public var ends: LocalTime
    /// The first day on which it counts, and the week from which a rotation is counted.
    public var validFrom: LocalDate
    /// The last day on which it counts; nil for ever.
    public var validTo: LocalDate?
    /// Which week of the rotation, 1 for the week that holds `validFrom`.
    public var week: Int
    /// How many weeks the rotation has; 1 for every week.
    public var everyWeeks: Int
    /// Counts the changes: goes along with each change, so that a faster one elsewhere is noticed.
    public var version: Int

    /// A shift.
    public init(
        id: ShiftID, expertID: ExpertID, weekday: Weekday, starts: LocalTime, ends: LocalTime,
        validFrom: LocalDate, validTo: LocalDate? = nil, week: Int = 1, everyWeeks: Int = 1, version: Int = 1
    ) {
        self.id = id
        self.expertID = expertID
        self.weekday = weekday
        self.starts = starts
        self.ends = ends
        self.validFrom = validFrom
        self.validTo = validTo
        self.week = week
        self.everyWeeks = everyWeeks
        self.version = version
    }

    /// True when it begins on `date`.
    public func falls(on date: LocalDate) -> Bool {
        guard date.weekday == weekday, date >= validFrom, validTo.map({ date <= $0 }) ?? true else { return false }
        guard everyWeeks > 1 else { return true }
        let weeks = (date.startOfWeek - validFrom.startOfWeek) / 7
        return weeks % everyWeeks == week - 1
    }

    /// The working time when it begins on `date`.
    public func span(on date: LocalDate) -> TimeSpan { TimeSpan.working(on: date, from: starts, to: ends) }
}

/// Hours that replace all shifts of an expert on one date. Without hours the expert is off that day.
public struct ShiftException: Hashable, Sendable {
    /// Its id.
    public let id: ShiftExceptionID
    /// Whose it is.
    public var expertID: ExpertID
    /// The date whose shifts it replaces.
    public var date: LocalDate
    /// When work begins and ends that day (at or before the beginning: on the next day); nil for off.
    public var hours: Hours?

    /// From when to when.
    public struct Hours: Hashable, Sendable {
        /// When work begins.
        public var starts: LocalTime
        /// When it ends.
        public var ends: LocalTime

        /// From `starts` to `ends`.
        public init(starts: LocalTime, ends: LocalTime) {
            self.starts = starts
            self.ends = ends
        }
    }

    /// An exception.
    public init(id: ShiftExceptionID, expertID: ExpertID, date: LocalDate, hours: Hours?) {
        self.id = id
        self.expertID = expertID
        self.date = date
        self.hours = hours
    }

    /// The working time; nil for off.
    public var span: TimeSpan? { hours.map { TimeSpan.working(on: date, from: $0.starts, to: $0.ends) } }
}

extension TimeSpan {
    /// Working time that begins on `date`; an end at or before the start is on the next day.
    static func working(on date: LocalDate, from starts: LocalTime, to ends: LocalTime) -> TimeSpan {
        let overnight = ends <= starts ? LocalTime.minutesPerDay : 0
        return TimeSpan(date.at(starts), date.at(ends + overnight))
    }
}
