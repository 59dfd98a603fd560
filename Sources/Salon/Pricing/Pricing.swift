/// What a service costs and how long it takes with one expert, add-ons and offer included.
public struct Quote: Hashable, Sendable {
    /// The service's price with this expert, before the offer.
    public let service: Money
    /// The add-ons' prices.
    public let addOns: Money
    /// What the offer takes off, as a positive amount.
    public let discount: Money
    /// The times, the add-ons' minutes in the hands-on time.
    public let phases: ServicePhases

    /// What the client pays.
    public var total: Money { service + addOns - discount }
}

/// The one place where prices are made.
public enum Pricing {
    /// A service with its add-ons. `own` are the expert's price and hands-on time where they have their own.
    /// The offer, if it applies on `today`, cuts the service's price and not the add-ons' (the web backend's rule:
    /// percentage first, else amount floored at zero, rounded to the minor unit).
    public static func quote(
        _ service: Service, addOns: [AddOn] = [], own: ExpertService? = nil, offer: Offer? = nil, today: LocalDate
    ) -> Quote {
        let price = own?.price ?? service.price
        var phases = service.phases
        phases.handsOn = own?.duration ?? phases.handsOn
        var extras = Money.zero(price.currency)
        for addOn in addOns {
            phases.handsOn += addOn.minutes
            extras += addOn.price
        }
        var discount = Money.zero(price.currency)
        if let offer, offer.applies(to: service.id, today: today) { discount = price - offer.apply(to: price) }
        return Quote(service: price, addOns: extras, discount: discount, phases: phases)
    }

    /// The sum of some prices in `currency`.
    public static func total(_ prices: some Sequence<Money>, in currency: Currency) -> Money {
        prices.reduce(.zero(currency), +)
    }
}
