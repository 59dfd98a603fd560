/// The clock of one IANA time zone, read from its TZif file (RFC 8536). The bytes are given in: no I/O here.
public struct Zone: Hashable, Sendable {
    /// The IANA name, such as "Europe/Paris".
    public let name: String
    private let table: ZoneTable

    /// Reads a TZif file of version 2 or later, the rule of its footer included.
    /// Throws `invalid` when the bytes are no such file.
    public init(name: String, tzif bytes: [UInt8]) throws(SalonError) {
        guard let table = ZoneTable(tzif: bytes) else {
            throw .invalid(field: "time zone", sentence: "The time zone \(name) could not be read.")
        }
        self.name = name
        self.table = table
    }

    /// Coordinated universal time, which needs no file.
    public static let utc = Zone(name: "UTC", table: ZoneTable())

    private init(name: String, table: ZoneTable) {
        self.name = name
        self.table = table
    }

    /// What a wall-clock time means in this zone.
    public enum Resolution: Hashable, Sendable {
        /// The moment; for a time that autumn repeats, the first of the two.
        case moment(Instant)
        /// The clock jumps over this time in spring: from `first` straight to `resumes`.
        case skipped(first: LocalDateTime, resumes: LocalDateTime)
    }

    /// The moment of a wall-clock time, or the gap that swallows it.
    public func resolve(_ time: LocalDateTime) -> Resolution {
        let local = time.minuteNumber * 60
        let before = table.offset(at: local - 86_400)
        let after = table.offset(at: local + 86_400)
        // The larger offset gives the earlier moment: the first pass of a repeated hour.
        for offset in [max(before, after), min(before, after)] where table.offset(at: local - offset) == offset {
            return .moment(Instant(seconds: local - offset))
        }
        guard let change = table.change(from: local - 86_400, to: local + 86_400) else {
            return .moment(Instant(seconds: local - before))
        }
        return .skipped(first: Self.minute(change + before), resumes: Self.minute(change + after))
    }

    /// The moment of a wall-clock time: the first of two that autumn repeats. Throws `invalid` for a time that
    /// spring skips.
    public func instant(_ time: LocalDateTime) throws(SalonError) -> Instant {
        switch resolve(time) {
        case .moment(let instant): return instant
        case .skipped(let first, let resumes):
            throw .invalid(
                field: "time",
                sentence: "\(time.time) does not exist on \(time.date.shortText): "
                    + "the clocks go forward from \(first.time) to \(resumes.time).")
        }
    }

    /// The wall clock at a moment, to the minute (rounded down).
    public func local(_ instant: Instant) -> LocalDateTime {
        Self.minute(instant.seconds + table.offset(at: instant.seconds))
    }

    /// Seconds east of Greenwich at a moment.
    public func secondsFromUTC(at instant: Instant) -> Int { table.offset(at: instant.seconds) }

    /// The first wall-clock minute whose moment is not before the minute of `instant`: what "not past" means for a
    /// start. In the second pass of a repeated hour this is the end of that hour, since a start in it means the
    /// first pass.
    public func earliestStart(at instant: Instant) -> LocalDateTime {
        let now = Arithmetic.floorDivide(instant.seconds, 60) * 60
        let wall = local(instant)
        guard case .moment(let first) = resolve(wall), first.seconds < now,
            let change = table.change(from: first.seconds, to: now)
        else { return wall }
        return Self.minute(change + table.offset(at: first.seconds))
    }

    /// The wall-clock spans that the days of `dates` lack because the clocks go forward, in order.
    public func skipped(in dates: DateSpan) -> [TimeSpan] {
        var spans: [TimeSpan] = []
        var day = dates.lowerBound
        var offset = table.offset(at: day.at(.midnight).minuteNumber * 60 - 86_400)
        while day < dates.upperBound + 2 {
            let midnight = day.at(.midnight).minuteNumber * 60
            let next = table.offset(at: midnight)
            if next > offset, let change = table.change(from: midnight - 86_400, to: midnight) {
                let span = TimeSpan(Self.minute(change + offset), Self.minute(change + next))
                if span.start.date < dates.upperBound, span.end.date >= dates.lowerBound { spans.append(span) }
            }
            offset = next
            day = day + 1
        }
        return spans
    }

    private static func minute(_ seconds: Int) -> LocalDateTime {
        LocalDateTime(minuteNumber: Arithmetic.floorDivide(seconds, 60))
    }
}
