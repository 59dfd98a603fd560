import Salon

/// A service of the demo, with what the bookings need at hand.
struct DemoService: Sendable {
    let index: Int
    let category: Int
    let id: UUIDValue
    let name: String
    let description: String
    /// In hundredths of a euro.
    let price: Int
    let handsOn: Minutes
    let processing: Minutes
    let finishing: Minutes
    let buffer: Minutes
    /// For how many months a patch test is good; nil when none is needed.
    let patchTestMonths: Int?
    /// How often it is booked, against the others.
    let popularity: Int
    let addOns: [DemoAddOn]
}

/// An add-on of a service of the demo.
struct DemoAddOn: Sendable {
    let id: UUIDValue
    let name: String
    /// In hundredths of a euro.
    let price: Int
    let minutes: Minutes
}

/// The demo's price list.
struct DemoCatalogue: Sendable {
    struct Category: Sendable {
        let id: UUIDValue
        let name: String
        let icon: String
        let description: String
    }

    let categories: [Category]
    let services: [DemoService]
    private let byName: [String: Int]

    init(_ identities: DemoIdentities) {
        var services: [DemoService] = []
        var addOnCount = 0
        categories = DemoCatalogueData.categories.enumerated().map { position, data in
            for line in data.services.split(separator: "\n") {
                let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
                let numbers = fields[2...6].map { Int($0) ?? 0 }
                let addOns = fields[8].split(separator: ";").map { text in
                    addOnCount += 1
                    return DemoAddOn(text, id: identities.id(.addOn, addOnCount))
                }
                services.append(
                    DemoService(
                        index: services.count, category: position, id: identities.id(.service, services.count),
                        name: fields[0], description: fields[7],
                        price: Money(fields[1], .euro)?.minor ?? 0, handsOn: numbers[0], processing: numbers[1],
                        finishing: numbers[2], buffer: numbers[3],
                        patchTestMonths: fields.count > 9 ? Int(fields[9]) : nil, popularity: numbers[4],
                        addOns: addOns))
            }
            return Category(
                id: identities.id(.category, position), name: data.name, icon: data.icon,
                description: data.description)
        }
        self.services = services
        byName = Dictionary(services.map { ($0.name, $0.index) }, uniquingKeysWith: { first, _ in first })
    }

    /// The service of that name in the price list.
    subscript(name: String) -> DemoService { services[byName[name] ?? 0] }

    func index(of name: String) -> Int? { byName[name] }
}

extension DemoAddOn {
    /// From "name=minutes:price".
    fileprivate init(_ text: Substring, id: UUIDValue) {
        let parts = text.split { $0 == "=" || $0 == ":" }
        self.id = id
        name = String(parts[0])
        minutes = Int(parts[1]) ?? 0
        price = Money(parts[2], .euro)?.minor ?? 0
    }
}
