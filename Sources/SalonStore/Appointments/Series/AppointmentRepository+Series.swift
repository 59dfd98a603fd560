import Postgres
import Salon

extension AppointmentRepository {
    /// The facts of a series' dates and those around them, for `SeriesPlan`: what every date says before anything is
    /// booked. Appointments between the dates are not read.
    ///
    /// - Parameters:
    ///   - rule: How it repeats.
    ///   - experts: The experts to ask; nil for all active ones.
    public func seriesFacts(_ rule: SeriesRule, experts: [ExpertID]? = nil) throws(SalonError) -> AvailabilityFacts {
        guard desk.session.allowsSome(.appointmentsView) else { throw .forbidden(.appointmentsView) }
        var pipeline = desk.pipeline()
        let reading = SeriesReading(rule.starts, of: experts, desk: desk, in: &pipeline)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in try reading.read(answers) }
    }

    /// Books a series: all of its visits or none. With the same request it is done once, however often it is repeated.
    ///
    /// - Parameters:
    ///   - booking: The dates that were chosen.
    ///   - query: What was asked when they were offered.
    ///   - facts: The facts on which they were offered (`seriesFacts`).
    /// Throws `conflict` that names the dates which are not free or were just taken, with what is free around them;
    /// `invalid`.
    public func bookSeries(
        _ booking: SeriesBooking, for query: AvailabilityQuery, on facts: AvailabilityFacts
    ) throws(SalonError) -> BookedSeries {
        guard let first = booking.visits.first else {
            throw .invalid(field: "date", sentence: "Choose at least one date of the series.")
        }
        guard booking.visits.count <= SeriesRule.mostTimes else {
            throw .invalid(field: "date", sentence: "A series has at most \(SeriesRule.mostTimes) dates.")
        }
        let checks = booking.visits.map { BookingCheck(desk: desk, request: $0, query: query) }
        for check in checks { try check.authorize() }
        try accept(booking, checks, on: facts)

        var change = Change(by: desk)
        let given = change.makeRoom(for: booking.visits)
        let client = try change.addClient(first.client)
        let (times, until): (Int?, LocalDate?) =
            switch booking.rule.end {
            case .times(let times): (times, nil)
            case .until(let last): (nil, last)
            }
        change.add(
            AppointmentSQL.addSeries, booking.id, desk.branch.id, client, booking.rule.first, booking.rule.everyWeeks,
            times, until)
        change.book(
            booking.visits, for: client, Terms(status: .confirmed), rosterVersions: facts.rosterVersions,
            series: booking.id)
        change.thenRead()
        let rows = change.add(AppointmentSQL.series, booking.id)
        let starts = booking.visits.compactMap(\.lines.first?.start)
        let fresh = change.addSeries(starts, of: facts.input.experts.map(\.id))
        let outcome = try change.run()

        let entries = try SalonError.mapped { () throws(PostgresError) in
            try EntryReader(desk: desk).read(outcome.answers[rows])
        }
        // Also when this request had been carried out before, and only its answer was lost.
        guard entries.isEmpty else {
            return BookedSeries(
                id: booking.id, entries: entries, freed: try given.read(outcome.answers, takenBy: entries))
        }
        guard let refusal = outcome.refusal else { throw .notFound(what: "booking") }
        guard refusal.sqlState == .notAllBooked else { throw SalonError(refusal) }
        let now = try SalonError.mapped { () throws(PostgresError) in try fresh.read(outcome.answers) }
        try accept(booking, checks, on: now)
        throw .conflict(
            sentence: "The roster, the service or the client was changed while you were booking. "
                + "Look at the dates again.", nearest: [])
    }

    /// Refuses the dates that are not free, all together.
    private func accept(
        _ booking: SeriesBooking, _ checks: [BookingCheck], on facts: AvailabilityFacts
    ) throws(SalonError) {
        var refused: [(start: LocalDateTime, reason: String, nearest: [LocalDateTime])] = []
        for (visit, check) in zip(booking.visits, checks) {
            guard let start = visit.lines.first?.start else { continue }
            let near = facts.input.narrowed(to: SeriesRule.window(around: start.date))
            do throws(SalonError) {
                try check.accept(AvailabilityFacts(input: near, rosterVersions: facts.rosterVersions))
            } catch {
                guard case .conflict(let reason, let nearest) = error else { throw error }
                refused.append((start, reason, nearest))
            }
        }
        if !refused.isEmpty { throw .seriesConflict(refused) }
    }
}

/// The statements that fetch the facts about far apart dates, and the reading of their answers.
struct SeriesReading {
    private let dates: DateSpan
    private let roster: RosterReading
    private let desk: Desk

    /// - Parameter starts: When the visits begin; not empty.
    init(
        _ starts: [LocalDateTime], of experts: [ExpertID]?, unless made: UUIDValue? = nil, desk: Desk,
        in pipeline: inout Pipeline
    ) {
        let windows = SeriesRule.windows(around: starts)
        dates = windows[0].lowerBound..<windows[windows.count - 1].upperBound
        self.desk = desk
        roster = RosterReading(
            branch: desk.branch.id, date: dates.lowerBound, days: dates.count, of: experts, clock: desk.store.clock,
            unless: made,
            // An appointment may reach into a day from the one before; a visit, into the second one behind it.
            busyIn: SeriesRule.windows(around: starts, before: 1, behind: 2), in: &pipeline)
    }

    func read(_ answers: PipelineAnswers) throws(PostgresError) -> AvailabilityFacts {
        try roster.read(answers, dates: dates, desk: desk).facts
    }
}

extension Change {
    /// Adds the facts about the dates of a series that explain a refusal.
    mutating func addSeries(_ starts: [LocalDateTime], of experts: [ExpertID]?) -> SeriesReading {
        SeriesReading(starts, of: experts, unless: id, desk: desk, in: &pipeline)
    }
}
