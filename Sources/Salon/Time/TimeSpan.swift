/// A span of wall-clock time, half-open: it holds its start and not its end, so back to back is no overlap.
public struct TimeSpan: Hashable, Sendable, CustomStringConvertible {
    /// The first minute, as `LocalDateTime.minuteNumber`.
    public var lower: Int
    /// The minute after the last.
    public var upper: Int

    /// The span of minute numbers from `lower` up to `upper`. Empty when `upper` is not after `lower`.
    public init(lower: Int, upper: Int) {
        self.lower = lower
        self.upper = upper
    }

    /// The span from `start` up to `end`.
    public init(_ start: LocalDateTime, _ end: LocalDateTime) {
        self.init(lower: start.minuteNumber, upper: end.minuteNumber)
    }

    /// The span of `minutes` from `start`.
    public init(_ start: LocalDateTime, minutes: Minutes) {
        self.init(lower: start.minuteNumber, upper: start.minuteNumber + minutes)
    }

    /// The whole of some days.
    public init(_ dates: DateSpan) {
        self.init(dates.lowerBound.at(.midnight), dates.upperBound.at(.midnight))
    }

    /// Its first moment.
    public var start: LocalDateTime { LocalDateTime(minuteNumber: lower) }
    /// The moment after its last.
    public var end: LocalDateTime { LocalDateTime(minuteNumber: upper) }
    /// Its length in minutes, 0 when empty.
    public var minutes: Minutes { max(0, upper - lower) }
    /// True when it holds no minute. An empty span overlaps nothing, as in PostgreSQL.
    public var isEmpty: Bool { upper <= lower }

    /// True when the two share a minute.
    public func overlaps(_ other: TimeSpan) -> Bool {
        lower < other.upper && other.lower < upper && !isEmpty && !other.isEmpty
    }

    /// True when every minute of `other` is in this span.
    public func contains(_ other: TimeSpan) -> Bool { lower <= other.lower && other.upper <= upper }

    /// True when `time` lies in it.
    public func contains(_ time: LocalDateTime) -> Bool { lower <= time.minuteNumber && time.minuteNumber < upper }

    /// "2026-11-21T09:00–2026-11-21T10:00".
    public var description: String { "\(start)–\(end)" }
}
