/// Dates as people type them: "today", "tomorrow", "fri", "next fri", "+6w", "in 2 weeks", "24/12", "24.12.",
/// "24 dec", "2026-12-24". Days come before months, as where the clock has 24 hours.
public enum DateExpression {
    /// The date that a text means when today is `today`; nil when it means none. A weekday is the coming one, today
    /// included; "next" is that day of next week. A day without a year is the coming one.
    public static func parse(_ text: some StringProtocol, today: LocalDate) -> LocalDate? {
        let words = text.split(whereSeparator: \.isWhitespace).map { String($0) }
        guard let (date, count) = parse(words[...], today: today), count == words.count else { return nil }
        return date
    }

    /// The date that the first words mean and how many words that takes; nil when they mean none.
    public static func parse(_ words: ArraySlice<String>, today: LocalDate) -> (date: LocalDate, words: Int)? {
        let lower = words.prefix(3).map { Folding.fold($0) }
        guard let first = lower.first else { return nil }
        if first == "in", lower.count == 3, let count = Digits.value(lower[1]),
            let date = shift(today, by: count, unit: lower[2])
        {
            return (date, 3)
        }
        if first == "next", lower.count >= 2 {
            if let weekday = weekday(lower[1]) { return (today.startOfWeek + 7 + (weekday.rawValue - 1), 2) }
            return shift(today, by: 1, unit: lower[1]).map { ($0, 2) }
        }
        if let date = dayAndMonth(lower, today: today) { return date }
        return single(first, today: today).map { ($0, 1) }
    }

    private static func single(_ word: String, today: LocalDate) -> LocalDate? {
        switch word {
        case "today": return today
        case "tomorrow", "tom", "tmr": return today + 1
        case "yesterday": return today - 1
        default: break
        }
        if let weekday = weekday(word) {
            return today + Arithmetic.modulo(weekday.rawValue - today.weekday.rawValue, 7)
        }
        if word.first == "+" || word.first == "-" { return relative(word, today: today) }
        return LocalDate(word) ?? numeric(word, today: today)
    }

    /// "+6w", "-3d", "+2" (days).
    private static func relative(_ word: String, today: LocalDate) -> LocalDate? {
        let digits = word.dropFirst().prefix { $0.isWholeNumber }
        guard let count = Digits.value(digits) else { return nil }
        let unit = word.dropFirst(1 + digits.count)
        return shift(today, by: word.first == "-" ? -count : count, unit: unit.isEmpty ? "d" : String(unit))
    }

    private static func shift(_ date: LocalDate, by count: Int, unit: String) -> LocalDate? {
        guard abs(count) <= 5_000 else { return nil }
        switch unit {
        case "d", "day", "days": return date + count
        case "w", "wk", "week", "weeks": return date + count * 7
        case "m", "mo", "month", "months": return date.adding(months: count)
        case "y", "yr", "year", "years": return abs(count) <= 200 ? date.adding(months: count * 12) : nil
        default: return nil
        }
    }

    /// "24/12", "24.12.", "24.12.2026", "24/12/26".
    private static func numeric(_ word: String, today: LocalDate) -> LocalDate? {
        let body = word.hasSuffix(".") ? word.dropLast() : word[...]
        for separator in ["/", "."] as [Character] where body.contains(separator) {
            let parts = body.split(separator: separator, omittingEmptySubsequences: false).map { Digits.value($0) }
            guard parts.count == 2 || parts.count == 3, let day = parts[0], let month = parts[1] else { return nil }
            guard parts.count == 3 else { return coming(day: day, month: month, today: today) }
            return parts[2].flatMap { LocalDate(year: fullYear($0), month: month, day: day) }
        }
        return nil
    }

    /// "24 dec", "dec 24", "24 december 2026", "24th dec".
    private static func dayAndMonth(_ words: [String], today: LocalDate) -> (date: LocalDate, words: Int)? {
        guard words.count >= 2 else { return nil }
        let pairs = [(words[0], words[1]), (words[1], words[0])]
        for (dayWord, monthWord) in pairs {
            guard let day = ordinal(dayWord), let month = month(monthWord) else { continue }
            if words.count == 3, words[2].utf8.count == 4, let year = Digits.value(words[2]) {
                return LocalDate(year: year, month: month, day: day).map { ($0, 3) }
            }
            return coming(day: day, month: month, today: today).map { ($0, 2) }
        }
        return nil
    }

    /// The first such day that is not before today; 29 February may be years away.
    private static func coming(day: Int, month: Int, today: LocalDate) -> LocalDate? {
        (0...8).lazy.compactMap { LocalDate(year: today.year + $0, month: month, day: day) }.first { $0 >= today }
    }

    private static func fullYear(_ year: Int) -> Int { year < 100 ? 2000 + year : year }

    private static func ordinal(_ word: String) -> Int? {
        let digits = word.prefix { $0.isWholeNumber }
        guard ["", ".", "st", "nd", "rd", "th"].contains(word.dropFirst(digits.count)) else { return nil }
        return Digits.value(digits)
    }

    private static func month(_ word: String) -> Int? {
        guard word.count >= 3 else { return nil }
        let index = LocalDate.monthNames.firstIndex {
            Folding.fold($0).hasPrefix(word) || (word == "sept" && $0 == "September")
        }
        return index.map { $0 + 1 }
    }

    static func weekday(_ word: String) -> Weekday? {
        guard word.count >= 2 else { return nil }
        return Weekday.allCases.first { Folding.fold($0.name).hasPrefix(word) }
    }
}
