/// Minutes of a day as a wall clock shows them.
enum ClockText {
    /// " 9:05" without the blank; a minute past midnight starts over.
    static func time(_ minute: Int) -> String {
        let day = ((minute % 1440) + 1440) % 1440
        return "\(day / 60):" + minutes(day)
    }

    /// The minutes of the hour in two digits.
    static func minutes(_ minute: Int) -> String {
        let rest = ((minute % 60) + 60) % 60
        return rest < 10 ? "0\(rest)" : "\(rest)"
    }

    /// "9:05–9:50".
    static func span(_ minutes: Range<Int>) -> String { time(minutes.lowerBound) + "–" + time(minutes.upperBound) }
}
