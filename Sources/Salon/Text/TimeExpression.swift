/// Times as people type them: "9", "9:30", "930", "3pm", "3:30 pm", "15h30", "15.30", "noon".
public enum TimeExpression {
    /// The time of the day that a text means, 00:00 to 23:59; nil when it means none.
    public static func parse(_ text: some StringProtocol) -> LocalTime? {
        var word = Folding.fold(text).filter { !$0.isWhitespace }[...]
        if word == "noon" { return LocalTime(hour: 12) }
        if word == "midnight" { return .midnight }
        var half: Int?
        for (suffix, hours) in [("am", 0), ("pm", 12), ("a", 0), ("p", 12)] where word.hasSuffix(suffix) {
            word = word.dropLast(suffix.count)
            half = hours
            break
        }
        guard let (hour, minute) = clock(word), minute < 60 else { return nil }
        if let half {
            guard (1...12).contains(hour) else { return nil }
            return LocalTime(minutes: (hour % 12 + half) * 60 + minute)
        }
        return hour < 24 ? LocalTime(hour: hour, minute: minute) : nil
    }

    private static func clock(_ word: Substring) -> (hour: Int, minute: Int)? {
        if let value = Digits.value(word) {
            switch word.utf8.count {
            case 1, 2: return (value, 0)
            case 3, 4: return (value / 100, value % 100)
            default: return nil
            }
        }
        let parts = word.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "h" || $0 == "." }
        guard parts.count == 2, parts[0].utf8.count <= 2, let hour = Digits.value(parts[0]) else { return nil }
        if parts[1].isEmpty { return word.hasSuffix("h") ? (hour, 0) : nil }
        guard parts[1].utf8.count == 2, let minute = Digits.value(parts[1]) else { return nil }
        return (hour, minute)
    }
}
