import Salon

/// What binds a visit to others: its series as the card tells it.
public struct SeriesPlace: Hashable, Sendable {
    /// One visit of it.
    public struct Visit: Hashable, Sendable {
        /// The visit.
        public let id: VisitID
        /// When it begins.
        public let start: LocalDateTime
        /// True while it holds its time: not cancelled, missed or done.
        public let isLive: Bool

        /// A visit.
        public init(id: VisitID, start: LocalDateTime, isLive: Bool) {
            self.id = id
            self.start = start
            self.isLive = isLive
        }
    }

    /// The series.
    public let id: SeriesID
    /// As it was booked.
    public let rule: SeriesRule
    /// Its visits as they are now, by start; those that one may see.
    public let visits: [Visit]
    /// Which of them it is about, from 1.
    public let position: Int

    /// A place of given values, as for a screen without a database; nil when the visit is none of them.
    public init?(id: SeriesID, rule: SeriesRule, visits: [Visit], visit: VisitID) {
        guard let index = visits.firstIndex(where: { $0.id == visit }) else { return nil }
        self.id = id
        self.rule = rule
        self.visits = visits
        position = index + 1
    }

    /// How many visits it has.
    public var count: Int { visits.count }
    /// The starts of those that still hold their time, by start.
    public var starts: [LocalDateTime] { visits.filter(\.isLive).map(\.start) }
    /// "3 of 12, every 2 weeks".
    public var words: String {
        let weeks = rule.everyWeeks == 1 ? "every week" : "every \(rule.everyWeeks) weeks"
        return "\(position) of \(count), \(weeks)"
    }
}

/// A series and the facts about its dates: what a change of several of its visits is decided on.
public struct SeriesBook: Hashable, Sendable {
    /// The series.
    public let id: SeriesID
    /// All of its appointments, by start.
    public let entries: [DayEntry]
    /// The facts of the dates to come and of those around them.
    public let facts: AvailabilityFacts

    /// A book of given values, as for a screen without a database.
    public init(id: SeriesID, entries: [DayEntry], facts: AvailabilityFacts) {
        self.id = id
        self.entries = entries
        self.facts = facts
    }

    /// The visits that a change of `entry`'s is meant for: those that hold their time, each with its appointments.
    ///
    /// - Parameter now: The branch's wall clock.
    public func visits(_ scope: SeriesScope, from entry: DayEntry, now: LocalDateTime) -> [[DayEntry]] {
        let visits = Dictionary(grouping: entries, by: \.visitID)
        let start = { (visit: [DayEntry]) in visit.map(\.start).min() ?? entry.start }
        guard let chosen = visits[entry.visitID].map(start) else { return [] }
        let meant = Set(scope.starts(of: visits.values.map(start), chosen: chosen, now: now))
        return visits.values.filter { meant.contains(start($0)) }
            .map { $0.filter { $0.status.isLive && $0.status != .inService } }
            .filter { !$0.isEmpty }
            .sorted { start($0) < start($1) }
    }

    /// What a change would do: where everything goes, and which dates stand against it.
    public func move(
        _ change: SeriesChange, _ scope: SeriesScope, from entry: DayEntry, now: LocalDateTime
    ) -> SeriesMove {
        move(change, scope, from: entry, now: now, on: facts.input)
    }

    func move(
        _ change: SeriesChange, _ scope: SeriesScope, from entry: DayEntry, now: LocalDateTime,
        on input: AvailabilityInput
    ) -> SeriesMove {
        SeriesMove(
            change, of: visits(scope, from: entry, now: now).map { $0.map(BookedPart.init) }, instead: entry.expertID,
            input, today: now.date)
    }
}

/// A series ready to be booked: the dates that were chosen, each with its visit. The ids are made already, so that what
/// is repeated is done once.
public struct SeriesBooking: Hashable, Sendable {
    /// The id that the series will have.
    public let id: SeriesID
    /// How it repeats.
    public let rule: SeriesRule
    /// Its visits, by start.
    public let visits: [BookingRequest]

    /// The booking of plans that `Availability` made for a query: those of the free dates, and of the starts that were
    /// chosen in place of the others. All are confirmed, and each is paid when it comes.
    ///
    /// - Parameters:
    ///   - rule: How it repeats.
    ///   - plans: One for each date that is wanted.
    ///   - query: What was asked.
    ///   - client: Who comes.
    ///   - source: How the booking reached the salon.
    ///   - notes: What the desk noted.
    public init(
        id: SeriesID = .random(), _ rule: SeriesRule, _ plans: [VisitPlan], of query: AvailabilityQuery,
        client: BookingClient, source: Source = .desk, notes: String? = nil
    ) {
        self.id = id
        self.rule = rule
        visits = plans.sorted { $0.start < $1.start }.map { plan in
            BookingRequest(plan, of: query, client: client, settlement: .hold, source: source, notes: notes)
        }
    }
}

/// A series that was booked.
public struct BookedSeries: Hashable, Sendable {
    /// The series.
    public let id: SeriesID
    /// Its appointments, by start.
    public let entries: [DayEntry]
    /// What it left of the time of holds that had run out; nil when nobody waits for it.
    public let freed: FreedMatch?

    /// A series of given values, as for a screen without a database.
    public init(id: SeriesID, entries: [DayEntry], freed: FreedMatch? = nil) {
        self.id = id
        self.entries = entries
        self.freed = freed
    }
}

/// Visits of a series that were cancelled.
public struct CancelledSeries: Hashable, Sendable {
    /// All appointments of the series as they are now, by start.
    public let entries: [DayEntry]
    /// How many appointments were cancelled.
    public let count: Int
    /// Their times and who waits for them; nil when nobody does.
    public let freed: FreedMatch?

    /// A change of given values, as for a screen without a database.
    public init(entries: [DayEntry], count: Int, freed: FreedMatch? = nil) {
        self.entries = entries
        self.count = count
        self.freed = freed
    }
}
