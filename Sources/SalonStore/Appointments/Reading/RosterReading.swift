import Postgres
import Salon

/// The statements that fetch the facts about some days, and the reading of their answers.
struct RosterReading {
    private let window, experts, shifts, exceptions, timeOff, closures: Pipeline.Ticket
    /// What they do, and what they are booked for.
    private let work: (services: Pipeline.Ticket, busy: Pipeline.Ticket)?

    /// Adds the statements, behind the one that opens their window. Without a branch it is the first; without a date,
    /// today there; without `wanted` they are about who works there, and `withDeparted` about who has left with
    /// appointments on the days. Once the change `made` is made they read nothing; with `hoursOnly` no services and no
    /// appointments; with `parts` the appointments of those parts of the days alone.
    init(
        branch: BranchID?, date: LocalDate?, days: Int, of wanted: [ExpertID]?, clock: StoreClock,
        unless made: UUIDValue? = nil, withDeparted: Bool = false, hoursOnly: Bool = false,
        busyIn parts: [DateSpan]? = nil,
        in pipeline: inout Pipeline
    ) {
        window = pipeline.add(
            AppointmentSQL.window, branch, date, days, clock.parameter, made, wanted, withDeparted)
        experts = pipeline.add(AppointmentSQL.roster)
        shifts = pipeline.add(AppointmentSQL.shifts)
        exceptions = pipeline.add(AppointmentSQL.exceptions)
        timeOff = pipeline.add(AppointmentSQL.timeOff)
        closures = pipeline.add(AppointmentSQL.closures)
        guard !hoursOnly else {
            work = nil
            return
        }
        let services = pipeline.add(AppointmentSQL.expertServices)
        let busy =
            if let parts {
                pipeline.add(AppointmentSQL.busyIn, wanted, parts.map(\.lowerBound), parts.map(\.upperBound))
            } else {
                pipeline.add(AppointmentSQL.busy, wanted)
            }
        work = (services, busy)
    }

    /// The first of the days that the database chose.
    func firstDay(_ answers: PipelineAnswers) throws(PostgresError) -> LocalDate {
        try answers[window].row().decode(0)
    }

    /// What was fetched, as the domain takes it.
    struct Answer {
        let facts: AvailabilityFacts
        let colours: [ExpertID: String]
    }

    /// Reads the answers for the days that the database chose.
    func read(_ answers: PipelineAnswers, dates: DateSpan, desk: Desk) throws(PostgresError) -> Answer {
        let shifts = try byExpert(answers[shifts]) { (row) throws(PostgresError) in try Shift(row) }
        let exceptions = try byExpert(answers[exceptions]) { (row) throws(PostgresError) in try ShiftException(row) }
        let timeOff = try byExpert(answers[timeOff]) { (row) throws(PostgresError) in try TimeOff(row) }
        let services = try work.map { (work) throws(PostgresError) in
            try byExpert(answers[work.services], idColumn: 0) { (row) throws(PostgresError) in
                try ExpertService(row, desk: desk)
            }
        }
        let busy = try work.map { (work) throws(PostgresError) in
            try byExpert(answers[work.busy]) { (row) throws(PostgresError) in try Self.busySpans(row) }
        }
        var rosters: [ExpertRoster] = []
        var versions: [ExpertID: Int] = [:]
        var colours: [ExpertID: String] = [:]
        for row in answers[experts] {
            let id: ExpertID = try row.decode(0)
            colours[id] = try row.decode(2, as: String?.self)
            versions[id] = try row.decode(4)
            rosters.append(
                ExpertRoster(
                    id: id, name: try row.decode(1), isActive: try row.decode(3), shifts: shifts[id] ?? [],
                    exceptions: exceptions[id] ?? [], timeOff: timeOff[id] ?? [],
                    busy: (busy?[id] ?? []).flatMap(\.self), services: services?[id] ?? []))
        }
        let closures = try answers[closures].read { (row) throws(PostgresError) in try Closure(row) }
        let input = AvailabilityInput(
            dates: dates, at: desk.now, zone: desk.zone, branch: desk.branch, experts: rosters, closures: closures)
        return Answer(facts: AvailabilityFacts(input: input, rosterVersions: versions), colours: colours)
    }

    private func byExpert<Value>(
        _ rows: Rows, idColumn: Int = 1, _ read: (Row) throws(PostgresError) -> Value
    ) throws(PostgresError) -> [ExpertID: [Value]] {
        var values: [ExpertID: [Value]] = [:]
        for row in rows { values[try row.decode(idColumn), default: []].append(try read(row)) }
        return values
    }

    private static func busySpans(_ row: Row) throws(PostgresError) -> [BusySpan] {
        var cursor = row.cursor
        let id: AppointmentID = try cursor.next()
        _ = try cursor.next(ExpertID.self)
        let start: LocalDateTime = try cursor.next()
        return BusySpan.spans(of: id, start: start, phases: try ServicePhases(&cursor))
    }
}

extension ServicePhases {
    /// Reads duration, processing, finishing and buffer.
    init(_ cursor: inout RowCursor) throws(PostgresError) {
        self.init(
            handsOn: try cursor.next(), processing: try cursor.next(), finishing: try cursor.next(),
            buffer: try cursor.next())
    }
}

extension ExpertService {
    /// Reads the columns of `AppointmentSQL.expertServices`.
    fileprivate init(_ row: Row, desk: Desk) throws(PostgresError) {
        self.init(
            expertID: try row.decode(0), serviceID: try row.decode(1),
            price: try row.decode(2, as: String?.self).map { (text) throws(PostgresError) in try desk.money(text) },
            duration: try row.decode(3))
    }
}

extension Shift {
    /// Reads the columns of `AppointmentSQL.shifts`.
    init(_ row: Row) throws(PostgresError) {
        var cursor = row.cursor
        self.init(
            id: try cursor.next(), expertID: try cursor.next(), weekday: try cursor.next(), starts: try cursor.next(),
            ends: try cursor.next(), validFrom: try cursor.next(), validTo: try cursor.next(),
            week: try cursor.next(), everyWeeks: try cursor.next(), version: try cursor.next())
    }
}

extension ShiftException {
    /// Reads the columns of `AppointmentSQL.exceptions`.
    init(_ row: Row) throws(PostgresError) {
        var cursor = row.cursor
        let id: ShiftExceptionID = try cursor.next()
        let expert: ExpertID = try cursor.next()
        let date: LocalDate = try cursor.next()
        let starts: LocalTime? = try cursor.next()
        let ends: LocalTime? = try cursor.next()
        let hours: Hours? = if let starts, let ends { Hours(starts: starts, ends: ends) } else { nil }
        self.init(id: id, expertID: expert, date: date, hours: hours)
    }
}

extension TimeOff {
    /// Reads the columns of `AppointmentSQL.timeOff`.
    init(_ row: Row) throws(PostgresError) {
        var cursor = row.cursor
        let id: TimeOffID = try cursor.next()
        let expert: ExpertID = try cursor.next()
        let span = TimeSpan(try cursor.next(), try cursor.next())
        self.init(id: id, expertID: expert, during: span, kind: try cursor.next(), reason: try cursor.next())
    }
}
