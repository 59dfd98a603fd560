/// Why a start cannot be had, in a sentence for the desk.
public struct Refusal: Hashable, Sendable {
    /// The rule that refuses.
    public enum Rule: Hashable, Sendable {
        /// The start is before now.
        case past
        /// The start does not keep the notice that bookings need: the first that does.
        case tooSoon(first: LocalDateTime)
        /// The date cannot be booked yet: the last that can.
        case tooFar(last: LocalDate)
        /// The clock jumps over the start in spring, on to this time.
        case skippedHour(resumes: LocalDateTime)
        /// The clocks go forward during the visit.
        case clockChange(at: LocalDateTime)
        /// The service is switched off.
        case serviceOff(service: String)
        /// The expert does not do the service.
        case doesNotDo(service: String)
        /// The expert does not work here any more, or there is none.
        case expertGone
        /// The branch is closed until then.
        case closed(until: LocalDateTime, reason: String?)
        /// The expert has no shift on that day; their next one of the fetched days, if there is one.
        case dayOff(LocalDate, next: LocalDateTime?)
        /// The expert's shift begins later.
        case beforeShift(begins: LocalDateTime)
        /// The expert's shift is over, or ends before the visit does; the next one as for `dayOff`.
        case outsideShift(ends: LocalDateTime, next: LocalDateTime?)
        /// The expert is on a break.
        case onBreak(until: LocalDateTime)
        /// The expert's break begins before the visit ends.
        case intoBreak(begins: LocalDateTime, until: LocalDateTime)
        /// The expert is away.
        case timeOff(TimeOffKind, from: LocalDateTime, until: LocalDateTime)
        /// Another appointment has the start.
        case taken(until: LocalDateTime)
        /// Another appointment begins before the visit ends.
        case takenFrom(LocalDateTime, until: LocalDateTime)
        /// A later service of the visit finds nobody in time.
        case nobodyFor(service: String, after: LocalDateTime)
        /// The start is neither on the grid nor flush with another appointment.
        case offGrid(before: LocalDateTime, after: LocalDateTime)
        /// None of the dates has room.
        case full
    }

    /// The expert who cannot; nil when it is nobody's in particular.
    public let expert: ExpertID?
    /// The expert's name, or "Nobody".
    public let name: String
    /// The start that was asked for; nil for a whole range of dates.
    public let start: LocalDateTime?
    /// The rule that refuses.
    public let rule: Rule

    /// When the rule stops refusing; nil for one that does not, and for one whose end the fetched days do not show.
    public var ends: LocalDateTime? {
        switch rule {
        case .tooSoon(let time), .skippedHour(let time), .clockChange(let time), .beforeShift(let time),
            .onBreak(let time), .taken(let time), .closed(let time, _), .intoBreak(_, let time),
            .timeOff(_, _, let time), .takenFrom(_, let time), .offGrid(_, let time):
            time
        case .dayOff(_, let next), .outsideShift(_, let next): next
        case .past, .tooFar, .serviceOff, .doesNotDo, .expertGone, .nobodyFor, .full: nil
        }
    }

    /// The sentence, such as "Ben Okafor is on a break until 13:30."
    public var sentence: String {
        switch rule {
        case .past: "\(start.map { "\(text($0)) is" } ?? "These days are") in the past."
        case .tooSoon(let first):
            "Bookings need notice: the first start is \(text(first)). A walk-in or an overbooking needs none."
        case .tooFar(let last): "Bookings are open until \(last.shortText). Only an overbooking goes beyond."
        case .skippedHour(let resumes):
            "\(start.map { "\($0.time)" } ?? "This time") does not exist on \(resumes.date.shortText): "
                + "the clocks go forward to \(resumes.time)."
        case .clockChange(let time): "The clocks go forward to \(text(time)) during this visit."
        case .serviceOff(let service): "\(service) is switched off and cannot be booked."
        case .doesNotDo(let service):
            expert == nil ? "Nobody here does \(service)." : "\(name) does not do \(service)."
        case .expertGone: "\(name) cannot be booked any more."
        case .closed(let until, let reason):
            "The salon is closed until \(text(until))\(reason.map { " (\($0))" } ?? "")."
        case .dayOff(let date, _): "\(name) does not work on \(date.shortText)."
        case .beforeShift(let begins): "\(name)'s shift begins at \(text(begins))."
        case .outsideShift(let ends, _): "\(name)'s shift ends at \(text(ends))."
        case .onBreak(let until): "\(name) is on a break until \(text(until))."
        case .intoBreak(let begins, _): "\(name)'s break begins at \(text(begins)), before this would be done."
        case .timeOff(let kind, let from, let until):
            if let start, start < from {
                "\(name) is \(kind.phrase) from \(text(from)) until \(text(until))."
            } else {
                "\(name) is \(kind.phrase) until \(text(until))."
            }
        case .taken(let until): "\(name) has another appointment until \(text(until))."
        case .takenFrom(let from, _):
            "\(name) has another appointment at \(text(from)), before this would be done."
        case .nobodyFor(let service, let after): "Nobody is free for \(service) after \(text(after))."
        case .offGrid(let before, let after):
            "\(start.map { "\($0.time)" } ?? "This time") is not a start here: "
                + "take \(text(before)) or \(text(after))."
        case .full: "\(name) is fully booked on these days."
        }
    }

    /// The time alone on the day that was asked for, with its day otherwise.
    private func text(_ time: LocalDateTime) -> String {
        if let start, start.date == time.date { return "\(time.time)" }
        return "\(time.time) on \(time.date.shortText)"
    }
}
