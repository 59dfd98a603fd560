/// What shall be different about visits of a series: their hour, who does them, or both.
public struct SeriesChange: Hashable, Sendable {
    /// What becomes of the hour of each visit.
    public enum Hour: Hashable, Sendable {
        /// It stays.
        case kept
        /// Another hour of the wall clock, on the same day.
        case at(LocalTime)
        /// So many minutes later; earlier below zero.
        case later(Minutes)
    }

    /// The hour.
    public var hour: Hour
    /// Who shall do what the chosen visit's expert does; nil for who does it now.
    public var expert: ExpertID?

    /// A change.
    public init(hour: Hour = .kept, expert: ExpertID? = nil) {
        self.hour = hour
        self.expert = expert
    }

    /// When a visit that begins at `start` shall begin.
    public func start(instead start: LocalDateTime) -> LocalDateTime {
        switch hour {
        case .kept: start
        case .at(let time): start.date.at(time)
        case .later(let minutes): start + minutes
        }
    }
}

/// What a change would do to visits of a series: where everything goes, and which dates stand against it.
public struct SeriesMove: Hashable, Sendable {
    /// An appointment and its new place.
    public struct Placement: Hashable, Sendable {
        /// The appointment as it stands.
        public let part: BookedPart
        /// When it shall begin.
        public let start: LocalDateTime
        /// Who shall do it; nil for nobody, as now.
        public let expert: ExpertID?
    }

    /// A visit that cannot go where it should.
    public struct Conflict: Hashable, Sendable {
        /// When it should begin.
        public let start: LocalDateTime
        /// Why it cannot.
        public let refusals: [Refusal]
        /// The free starts closest to it, the closest first.
        public let alternatives: [LocalDateTime]
    }

    /// Where everything goes, by start.
    public let placements: [Placement]
    /// The dates in conflict, in order; the change is made only without any.
    public let conflicts: [Conflict]

    /// Asks every date. What moves stands in nobody's way.
    ///
    /// - Parameters:
    ///   - change: What shall be different.
    ///   - visits: The visits that it is meant for, each with its appointments.
    ///   - chosen: The expert of the chosen visit, whose appointments `change.expert` takes over.
    ///   - input: The facts of the dates and those around them (`SeriesRule.windows`).
    ///   - today: The day at the branch.
    public init(
        _ change: SeriesChange, of visits: [[BookedPart]], instead chosen: ExpertID?, _ input: AvailabilityInput,
        today: LocalDate
    ) {
        let moving = Set(visits.joined().map(\.id))
        var placements: [Placement] = []
        var conflicts: [Conflict] = []
        for visit in visits.map({ $0.sorted { ($0.start, $0.id) < ($1.start, $1.id) } }) {
            guard let first = visit.first else { continue }
            let shift = change.start(instead: first.start) - first.start
            for part in visit {
                let expert = part.expert == chosen ? change.expert ?? part.expert : part.expert
                let start = part.start + shift
                placements.append(Placement(part: part, start: start, expert: expert))
                // Nobody's appointment has nobody to be in the way of.
                guard let expert, !conflicts.contains(where: { $0.start == first.start + shift }) else { continue }
                let near = SeriesRule.window(around: start.date)
                let availability = Availability(
                    moving: part, to: expert, on: input.narrowed(to: near, of: expert), today: today,
                    alsoIgnoring: moving,
                    // What follows in a visit begins when the part before it ends, on the grid or not.
                    keeping: part.id == first.id ? nil : start)
                guard case .refused(let refusals) = availability.verdict(at: start) else { continue }
                conflicts.append(
                    Conflict(
                        start: first.start + shift, refusals: refusals,
                        alternatives: part.id == first.id ? availability.nearest(to: start) : []))
            }
        }
        self.placements = placements.sorted { ($0.start, $0.part.id) < ($1.start, $1.part.id) }
        self.conflicts = conflicts.sorted { $0.start < $1.start }
    }
}

extension AvailabilityInput {
    /// The same facts about some of the days and one expert or all: for many questions about far apart days.
    public func narrowed(to some: DateSpan, of expert: ExpertID? = nil) -> AvailabilityInput {
        var input = self
        input.dates = some.clamped(to: dates)
        let around = TimeSpan(some.lowerBound - 1..<some.upperBound + 2)
        if let expert { input.experts.removeAll { $0.id != expert } }
        for index in input.experts.indices { input.experts[index].busy.removeAll { !$0.span.overlaps(around) } }
        return input
    }
}
