/// What a roster can't say. Fields are named as the forms name them.
public enum RosterRules {
    /// The longest time off or closure, in days.
    public static let longestDays = 731
    /// The most spans of work on one day.
    public static let mostSpans = 6

    /// A time off with its reason tidied up. Throws `invalid` for the end or the reason.
    public static func checked(_ timeOff: TimeOff) throws(SalonError) -> TimeOff {
        var timeOff = timeOff
        try check(timeOff.during)
        timeOff.reason = try Validation.note(timeOff.reason ?? "", field: "reason", longest: 500)
        return timeOff
    }

    /// A closure with its reason tidied up. Throws `invalid` for the end or the reason.
    public static func checked(_ closure: Closure) throws(SalonError) -> Closure {
        var closure = closure
        try check(closure.during)
        closure.reason = try Validation.note(closure.reason ?? "", field: "reason", longest: 500)
        return closure
    }

    private static func check(_ span: TimeSpan) throws(SalonError) {
        guard !span.isEmpty else { throw .invalid(field: "to", sentence: "The end must come after the beginning.") }
        guard span.minutes <= longestDays * LocalTime.minutesPerDay else {
            throw .invalid(field: "to", sentence: "That is more than two years. Enter a shorter time.")
        }
    }

    /// Throws `invalid` for the hours of a day that overlap, or are too many; `field` names them.
    public static func check(_ hours: [ShiftException.Hours], field: String = "hours") throws(SalonError) {
        guard hours.count <= mostSpans else {
            throw .invalid(field: field, sentence: "At most \(mostSpans) spans fit on one day.")
        }
        let spans = hours.map { TimeSpan.working(on: LocalDate(dayNumber: 0), from: $0.starts, to: $0.ends) }
        guard TimeSpans(spans).minutes == spans.reduce(0, { $0 + $1.minutes }) else {
            throw .invalid(field: field, sentence: "These hours overlap each other.")
        }
    }
}
