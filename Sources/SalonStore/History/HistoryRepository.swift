import Postgres
import Salon

/// What was changed, by whom, and the way back. Each call takes one round trip.
///
/// All calls throw `forbidden` where the role does not allow it or the session is over, and `unavailable` when the
/// database cannot be reached or cannot do it now.
public struct HistoryRepository: Sendable {
    let desk: Desk

    /// A page of the log, the newest entry first. It costs the same however deep it lies.
    ///
    /// - Parameters:
    ///   - filter: Which entries.
    ///   - page: From where, and how many.
    public func page(
        _ filter: AuditFilter, _ page: PageRequest<AuditKey>
    ) throws(SalonError) -> Page<AuditEntry, AuditKey> {
        try desk.session.require(.auditView)
        let from = try filter.from.map { (date) throws(SalonError) in try start(of: date) }
        let to = try filter.to.map { (date) throws(SalonError) in try start(of: date + 1) }
        let key = page.before?.id ?? page.after?.id ?? .max
        var pipeline = desk.pipeline()
        let rows = pipeline.add(
            HistorySQL.page(filter.path, backwards: page.isBackwards), filter.person, filter.desk, filter.entity,
            filter.entityID, filter.action, from, to, key, page.limit + 1)
        let reader = LogReader(desk: desk)
        let fetched = try desk.run(pipeline) { (answers) throws(PostgresError) in try reader.read(answers[rows]) }
        return Page(fetched: fetched, for: page)
    }

    /// One entry of the log. Throws `notFound`.
    public func entry(_ id: Int64) throws(SalonError) -> AuditEntry {
        try desk.session.require(.auditView)
        var pipeline = desk.pipeline()
        let rows = pipeline.add(HistorySQL.entry, id)
        let reader = LogReader(desk: desk)
        let found = try desk.run(pipeline) { (answers) throws(PostgresError) in try reader.read(answers[rows]) }
        guard let entry = found.first else { throw .notFound(what: "entry of the log") }
        return entry
    }

    /// The history of one thing, the newest entry first: of an appointment with its money, for whoever may see it; of
    /// a client for whoever sees clients; of the catalogue and the experts for those who keep them; of everything for
    /// those who read the log.
    public func of(_ entity: AuditedEntity, _ id: UUIDValue) throws(SalonError) -> [AuditEntry] {
        var pipeline = desk.pipeline()
        let rows = pipeline.add(HistorySQL.of, entity, id)
        let reader = LogReader(desk: desk)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in try reader.read(answers[rows]) }
    }

    /// The first moment of a day at the branch. Where spring skips midnight, the day begins when the clocks resume.
    private func start(of date: LocalDate) throws(SalonError) -> Instant {
        switch desk.zone.resolve(date.at(.midnight)) {
        case .moment(let instant): return instant
        case .skipped(_, let resumes): return try desk.zone.instant(resumes)
        }
    }
}

extension Desk {
    /// The audit log, and undo.
    public var history: HistoryRepository { HistoryRepository(desk: self) }
}

extension AuditFilter {
    /// The narrowest index for what is asked.
    var path: HistorySQL.Path {
        if entity != nil, entityID != nil { return .row }
        if person != nil { return .person }
        if action == .delete { return .removals }
        if entity != nil { return .entity }
        return desk == nil ? .time : .desk
    }
}
