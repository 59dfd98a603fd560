import Postgres
import Salon

extension AppointmentRepository {
    /// Changes where an appointment stands, by `StatusRules`.
    ///
    /// - Parameters:
    ///   - entry: The appointment as the desk has seen it.
    ///   - target: The new status.
    ///   - reason: Why; cancelling needs one.
    /// - Returns: The appointment as it is now, and who waits for the time that it gives back.
    /// Throws `invalid` for a step that does not exist or is too early, `conflict` when its time has gone to somebody
    /// else, `stale` when somebody changed it meanwhile, `notFound`.
    public func changeStatus(
        _ entry: DayEntry, to target: AppointmentStatus, reason: String? = nil
    ) throws(SalonError) -> ChangedAppointment {
        try StatusRules.authorize(from: entry.status, to: target, expert: entry.expertID, by: desk.session)
        try StatusRules.step(from: entry.status, to: target, circumstances(of: entry, reason: reason))

        var change = Change(by: desk)
        // What comes back to life needs its time; what lives has it.
        let given = change.takeTurns(
            at: [entry.expertID].compactMap(\.self), on: entry.status.isLive ? [] : [entry.start.date])
        change.add(AppointmentSQL.setStatus, entry.id, entry.version, target, reason?.filled)
        change.thenRead()
        let current = change.addCurrent(entry)
        let waiting = WaitingReading(for: target.isLive ? [] : desk.freed([entry]), desk: desk, in: &change)
        let outcome = try change.run()

        let found = try current.read(outcome.answers)
        guard let refusal = outcome.refusal else {
            let own = try waiting?.read(outcome.answers)
            return ChangedAppointment(
                entry: found.entry, freed: try given.read(outcome.answers, besides: own, takenBy: [found.entry]))
        }
        try found.explain(refusal, mine: [("status", target.rawValue)])
        try StatusRules.step(
            from: found.entry.status, to: target,
            circumstances(of: found.entry, reason: reason, isTimeFree: refusal.sqlState != .exclusionViolation))
        throw SalonError(refusal)
    }

    /// The same for whoever does not ask who waits.
    public func setStatus(
        _ entry: DayEntry, to target: AppointmentStatus, reason: String? = nil
    ) throws(SalonError) -> DayEntry {
        try changeStatus(entry, to: target, reason: reason).entry
    }

    /// What a step depends on.
    private func circumstances(
        of entry: DayEntry, reason: String?, isTimeFree: Bool = true
    ) -> StatusRules.Circumstances {
        StatusRules.Circumstances(
            start: entry.start, now: desk.localNow, isHoldOver: entry.isHoldOver(at: desk.now),
            isTimeFree: isTimeFree, reason: reason)
    }

    /// The minute tick: sets the branch's holds `expired` that have run out, and asks who waits for their times.
    @discardableResult
    public func expireHolds() throws(SalonError) -> ExpiredHolds {
        guard desk.session.allowsSome(.appointmentsManage) else { return ExpiredHolds(count: 0) }
        let now = desk.store.clock.parameter
        var pipeline = desk.pipeline()
        let expired = pipeline.add(AppointmentSQL.expireHolds, desk.branch.id, now)
        let waiting = pipeline.add(WaitlistSQL.matchingExpired, desk.branch.id, now, WaitingReading.most)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in
            let times = try FreedTime.left(by: answers[expired], now: desk.localNow)
            let entries = try WaitlistReader(desk: desk).entries(answers[waiting])
            return ExpiredHolds(
                count: answers[expired].count,
                freed: entries.isEmpty || times.isEmpty ? nil : FreedMatch(times: times, waiting: entries))
        }
    }
}

extension FreedTime {
    /// Reads the experts, starts and phases of appointments that give their time back: what of it is still ahead.
    static func left(by rows: Rows, now: LocalDateTime) throws(PostgresError) -> [FreedTime] {
        try rows.read { (row) throws(PostgresError) in
            var cursor = row.cursor
            return try left(by: &cursor, now: now)
        }.flatMap(\.self)
    }

    /// Reads the same of one appointment; nothing without an expert.
    static func left(by cursor: inout RowCursor, now: LocalDateTime) throws(PostgresError) -> [FreedTime] {
        let expert: ExpertID? = try cursor.next()
        guard let expert else { return [] }
        let start: LocalDateTime = try cursor.next()
        return left(of: try ServicePhases(&cursor).busySpans(from: start), by: expert, now: now)
    }
}
