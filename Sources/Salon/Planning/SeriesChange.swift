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

    /// What is chosen for one visit in place of the new hour.
    public enum Exception: Hashable, Sendable {
        /// It goes to this start, at most three days from the one that the change gives it.
        case at(LocalDateTime)
        /// It stays where it is, with who does it.
        case stays
    }

    /// The hour.
    public var hour: Hour
    /// Who shall do what the chosen visit's expert does; nil for who does it now.
    public var expert: ExpertID?
    /// The visits for which something else was chosen, by when they begin now.
    public var exceptions: [LocalDateTime: Exception]

    /// A change.
    public init(
        hour: Hour = .kept, expert: ExpertID? = nil, exceptions: [LocalDateTime: Exception] = [:]
    ) {
        self.hour = hour
        self.expert = expert
        self.exceptions = exceptions
    }

    /// When a visit that begins at `start` shall begin, whatever was chosen for it alone.
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

    /// A visit that is meant.
    public struct Date: Hashable, Sendable {
        /// When it begins now.
        public let now: LocalDateTime
        /// When the change would have it begin.
        public let planned: LocalDateTime
        /// Why it cannot; empty if it can.
        public let refusals: [Refusal]
        /// The free starts closest to that, the closest first; empty if it can.
        public let alternatives: [LocalDateTime]
    }

    /// A visit that cannot go where it should.
    public struct Conflict: Hashable, Sendable {
        /// When it begins now.
        public let now: LocalDateTime
        /// When it should begin.
        public let start: LocalDateTime
        /// Why it cannot.
        public let refusals: [Refusal]
        /// The free starts closest to where the change would have it, the closest first.
        public let alternatives: [LocalDateTime]
    }

    /// The visits, by when they begin now; those that stay as well.
    public let dates: [Date]
    /// Where everything that moves goes, by start.
    public let placements: [Placement]
    /// The dates in conflict, in order; the change is made only without any.
    public let conflicts: [Conflict]

    /// Asks every date. Where a visit leaves, another may go; where one goes or stays, no other may.
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
        let visits = visits.compactMap { MovedVisit($0, change, instead: chosen) }.sorted { $0.now < $1.now }
        let cleared = input.without(visits.lazy.filter { $0.target != nil }.flatMap(\.ids))
        var dates: [Date] = []
        var conflicts: [Conflict] = []
        for (index, visit) in visits.enumerated() {
            let others = visits.indices.lazy.filter { $0 != index }.flatMap { visits[$0].spans }
            let input = cleared.narrowed(to: SeriesRule.window(around: visit.planned.date)).without(visit.ids)
                .with(others)
            let refusals = visit.refusals(at: visit.planned, on: input, today: today)
            let alternatives = refusals.isEmpty ? [] : visit.nearest(to: visit.planned, on: input, today: today)
            dates.append(
                Date(now: visit.now, planned: visit.planned, refusals: refusals, alternatives: alternatives))
            guard let target = visit.target else { continue }
            let obstacles =
                target == visit.planned ? refusals : visit.refusals(at: target, on: input, today: today)
            guard !obstacles.isEmpty else { continue }
            conflicts.append(
                Conflict(now: visit.now, start: target, refusals: obstacles, alternatives: alternatives))
        }
        self.dates = dates
        self.conflicts = conflicts.sorted { $0.start < $1.start }
        placements = visits.flatMap(\.placements).sorted { ($0.start, $0.part.id) < ($1.start, $1.part.id) }
    }
}

/// A visit that a change is meant for: its appointments keep their distances.
private struct MovedVisit {
    /// More free starts of the first appointment than these are not tried for the ones behind it.
    private static let mostTried = 40

    /// By start; each with who shall do it.
    private let parts: [(part: BookedPart, expert: ExpertID?)]
    /// When it begins.
    let now: LocalDateTime
    /// When the change would have it begin.
    let planned: LocalDateTime
    /// When it shall begin; nil when it stays.
    let target: LocalDateTime?

    init?(_ parts: [BookedPart], _ change: SeriesChange, instead chosen: ExpertID?) {
        let parts = parts.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
        guard let first = parts.first else { return nil }
        self.parts = parts.map { ($0, $0.expert == chosen ? change.expert ?? $0.expert : $0.expert) }
        now = first.start
        planned = change.start(instead: now)
        target =
            switch change.exceptions[now] {
            case nil: planned
            case .at(let time): time
            case .stays: nil
            }
    }

    /// Its appointments.
    var ids: [AppointmentID] { parts.map(\.part.id) }

    /// Where its appointments go.
    var placements: [SeriesMove.Placement] {
        guard let target else { return [] }
        return parts.map { part, expert in
            SeriesMove.Placement(part: part, start: part.start + (target - now), expert: expert)
        }
    }

    /// What it will take of its experts' time.
    var spans: [(expert: ExpertID, busy: [BusySpan])] {
        placements.compactMap { place in place.expert.map { ($0, place.part.busySpans(at: place.start)) } }
    }

    /// Why it cannot begin then; empty if it can. Nobody's appointment has nobody to be in the way of.
    func refusals(at start: LocalDateTime, on input: AvailabilityInput, today: LocalDate) -> [Refusal] {
        for (index, (part, expert)) in parts.enumerated() where expert != nil {
            let time = part.start + (start - now)
            // What follows in a visit begins when the part before it ends, on the grid or not.
            let availability = availability(of: index, on: input, today: today, keeping: index == 0 ? nil : time)
            if case .refused(let refusals) = availability.verdict(at: time) { return refusals }
        }
        return []
    }

    /// The free starts closest to a time, the closest first.
    func nearest(to time: LocalDateTime, on input: AvailabilityInput, today: LocalDate) -> [LocalDateTime] {
        guard let leading = parts.firstIndex(where: { $0.expert != nil }) else { return [] }
        let offset = parts[leading].part.start - now
        let free = availability(of: leading, on: input, today: today, keeping: nil)
            .nearest(to: time + offset, count: Self.mostTried)
        return Array(
            free.lazy.map { $0 - offset }.filter { refusals(at: $0, on: input, today: today).isEmpty }.prefix(5))
    }

    private func availability(
        of index: Int, on input: AvailabilityInput, today: LocalDate, keeping: LocalDateTime?
    ) -> Availability {
        let (part, expert) = parts[index]
        var input = input
        input.experts.removeAll { $0.id != expert }
        return Availability(moving: part, to: expert, on: input, today: today, keeping: keeping)
    }
}

extension AvailabilityInput {
    /// The same facts without some appointments.
    fileprivate func without(_ some: some Sequence<AppointmentID>) -> AvailabilityInput {
        let appointments = Set(some)
        var input = self
        for index in input.experts.indices {
            input.experts[index].busy.removeAll { appointments.contains($0.appointmentID) }
        }
        return input
    }

    /// The same facts with more that takes experts' time.
    fileprivate func with(_ taken: some Sequence<(expert: ExpertID, busy: [BusySpan])>) -> AvailabilityInput {
        var input = self
        for (expert, busy) in taken {
            guard let index = input.experts.firstIndex(where: { $0.id == expert }) else { continue }
            input.experts[index].busy += busy
        }
        return input
    }
}

extension AvailabilityInput {
    /// The same facts about some of the days: for many questions about far apart days.
    public func narrowed(to some: DateSpan) -> AvailabilityInput {
        var input = self
        input.dates = some.clamped(to: dates)
        let around = TimeSpan(some.lowerBound - 1..<some.upperBound + 2)
        for index in input.experts.indices { input.experts[index].busy.removeAll { !$0.span.overlaps(around) } }
        return input
    }
}
