/// Somebody who does services, and has a column in the day.
public struct Expert: Hashable, Sendable {
    /// Their id.
    public let id: ExpertID
    /// Where they work.
    public var branchID: BranchID
    /// Their account, if they sign in.
    public var userID: UserID?
    /// Full name.
    public var name: String
    /// E-mail address.
    public var email: String?
    /// Telephone number.
    public var phone: String?
    /// What they are best at.
    public var specialty: String?
    /// What the website says about them.
    public var bio: String?
    /// The colour of their column, by name.
    public var colour: String?
    /// The place of their column, smallest first.
    public var displayOrder: Int
    /// Mean of their reviews in hundredths of a star; 0 without reviews.
    public var ratingHundredths: Int
    /// How many reviews they have.
    public var totalReviews: Int
    /// False once they have left: they cannot be booked any more.
    public var isActive: Bool

    /// An expert.
    public init(
        id: ExpertID, branchID: BranchID, userID: UserID? = nil, name: String, email: String? = nil,
        phone: String? = nil, specialty: String? = nil, bio: String? = nil, colour: String? = nil,
        displayOrder: Int = 0, ratingHundredths: Int = 0, totalReviews: Int = 0, isActive: Bool = true
    ) {
        self.id = id
        self.branchID = branchID
        self.userID = userID
        self.name = name
        self.email = email
        self.phone = phone
        self.specialty = specialty
        self.bio = bio
        self.colour = colour
        self.displayOrder = displayOrder
        self.ratingHundredths = ratingHundredths
        self.totalReviews = totalReviews
        self.isActive = isActive
    }
}

/// That an expert does a service, perhaps at their own price and in their own time: a row of `expert_services`.
public struct ExpertService: Hashable, Sendable {
    /// Who does it.
    public let expertID: ExpertID
    /// What they do.
    public let serviceID: ServiceID
    /// Their own price; nil for the service's.
    public var price: Money?
    /// Their own hands-on time; nil for the service's.
    public var duration: Minutes?

    /// That `expertID` does `serviceID`.
    public init(expertID: ExpertID, serviceID: ServiceID, price: Money? = nil, duration: Minutes? = nil) {
        self.expertID = expertID
        self.serviceID = serviceID
        self.price = price
        self.duration = duration
    }
}
