/// The four phases of a service in minutes. The expert's hands are taken while hands-on, then free while something
/// processes, then taken again for finishing and for the buffer, in which the client has gone already.
public struct ServicePhases: Hashable, Sendable {
    /// Hands-on time before processing: the column `duration`, add-ons included.
    public var handsOn: Minutes
    /// The client waits, the expert is free: colour develops.
    public var processing: Minutes
    /// Hands-on time after processing.
    public var finishing: Minutes
    /// Clean-up after the client has gone.
    public var buffer: Minutes

    /// The phases; a plain service has hands-on time only.
    public init(handsOn: Minutes, processing: Minutes = 0, finishing: Minutes = 0, buffer: Minutes = 0) {
        self.handsOn = handsOn
        self.processing = processing
        self.finishing = finishing
        self.buffer = buffer
    }

    /// Minutes that the client spends: all but the buffer.
    public var clientMinutes: Minutes { handsOn + processing + finishing }
    /// Minutes from the start to the end of the buffer.
    public var totalMinutes: Minutes { clientMinutes + buffer }

    /// The spans in which the expert's hands are taken, in order: what the column `busy` holds. One span when
    /// nothing processes.
    public func busySpans(from start: LocalDateTime) -> [TimeSpan] {
        let first = TimeSpan(start, minutes: handsOn)
        let second = secondBusySpan(from: start)
        if second.isEmpty { return first.isEmpty ? [] : [first] }
        if first.isEmpty { return [second] }
        return first.upper == second.lower ? [TimeSpan(lower: first.lower, upper: second.upper)] : [first, second]
    }

    /// Finishing and buffer; empty when there is neither.
    func secondBusySpan(from start: LocalDateTime) -> TimeSpan {
        TimeSpan(start + handsOn + processing, minutes: finishing + buffer)
    }
}
