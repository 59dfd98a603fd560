import Salon

/// A price cut of the demo.
struct DemoOffer: Sendable {
    let id: UUIDValue
    let title: String
    let description: String
    let percent: Int?
    /// In hundredths.
    let amount: Int?
    let first: LocalDate
    let last: LocalDate
    /// Nil for all services.
    let service: Int?
    let isActive: Bool

    func holds(on day: LocalDate, service: Int) -> Bool {
        isActive && first <= day && day <= last && (self.service ?? service) == service
    }

    /// Percentage first, else the amount down to nothing, in hundredths.
    func discount(on price: Int) -> Int {
        if let percent { return (price * percent + 50) / 100 }
        return min(price, amount ?? 0)
    }

    static func all(_ catalogue: DemoCatalogue, today: LocalDate, _ identities: DemoIdentities) -> [DemoOffer] {
        let data: [(String, String, Int?, Int?, Int, Int, String?)] = [
            ("Welcome back, roots", "A fifth off the regrowth.", 20, nil, -21, 21, "Colour, roots"),
            (
                "Gel in November", "Five euros less for two weeks without a chip.", nil, 500, -12, 30,
                "Manicure, gel polish"
            ),
            ("Beard month", "Ten per cent off beard and cut.", 10, nil, -5, 40, "Beard & cut"),
            ("Quiet weeks", "Ten per cent off everything.", 10, nil, -330, -316, nil),
            ("Summer glow", "Fifteen per cent off all, before the holidays.", 15, nil, -150, -136, nil),
            ("Balayage, first visit", "Twenty euros less.", nil, 2_000, -420, -300, "Balayage"),
            ("Winter hands", "For the cold months.", 15, nil, 10, 60, "Manicure"),
            ("Withdrawn", "Was never sent.", 50, nil, -10, 10, nil),
        ]
        return data.enumerated().map { index, item in
            DemoOffer(
                id: identities.id(.offer, index), title: item.0, description: item.1, percent: item.2, amount: item.3,
                first: today + item.4, last: today + item.5, service: item.6.flatMap { catalogue.index(of: $0) },
                isActive: item.0 != "Withdrawn")
        }
    }
}
