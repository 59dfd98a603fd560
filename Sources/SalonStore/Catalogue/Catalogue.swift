import Salon

/// Everything the salon sells, and who does it: small enough to be held whole, so that forms and searches need not ask.
public struct Catalogue: Hashable, Sendable {
    /// Somebody in the catalogue.
    public struct Person: Hashable, Sendable {
        /// The expert.
        public let id: ExpertID
        /// Their name.
        public let name: String
        /// False once they have left.
        public let isActive: Bool

        /// An expert by name.
        public init(id: ExpertID, name: String, isActive: Bool = true) {
            self.id = id
            self.name = name
            self.isActive = isActive
        }
    }

    /// The categories in their order.
    public let categories: [ServiceCategory]
    /// The services by category, order and name.
    public let services: [Service]
    /// The add-ons by service and order.
    public let addOns: [AddOn]
    /// Who does what, with own prices and times.
    public let skills: [ExpertService]
    /// The experts in the order of the screen.
    public let experts: [Person]
    /// The offers that are not over.
    public let offers: [Offer]

    /// A catalogue of given values, as for a screen without a database.
    public init(
        categories: [ServiceCategory], services: [Service], addOns: [AddOn] = [], skills: [ExpertService] = [],
        experts: [Person] = [], offers: [Offer] = []
    ) {
        self.categories = categories
        self.services = services
        self.addOns = addOns
        self.skills = skills
        self.experts = experts
        self.offers = offers
    }

    /// A service by its id.
    public func service(_ id: ServiceID) -> Service? { services.first { $0.id == id } }
    /// An expert by their id.
    public func expert(_ id: ExpertID) -> Person? { experts.first { $0.id == id } }
    /// A category's services.
    public func services(in category: CategoryID) -> [Service] { services.filter { $0.categoryID == category } }
    /// A service's add-ons.
    public func addOns(of service: ServiceID) -> [AddOn] { addOns.filter { $0.serviceID == service } }

    /// The active experts who do a service, in the order of the screen.
    public func experts(doing service: ServiceID) -> [Person] {
        let doers = Set(skills.lazy.filter { $0.serviceID == service }.map(\.expertID))
        return experts.filter { $0.isActive && doers.contains($0.id) }
    }

    /// That an expert does a service; nil if they don't.
    public func skill(_ expert: ExpertID, _ service: ServiceID) -> ExpertService? {
        skills.first { $0.expertID == expert && $0.serviceID == service }
    }
}

/// A service as a form fills it in.
public struct ServiceDraft: Hashable, Sendable {
    /// Its category.
    public var categoryID: CategoryID
    /// Its name, at most 255 characters.
    public var name: String
    /// What the website says about it.
    public var description: String?
    /// Its price.
    public var price: Money
    /// Its times.
    public var phases: ServicePhases
    /// For how many months a patch test is good, 1 to 60; nil when none is needed.
    public var patchTestMonths: Int?
    /// Whether it can be booked.
    public var isActive: Bool

    /// A service to add or to change.
    public init(
        categoryID: CategoryID, name: String, description: String? = nil, price: Money, phases: ServicePhases,
        patchTestMonths: Int? = nil, isActive: Bool = true
    ) {
        self.categoryID = categoryID
        self.name = name
        self.description = description
        self.price = price
        self.phases = phases
        self.patchTestMonths = patchTestMonths
        self.isActive = isActive
    }

    /// The draft with its texts cleaned. Throws `invalid` for a name, price or time that no service can have.
    func checked() throws(SalonError) -> ServiceDraft {
        var draft = self
        draft.name = try Validation.name(name, field: "name")
        _ = try Validation.price(price.description, price.currency)
        _ = try Validation.minutes("\(phases.handsOn)", field: "duration")
        for (minutes, field) in [
            (phases.processing, "processing"), (phases.finishing, "finishing"), (phases.buffer, "buffer"),
        ] where !(0...LocalTime.minutesPerDay).contains(minutes) {
            throw .invalid(field: field, sentence: "The \(field) time is 0 to 1440 minutes.")
        }
        if let patchTestMonths { _ = try PatchTestNeed.checked(months: patchTestMonths) }
        return draft
    }

    /// True when the service is what the draft says.
    func matches(_ service: Service) -> Bool {
        categoryID == service.categoryID && name == service.name && description == service.description
            && price == service.price && phases == service.phases && patchTestMonths == service.patchTestMonths
            && isActive == service.isActive
    }
}
