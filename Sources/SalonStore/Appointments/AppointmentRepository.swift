import Postgres
import Salon

/// Appointments as a desk sees and changes them. Each call takes one round trip.
///
/// All calls throw `forbidden` where the role does not allow it or the session is over, and `unavailable` when the
/// database cannot be reached or cannot do it now.
public struct AppointmentRepository: Sendable {
    let desk: Desk

    /// A day with its lanes, appointments and figures.
    ///
    /// - Parameters:
    ///   - date: The day.
    ///   - expert: One lane only; nil for all. An expert sees their own, whatever is asked for.
    public func day(_ date: LocalDate, expert: ExpertID? = nil) throws(SalonError) -> DayBook {
        var pipeline = desk.pipeline()
        let reading = DayReading(
            date: date, branch: desk.branch.id, expert: try visibleExpert(expert), clock: desk.store.clock,
            in: &pipeline)
        return try day(from: reading, in: desk.run(pipeline))
    }

    /// Reads a day whose statements travelled with others.
    func day(from reading: DayReading, in answers: PipelineAnswers) throws(SalonError) -> DayBook {
        _ = try visibleExpert(nil)
        return try SalonError.mapped { () throws(PostgresError) in try reading.read(answers, desk: desk)[0] }
    }

    /// Some days, such as the week of one expert: a book for each. All hold the facts about all of the days.
    ///
    /// - Parameters:
    ///   - dates: The days; not empty.
    ///   - expert: One lane only; nil for all. An expert sees their own, whatever is asked for.
    ///   - client: Who may come there from another day: what they have with others is read as well.
    public func days(
        _ dates: DateSpan, of expert: ExpertID? = nil, carrying client: ClientID? = nil
    ) throws(SalonError) -> [DayBook] {
        var pipeline = desk.pipeline()
        let reading = DayReading(
            date: dates.lowerBound, days: dates.count, branch: desk.branch.id, expert: try visibleExpert(expert),
            movers: desk.session.allows(.appointmentsManage), carrying: client, clock: desk.store.clock,
            in: &pipeline)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in try reading.read(answers, desk: desk) }
    }

    /// How full some days are, such as a month: one for each day, in order.
    ///
    /// - Parameters:
    ///   - dates: The days; not empty.
    ///   - expert: One expert's; nil for all. An expert sees their own, whatever is asked for.
    public func loads(_ dates: DateSpan, of expert: ExpertID? = nil) throws(SalonError) -> [DayLoad] {
        var pipeline = desk.pipeline()
        let reading = LoadReading(
            dates, branch: desk.branch.id, expert: try visibleExpert(expert), clock: desk.store.clock, in: &pipeline)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in try reading.read(answers, desk: desk) }
    }

    /// A page of the list, by day and time. It costs the same however deep it lies.
    ///
    /// - Parameters:
    ///   - filter: Which appointments.
    ///   - page: From where, and how many.
    public func list(
        _ filter: AppointmentFilter, _ page: PageRequest<AppointmentKey>
    ) throws(SalonError) -> Page<AppointmentRow, AppointmentKey> {
        var filter = filter
        filter.expert = try visibleExpert(filter.expert)
        var pipeline = desk.pipeline()
        let rows = ListReading(filter, page, branch: desk.branch.id).add(to: &pipeline)
        let fetched = try desk.run(pipeline) { (answers) throws(PostgresError) in
            try EntryReader(desk: desk).readLines(answers[rows])
        }
        return Page(fetched: fetched, for: page)
    }

    /// Everything about an appointment, its visit and its client. Throws `notFound`.
    public func card(_ id: AppointmentID) throws(SalonError) -> AppointmentCard {
        _ = try visibleExpert(nil)
        var pipeline = desk.pipeline()
        let reading = CardReading(id, desk: desk, in: &pipeline)
        return try card(from: reading, in: desk.run(pipeline))
    }

    /// Reads a card whose statements travelled with others. Throws `notFound`.
    func card(from reading: CardReading, in answers: PipelineAnswers) throws(SalonError) -> AppointmentCard {
        let card = try SalonError.mapped { () throws(PostgresError) in try reading.read(answers) }
        guard let card, desk.session.allows(.appointmentsView, on: card.appointment.entry.expertID) else {
            throw .notFound(what: "appointment")
        }
        return card
    }

    /// What `Availability` needs to offer starts: rosters, busy spans and own prices of experts on some days.
    public func bookingFacts(_ query: FactsQuery) throws(SalonError) -> AvailabilityFacts {
        guard desk.session.allowsSome(.appointmentsView) else { throw .forbidden(.appointmentsView) }
        var pipeline = desk.pipeline()
        let reading = addFacts(query, to: &pipeline)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in
            try reading.read(answers, dates: query.dates, desk: desk).facts
        }
    }

    func addFacts(_ query: FactsQuery, to pipeline: inout Pipeline) -> RosterReading {
        RosterReading(
            branch: desk.branch.id, date: query.dates.lowerBound, days: query.dates.count, of: query.experts,
            clock: desk.store.clock, in: &pipeline)
    }

    /// The free starts of a visit on some days, as the form offers them.
    public func freeStarts(_ query: AvailabilityQuery, dates: DateSpan) throws(SalonError) -> [OfferedStart] {
        let facts = try bookingFacts(FactsQuery(dates: dates, experts: query.experts))
        return Availability(facts.input, for: query).offers()
    }

    /// Whether a booking was made whose answer was lost.
    public func lookup(_ visit: VisitID) throws(SalonError) -> Bool {
        guard desk.session.allowsSome(.appointmentsView) else { throw .forbidden(.appointmentsView) }
        var pipeline = desk.pipeline()
        let found = pipeline.add(AppointmentSQL.visitExists, visit)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in try answers[found].row().decode(0) }
    }

    /// The expert to whom a reading is narrowed: the one asked for, or the expert's own. Throws `forbidden`.
    private func visibleExpert(_ asked: ExpertID?) throws(SalonError) -> ExpertID? {
        switch desk.session.scope(of: .appointmentsView) {
        case .all: return asked
        case .own:
            guard let own = desk.session.expertID else { throw .forbidden(.appointmentsView) }
            return own
        case nil: throw .forbidden(.appointmentsView)
        }
    }
}

extension Desk {
    /// The desk's appointments.
    public var appointments: AppointmentRepository { AppointmentRepository(desk: self) }
}
