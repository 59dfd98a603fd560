import Salon

/// Rows in the format of `COPY … (FORMAT BINARY)` (manual, COPY, "Binary Format"), written field by field into one
/// buffer that is emptied as it is sent: millions of rows without an allocation for each value.
struct CopyRows {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0

    private static let daysToPostgresEpoch = 10_957
    private static let microsecondsToPostgresEpoch = Int64(daysToPostgresEpoch) * 86_400_000_000

    /// Forgets the rows and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        count = 0
    }

    /// Begins a row; exactly `columns` fields must follow.
    mutating func row(columns: Int) {
        count += 1
        raw(Int16(columns))
    }

    mutating func null() { raw(Int32(-1)) }

    mutating func text(_ value: String) {
        raw(Int32(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    mutating func text(_ value: String?) {
        if let value { text(value) } else { null() }
    }

    mutating func uuid(_ value: UUIDValue) {
        raw(Int32(16))
        raw(value.high)
        raw(value.low)
    }

    mutating func uuid(_ value: UUIDValue?) {
        if let value { uuid(value) } else { null() }
    }

    mutating func bool(_ value: Bool) {
        raw(Int32(1))
        bytes.append(value ? 1 : 0)
    }

    mutating func int2(_ value: Int) {
        raw(Int32(2))
        raw(Int16(truncatingIfNeeded: value))
    }

    mutating func int2(_ value: Int?) {
        if let value { int2(value) } else { null() }
    }

    mutating func int4(_ value: Int) {
        raw(Int32(4))
        raw(Int32(truncatingIfNeeded: value))
    }

    mutating func int4(_ value: Int?) {
        if let value { int4(value) } else { null() }
    }

    mutating func int8(_ value: Int) {
        raw(Int32(8))
        raw(Int64(value))
    }

    mutating func date(_ value: LocalDate?) {
        guard let value else { return null() }
        raw(Int32(4))
        raw(Int32(truncatingIfNeeded: value.dayNumber - Self.daysToPostgresEpoch))
    }

    mutating func time(_ value: LocalTime?) {
        guard let value else { return null() }
        raw(Int32(8))
        raw(Int64(value.minutes) * 60_000_000)
    }

    /// A wall-clock `timestamp`.
    mutating func timestamp(_ value: LocalDateTime) {
        raw(Int32(8))
        raw(Int64(value.minuteNumber) * 60_000_000 - Self.microsecondsToPostgresEpoch)
    }

    /// A `timestamptz`.
    mutating func instant(_ value: Instant?) {
        guard let value else { return null() }
        raw(Int32(8))
        raw(value.microseconds - Self.microsecondsToPostgresEpoch)
    }

    /// A half-open `tsrange`.
    mutating func range(_ starts: LocalDateTime, _ ends: LocalDateTime) {
        raw(Int32(25))
        bytes.append(0x02)
        timestamp(starts)
        timestamp(ends)
    }

    /// `jsonb` from its text.
    mutating func json(_ value: String?) {
        guard let value else { return null() }
        raw(Int32(value.utf8.count + 1))
        bytes.append(1)
        bytes.append(contentsOf: value.utf8)
    }

    /// A `text[]` of one dimension.
    mutating func texts(_ values: [String]) {
        raw(Int32(20 + values.reduce(0) { $0 + 4 + $1.utf8.count }))
        for field in [1, 0, 25, Int32(values.count), 1] { raw(field) }
        for value in values { text(value) }
    }

    mutating func uuids(_ values: [UUIDValue]) {
        raw(Int32(20 + values.count * 20))
        for field in [1, 0, 2_950, Int32(values.count), 1] { raw(field) }
        for value in values { uuid(value) }
    }

    mutating func int2s(_ values: [Int]) {
        raw(Int32(20 + values.count * 6))
        for field in [1, 0, 21, Int32(values.count), 1] { raw(field) }
        for value in values { int2(value) }
    }

    /// A `numeric` with two decimals from hundredths (server source, `numeric_recv`: digits of base 10,000).
    mutating func hundredths(_ value: Int?) {
        guard let value else { return null() }
        let whole = Int(value.magnitude) / 100
        let fraction = Int16(Int(value.magnitude) % 100 * 100)
        let high = Int16(whole / 10_000 % 10_000)
        let low = Int16(whole % 10_000)
        let wholeDigits = high > 0 ? 2 : (low > 0 ? 1 : 0)
        let digits = wholeDigits + (fraction > 0 ? 1 : 0)
        raw(Int32(8 + 2 * digits))
        raw(Int16(digits))
        raw(Int16(digits == 0 ? 0 : wholeDigits - 1))
        raw(value < 0 ? UInt16(0x4000) : 0)
        raw(Int16(2))
        if wholeDigits == 2 { raw(high) }
        if wholeDigits >= 1 { raw(low) }
        if fraction > 0 { raw(fraction) }
    }

    private mutating func raw<Integer: FixedWidthInteger>(_ value: Integer) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
