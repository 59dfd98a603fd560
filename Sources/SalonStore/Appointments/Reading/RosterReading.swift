import Postgres
import Salon

/// The statements that fetch the facts about some days, and the reading of their answers.
struct RosterReading {
    private let experts: Pipeline.Ticket
    private let hours: HoursReading
    /// What they do, and what they are booked for.
    private let work: (services: Pipeline.Ticket, busy: Pipeline.Ticket)?

    /// Adds the statements, as `HoursReading` those of its window. With `hoursOnly` they read no services and no
    /// appointments; with `parts` the appointments of those parts of the days alone.
    init(
        branch: BranchID?, date: LocalDate?, days: Int, of wanted: [ExpertID]?, clock: StoreClock,
        unless made: UUIDValue? = nil, withDeparted: Bool = false, hoursOnly: Bool = false,
        busyIn parts: [DateSpan]? = nil, in pipeline: inout Pipeline
    ) {
        hours = HoursReading(
            branch: branch, date: date, days: days, of: wanted, clock: clock, unless: made, withDeparted: withDeparted,
            in: &pipeline)
        experts = pipeline.add(AppointmentSQL.roster)
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
        try hours.firstDay(answers)
    }

    /// What was fetched, as the domain takes it.
    struct Answer {
        let facts: AvailabilityFacts
        let opening: [OpeningHours]
        let colours: [ExpertID: String]
    }

    /// Reads the answers for the days that the database chose.
    func read(_ answers: PipelineAnswers, dates: DateSpan, desk: Desk) throws(PostgresError) -> Answer {
        let hours = try hours.read(answers)
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
                    id: id, name: try row.decode(1), isActive: try row.decode(3), shifts: hours.shifts[id] ?? [],
                    exceptions: hours.exceptions[id] ?? [], timeOff: hours.timeOff[id] ?? [],
                    busy: (busy?[id] ?? []).flatMap(\.self), services: services?[id] ?? []))
        }
        let input = AvailabilityInput(
            dates: dates, at: desk.now, zone: desk.zone, branch: desk.branch, experts: rosters,
            closures: hours.closures)
        return Answer(
            facts: AvailabilityFacts(input: input, rosterVersions: versions), opening: hours.opening, colours: colours)
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
