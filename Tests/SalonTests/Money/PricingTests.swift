import Testing

@testable import Salon

@Suite struct PricingTests {
    let today = LocalDate(dayNumber: 20_000)
    let colour = Service(
        id: .random(), categoryID: .random(), name: "Colour", price: euros(9_000),
        phases: ServicePhases(handsOn: 30, processing: 40, finishing: 20, buffer: 10))

    func offer(
        percent: Int? = nil, amount: Int? = nil, for service: ServiceID? = nil, isActive: Bool = true,
        days: ClosedRange<Int> = -1...1
    ) -> Offer {
        Offer(
            id: .random(), title: "Autumn", percentage: percent.map { Percentage(hundredths: $0 * 100) },
            amount: amount.map(euros), days: today + days.lowerBound...today + days.upperBound, serviceID: service,
            isActive: isActive)
    }

    @Test func `a service costs and takes what the catalogue says`() {
        let quote = Pricing.quote(colour, today: today)
        #expect(quote.total == euros(9_000))
        #expect(quote.phases == colour.phases)
    }

    @Test func `an expert's own price and time, and add-ons, count`() {
        let own = ExpertService(expertID: .random(), serviceID: colour.id, price: euros(11_000), duration: 25)
        let addOns = [
            AddOn(id: .random(), serviceID: colour.id, name: "Toner", price: euros(2_000), minutes: 15),
            AddOn(id: .random(), serviceID: colour.id, name: "Shine", price: euros(500)),
        ]
        let quote = Pricing.quote(colour, addOns: addOns, own: own, today: today)
        #expect(quote.total == euros(13_500))
        #expect(quote.phases.handsOn == 40)
        #expect(quote.phases.processing == 40)
    }

    @Test func `an offer cuts the service's price: the percentage, else the amount, never below zero`() {
        func total(_ offer: Offer) -> Int { Pricing.quote(colour, offer: offer, today: today).total.minor }
        #expect(total(offer(percent: 15)) == 7_650)
        #expect(total(offer(amount: 1_000)) == 8_000)
        #expect(total(offer(percent: 10, amount: 5_000)) == 8_100)
        #expect(total(offer(percent: 0, amount: 5_000)) == 4_000)
        #expect(total(offer(amount: 10_000)) == 0)
        #expect(total(offer()) == 9_000)
        let toner = AddOn(id: .random(), serviceID: colour.id, name: "Toner", price: euros(2_000))
        let quote = Pricing.quote(colour, addOns: [toner], offer: offer(amount: 10_000), today: today)
        #expect(quote.total == euros(2_000))
        #expect(quote.discount == euros(9_000))
    }

    @Test func `an offer counts on its days, for its service, while it is on`() {
        func applies(_ offer: Offer) -> Bool { offer.applies(to: colour.id, today: today) }
        #expect(applies(offer(percent: 5)))
        #expect(applies(offer(percent: 5, days: 0...0)))
        #expect(applies(offer(percent: 5, for: colour.id)))
        #expect(!applies(offer(percent: 5, for: .random())))
        #expect(!applies(offer(percent: 5, isActive: false)))
        #expect(!applies(offer(percent: 5, days: 1...2)))
        #expect(!applies(offer(percent: 5, days: -2 ... -1)))
    }
}
