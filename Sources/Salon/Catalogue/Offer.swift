/// A price cut for some days, on one service or on all.
public struct Offer: Hashable, Sendable {
    /// Its id.
    public let id: OfferID
    /// What it is called.
    public var title: String
    /// The cut in percent; when there is one, `amount` is not used.
    public var percentage: Percentage?
    /// The cut as an amount.
    public var amount: Money?
    /// The first and the last day on which it can be booked.
    public var days: ClosedRange<LocalDate>
    /// The service it is for; nil for every service.
    public var serviceID: ServiceID?
    /// False once it is switched off.
    public var isActive: Bool

    /// An offer.
    public init(
        id: OfferID, title: String, percentage: Percentage? = nil, amount: Money? = nil,
        days: ClosedRange<LocalDate>, serviceID: ServiceID? = nil, isActive: Bool = true
    ) {
        self.id = id
        self.title = title
        self.percentage = percentage
        self.amount = amount
        self.days = days
        self.serviceID = serviceID
        self.isActive = isActive
    }

    /// True when it can be used for a service booked on `today` (the web backend asks for today, not for the
    /// appointment's day).
    public func applies(to service: ServiceID, today: LocalDate) -> Bool {
        isActive && days.contains(today) && (serviceID == nil || serviceID == service)
    }

    /// `price` after the cut: the percentage if there is one, else the amount, never below zero.
    public func apply(to price: Money) -> Money {
        if let percentage, percentage.hundredths > 0 { return price.less(percentage) }
        if let amount { return max(price - amount, .zero(price.currency)) }
        return price
    }
}
