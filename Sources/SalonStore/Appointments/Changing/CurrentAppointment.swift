import Postgres
import Salon

/// The statements that tell what an appointment is after a change that was made or refused.
struct CurrentReading {
    private let seen: DayEntry
    private let rows: Pipeline.Ticket
    private let missed: MissedChanges
    private let desk: Desk

    init(_ seen: DayEntry, rows: Pipeline.Ticket, missed: MissedChanges, desk: Desk) {
        self.seen = seen
        self.rows = rows
        self.missed = missed
        self.desk = desk
    }

    /// Throws `notFound` when it is gone.
    func read(_ answers: PipelineAnswers) throws(SalonError) -> CurrentAppointment {
        let entries = try SalonError.mapped { () throws(PostgresError) in
            try EntryReader(desk: desk).read(answers[rows])
        }
        guard let entry = entries.first else { throw .notFound(what: "appointment") }
        return CurrentAppointment(entry: entry, seen: seen, missed: missed, answers: answers)
    }
}

/// An appointment as it is after a change, made or refused.
struct CurrentAppointment {
    let entry: DayEntry
    fileprivate let seen: DayEntry
    fileprivate let missed: MissedChanges
    fileprivate let answers: PipelineAnswers

    fileprivate init(entry: DayEntry, seen: DayEntry, missed: MissedChanges, answers: PipelineAnswers) {
        self.entry = entry
        self.seen = seen
        self.missed = missed
        self.answers = answers
    }

    /// Throws what a refusal means: `stale` with what is different now and by whom, or what the database said. Returns
    /// when the appointment is what it was and its time, or the roster, stood in the way.
    ///
    /// - Parameter mine: What was to be saved, by column.
    func explain(_ refusal: PostgresError, mine: [(field: String, value: String?)] = []) throws(SalonError) {
        if entry.version != seen.version { throw try missed.stale("appointment", mine: mine, in: answers) }
        guard refusal.sqlState == .changedMeanwhile || refusal.sqlState == .exclusionViolation else {
            throw SalonError(refusal)
        }
    }
}
