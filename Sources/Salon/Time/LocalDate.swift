/// A day of the calendar at the branch, without a time or a zone. Proleptic Gregorian, as PostgreSQL's `date`.
public struct LocalDate: Hashable, Sendable, Strideable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let dayNumber: Int

    /// The day that is `dayNumber` days after 1970-01-01.
    public init(dayNumber: Int) { self.dayNumber = dayNumber }

    /// A day of the calendar; nil when it does not exist, such as 30 February. Years 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.daysIn(month: month, year: year)
        else { return nil }
        dayNumber = Self.dayNumber(year: year, month: month, day: day)
    }

    /// Parses "2026-11-21"; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            let year = Digits.value(parts[0]), let month = Digits.value(parts[1]), let day = Digits.value(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Year, month 1 to 12, and day of the month.
    public var components: (year: Int, month: Int, day: Int) {
        // "civil_from_days", Howard Hinnant, chrono-Compatible Low-Level Date Algorithms: eras of 400 years from 1 March.
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The year.
    public var year: Int { components.year }
    /// The month, 1 to 12.
    public var month: Int { components.month }
    /// The day of the month, 1 to 31.
    public var day: Int { components.day }

    /// The day of the week.
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let index = Arithmetic.modulo(dayNumber + 3, 7)
        return Weekday(rawValue: index + 1) ?? .monday
    }

    /// The Monday of this day's week.
    public var startOfWeek: LocalDate { self - (weekday.rawValue - 1) }
    /// The first day of this day's month.
    public var startOfMonth: LocalDate { self - (day - 1) }
    /// The first day of this day's year.
    public var startOfYear: LocalDate { LocalDate(dayNumber: Self.dayNumber(year: year, month: 1, day: 1)) }

    /// The same day `months` later (or earlier), or the last day of that month if it is shorter.
    public func adding(months: Int) -> LocalDate {
        let (year, month, day) = components
        let index = year * 12 + month - 1 + months
        let newYear = Arithmetic.floorDivide(index, 12)
        let newMonth = Arithmetic.modulo(index, 12) + 1
        let newDay = min(day, Self.daysIn(month: newMonth, year: newYear))
        return LocalDate(dayNumber: Self.dayNumber(year: newYear, month: newMonth, day: newDay))
    }

    /// The days of a month, leap years included.
    public static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        default: 31
        }
    }

    /// "2026-11-21".
    public var description: String {
        let (year, month, day) = components
        return "\(Digits.padded(year, to: 4))-\(Digits.padded(month, to: 2))-\(Digits.padded(day, to: 2))"
    }

    /// "Sat 21 Nov 2026".
    public var shortText: String { "\(weekday.shortName) \(day) \(monthName.prefix(3)) \(year)" }
    /// "Saturday 21 November".
    public var longText: String { "\(weekday.name) \(day) \(monthName)" }
    /// "November".
    public var monthName: String { Self.monthNames[month - 1] }

    /// The English names of the months, January first.
    public static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    /// Days from this day to `other`.
    public func distance(to other: LocalDate) -> Int { other.dayNumber - dayNumber }
    /// The day `days` later.
    public func advanced(by days: Int) -> LocalDate { LocalDate(dayNumber: dayNumber + days) }
    /// The day `days` later.
    public static func + (date: LocalDate, days: Int) -> LocalDate { date.advanced(by: days) }
    /// The day `days` earlier.
    public static func - (date: LocalDate, days: Int) -> LocalDate { date.advanced(by: -days) }
    /// Days between two dates.
    public static func - (left: LocalDate, right: LocalDate) -> Int { left.dayNumber - right.dayNumber }

    /// The local time `time` of this day; past midnight for times of 24:00 and more.
    public func at(_ time: LocalTime) -> LocalDateTime {
        LocalDateTime(minuteNumber: dayNumber * LocalTime.minutesPerDay + time.minutes)
    }

    /// This day at an hour and minute; past midnight for hours of 24 and more.
    public func at(_ hour: Int, _ minute: Int = 0) -> LocalDateTime { at(LocalTime(minutes: hour * 60 + minute)) }

    // "days_from_civil", the same source as `components`.
    private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = Arithmetic.floorDivide(marchYear, 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

/// Days from the first up to, and without, the last.
public typealias DateSpan = Range<LocalDate>
