/// Hours of a day as people type them: "9-18", "9:00–13:00, 14–18", "off".
public enum HoursExpression {
    /// The hours; nil for what is none, and no hours for "off" or "closed".
    public static func parse(_ text: String) -> [ShiftException.Hours]? {
        let text = text.split(separator: " ").joined(separator: " ")
        if ["off", "closed"].contains(Folding.fold(text)) { return [] }
        let parts = text.split { $0 == "," || $0 == ";" || $0 == "+" }
        var hours: [ShiftException.Hours] = []
        for part in parts {
            let ends = part.split { $0 == "-" || $0 == "–" }
            guard ends.count == 2, let from = TimeExpression.parse(ends[0]), let to = closing(ends[1]) else {
                return nil
            }
            hours.append(.init(starts: from, ends: to))
        }
        return hours.isEmpty ? nil : hours
    }

    /// "09:00–13:00, 14:00–18:00", or what is said of no hours.
    public static func words(_ hours: [ShiftException.Hours], none: String) -> String {
        let hours = hours.sorted { $0.starts < $1.starts }
        return hours.isEmpty ? none : hours.map { "\($0.starts)–\($0.ends)" }.joined(separator: ", ")
    }

    /// A time of the day at which something ends: midnight is the end of the day.
    private static func closing(_ text: Substring) -> LocalTime? {
        let trimmed = text.filter { !$0.isWhitespace }
        return trimmed == "24" || trimmed == "24:00" ? .midnight : TimeExpression.parse(text)
    }
}
