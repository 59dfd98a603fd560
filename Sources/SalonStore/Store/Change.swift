import Postgres
import Salon

/// A change of a desk's, and behind it what shows the outcome: two transactions in one round trip. What is read stands
/// in the second, so that it is there when the change is refused, and shows what stands in its way.
struct Change {
    var pipeline: Pipeline
    let desk: Desk
    /// By this the rest of the round trip, and of the connection's life, knows that the change was made.
    let id = UUIDValue.random()
    private var reading: (position: Int, identity: Pipeline.Ticket)?

    /// Begins a change; its statements follow by `add`.
    init(by desk: Desk) {
        self.desk = desk
        pipeline = desk.pipeline()
    }

    /// Adds a statement, before or behind the border.
    @discardableResult
    mutating func add(_ statement: Statement, _ parameters: any PostgresEncodable...) -> Pipeline.Ticket {
        pipeline.add(statement, parameters: parameters)
    }

    /// Ends the change; what is added from here on reads.
    mutating func thenRead() {
        pipeline.add(StoreSQL.made, id)
        let position = pipeline.count
        pipeline.endTransaction()
        reading = (position, desk.identify(in: &pipeline))
        pipeline.add(StoreSQL.keep, id)
    }

    /// Adds the facts about some days that explain a refusal: nothing is read once the change is made.
    mutating func addRoster(from date: LocalDate, days: Int, of experts: [ExpertID]?) -> RosterReading {
        RosterReading(
            branch: desk.branch.id, date: date, days: days, of: experts, clock: desk.store.clock, unless: id,
            in: &pipeline)
    }

    /// Adds an appointment as it is now, and what a desk that has seen `entry` has missed of it.
    mutating func addCurrent(_ entry: DayEntry) -> CurrentReading {
        CurrentReading(
            entry, rows: pipeline.add(AppointmentSQL.current, entry.id),
            missed: MissedChanges(
                of: .appointments, entry.id.value, since: entry.version, unless: id, desk: desk,
                in: &pipeline),
            desk: desk)
    }

    /// What came of it.
    struct Outcome {
        /// The answers; the change's own only when it was made.
        let answers: PipelineAnswers
        /// Why the change was not made; nil when it was.
        let refusal: PostgresError?
    }

    /// Sends it. Throws `forbidden` when the session is over, and `unavailable`; a refusal is for the caller to explain.
    func run() throws(SalonError) -> Outcome {
        var outcome = try desk.settle(pipeline)
        // Deadlocks undo one side, and the cause is gone: once more is all it takes.
        if let failure = outcome.failure, failure.isWorthRepeating, isOfTheChange(failure) {
            outcome = try desk.settle(pipeline)
        }
        // Without a session no row is there to be changed: that explains every refusal.
        if let reading, let identity = outcome.answers[reading.identity].first { try desk.demandSession(identity) }
        guard let failure = outcome.failure else { return Outcome(answers: outcome.answers, refusal: nil) }
        guard isOfTheChange(failure) else {
            // The change was made; only what shows it was not had.
            throw .unavailable(
                sentence: "The change was made, but the database could not show it. Look at it again.",
                outcomeUnknown: true)
        }
        return Outcome(answers: outcome.answers, refusal: failure)
    }

    private func isOfTheChange(_ failure: PostgresError) -> Bool {
        guard let position = failure.position else { return true }
        return position < reading?.position ?? pipeline.count
    }
}
