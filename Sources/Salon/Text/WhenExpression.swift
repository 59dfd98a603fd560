/// When somebody wants to come, as people type it: a day ("fri"), a start ("fri 15:00"), or a wish that several days can
/// fulfil ("next", "after 5 not mon", "mon-wed mornings", "24/12 before noon"), its words in any order.
public struct WhenExpression: Hashable, Sendable {
    /// The day, or the first one of the wish; nil when none was said.
    public private(set) var date: LocalDate?
    /// The time, of a start.
    public private(set) var time: LocalTime?
    /// The days of the week and the times of the day that suit.
    public private(set) var wish = TimeWish()
    /// True when any day from `date` on will do that the wish allows; false when it is just that day.
    public private(set) var isNext = false

    private var days: Set<Weekday> = []
    private var notDays: Set<Weekday> = []
    /// Weekdays were said that are no date: "fridays", "mon-wed".
    private var isAnyWeek = false

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - text: What was typed.
    ///   - today: The day from which "fri" and "+2w" are counted.
    ///   - day: What a time alone belongs to; without it, a time alone means nothing.
    /// - Returns: nil when a word means nothing here, or nothing was typed.
    public static func parse(_ text: some StringProtocol, today: LocalDate, day: LocalDate? = nil) -> WhenExpression? {
        let words = text.split(whereSeparator: { $0.isWhitespace || $0 == "," }).map { String($0) }
        guard !words.isEmpty else { return nil }
        var result = WhenExpression()
        var rest = words[...]
        while !rest.isEmpty {
            guard let count = result.take(rest, today: today) else { return nil }
            rest = rest.dropFirst(count)
        }
        return result.settled(today: today, day: day)
    }

    private init() {}

    /// How many words at the beginning of a line that says more are a wish, such as "after 5", "not mon", "mornings",
    /// "mon-wed" or "next"; nil when they are none. Days and times are none.
    static func wish(atStartOf words: ArraySlice<String>, today: LocalDate) -> Int? {
        guard let first = words.first.map({ Folding.fold($0) }), !Self.plainWords.contains(first) else { return nil }
        var reading = WhenExpression()
        guard let count = reading.take(words, today: today), reading.date == nil, reading.time == nil else {
            return nil
        }
        // "From mon" and "after 24/12" say since when; "from ben" says whose.
        if count == 1, ["after", "from"].contains(first) {
            return DateExpression.parse(words.dropFirst(), today: today) == nil ? nil : 1
        }
        let isWish = reading.isNext || reading.isAnyWeek || reading.wish != TimeWish() || !reading.notDays.isEmpty
        return isWish ? count : nil
    }

    /// What is a wish where only a time is asked for, and may be somebody's name elsewhere.
    private static let plainWords: Set<String> = ["any", "free", "first"]

    /// Takes the first words in; how many that were, or nil when they mean nothing.
    private mutating func take(_ words: ArraySlice<String>, today: LocalDate) -> Int? {
        let word = Folding.fold(words[words.startIndex])
        let next = words.dropFirst().first.map { Folding.fold($0) }
        if date == nil, let found = DateExpression.parse(words, today: today),
            found.words > 1 || Self.weekdays(word) == nil
        {
            date = found.date
            return found.words
        }
        if let found = Self.weekdays(word) {
            isAnyWeek = isAnyWeek || found.count > 1 || word.hasSuffix("days") || !days.isEmpty
            days.formUnion(found)
            return 1
        }
        if let part = Self.part(of: word) {
            (wish.from, wish.before) = (part.from, part.before)
            return 1
        }
        switch word {
        case "after", "from":
            wish.from = next.flatMap(Self.openingTime)
            if wish.from != nil { return 2 }
            // "from mon", "after 24/12": the day comes next.
            isNext = true
            return next == nil ? nil : 1
        case "before", "until":
            wish.before = next.flatMap(Self.openingTime)
            return wish.before == nil ? nil : 2
        case "not", "no", "except":
            guard let found = next.flatMap(Self.weekdays) else { return nil }
            notDays.formUnion(found)
            return 2
        case "next", "any", "anytime", "free", "first":
            isNext = true
            return 1
        case "or", "and", "on", "at", "day": return 1
        default: return takeTime(words)
        }
    }

    /// "15:00", "3 pm".
    private mutating func takeTime(_ words: ArraySlice<String>) -> Int? {
        guard time == nil else { return nil }
        let pair = words.prefix(2)
        if let last = pair.last, pair.count == 2, ["am", "pm"].contains(Folding.fold(last)),
            let found = TimeExpression.parse(pair.joined())
        {
            time = found
            return 2
        }
        guard let word = words.first, let found = TimeExpression.parse(word) else { return nil }
        time = found
        return 1
    }

    /// Puts the words together once all are read.
    private func settled(today: LocalDate, day: LocalDate?) -> WhenExpression? {
        var result = WhenExpression()
        (result.date, result.wish, result.isNext) = (date, wish, isNext)
        if let weekday = days.first, !isAnyWeek, date == nil, notDays.isEmpty {
            result.date = DateExpression.parse(weekday.name, today: today)
        } else if !days.isEmpty || !notDays.isEmpty {
            result.wish.weekdays = (days.isEmpty ? Set(Weekday.allCases) : days).subtracting(notDays)
            guard !result.wish.weekdays.isEmpty else { return nil }
            result.isNext = true
        }
        if result.date == nil, result.wish != TimeWish() { result.isNext = true }
        if result.isNext, let time {
            // "next 15:00": at that time of the first day that has it.
            (result.wish.from, result.wish.before) = (time, time + 1)
        } else {
            result.time = time
            if result.date == nil, !result.isNext { result.date = day }
        }
        return result.date == nil && !result.isNext ? nil : result
    }
}

// MARK: - Words

extension WhenExpression {
    /// "After 5" is five in the afternoon: nobody asks for the hours before eight without "am" or a zero.
    private static func openingTime(_ word: String) -> LocalTime? {
        guard let time = TimeExpression.parse(word) else { return nil }
        let isPlain = word.allSatisfy(\.isNumber) && word.first != "0"
        return isPlain && (1..<8).contains(time.hour) ? time + 12 * 60 : time
    }

    private static func part(of word: String) -> TimeWish? {
        switch word {
        case "morning", "mornings": .morning
        case "afternoon", "afternoons": .afternoon
        case "evening", "evenings": .evening
        default: nil
        }
    }

    /// "mon", "mondays", "mon/tue", "mon-thu", "weekdays", "weekend".
    private static func weekdays(_ word: String) -> Set<Weekday>? {
        switch word {
        case "weekday", "weekdays": return Set(Weekday.allCases.prefix(5))
        case "weekend", "weekends": return [.saturday, .sunday]
        default: break
        }
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map(weekday)
        if ends.count == 2, let first = ends[0], let last = ends[1] {
            let length = Arithmetic.modulo(last.rawValue - first.rawValue, 7)
            return Set((0...length).compactMap { Weekday(rawValue: (first.rawValue - 1 + $0) % 7 + 1) })
        }
        let days = word.split(separator: "/", omittingEmptySubsequences: false).map(weekday)
        return days.contains(nil) ? nil : Set(days.compactMap(\.self))
    }

    private static func weekday(_ word: Substring) -> Weekday? {
        DateExpression.weekday(word.hasSuffix("days") ? String(word.dropLast()) : String(word))
    }
}

extension TimeWish {
    /// In words, such as "from 17:00 on, not on Monday"; "at any time" without a wish.
    public var words: String {
        var parts: [String] = []
        if let from, before == from + 1 {
            parts.append("at \(from)")
        } else {
            if let from { parts.append("from \(from) on") }
            if let before { parts.append("before \(before)") }
        }
        let missing = Weekday.allCases.filter { !weekdays.contains($0) }
        if !weekdays.isEmpty, !missing.isEmpty {
            let isShorter = missing.count < weekdays.count
            let names = (isShorter ? missing : weekdays.sorted()).map(\.shortName).joined(separator: ", ")
            parts.append(isShorter ? "not on \(names)" : "on \(names)")
        }
        return parts.isEmpty ? "at any time" : parts.joined(separator: ", ")
    }
}
