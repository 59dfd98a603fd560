import Postgres
import Salon

/// Other hours, times off and closures. Each call takes one round trip.
///
/// What is changed is compared with what the caller knew of it: where somebody else was faster nothing is changed and
/// `stale` is thrown. A repeated save finds its own work and is content.
extension ExpertRepository {
    // MARK: Reading

    /// An expert's working time from this week on, and their appointments from today on. Throws `notFound`.
    public func hours(of id: ExpertID) throws(SalonError) -> ExpertHours {
        try desk.session.require(.expertsView)
        var pipeline = desk.pipeline()
        let one = pipeline.add(ExpertSQL.one, id)
        let plan = PlanReading(of: id, desk: desk, in: &pipeline)
        let booked = pipeline.add(
            ExpertSQL.bookedAhead, id, desk.today, LocalDate.lastOfCalendar, desk.store.clock.parameter)
        let hours = try desk.run(pipeline) { (answers) throws(PostgresError) -> ExpertHours? in
            guard let row = answers[one].first else { return nil }
            var cursor = row.cursor
            let expert = try Expert(&cursor)
            return ExpertHours(
                plan: try plan.read(answers, expert),
                booked: try answers[booked].read { (row) throws(PostgresError) in try BookedAhead(row) })
        }
        guard let hours else { throw .notFound(what: "expert") }
        return hours
    }

    /// Everybody's appointments that hold time in a span: what a closure leaves outside.
    public func booked(during span: TimeSpan) throws(SalonError) -> [BookedAhead] {
        try desk.session.require(.expertsView)
        var pipeline = desk.pipeline()
        // What began the day before may go on into it.
        let booked = pipeline.add(
            ExpertSQL.bookedDuring, desk.branch.id, max(desk.today, span.start.date - 1), span.end.date + 1,
            desk.store.clock.parameter)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in
            try answers[booked].read { (row) throws(PostgresError) in try BookedAhead(row) }
        }
        .filter { $0.span.overlaps(span) }
    }

    // MARK: Other hours

    /// Says what an expert's hours are on one date. Booked appointments stay.
    ///
    /// - Parameters:
    ///   - wanted: the date's exceptions from now on, with ids of the caller's (`DayHours.exceptions`); none for what
    ///     the shifts say.
    ///   - known: those that the caller saw on that date.
    /// Throws `stale`, and `invalid` for hours that overlap.
    public func setHours(
        of expert: ExpertID, on date: LocalDate, to wanted: [ShiftException], knowing known: [ShiftException]
    ) throws(SalonError) {
        try desk.session.require(.expertsManage)
        try RosterRules.check(wanted.compactMap(\.hours))
        var pipeline = desk.pipeline()
        pipeline.add(ExpertSQL.lock, expert)
        pipeline.add(
            ExpertSQL.replaceExceptions, expert, date, known.map(\.id), wanted.map(\.id),
            wanted.map { $0.hours?.starts }, wanted.map { $0.hours?.ends })
        let now = pipeline.add(ExpertSQL.exceptionsOn, expert, date)
        let ids = try desk.run(pipeline) { (answers) throws(PostgresError) in
            try answers[now].read { (row) throws(PostgresError) in try row.decode(0, as: ShiftExceptionID.self) }
        }
        guard Set(ids) == Set(wanted.map(\.id)) else { throw .stale(what: "day's hours", by: nil) }
    }

    // MARK: Time off

    /// Adds a time off. The id is the caller's, so that a repeated save adds nothing. Booked appointments stay.
    /// Throws `invalid` for an end that is not after the beginning.
    public func addTimeOff(_ timeOff: TimeOff) throws(SalonError) {
        try desk.session.require(.expertsManage)
        let wanted = try RosterRules.checked(timeOff)
        var pipeline = desk.pipeline()
        pipeline.add(
            ExpertSQL.addTimeOff, wanted.id, wanted.expertID, wanted.during.start, wanted.during.end, wanted.kind,
            wanted.reason)
        _ = try desk.run(pipeline)
    }

    /// Changes a time off. Throws `stale` if it isn't as it was known, `notFound`, `invalid`.
    public func editTimeOff(_ timeOff: TimeOff, knowing known: TimeOff) throws(SalonError) {
        try desk.session.require(.expertsManage)
        let wanted = try RosterRules.checked(timeOff)
        var pipeline = desk.pipeline()
        pipeline.add(
            ExpertSQL.editTimeOff, known.id, known.during.start, known.during.end, known.kind, known.reason,
            wanted.during.start, wanted.during.end, wanted.kind, wanted.reason)
        let now = pipeline.add(ExpertSQL.oneTimeOff, known.id)
        let found = try one(pipeline, now) { (row) throws(PostgresError) in try TimeOff(row) }
        guard let found else { throw .notFound(what: "time off") }
        guard found == wanted else { throw .stale(what: "time off", by: nil) }
    }

    /// Takes a time off away. Throws `stale` if it isn't as it was known; one that is gone already is no error.
    public func removeTimeOff(_ known: TimeOff) throws(SalonError) {
        try desk.session.require(.expertsManage)
        var pipeline = desk.pipeline()
        pipeline.add(
            ExpertSQL.removeTimeOff, known.id, known.during.start, known.during.end, known.kind, known.reason)
        let now = pipeline.add(ExpertSQL.oneTimeOff, known.id)
        let found = try one(pipeline, now) { (row) throws(PostgresError) in try TimeOff(row) }
        guard found == nil else { throw .stale(what: "time off", by: nil) }
    }

    // MARK: Closures

    /// Closes the branch for a time. The id is the caller's, so that a repeated save adds nothing. Booked appointments
    /// stay. Throws `invalid` for an end that is not after the beginning.
    public func addClosure(_ closure: Closure) throws(SalonError) {
        try desk.session.require(.expertsManage)
        let wanted = try RosterRules.checked(closure)
        var pipeline = desk.pipeline()
        pipeline.add(
            ExpertSQL.addClosure, wanted.id, desk.branch.id, wanted.during.start, wanted.during.end, wanted.reason)
        _ = try desk.run(pipeline)
    }

    /// Changes a closure. Throws `stale` if it isn't as it was known, `notFound`, `invalid`.
    public func editClosure(_ closure: Closure, knowing known: Closure) throws(SalonError) {
        try desk.session.require(.expertsManage)
        let wanted = try RosterRules.checked(closure)
        var pipeline = desk.pipeline()
        pipeline.add(
            ExpertSQL.editClosure, known.id, known.during.start, known.during.end, known.reason, wanted.during.start,
            wanted.during.end, wanted.reason)
        let now = pipeline.add(ExpertSQL.oneClosure, known.id)
        let found = try one(pipeline, now) { (row) throws(PostgresError) in try Closure(row) }
        guard let found else { throw .notFound(what: "closure") }
        guard found == wanted else { throw .stale(what: "closure", by: nil) }
    }

    /// Opens the branch again for the time of a closure. Throws `stale` if it isn't as it was known.
    public func removeClosure(_ known: Closure) throws(SalonError) {
        try desk.session.require(.expertsManage)
        var pipeline = desk.pipeline()
        pipeline.add(ExpertSQL.removeClosure, known.id, known.during.start, known.during.end, known.reason)
        let now = pipeline.add(ExpertSQL.oneClosure, known.id)
        let found = try one(pipeline, now) { (row) throws(PostgresError) in try Closure(row) }
        guard found == nil else { throw .stale(what: "closure", by: nil) }
    }

    /// Sends the pipeline and reads the row that one of its statements may have found.
    private func one<Value>(
        _ pipeline: Pipeline, _ ticket: Pipeline.Ticket, _ read: (Row) throws(PostgresError) -> Value
    ) throws(SalonError) -> Value? {
        try desk.run(pipeline) { (answers) throws(PostgresError) in try answers[ticket].first.map(read) }
    }
}

/// The statements that fetch what an expert's working time is from this week on, and the reading of their answers.
struct PlanReading {
    private let monday: LocalDate
    private let hours: HoursReading

    init(of expert: ExpertID, desk: Desk, in pipeline: inout Pipeline) {
        monday = desk.today.startOfWeek
        hours = HoursReading(
            branch: desk.branch.id, date: monday, days: .lastOfCalendar - monday, of: [expert], clock: desk.store.clock,
            in: &pipeline)
    }

    func read(_ answers: PipelineAnswers, _ expert: Expert) throws(PostgresError) -> WorkPlan {
        let fetched = try hours.read(answers)
        let start = monday.at(.midnight)
        // The window begins a day before its first.
        let roster = ExpertRoster(
            id: expert.id, name: expert.name, isActive: expert.isActive,
            shifts: (fetched.shifts[expert.id] ?? []).filter { $0.validTo ?? monday >= monday },
            exceptions: (fetched.exceptions[expert.id] ?? []).filter { $0.date >= monday },
            timeOff: (fetched.timeOff[expert.id] ?? []).filter { $0.during.end > start })
        return WorkPlan(roster, closures: fetched.closures.filter { $0.during.end > start })
    }
}

extension LocalDate {
    /// Later than anything is booked.
    fileprivate static let lastOfCalendar = LocalDate(dayNumber: 100_000)
}

extension Closure {
    /// Reads the columns of `ExpertSQL.oneClosure`.
    fileprivate init(_ row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode(0), during: TimeSpan(try row.decode(1), try row.decode(2)), reason: try row.decode(3))
    }
}

extension TimeOff {
    /// Reads the columns of `ExpertSQL.oneTimeOff`.
    fileprivate init(_ row: Row) throws(PostgresError) {
        var cursor = row.cursor
        self.init(
            id: try cursor.next(), expertID: try cursor.next(), during: TimeSpan(try cursor.next(), try cursor.next()),
            kind: try cursor.next(), reason: try cursor.next())
    }
}

extension BookedAhead {
    /// Reads the columns of `ExpertSQL.bookedAhead`.
    fileprivate init(_ row: Row) throws(PostgresError) {
        var cursor = row.cursor
        self.init(
            id: try cursor.next(), clientName: try cursor.next(), serviceName: try cursor.next(),
            expertName: try cursor.next(), start: try cursor.next(), phases: try ServicePhases(&cursor))
    }
}
