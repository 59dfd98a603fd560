import Postgres
import Salon

/// PostgreSQL counts from 2000-01-01 (manual, 8.5); the domain from 1970-01-01.
private enum Epoch {
    static let days = 10_957
    static let microseconds = Int64(days) * 86_400 * 1_000_000
    static let microsecondsPerMinute: Int64 = 60_000_000
}

extension LocalDate: PostgresArrayElement {
    /// `date`.
    public static var postgresType: PostgresType { .date }
    /// `date[]`.
    public static var postgresArrayType: PostgresType { .dateArray }
    /// `date`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .date }
    /// Days since 2000-01-01.
    public func encode(to writer: inout WireWriter) {
        writer.write(Int32(truncatingIfNeeded: dayNumber - Epoch.days))
    }
    /// Days since 2000-01-01; infinite dates are no day.
    public init?(postgres value: WireValue) {
        guard let days = value.integer(Int32.self), days != .max, days != .min else { return nil }
        self.init(dayNumber: Int(days) + Epoch.days)
    }
}

extension LocalTime: PostgresArrayElement {
    /// `time`.
    public static var postgresType: PostgresType { .time }
    /// `time[]`.
    public static var postgresArrayType: PostgresType { .timeArray }
    /// `time`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .time }
    /// Microseconds since midnight.
    public func encode(to writer: inout WireWriter) {
        writer.write(Int64(minutes) * Epoch.microsecondsPerMinute)
    }
    /// Microseconds since midnight, rounded down to the minute.
    public init?(postgres value: WireValue) {
        guard let microseconds = value.integer(Int64.self), microseconds >= 0 else { return nil }
        self.init(minutes: Int(microseconds / Epoch.microsecondsPerMinute))
    }
}

extension LocalDateTime: PostgresArrayElement {
    /// `timestamp`, without a time zone.
    public static var postgresType: PostgresType { .timestamp }
    /// `timestamp[]`.
    public static var postgresArrayType: PostgresType { .timestampArray }
    /// `timestamp`, without a time zone.
    public static func accepts(_ type: PostgresType) -> Bool { type == .timestamp }
    /// Microseconds since 2000-01-01T00:00.
    public func encode(to writer: inout WireWriter) {
        writer.write(Int64(minuteNumber) * Epoch.microsecondsPerMinute - Epoch.microseconds)
    }
    /// Microseconds since 2000-01-01T00:00, rounded down to the minute. Infinity is a time beyond all calendars, so
    /// that an endless time off stays one.
    public init?(postgres value: WireValue) {
        guard let microseconds = value.integer(Int64.self) else { return nil }
        switch microseconds {
        case .max: self.init(minuteNumber: Int(Int32.max))
        case .min: self.init(minuteNumber: Int(Int32.min))
        default:
            let sum = microseconds + Epoch.microseconds
            let minutes = sum / Epoch.microsecondsPerMinute - (sum % Epoch.microsecondsPerMinute < 0 ? 1 : 0)
            self.init(minuteNumber: Int(minutes))
        }
    }
}

extension Instant: PostgresArrayElement {
    /// `timestamptz`.
    public static var postgresType: PostgresType { .timestamptz }
    /// `timestamptz[]`.
    public static var postgresArrayType: PostgresType { .timestamptzArray }
    /// `timestamptz`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .timestamptz }
    /// Microseconds since 2000-01-01T00:00Z.
    public func encode(to writer: inout WireWriter) { writer.write(microseconds - Epoch.microseconds) }
    /// Microseconds since 2000-01-01T00:00Z; infinite times are no instant.
    public init?(postgres value: WireValue) {
        guard let microseconds = value.integer(Int64.self), microseconds != .max, microseconds != .min else {
            return nil
        }
        self.init(microseconds: microseconds + Epoch.microseconds)
    }
}
