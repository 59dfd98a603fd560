/// The id of a series of visits.
public typealias SeriesID = Identifier<SeriesRule>

/// Appointments that repeat: every n weeks at the same hour of the wall clock, whatever the clocks do.
public struct SeriesRule: Hashable, Sendable {
    /// When it is over.
    public enum End: Hashable, Sendable {
        /// After so many dates.
        case times(Int)
        /// With the last date that is not after this one.
        case until(LocalDate)
    }

    /// The first date and the hour of all.
    public var first: LocalDateTime
    /// Weeks from one date to the next.
    public var everyWeeks: Int
    /// When it is over.
    public var end: End

    /// Most dates that one series can have: two years of weeks.
    public static let mostTimes = 104

    /// A series. Throws `invalid` for no weeks, no dates or more than `mostTimes` of them.
    public init(first: LocalDateTime, everyWeeks: Int, end: End) throws(SalonError) {
        self.first = first
        self.everyWeeks = everyWeeks
        self.end = end
        guard (1...52).contains(everyWeeks) else {
            throw .invalid(field: "every", sentence: "Repeat every 1 to 52 weeks.")
        }
        switch end {
        case .times(let times):
            guard (1...Self.mostTimes).contains(times) else {
                throw .invalid(field: "times", sentence: "A series has 1 to \(Self.mostTimes) dates.")
            }
        case .until(let last):
            guard last >= first.date else {
                throw .invalid(field: "until", sentence: "A series ends after it begins, on \(first.date.shortText).")
            }
            guard (last - first.date) / (everyWeeks * 7) < Self.mostTimes else {
                throw .invalid(field: "until", sentence: "A series has at most \(Self.mostTimes) dates.")
            }
        }
    }

    /// The starts, the first included, in order.
    public var starts: [LocalDateTime] {
        let step = everyWeeks * 7
        let count =
            switch end {
            case .times(let times): times
            case .until(let last): (last - first.date) / step + 1
            }
        return (0..<count).map { (first.date + $0 * step).at(first.time) }
    }

    /// The days whose facts a plan of the series needs.
    public var dates: DateSpan {
        let starts = starts
        return first.date..<starts[starts.count - 1].date + 1
    }

    /// The days on which an alternative to a date is looked for: three before it, three behind it.
    public static func window(around date: LocalDate) -> DateSpan { date - 3..<date + 4 }

    /// The windows around the dates of these starts, in order, and so many days before and behind each. What overlaps or
    /// touches is one.
    public static func windows(around starts: [LocalDateTime], before: Int = 0, behind: Int = 0) -> [DateSpan] {
        starts.map(\.date).sorted().reduce(into: []) { windows, date in
            let around = window(around: date)
            let window = around.lowerBound - before..<around.upperBound + behind
            if let last = windows.last, last.upperBound >= window.lowerBound {
                windows[windows.count - 1] = last.lowerBound..<max(last.upperBound, window.upperBound)
            } else {
                windows.append(window)
            }
        }
    }

    /// "every 2 weeks, 6 times" or "every week until Fri 18 Jun 2027".
    public var words: String {
        let weeks = everyWeeks == 1 ? "every week" : "every \(everyWeeks) weeks"
        return switch end {
        case .times(1): "\(weeks), once"
        case .times(let times): "\(weeks), \(times) times"
        case .until(let last): "\(weeks) until \(last.shortText)"
        }
    }
}

/// A series as it could be booked: what every date says, before anything is.
public struct SeriesPlan: Hashable, Sendable {
    /// One date of it.
    public struct Occurrence: Hashable, Sendable {
        /// When the series has it.
        public let start: LocalDateTime
        /// The visit, if the time is free.
        public let plan: VisitPlan?
        /// Why it is not; empty if it is.
        public let refusals: [Refusal]
        /// The free starts closest to it, the closest first; empty if it is free.
        public let alternatives: [LocalDateTime]
    }

    /// The dates in order.
    public let occurrences: [Occurrence]

    /// The dates whose time is not free.
    public var conflicts: [Occurrence] { occurrences.filter { $0.plan == nil } }

    /// Asks every date of a series. `availability` must know all of its dates (`SeriesRule.dates`); alternatives are
    /// looked for on the day and the three before and after it.
    public init(_ rule: SeriesRule, _ availability: Availability, alternatives count: Int = 5) {
        occurrences = rule.starts.map { start in
            switch availability.verdict(at: start) {
            case .accepted(let offer):
                Occurrence(start: start, plan: offer.plans[0], refusals: [], alternatives: [])
            case .refused(let refusals):
                Occurrence(
                    start: start, plan: nil, refusals: refusals,
                    alternatives: availability.nearest(
                        to: start, on: SeriesRule.window(around: start.date), count: count))
            }
        }
    }
}

/// How much of a series a change is meant for.
public enum SeriesScope: String, CaseIterable, Hashable, Sendable {
    /// The one date.
    case one
    /// It and all after it.
    case following
    /// All of them that are still to come.
    case all

    /// Those of a series' starts that a change of `chosen` is meant for, in order. What is past stays as it is, but for
    /// the chosen one.
    public func starts(of series: [LocalDateTime], chosen: LocalDateTime, now: LocalDateTime) -> [LocalDateTime] {
        series.sorted().filter { start in
            switch self {
            case .one: start == chosen
            case .following: start >= chosen && (start == chosen || start >= now)
            case .all: start == chosen || start >= now
            }
        }
    }
}
