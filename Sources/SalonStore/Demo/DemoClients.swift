import Salon

/// A name in the order and the script of its culture.
struct DemoPersonName {
    let text: String
    /// The given name alone.
    let given: String

    init(culture: DemoCulture, dice: inout SeededGenerator) {
        given = dice.pick(culture.given) ?? ""
        let family = dice.pick(culture.family) ?? ""
        text =
            culture.familyFirst ? family + culture.separator + given : given + culture.separator + family
    }
}

/// A client as the bookings copy them. Made anew from the index whenever asked for, so that a million need no memory.
struct DemoClient {
    let index: Int
    let id: UUIDValue
    let name: String
    let phone: String
    /// Nil for one in nine, who never gave one.
    let email: String?

    init(_ index: Int, _ identities: DemoIdentities) {
        self.index = index
        id = identities.id(.client, index)
        // One in forty shares the name of the one before: two people, one name.
        var dice = identities.generator(.client, index % 40 == 39 ? index - 1 : index)
        let culture = dice.pick(DemoNames.hundred) ?? DemoNames.french
        let person = DemoPersonName(culture: culture, dice: &dice)
        name = person.text
        phone = Self.phone(index)
        email = index % 9 == 4 ? nil : Self.email(person.given, index)
    }

    /// Numbers that nobody has: the ranges that the French regulator keeps for fiction (Arcep, plan de numérotation),
    /// 10,000 numbers each, then those of country code 999, which is not assigned.
    private static func phone(_ index: Int) -> String {
        let ranges = ["6 39 98", "1 99 00", "2 61 91", "3 53 01", "4 65 71", "5 36 49"]
        // Spread over the range, so that neighbours do not look alike.
        let number = index % 10_000 * 7_919 % 10_000
        let tail = "\(padded(number / 100, to: 2)) \(padded(number % 100, to: 2))"
        if index < ranges.count * 10_000 { return "+33 \(ranges[index / 10_000]) \(tail)" }
        return "+999 \(padded(index / 10_000, to: 3)) \(tail)"
    }

    /// At example.com, .net or .org, which RFC 2606 keeps free; the index makes it unique.
    private static func email(_ given: String, _ index: Int) -> String {
        let letters = given.utf8.filter { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
        let plain = letters.count == given.utf8.count && !letters.isEmpty
        let local = plain ? String(decoding: letters.map { $0 | 0x20 }, as: UTF8.self) : "client"
        return "\(local).\(index)@example.\(["com", "net", "org"][index % 3])"
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}

/// Who comes on a day. Days are taken from the last to the first: coming every two to six weeks is the same both
/// ways, and so the count of appointments can be met exactly by stopping.
struct DemoClientele {
    /// Clients below this index come once, the others again and again.
    let once: Int
    let count: Int
    /// The first and the last day of each client's visits; day number 0 for somebody who never came.
    private(set) var firstDay: [Int32]
    private(set) var lastDay: [Int32]
    private var nextOnce = 0
    private var nextRegular: Int
    private var remaining: [UInt16]
    private var due: [[Int32]]
    private let oncePercent: Double
    private let meanVisits: Int
    private var dice: SeededGenerator

    /// - Parameter visits: How many visits there will be, about.
    init(count: Int, visits: Int, identities: DemoIdentities) {
        self.count = count
        once = count / 2
        nextRegular = once
        firstDay = Array(repeating: 0, count: count)
        lastDay = firstDay
        remaining = Array(repeating: 0, count: count - once)
        due = Array(repeating: [], count: 64)
        oncePercent = 100 * Double(once) / Double(max(visits, once + 1))
        meanVisits = max(2, (visits - once) / max(1, count - once))
        dice = identities.generator(.client, -1)
    }

    /// Moves those who were due on `day` and found no place on to the day before.
    mutating func close(_ day: LocalDate) {
        let late = due[bucket(day)]
        due[bucket(day)].removeAll(keepingCapacity: true)
        due[bucket(day - 1)].append(contentsOf: late)
    }

    /// Somebody who visits on `day`, and who visits nobody else that day.
    mutating func visitor(on day: LocalDate) -> Int {
        let client = choose(on: day)
        sees(client, on: day)
        return client
    }

    /// Notes that a client visits on `day`.
    mutating func sees(_ client: Int, on day: LocalDate) {
        firstDay[client] = Int32(day.dayNumber)
        if lastDay[client] == 0 { lastDay[client] = Int32(day.dayNumber) }
    }

    private mutating func choose(on day: LocalDate) -> Int {
        if nextOnce < once, dice.chance(percent: oncePercent) {
            nextOnce += 1
            return nextOnce - 1
        }
        if let client = due[bucket(day)].popLast() { return comeAgain(Int(client), before: day) }
        if nextRegular < count {
            nextRegular += 1
            let visits = dice.integer(in: max(1, meanVisits / 3)...max(2, meanVisits * 5 / 3))
            remaining[nextRegular - 1 - once] = UInt16(clamping: visits)
            return comeAgain(nextRegular - 1, before: day)
        }
        // Nobody is due and nobody is new: somebody comes earlier than planned, the one who is due next.
        for ahead in 1..<60 {
            if let client = due[bucket(day - ahead)].popLast() { return comeAgain(Int(client), before: day) }
        }
        return comeAgain(dice.integer(in: once...(count - 1)), before: day)
    }

    /// Every two to six weeks, most often about four (quartiles of the real salon: 14, 30 and 42 days).
    private mutating func comeAgain(_ client: Int, before day: LocalDate) -> Int {
        let left = remaining[client - once]
        guard left > 0 else { return client }
        remaining[client - once] = left - 1
        let days = 14 + dice.integer(in: 0...14) + dice.integer(in: 0...14)
        if left > 1 { due[bucket(day - days)].append(Int32(client)) }
        return client
    }

    private func bucket(_ day: LocalDate) -> Int { day.dayNumber & 63 }
}
