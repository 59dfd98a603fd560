import Salon

/// Which entries of the waitlist a list shows.
public struct WaitlistFilter: Hashable, Sendable {
    /// Where they stand; never empty.
    public var statuses: Set<WaitlistStatus>
    /// One client's; nil for all.
    public var client: ClientID?

    /// Who waits, unless something else is asked for.
    public init(statuses: Set<WaitlistStatus> = [.waiting], client: ClientID? = nil) {
        self.statuses = statuses
        self.client = client
    }
}

/// The place of an entry in the list: the oldest comes first.
public struct WaitlistKey: Hashable, Sendable {
    /// Since when they wait.
    public let since: Instant
    /// The entry.
    public let id: WaitlistID

    /// The place of an entry.
    public init(_ entry: WaitlistEntry) {
        since = entry.since
        id = entry.id
    }
}

/// An entry of the waitlist as the list shows it.
public struct WaitlistRow: Hashable, Sendable {
    /// The entry.
    public let entry: WaitlistEntry
    /// What everybody must know before touching the client.
    public let alert: String?
    /// The names of the experts who are asked for; empty for anybody.
    public let expertNames: [String]
    /// How often they let a time go.
    public let passes: Int
    /// Who put them on the list.
    public let createdBy: String?
    /// The time that is kept for them now.
    public internal(set) var offer: HeldOffer?

    /// A row of given values, as for a screen without a database.
    public init(
        entry: WaitlistEntry, alert: String? = nil, expertNames: [String] = [], passes: Int = 0,
        createdBy: String? = nil, offer: HeldOffer? = nil
    ) {
        self.entry = entry
        self.alert = alert
        self.expertNames = expertNames
        self.passes = passes
        self.createdBy = createdBy
        self.offer = offer
    }
}

/// A time that is kept for somebody of the waitlist: a reserved visit that ends by itself.
public struct HeldOffer: Hashable, Sendable {
    /// Whom it is offered to.
    public let entry: WaitlistEntry
    /// The visit's appointments, by start; not empty.
    public let appointments: [DayEntry]
    /// Who does them, each once.
    public let expertNames: [String]

    /// An offer of given values, as for a screen without a database.
    public init(entry: WaitlistEntry, appointments: [DayEntry], expertNames: [String] = []) {
        precondition(!appointments.isEmpty, "what is offered is a visit")
        self.entry = entry
        self.appointments = appointments
        self.expertNames = expertNames.reduce(into: []) { names, name in
            if !names.contains(name) { names.append(name) }
        }
    }

    /// The visit.
    public var visitID: VisitID { appointments[0].visitID }
    /// When it begins.
    public var start: LocalDateTime { appointments[0].start }
    /// What stands against the services on that day.
    public var patchTestWarnings: [BookingWarning] {
        appointments.flatMap { $0.patchTestWarnings(on: $0.start.date) }
    }
    /// Until when it is kept.
    public var expiresAt: Instant { appointments[0].expiresAt ?? Instant(seconds: 0) }
}

/// Times that became free, and who of the waitlist may want them. Whether a visit fits is said by
/// `WaitlistRepository.matches`.
public struct FreedMatch: Hashable, Sendable {
    /// What became free.
    public let times: [FreedTime]
    /// Who waits, the oldest first; whoever waits for the time of a hold that a change has met and found over is not
    /// told.
    public let waiting: [WaitlistEntry]

    /// A match of given values, as for a screen without a database.
    public init(times: [FreedTime], waiting: [WaitlistEntry]) {
        self.times = times
        self.waiting = waiting
    }
}

/// Who of the waitlist could be offered times that became free.
public struct WaitlistMatches: Hashable, Sendable {
    /// What to offer: the oldest first, each time to one, nobody two.
    public let offers: [WaitlistOffer]
    /// The entries that were asked.
    public let entries: [WaitlistEntry]
    /// The facts of the freed days, on which it was decided.
    public let facts: AvailabilityFacts

    /// Matches of given values, as for a screen without a database.
    public init(offers: [WaitlistOffer], entries: [WaitlistEntry], facts: AvailabilityFacts) {
        self.offers = offers
        self.entries = entries
        self.facts = facts
    }
}
