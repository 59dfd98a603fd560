/// A set of wall-clock minutes as spans in order, none empty, none touching another. Every operation is one sweep.
public struct TimeSpans: Hashable, Sendable {
    /// The spans in order; between two there is at least one minute.
    public private(set) var spans: [TimeSpan]

    /// No minute.
    public init() { spans = [] }

    /// The union of some spans, in any order, overlapping or not. Empty ones add nothing.
    public init(_ spans: some Sequence<TimeSpan>) {
        let ordered = spans.filter { !$0.isEmpty }.sorted { $0.lower < $1.lower }
        self.spans = []
        self.spans.reserveCapacity(ordered.count)
        for span in ordered { append(span) }
    }

    /// True when it holds no minute.
    public var isEmpty: Bool { spans.isEmpty }
    /// How many minutes it holds.
    public var minutes: Minutes { spans.reduce(0) { $0 + $1.minutes } }

    /// The minutes in either.
    public func union(_ other: TimeSpans) -> TimeSpans {
        if isEmpty { return other }
        if other.isEmpty { return self }
        var result = TimeSpans()
        result.spans.reserveCapacity(spans.count + other.spans.count)
        var left = 0
        var right = 0
        while left < spans.count || right < other.spans.count {
            let takesLeft =
                right == other.spans.count || (left < spans.count && spans[left].lower <= other.spans[right].lower)
            result.append(takesLeft ? spans[left] : other.spans[right])
            if takesLeft { left += 1 } else { right += 1 }
        }
        return result
    }

    /// The minutes that are in this set and not in the other.
    public func subtracting(_ other: TimeSpans) -> TimeSpans {
        if other.isEmpty { return self }
        var result = TimeSpans()
        result.spans.reserveCapacity(spans.count + other.spans.count)
        var next = 0
        for span in spans {
            var lower = span.lower
            while next < other.spans.count, other.spans[next].upper <= lower { next += 1 }
            var cut = next
            while cut < other.spans.count, other.spans[cut].lower < span.upper {
                if other.spans[cut].lower > lower {
                    result.spans.append(TimeSpan(lower: lower, upper: other.spans[cut].lower))
                }
                lower = max(lower, other.spans[cut].upper)
                cut += 1
            }
            if lower < span.upper { result.spans.append(TimeSpan(lower: lower, upper: span.upper)) }
        }
        return result
    }

    /// The minutes in both.
    public func intersection(_ other: TimeSpans) -> TimeSpans {
        var result = TimeSpans()
        var left = 0
        var right = 0
        while left < spans.count, right < other.spans.count {
            let lower = max(spans[left].lower, other.spans[right].lower)
            let upper = min(spans[left].upper, other.spans[right].upper)
            if lower < upper { result.spans.append(TimeSpan(lower: lower, upper: upper)) }
            if spans[left].upper < other.spans[right].upper { left += 1 } else { right += 1 }
        }
        return result
    }

    /// The minutes at which something of `length` can start so that it lies wholly in one span. What has no length
    /// can start anywhere.
    func starts(of length: Minutes) -> TimeSpans {
        guard length > 0 else { return .everything }
        var result = TimeSpans()
        result.spans = spans.compactMap { span in
            span.minutes >= length ? TimeSpan(lower: span.lower, upper: span.upper - length + 1) : nil
        }
        return result
    }

    /// The set moved along by `minutes`.
    func moved(by minutes: Minutes) -> TimeSpans {
        var result = TimeSpans()
        result.spans = spans.map { TimeSpan(lower: $0.lower + minutes, upper: $0.upper + minutes) }
        return result
    }

    /// The minutes from which a minute of the set is at most `minutes` away.
    func reachable(within minutes: Minutes) -> TimeSpans {
        var result = TimeSpans()
        for span in spans { result.append(TimeSpan(lower: span.lower - minutes, upper: span.upper)) }
        return result
    }

    /// The first minute of the set that is not before `minute`.
    func first(from minute: Int) -> Int? {
        let index = firstIndex(endingAfter: minute)
        return index < spans.count ? max(minute, spans[index].lower) : nil
    }

    /// True when the minute is in the set.
    func contains(_ time: LocalDateTime) -> Bool {
        let index = firstIndex(endingAfter: time.minuteNumber)
        return index < spans.count && spans[index].lower <= time.minuteNumber
    }

    /// More minutes than any calendar has.
    private static let everything = TimeSpans([TimeSpan(lower: Int.min / 4, upper: Int.max / 4)])

    /// True when every minute of `span` is in the set. An empty span always is.
    public func contains(_ span: TimeSpan) -> Bool {
        guard !span.isEmpty else { return true }
        let index = firstIndex(endingAfter: span.lower)
        return index < spans.count && spans[index].contains(span)
    }

    /// True when the set and `span` share a minute.
    public func overlaps(_ span: TimeSpan) -> Bool {
        firstOverlap(span) != nil
    }

    /// The first of the set's spans that shares a minute with `span`.
    public func firstOverlap(_ span: TimeSpan) -> TimeSpan? {
        guard !span.isEmpty else { return nil }
        let index = firstIndex(endingAfter: span.lower)
        return index < spans.count && spans[index].lower < span.upper ? spans[index] : nil
    }

    /// The index of the first span whose end is after `minute`: the one that holds it, or else the next.
    func firstIndex(endingAfter minute: Int) -> Int {
        var low = 0
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].upper <= minute { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Adds a span that begins no earlier than the last one does.
    private mutating func append(_ span: TimeSpan) {
        if let last = spans.last, span.lower <= last.upper {
            spans[spans.count - 1].upper = max(last.upper, span.upper)
        } else {
            spans.append(span)
        }
    }
}
