import Salon

/// Everything that the day's screen shows.
public struct DayBook: Hashable, Sendable {
    /// The day.
    public let date: LocalDate
    /// The experts' columns in the order of the screen: the active ones, and those who have left with work that day.
    public let lanes: [DayLane]
    /// What begins that day or goes on into it after midnight, by start; cancelled, expired and missed ones too.
    public let entries: [DayEntry]
    /// Where one expert's days were read to move things: what the clients have with others then.
    public let elsewhere: [AppointmentRow]
    /// The times the branch is open that day, as its opening hours say; closures are not taken away.
    public let openingHours: [TimeSpan]
    /// The closures that touch the day.
    public let closures: [Closure]
    /// The facts about this day by which `Availability` offers and checks starts: what moving an appointment needs.
    public let facts: AvailabilityFacts
    /// The moment at which it was read, by the store's clock.
    public let readAt: Instant

    /// A day of given values, as for a screen without a database.
    public init(
        date: LocalDate, lanes: [DayLane], entries: [DayEntry], elsewhere: [AppointmentRow] = [],
        openingHours: [TimeSpan] = [], closures: [Closure] = [], facts: AvailabilityFacts, readAt: Instant
    ) {
        self.date = date
        self.lanes = lanes
        self.entries = entries
        self.elsewhere = elsewhere
        self.openingHours = openingHours
        self.closures = closures
        self.facts = facts
        self.readAt = readAt
    }

    /// The entries of one lane; nil for those that have no expert yet.
    public func entries(of expert: ExpertID?) -> [DayEntry] { entries.filter { $0.expertID == expert } }

    /// True when appointments wait for an expert: the Unassigned lane is shown.
    public var hasUnassigned: Bool { entries.contains { $0.expertID == nil && $0.status.isLive } }

    /// The figures of the day's head line.
    public var counts: DayCounts { DayCounts(entries: entries.filter { $0.start.date == date }, at: readAt) }
}

/// One expert's column.
public struct DayLane: Hashable, Sendable {
    /// Who.
    public let expertID: ExpertID
    /// Their name.
    public let name: String
    /// The colour of their column, by name.
    public let colour: String?
    /// When they work that day, closures and times off taken away, in order; may pass midnight, and may have begun
    /// on the day before. Empty when they are off.
    public let shifts: [TimeSpan]
    /// Why they are off all day, such as "off" or "holiday: Crete"; nil when they work.
    public let offReason: String?
    /// Their times off that touch the day.
    public let timeOff: [TimeOff]
    /// Minutes of that day in which appointments hold their hands.
    public let bookedMinutes: Minutes

    /// A lane of given values, as for a screen without a database.
    public init(
        expertID: ExpertID, name: String, colour: String? = nil, shifts: [TimeSpan], offReason: String? = nil,
        timeOff: [TimeOff] = [], bookedMinutes: Minutes = 0
    ) {
        self.expertID = expertID
        self.name = name
        self.colour = colour
        self.shifts = shifts
        self.offReason = offReason
        self.timeOff = timeOff
        self.bookedMinutes = bookedMinutes
    }

    /// True when they do not work that day.
    public var isOff: Bool { shifts.isEmpty }
}

/// The figures of a day's head line. Cancelled and expired visits do not count, missed ones only as `noShows`.
public struct DayCounts: Hashable, Sendable {
    /// Visits that take or took place.
    public let visits: Int
    /// Visits of which something is still owed.
    public let unpaid: Int
    /// Visits that are held and not paid.
    public let holds: Int
    /// When the next hold ends; nil without holds.
    public let nextHoldEnds: Instant?
    /// Visits that did not come.
    public let noShows: Int
    /// Visits without an expert yet.
    public let unassigned: Int

    /// Counts the entries of one day.
    public init(entries: [DayEntry], at now: Instant) {
        func visits(_ isCounted: (DayEntry) -> Bool) -> Int {
            Set(entries.lazy.filter(isCounted).map(\.visitID)).count
        }
        func counts(_ entry: DayEntry) -> Bool { entry.isOwed && !entry.isHoldOver(at: now) }
        self.visits = visits(counts)
        unpaid = visits { counts($0) && $0.paymentStatus == .unpaid && !$0.due.isZero }
        holds = visits { counts($0) && $0.status == .reserved }
        nextHoldEnds = entries.lazy.filter { counts($0) && $0.status == .reserved }.compactMap(\.expiresAt).min()
        noShows = visits { $0.status == .noShow }
        unassigned = visits { counts($0) && $0.expertID == nil }
    }
}
