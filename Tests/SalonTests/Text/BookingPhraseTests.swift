import Testing

@testable import Salon

@Suite struct BookingPhraseTests {
    /// Saturday.
    private let today = LocalDate(dayNumber: 20_778)
    private let services = [
        "Women's cut, long", "Women's cut, short", "Men's cut", "Cut & blow-dry", "Balayage", "Gel refill",
    ]
    .map {
        Service(
            id: .random(), categoryID: .random(), name: $0, price: euros(1_000), phases: ServicePhases(handsOn: 30))
    }
    private var people: [BookingPhrase.Person] {
        [
            ("Ben Okafor", ["Men's cut"]), ("Chloé Martin", ["Balayage", "Cut & blow-dry"]),
            ("Bea Long", ["Gel refill"]),
        ]
        .map { name, done in
            BookingPhrase.Person(
                id: .random(), name: name,
                services: Set(services.filter { done.contains($0.name) }.map(\.id)))
        }
    }

    private func read(_ line: String) -> BookingPhrase {
        BookingPhrase(line, services: services, experts: people, today: today)
    }

    /// "date time | services | expert | client", doubts with a question mark.
    private func summary(_ line: String) -> String {
        let phrase = read(line)
        let services = phrase.services.map { $0.best.name + ($0.isDoubtful ? "?" : "") }.joined(separator: " + ")
        let expert = phrase.expert.map { $0.best.name + ($0.isDoubtful ? "?" : "") } ?? "-"
        let date = phrase.date.map { "\($0 - today)" } ?? "-"
        return "\(date) \(phrase.time.map(\.description) ?? "-") | \(services) | \(expert) | \(phrase.client)"
    }

    @Test func `the words come in any order`() {
        let expected = "6 15:00 | Men's cut | Ben Okafor | maria"
        for line in [
            "maria cut fri 3pm ben", "ben 3pm fri cut maria", "fri cut maria ben 15:00",
            "maria with Ben on fri at 3 pm cut",
            "3pm cut maria ben fri",
        ] {
            #expect(summary(line) == expected, "\(line)")
        }
    }

    @Test(arguments: [
        ("maria lopez balayage tomorrow 9", "1 09:00 | Balayage | - | maria lopez"),
        ("cut and blow-dry in 2 weeks sam", "14 - | Cut & blow-dry | - | sam"),
        ("blow dry 24 dec noon sam", "33 12:00 | Cut & blow-dry | - | sam"),
        ("womens cut long jo 9h30", "- 09:30 | Women's cut, long | - | jo"),
        ("long womens jo", "- - | Women's cut, long | - | jo"),
        // A slip of the finger.
        ("jo balyage cloe", "- - | Balayage | Chloé Martin | jo"), ("jo baalyage", "- - | Balayage | - | jo"),
        ("jo gel mens", "- - | Gel refill + Men's cut | - | jo"),
        // A telephone number is nobody's time.
        ("0611223344 gel", "- - | Gel refill | - | 0611223344"), ("", "- - |  | - | "),
        ("李 小龍 gel", "- - | Gel refill | - | 李 小龍"),
    ])
    func `names, services and times as people write them`(line: String, expected: String) {
        #expect(summary(line) == expected)
    }

    @Test func `what can mean several things is a choice, the likeliest first`() {
        let cut = read("jo cut").services[0]
        #expect(cut.isDoubtful && cut.candidates.count == 4 && cut.best.name == "Men's cut")
        #expect(read("jo cut").isDoubtful)
        #expect(cut.words == "cut")
        let be = read("jo gel be").expert
        #expect(be?.candidates.map(\.name) == ["Bea Long"])
        #expect(read("jo be").expert?.candidates.map(\.name) == ["Ben Okafor", "Bea Long"])
        // Who does it settles what is meant.
        #expect(read("jo cut chloe").services.map(\.best.name) == ["Cut & blow-dry"])
        #expect(!read("jo cut chloe").isDoubtful)
        // A whole name is a name, whatever else it begins.
        #expect(read("jo long gel").expert?.best.name == "Bea Long")
    }

    @Test(arguments: [
        ("maria cut after 5", "after 5", "maria"), ("maria cut next fri morning ben", "next fri morning", "maria"),
        ("next gel jo", "next", "jo"), ("after 5, not mon, jo gel", "after 5 not mon", "jo"),
        ("jo gel from mon before noon", "from mon before noon", "jo"),
        ("weekends jo gel 15:00", "weekends 15:00", "jo"),
        ("jo balayage mon-wed evenings", "mon-wed evenings", "jo"), ("fridays cut jo ben", "fridays", "jo"),
        // Names stay names, and a day with its time is no wish.
        ("any free gel", nil, "any free"), ("gel from jo", nil, "from jo"), ("not jo gel", nil, "not jo"),
        ("jo gel fri 3pm", nil, "jo"), ("jo gel after", nil, "jo after"),
    ])
    func `wishes are no part of a name`(line: String, wish: String?, client: String) {
        let phrase = read(line)
        #expect(phrase.wish == wish && phrase.client == client && phrase.services.count == 1)
        if let wish { #expect(WhenExpression.parse(wish, today: today) != nil) }
    }

    @Test func `a wish means in a line what it means alone, wherever it stands`() {
        var random = SeededGenerator(seed: 11)
        let days = ["", "fri", "next tue", "tomorrow", "24/12", "in 2 weeks"]
        let wishes = [
            "after 5", "before noon", "morning", "evenings", "not mon", "mon-wed", "weekend", "not sat/sun after 17:30",
            "fridays", "next", "anytime",
        ]
        for _ in 0..<500 {
            let day = days[Int.random(in: 0..<days.count, using: &random)]
            let wish = wishes[Int.random(in: 0..<wishes.count, using: &random)]
            let when = [day, wish].filter { !$0.isEmpty }.joined(separator: " ")
            let parts = ["maria lopez", "balayage", "with chloe", when].shuffled(using: &random)
            let phrase = read(parts.joined(separator: " "))
            #expect(phrase.client == "maria lopez" && phrase.services.map(\.best.name) == ["Balayage"], "\(parts)")
            #expect(phrase.expert?.best.name == "Chloé Martin", "\(parts)")
            #expect(phrase.wish == when, "\(parts)")
            #expect(phrase.wish.flatMap { WhenExpression.parse($0, today: today) } != nil, "\(parts)")
        }
    }

    @Test func `held or paid is said in a word`() {
        #expect(read("jo gel hold").paying == .hold)
        #expect(read("jo gel card").paying == .now(.card))
        #expect(read("jo gel").paying == nil && read("jo gel hold").client == "jo")
    }

    @Test func `a service that is switched off is not meant`() {
        var off = services
        off[4].isActive = false
        let phrase = BookingPhrase("jo balayage", services: off, experts: [], today: today)
        #expect(phrase.services.isEmpty && phrase.client == "jo balayage")
    }

    @Test func `one slip is forgiven in words of four letters and more`() {
        for (typed, isSlip) in [
            ("baalyage", true), ("balayge", true), ("balayages", true), ("balayyge", true), ("cloe", false),
            ("bal", false),
            ("blaayge", false),
        ] {
            #expect(BookingPhrase.isSlip(typed, "balayage") == isSlip, "\(typed)")
        }
    }
}
