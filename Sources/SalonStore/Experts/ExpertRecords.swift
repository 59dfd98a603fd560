import Salon

/// An expert in the list: who they are, and what today is like for them.
public struct ExpertRow: Hashable, Sendable {
    /// The expert.
    public let expert: Expert
    /// Counts the changes of the expert; a write with an older one is refused as stale.
    public let version: Int
    /// The day's column: hours, the reason for being off, minutes booked. Nil for somebody who has left.
    public let day: DayLane?
    /// How many services they do.
    public let services: Int

    /// A row of the list.
    public init(expert: Expert, version: Int, day: DayLane?, services: Int) {
        self.expert = expert
        self.version = version
        self.day = day
        self.services = services
    }

    /// Minutes on shift that day.
    public var shiftMinutes: Minutes { day?.shifts.reduce(0) { $0 + $1.minutes } ?? 0 }
    /// Booked minutes in percent of the shift; nil without a shift.
    public var load: Int? { shiftMinutes > 0 ? (day?.bookedMinutes ?? 0) * 100 / shiftMinutes : nil }
}

/// Everything about an expert.
public struct ExpertCard: Hashable, Sendable {
    /// The expert.
    public let expert: Expert
    /// Counts the changes; a write with an older one is refused as stale.
    public let version: Int
    /// The name and address of their account, if they sign in.
    public let account: Account?
    /// What they do, in the order of the catalogue.
    public let skills: [Skill]
    /// Their working hours by weekday, those that count in the week of the day the card was asked for or later.
    public let shifts: [Shift]
    /// Dates on which other hours count, from the Monday of that week on.
    public let exceptions: [ShiftException]
    /// Times off that were not over before that week.
    public let timeOff: [TimeOff]
    /// When the branch is closed, from that week on.
    public var closures: [Closure] = []
    /// Appointments that are still to come.
    public let upcoming: Int
    /// Their newest reviews.
    public let reviews: [Review]

    /// When they work, from that week on.
    public var plan: WorkPlan {
        WorkPlan(
            ExpertRoster(
                id: expert.id, name: expert.name, isActive: expert.isActive, shifts: shifts, exceptions: exceptions,
                timeOff: timeOff),
            closures: closures)
    }

    /// An account.
    public struct Account: Hashable, Sendable {
        /// Its id.
        public let id: UserID
        /// The address they sign in with.
        public let email: String?
        /// What they are in the salon.
        public let role: Role
    }

    /// A service that they do, beside what the catalogue says.
    public struct Skill: Hashable, Sendable {
        /// The service, perhaps with their own price and time.
        public let own: ExpertService
        /// The service's name.
        public let name: String
        /// Its category's name.
        public let category: String
        /// The catalogue's price.
        public let listPrice: Money
        /// The catalogue's hands-on time.
        public let listMinutes: Minutes

        /// What they ask.
        public var price: Money { own.price ?? listPrice }
        /// What they need.
        public var minutes: Minutes { own.duration ?? listMinutes }
    }

    /// What a client wrote.
    public struct Review: Hashable, Sendable {
        /// One to five stars.
        public let stars: Int
        /// The words; nil for stars alone.
        public let comment: String?
        /// Who wrote it; nil for somebody who is gone.
        public let client: String?
        /// About which service.
        public let service: String?
        /// When.
        public let writtenAt: Instant
    }
}

/// An expert as a form fills it in.
public struct ExpertDraft: Hashable, Sendable {
    /// Full name, 2 to 255 characters.
    public var name: String
    /// E-mail address, unique among experts; empty for none.
    public var email: String
    /// Telephone number; empty for none.
    public var phone: String
    /// What they are best at; empty for nothing.
    public var specialty: String
    /// What the website says about them; empty for nothing.
    public var bio: String
    /// The colour of their column, by name; empty for the next one.
    public var colour: String
    /// The place of their column, smallest first.
    public var displayOrder: Int
    /// Whether they can be booked.
    public var isActive: Bool

    /// An expert to add or to change.
    public init(
        name: String, email: String = "", phone: String = "", specialty: String = "", bio: String = "",
        colour: String = "", displayOrder: Int = 0, isActive: Bool = true
    ) {
        self.name = name
        self.email = email
        self.phone = phone
        self.specialty = specialty
        self.bio = bio
        self.colour = colour
        self.displayOrder = displayOrder
        self.isActive = isActive
    }

    /// The form of an expert who is there already.
    public init(_ expert: Expert) {
        self.init(
            name: expert.name, email: expert.email ?? "", phone: expert.phone ?? "",
            specialty: expert.specialty ?? "", bio: expert.bio ?? "", colour: expert.colour ?? "",
            displayOrder: expert.displayOrder, isActive: expert.isActive)
    }

    /// The expert that the draft describes. Throws `invalid` and names the field.
    public func expert(_ id: ExpertID, branch: BranchID) throws(SalonError) -> Expert {
        Expert(
            id: id, branchID: branch, name: try Validation.personName(name),
            email: email.trimmed.isEmpty ? nil : try Validation.email(email),
            phone: phone.trimmed.isEmpty ? nil : try Validation.phone(phone),
            specialty: try Validation.note(specialty, field: "specialty", longest: 500),
            bio: try Validation.note(bio, field: "bio"), colour: colour.trimmed.isEmpty ? nil : colour.trimmed,
            displayOrder: displayOrder, isActive: isActive)
    }
}
