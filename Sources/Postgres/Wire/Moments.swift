/// Days, times and instants as PostgreSQL stores them. A program has types of its own for these; they conform to
/// `PostgresCodable`'s protocols with the same few lines as here.
///
/// PostgreSQL counts from 2000-01-01; these offsets turn that into counts since 1970-01-01.
public enum PostgresEpoch {
    /// Days from 1970-01-01 to 2000-01-01.
    public static let days = 10957
    /// Microseconds from 1970-01-01 to 2000-01-01.
    public static let microseconds: Int64 = 946_684_800_000_000
}

/// A `date`.
public struct PostgresDate: PostgresRangeBound, Hashable, Comparable {
    /// Days since 1970-01-01. PostgreSQL's `infinity` and `-infinity` lie 2,147,483,647 and -2,147,483,648 days from 2000.
    public var daysSince1970: Int

    /// A date.
    public init(daysSince1970: Int) { self.daysSince1970 = daysSince1970 }

    /// `date`.
    public static var postgresType: PostgresType { .date }
    /// `date[]`.
    public static var postgresArrayType: PostgresType { .dateArray }
    /// `daterange`.
    public static var postgresRangeType: PostgresType { .dateRange }
    /// `datemultirange`.
    public static var postgresMultirangeType: PostgresType { .dateMultirange }
    /// `date`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .date }
    /// Days since 2000-01-01 in four bytes.
    public func encode(to writer: inout WireWriter) {
        writer.write(Int32(clamping: daysSince1970 - PostgresEpoch.days))
    }
    /// Days since 2000-01-01 in four bytes.
    public init?(postgres value: WireValue) {
        guard let days = value.integer(Int32.self) else { return nil }
        daysSince1970 = Int(days) + PostgresEpoch.days
    }

    /// Earlier dates first.
    public static func < (left: Self, right: Self) -> Bool { left.daysSince1970 < right.daysSince1970 }
}

/// A `time` without a time zone.
public struct PostgresTime: PostgresArrayElement, Hashable, Comparable {
    /// Microseconds since midnight; `24:00` is 86,400,000,000.
    public var microsecondsSinceMidnight: Int64

    /// A time of day.
    public init(microsecondsSinceMidnight: Int64) { self.microsecondsSinceMidnight = microsecondsSinceMidnight }

    /// `time`.
    public static var postgresType: PostgresType { .time }
    /// `time[]`.
    public static var postgresArrayType: PostgresType { .timeArray }
    /// `time`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .time }
    /// Microseconds in eight bytes.
    public func encode(to writer: inout WireWriter) { writer.write(microsecondsSinceMidnight) }
    /// Microseconds in eight bytes.
    public init?(postgres value: WireValue) {
        guard let microseconds = value.integer(Int64.self) else { return nil }
        microsecondsSinceMidnight = microseconds
    }

    /// Earlier times first.
    public static func < (left: Self, right: Self) -> Bool {
        left.microsecondsSinceMidnight < right.microsecondsSinceMidnight
    }
}

/// A `timestamp` without a time zone: a date and a time on the wall.
public struct PostgresTimestamp: PostgresRangeBound, Hashable, Comparable {
    /// Microseconds from 1970-01-01 00:00 on the same wall; `Int64.max` and `Int64.min` are PostgreSQL's infinities.
    public var microsecondsSince1970: Int64

    /// A date and time.
    public init(microsecondsSince1970: Int64) { self.microsecondsSince1970 = microsecondsSince1970 }

    /// `timestamp`.
    public static var postgresType: PostgresType { .timestamp }
    /// `timestamp[]`.
    public static var postgresArrayType: PostgresType { .timestampArray }
    /// `tsrange`.
    public static var postgresRangeType: PostgresType { .timestampRange }
    /// `tsmultirange`.
    public static var postgresMultirangeType: PostgresType { .timestampMultirange }
    /// `timestamp`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .timestamp }
    /// Microseconds since 2000-01-01 in eight bytes.
    public func encode(to writer: inout WireWriter) {
        writer.write(PostgresEpoch.microsecondsSince2000(microsecondsSince1970))
    }
    /// Microseconds since 2000-01-01 in eight bytes.
    public init?(postgres value: WireValue) {
        guard let microseconds = value.integer(Int64.self) else { return nil }
        microsecondsSince1970 = PostgresEpoch.microsecondsSince1970(microseconds)
    }

    /// Earlier first.
    public static func < (left: Self, right: Self) -> Bool {
        left.microsecondsSince1970 < right.microsecondsSince1970
    }
}

/// A `timestamptz`: an instant.
public struct PostgresInstant: PostgresRangeBound, Hashable, Comparable {
    /// Microseconds since 1970-01-01 00:00 UTC; `Int64.max` and `Int64.min` are PostgreSQL's infinities.
    public var microsecondsSince1970: Int64

    /// An instant.
    public init(microsecondsSince1970: Int64) { self.microsecondsSince1970 = microsecondsSince1970 }

    /// `timestamptz`.
    public static var postgresType: PostgresType { .timestamptz }
    /// `timestamptz[]`.
    public static var postgresArrayType: PostgresType { .timestamptzArray }
    /// `tstzrange`.
    public static var postgresRangeType: PostgresType { .timestamptzRange }
    /// `tstzmultirange`.
    public static var postgresMultirangeType: PostgresType { .timestamptzMultirange }
    /// `timestamptz`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .timestamptz }
    /// Microseconds since 2000-01-01 UTC in eight bytes.
    public func encode(to writer: inout WireWriter) {
        writer.write(PostgresEpoch.microsecondsSince2000(microsecondsSince1970))
    }
    /// Microseconds since 2000-01-01 UTC in eight bytes.
    public init?(postgres value: WireValue) {
        guard let microseconds = value.integer(Int64.self) else { return nil }
        microsecondsSince1970 = PostgresEpoch.microsecondsSince1970(microseconds)
    }

    /// Earlier first.
    public static func < (left: Self, right: Self) -> Bool {
        left.microsecondsSince1970 < right.microsecondsSince1970
    }
}

extension PostgresEpoch {
    /// Turns a count since 2000 into one since 1970. The infinities stay what they are.
    public static func microsecondsSince1970(_ since2000: Int64) -> Int64 {
        if since2000 == .max || since2000 == .min { return since2000 }
        let (sum, overflow) = since2000.addingReportingOverflow(microseconds)
        return overflow ? .max : sum
    }

    /// Turns a count since 1970 into one since 2000. The infinities stay what they are.
    public static func microsecondsSince2000(_ since1970: Int64) -> Int64 {
        if since1970 == .max || since1970 == .min { return since1970 }
        let (difference, overflow) = since1970.subtractingReportingOverflow(microseconds)
        return overflow ? .min : difference
    }
}
