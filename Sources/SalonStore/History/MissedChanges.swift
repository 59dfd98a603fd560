import Postgres
import Salon

/// What a form that was opened on an older version has missed: read in the round trip of the change that came too late.
struct MissedChanges {
    private let rows: Pipeline.Ticket
    private let desk: Desk

    /// Adds the reading behind the change; it reads nothing once the change that `made` names is made.
    init(
        of entity: AuditedEntity, _ id: UUIDValue, since version: Int, unless made: UUIDValue? = nil, desk: Desk,
        in pipeline: inout Pipeline
    ) {
        self.desk = desk
        rows = pipeline.add(HistorySQL.since, entity, id, Int32(version), made)
    }

    /// The refusal, with who changed what and when.
    ///
    /// - Parameters:
    ///   - what: The thing in a word: "client".
    ///   - mine: What was to be saved, by column as the database writes it.
    func stale(
        _ what: String, mine: [(field: String, value: String?)], in answers: PipelineAnswers
    ) throws(SalonError) -> SalonError {
        let entries = try SalonError.mapped { () throws(PostgresError) in
            try LogReader(desk: desk).read(answers[rows])
        }
        return .stale(
            StaleChange(what: what, entries: entries, mine: mine, zone: desk.zone, currency: desk.branch.currency))
    }
}
