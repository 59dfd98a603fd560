/// One line that books, such as "maria cut fri 3pm ben" or "maria cut after 5 not mon", with its words in any order.
///
/// Days, times, wishes and ways to pay are read first; what names services and experts comes next, by beginnings of words and
/// with a slip of the finger forgiven; what is left names the client.
public struct BookingPhrase: Hashable, Sendable {
    /// Somebody who can be named.
    public struct Person: Hashable, Sendable {
        /// Who.
        public let id: ExpertID
        /// Their full name.
        public let name: String
        /// What they do.
        public let services: Set<ServiceID>

        /// An expert.
        public init(id: ExpertID, name: String, services: Set<ServiceID>) {
            self.id = id
            self.name = name
            self.services = services
        }
    }

    /// What some words mean: the likeliest first, and a doubt when there are several.
    public struct Choice<Value: Hashable & Sendable>: Hashable, Sendable {
        /// The words as they were typed.
        public let words: String
        /// What they can mean; not empty.
        public let candidates: [Value]
        /// The likeliest.
        public var best: Value { candidates[0] }
        /// True when it could be something else.
        public var isDoubtful: Bool { candidates.count > 1 }
    }

    /// How it shall be settled.
    public enum Paying: Hashable, Sendable {
        /// Held.
        case hold
        /// Paid now.
        case now(PaymentMethod)
    }

    /// The services in the order in which they were named.
    public private(set) var services: [Choice<Service>] = []
    /// The expert.
    public private(set) var expert: Choice<Person>?
    /// The day.
    public private(set) var date: LocalDate?
    /// The time of the day.
    public private(set) var time: LocalTime?
    /// The words that say when, if a wish is among them: what `WhenExpression` reads.
    public private(set) var wish: String?
    /// Held or paid, if it was said.
    public private(set) var paying: Paying?
    /// What is left: part of the client's name, or a telephone number.
    public private(set) var client = ""

    /// True when something could be something else.
    public var isDoubtful: Bool { expert?.isDoubtful ?? false || services.contains(where: \.isDoubtful) }

    /// Reads a line.
    ///
    /// - Parameters:
    ///   - line: What was typed.
    ///   - services: What can be booked, in the order of the catalogue.
    ///   - experts: Who can be asked for.
    ///   - today: The day from which "fri" and "+2w" are counted.
    public init(_ line: String, services: [Service], experts: [Person], today: LocalDate) {
        let words = line.split { $0.isWhitespace || $0 == "," }.map(String.init)
        var rest = takeTimes(from: words, today: today)
        let menu = services.filter(\.isActive).map { (value: $0, words: Self.words($0.name)) }
        let people = experts.map { (value: $0, words: Self.words($0.name)) }
        var names: [String] = []
        while let word = rest.first {
            // "blow dry long" is one service, not three.
            let runs = stride(from: min(4, rest.count), through: 1, by: -1)
            let run = runs.lazy.map { Array(rest.prefix($0)) }
                .map { (words: $0, services: Self.matches($0, menu), people: Self.matches($0, people)) }
                .first { !$0.services.isEmpty || (!$0.people.isEmpty && expert == nil) }
            guard let run else {
                names.append(word)
                rest.removeFirst()
                continue
            }
            let typed = run.words.joined(separator: " ")
            if !run.people.isEmpty, expert == nil, run.services.isEmpty || Self.isName(run.words, run.people) {
                expert = Choice(words: typed, candidates: run.people)
            } else {
                self.services.append(Choice(words: typed, candidates: run.services))
            }
            rest.removeFirst(run.words.count)
        }
        client = names.joined(separator: " ")
        narrow()
    }

    /// Takes days, times, wishes and ways to pay out of the words.
    private mutating func takeTimes(from words: [String], today: LocalDate) -> [String] {
        var rest: [String] = []
        var when: [String] = []
        var isWish = false
        var index = 0
        while index < words.count {
            let folded = Folding.fold(words[index])
            if let count = takeTime(words[index...], today: today) {
                when += words[index..<index + count]
                index += count
                continue
            }
            if let count = WhenExpression.wish(atStartOf: words[index...], today: today) {
                isWish = true
                when += words[index..<index + count]
                index += count
                continue
            }
            if let found = Self.paying(folded), paying == nil {
                paying = found
            } else if !Self.fillers.contains(folded) {
                rest.append(words[index])
            }
            index += 1
        }
        if isWish { wish = when.joined(separator: " ") }
        return rest
    }

    /// Takes the day or the time with which the words begin; how many words that were, or nil for none.
    private mutating func takeTime(_ words: ArraySlice<String>, today: LocalDate) -> Int? {
        if date == nil, let found = DateExpression.parse(words, today: today) {
            date = found.date
            return found.words
        }
        guard time == nil else { return nil }
        let pair = words.prefix(2).map { Folding.fold($0) }
        if pair.count == 2, ["am", "pm"].contains(pair[1]), let found = TimeExpression.parse(pair.joined()) {
            time = found
            return 2
        }
        guard pair[0].utf8.count < 8, let found = TimeExpression.parse(pair[0]) else { return nil }
        time = found
        return 1
    }

    /// Once it is known who does it, services that they do not do are no longer meant, and the other way round.
    private mutating func narrow() {
        guard let asked = expert else { return }
        let able = asked.candidates.filter { person in
            services.allSatisfy { choice in choice.candidates.contains { person.services.contains($0.id) } }
        }
        let expert = able.isEmpty ? asked : Choice(words: asked.words, candidates: able)
        self.expert = expert
        services = services.map { choice in
            let done = choice.candidates.filter { expert.best.services.contains($0.id) }
            return done.isEmpty ? choice : Choice(words: choice.words, candidates: done)
        }
    }
}

// MARK: - Words

extension BookingPhrase {
    private static let fillers: Set<String> = ["at", "on", "with", "for", "by", "@", "and", "+", "&", "a", "the"]

    private static func paying(_ word: String) -> Paying? {
        if word == "hold" { return .hold }
        return PaymentMethod(rawValue: word).map { .now($0) }
    }

    static func words(_ name: String) -> [String] {
        Folding.fold(name).filter { $0 != "'" && $0 != "’" }.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// The values whose names hold each of the typed words as a word's beginning, or with one slip when no name does;
    /// those of whom most was typed first.
    private static func matches<Value>(_ typed: [String], _ named: [(value: Value, words: [String])]) -> [Value] {
        let typed = typed.flatMap(words)
        guard !typed.isEmpty, typed.allSatisfy({ $0.count >= 2 }) else { return [] }
        for isMeant in [{ $1.hasPrefix($0) }, isSlip] as [(String, String) -> Bool] {
            let found = named.filter { item in
                var left = item.words
                return typed.allSatisfy { word in
                    guard let index = left.firstIndex(of: word) ?? left.firstIndex(where: { isMeant(word, $0) }) else {
                        return false
                    }
                    left.remove(at: index)
                    return true
                }
            }
            guard found.isEmpty else { return byMissing(found, typed).map(\.value) }
        }
        return []
    }

    /// Whole words first, then the names with the fewest other words; equals keep their order.
    private static func byMissing<Value>(
        _ found: [(value: Value, words: [String])], _ typed: [String]
    ) -> [(value: Value, words: [String])] {
        let keyed = found.enumerated().map { offset, item in
            (whole: typed.filter(item.words.contains).count, more: item.words.count, offset: offset, item: item)
        }
        return keyed.sorted { (-$0.whole, $0.more, $0.offset) < (-$1.whole, $1.more, $1.offset) }.map(\.item)
    }

    /// True when one of the words is the whole first or last name of somebody: that is a name, whatever else it begins.
    private static func isName(_ typed: [String], _ people: [Person]) -> Bool {
        let typed = typed.flatMap(words)
        return people.contains { person in words(person.name).contains(where: typed.contains) }
    }

    /// True when two words of four letters or more differ by one letter typed wrong, too many, too few or swapped.
    static func isSlip(_ typed: String, _ word: String) -> Bool {
        let left = Array(typed.unicodeScalars)
        let right = Array(word.unicodeScalars)
        guard left.count >= 4, right.count >= 4, abs(left.count - right.count) <= 1 else { return false }
        let head = zip(left, right).prefix { $0 == $1 }.count
        let (leftTail, rightTail) = (left.dropFirst(head), right.dropFirst(head))
        if leftTail.isEmpty || rightTail.isEmpty { return true }
        if left.count != right.count {
            return leftTail.count > rightTail.count
                ? leftTail.dropFirst().elementsEqual(rightTail) : rightTail.dropFirst().elementsEqual(leftTail)
        }
        if leftTail.dropFirst().elementsEqual(rightTail.dropFirst()) { return true }
        let swapped = leftTail.prefix(2).reversed() + leftTail.dropFirst(2)
        return swapped.elementsEqual(rightTail)
    }
}
