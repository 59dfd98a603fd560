import Salon

/// Some days as people type them: "fri", "today - mon", "24/12 to 2/1".
enum DayRange {
    private static let marks = [" - ", " to ", "–", ".."]

    /// The days, the last one included; nil for what is none, or ends before it begins.
    static func parse(_ text: String, today: LocalDate) -> DateSpan? {
        if let day = DateExpression.parse(text, today: today) { return day..<day + 1 }
        for mark in marks {
            guard let (first, last) = split(text, at: mark) else { continue }
            guard let from = DateExpression.parse(first, today: today),
                let to = DateExpression.parse(last, today: today), from <= to
            else { return nil }
            return from..<to + 1
        }
        return nil
    }

    private static func split(_ text: String, at mark: String) -> (String, String)? {
        var head = ""
        var rest = text[...]
        while !rest.isEmpty {
            if rest.hasPrefix(mark) { return (head, String(rest.dropFirst(mark.count))) }
            head.append(rest.removeFirst())
        }
        return nil
    }

    /// "Sat 21 Nov", "Sat 21 Nov – Mon 23 Nov".
    static func words(_ dates: DateSpan, today: LocalDate) -> String {
        let first = SpanText.day(dates.lowerBound, today: today)
        return dates.count == 1 ? first : "\(first) – \(SpanText.day(dates.upperBound - 1, today: today))"
    }
}
