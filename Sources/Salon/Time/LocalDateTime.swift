/// A wall-clock time at the branch, to the minute. It has no zone: `Zone` turns it into an `Instant`.
public struct LocalDateTime: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Wall-clock minutes since 1970-01-01T00:00.
    public let minuteNumber: Int

    /// The wall-clock minute with this number.
    public init(minuteNumber: Int) { self.minuteNumber = minuteNumber }

    /// A time of a day.
    public init(_ date: LocalDate, _ time: LocalTime) {
        self = date.at(time)
    }

    /// Parses "2026-11-21T09:00", also with a space for the T and with ":00" seconds; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "T" || $0 == " " }
        guard parts.count == 2, let date = LocalDate(parts[0]), let time = LocalTime(parts[1]) else { return nil }
        self = date.at(time)
    }

    /// The day.
    public var date: LocalDate {
        LocalDate(dayNumber: Arithmetic.floorDivide(minuteNumber, LocalTime.minutesPerDay))
    }

    /// The time of the day, 00:00 to 23:59.
    public var time: LocalTime {
        LocalTime(minutes: Arithmetic.modulo(minuteNumber, LocalTime.minutesPerDay))
    }

    /// "2026-11-21T09:00".
    public var description: String { "\(date)T\(time)" }

    /// Earlier times come first.
    public static func < (left: LocalDateTime, right: LocalDateTime) -> Bool {
        left.minuteNumber < right.minuteNumber
    }

    /// The time `minutes` later on the wall clock.
    public static func + (time: LocalDateTime, minutes: Minutes) -> LocalDateTime {
        LocalDateTime(minuteNumber: time.minuteNumber + minutes)
    }

    /// The time `minutes` earlier on the wall clock.
    public static func - (time: LocalDateTime, minutes: Minutes) -> LocalDateTime {
        LocalDateTime(minuteNumber: time.minuteNumber - minutes)
    }

    /// Wall-clock minutes between two times.
    public static func - (left: LocalDateTime, right: LocalDateTime) -> Minutes {
        left.minuteNumber - right.minuteNumber
    }
}
