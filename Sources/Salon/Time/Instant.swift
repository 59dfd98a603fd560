/// A moment, the same for the whole world: microseconds since 1970-01-01T00:00Z, as PostgreSQL's `timestamptz` holds.
public struct Instant: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Microseconds since 1970-01-01T00:00Z.
    public let microseconds: Int64

    /// The moment `microseconds` after 1970-01-01T00:00Z.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// The moment `seconds` after 1970-01-01T00:00Z.
    public init(seconds: Int) { microseconds = Int64(seconds) * 1_000_000 }

    /// Parses "2026-11-21T09:00:00Z", with offsets such as "+01:00" and with seconds and fractions left out or given.
    public init?(_ text: some StringProtocol) {
        guard let moment = InstantText.parse(text) else { return nil }
        microseconds = moment
    }

    /// Whole seconds since 1970-01-01T00:00Z, rounded down.
    public var seconds: Int { Arithmetic.floorDivide(Int(microseconds), 1_000_000) }

    /// The moment `minutes` of real time later.
    public func adding(minutes: Minutes) -> Instant { adding(seconds: minutes * 60) }

    /// The moment `seconds` later.
    public func adding(seconds: Int) -> Instant {
        Instant(microseconds: microseconds + Int64(seconds) * 1_000_000)
    }

    /// Real seconds from this moment until `other`, rounded down; negative if it is earlier.
    public func seconds(until other: Instant) -> Int {
        Arithmetic.floorDivide(Int(other.microseconds - microseconds), 1_000_000)
    }

    /// "2026-11-21T09:00:00Z".
    public var description: String {
        let minute = LocalDateTime(minuteNumber: Arithmetic.floorDivide(seconds, 60))
        return "\(minute):\(Digits.padded(Arithmetic.modulo(seconds, 60), to: 2))Z"
    }

    /// Earlier moments come first.
    public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }
}

/// The text form of an instant (ISO 8601 with an offset).
private enum InstantText {
    static func parse(_ text: some StringProtocol) -> Int64? {
        guard let zoneStart = text.dropFirst(10).lastIndex(where: { $0 == "Z" || $0 == "z" || $0 == "+" || $0 == "-" }),
            let offset = offsetSeconds(text[zoneStart...])
        else { return nil }
        var local = text[..<zoneStart]
        var fraction: Int64 = 0
        if let dot = local.firstIndex(of: ".") {
            let digits = local[local.index(after: dot)...]
            guard (1...6).contains(digits.utf8.count), let value = Digits.value(digits) else { return nil }
            fraction = (0..<(6 - digits.utf8.count)).reduce(Int64(value)) { value, _ in value * 10 }
            local = local[..<dot]
        }
        var seconds = 0
        if local.utf8.count == 19 {
            let tail = local.suffix(3)
            guard tail.first == ":", let value = Digits.value(tail.dropFirst()), value < 60 else { return nil }
            seconds = value
            local = local.dropLast(3)
        }
        guard let minute = LocalDateTime(local) else { return nil }
        return Int64(minute.minuteNumber * 60 + seconds - offset) * 1_000_000 + fraction
    }

    private static func offsetSeconds(_ text: some StringProtocol) -> Int? {
        if text == "Z" || text == "z" { return 0 }
        let digits = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard digits.count <= 2, let hour = digits.first.flatMap({ Digits.value($0) }), hour <= 15 else { return nil }
        let minute = digits.count == 2 ? Digits.value(digits[1]) : 0
        guard let minute, minute < 60 else { return nil }
        return (text.first == "-" ? -1 : 1) * (hour * 3_600 + minute * 60)
    }
}
