/// A length of time in whole minutes.
public typealias Minutes = Int

/// A time of the wall clock in minutes since midnight. 24:00 and more is the next day, so an end can pass midnight.
public struct LocalTime: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Minutes since midnight, 0 or more.
    public let minutes: Minutes

    /// Minutes in a wall-clock day.
    public static let minutesPerDay = 1_440
    /// 00:00.
    public static let midnight = LocalTime(minutes: 0)
    /// 24:00, the end of a day.
    public static let endOfDay = LocalTime(minutes: minutesPerDay)

    /// A time `minutes` after midnight.
    public init(minutes: Minutes) { self.minutes = minutes }

    /// A time of the clock, 00:00 to 24:00; nil outside.
    public init?(hour: Int, minute: Int = 0) {
        guard (0...24).contains(hour), (0...59).contains(minute), hour < 24 || minute == 0 else { return nil }
        minutes = hour * 60 + minute
    }

    /// Parses "9:00", "09:00" and "09:00:00", up to "24:00"; seconds must be zero. Nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || (parts.count == 3 && parts[2] == "00"),
            (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            let hour = Digits.value(parts[0]), let minute = Digits.value(parts[1])
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    /// The hour on the clock, 0 to 23 (24 for the end of the day).
    public var hour: Int { minutes == Self.minutesPerDay ? 24 : minutes / 60 % 24 }
    /// The minute on the clock, 0 to 59.
    public var minute: Int { minutes % 60 }

    /// "09:00"; the end of the day is "24:00", and 25:30 reads "01:30".
    public var description: String { "\(Digits.padded(hour, to: 2)):\(Digits.padded(minute, to: 2))" }

    /// Earlier times come first.
    public static func < (left: LocalTime, right: LocalTime) -> Bool { left.minutes < right.minutes }
    /// The time `minutes` later.
    public static func + (time: LocalTime, minutes: Minutes) -> LocalTime {
        LocalTime(minutes: time.minutes + minutes)
    }
}
