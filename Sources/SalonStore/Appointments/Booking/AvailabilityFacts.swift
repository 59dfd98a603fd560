import Salon

/// What to fetch so that `Availability` can offer starts.
public struct FactsQuery: Hashable, Sendable {
    /// The days on which a visit may begin.
    public var dates: DateSpan
    /// The experts to ask; nil for all active ones.
    public var experts: [ExpertID]?

    /// The facts of some experts (nil: of all active ones) on some days.
    public init(dates: DateSpan, experts: [ExpertID]? = nil) {
        self.dates = dates
        self.experts = experts
    }
}

/// Rosters, busy spans and closures, as one round trip found them: what `Availability` decides on, and the roster
/// versions against which a booking is held.
public struct AvailabilityFacts: Hashable, Sendable {
    /// What `Availability` takes.
    public let input: AvailabilityInput
    /// The version of each expert's roster; a booking on an older one is refused.
    public let rosterVersions: [ExpertID: Int]

    /// What the experts are called.
    public var names: [ExpertID: String] {
        Dictionary(input.experts.map { ($0.id, $0.name) }) { first, _ in first }
    }

    /// Facts of given values, as for a screen without a database.
    public init(input: AvailabilityInput, rosterVersions: [ExpertID: Int]) {
        self.input = input
        self.rosterVersions = rosterVersions
    }
}
