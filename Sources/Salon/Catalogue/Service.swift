/// Something the salon does for a price.
public struct Service: Hashable, Sendable {
    /// Its id.
    public let id: ServiceID
    /// Its category.
    public var categoryID: CategoryID
    /// Its name.
    public var name: String
    /// What the website says about it.
    public var description: String?
    /// Its price, unless the expert has their own.
    public var price: Money
    /// Its times; hands-on is the column `duration`, unless the expert has their own.
    public var phases: ServicePhases
    /// For how many months a patch test is good; nil when none is needed.
    public var patchTestMonths: Int?
    /// False once it is switched off: it cannot be booked any more.
    public var isActive: Bool
    /// Counts the changes; a write with an older one is refused as stale.
    public var version: Int

    /// A service.
    public init(
        id: ServiceID, categoryID: CategoryID, name: String, description: String? = nil, price: Money,
        phases: ServicePhases, patchTestMonths: Int? = nil, isActive: Bool = true, version: Int = 1
    ) {
        self.id = id
        self.categoryID = categoryID
        self.name = name
        self.description = description
        self.price = price
        self.phases = phases
        self.patchTestMonths = patchTestMonths
        self.isActive = isActive
        self.version = version
    }
}

/// Something booked together with a service: a row of `sub_services`.
public struct AddOn: Hashable, Sendable {
    /// Its id.
    public let id: AddOnID
    /// The service it belongs to.
    public var serviceID: ServiceID
    /// Its name.
    public var name: String
    /// Its price, on top of the service's.
    public var price: Money
    /// How much longer the hands-on time becomes.
    public var minutes: Minutes
    /// Raised by each change; 1 for a new one.
    public var version: Int

    /// An add-on.
    public init(
        id: AddOnID, serviceID: ServiceID, name: String, price: Money, minutes: Minutes = 0, version: Int = 1
    ) {
        self.id = id
        self.serviceID = serviceID
        self.name = name
        self.price = price
        self.minutes = minutes
        self.version = version
    }
}
