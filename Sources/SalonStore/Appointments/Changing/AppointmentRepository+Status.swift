import Postgres
import Salon

extension AppointmentRepository {
    /// Changes where an appointment stands, by `StatusRules`.
    ///
    /// - Parameters:
    ///   - entry: The appointment as the desk has seen it.
    ///   - target: The new status.
    ///   - reason: Why; cancelling needs one.
    /// - Returns: The appointment as it is now.
    /// Throws `invalid` for a step that does not exist or is too early, `conflict` when its time has gone to somebody
    /// else, `stale` when somebody changed it meanwhile, `notFound`.
    public func setStatus(
        _ entry: DayEntry, to target: AppointmentStatus, reason: String? = nil
    ) throws(SalonError) -> DayEntry {
        try StatusRules.authorize(from: entry.status, to: target, expert: entry.expertID, by: desk.session)
        try StatusRules.step(from: entry.status, to: target, circumstances(of: entry, reason: reason))

        var change = Change(by: desk)
        let experts = [entry.expertID].compactMap(\.self)
        // What comes back to life needs its time; what lives has it.
        let day = entry.status.isLive ? nil : entry.start.date
        change.add(AppointmentSQL.takeTurns, experts, day, day, desk.store.clock.parameter)
        change.add(AppointmentSQL.setStatus, entry.id, entry.version, target, reason?.filled)
        change.thenRead()
        let current = change.addCurrent(entry)
        let outcome = try change.run()

        let found = try current.read(outcome.answers)
        guard let refusal = outcome.refusal else { return found.entry }
        try found.explain(refusal, mine: [("status", target.rawValue)])
        try StatusRules.step(
            from: found.entry.status, to: target,
            circumstances(of: found.entry, reason: reason, isTimeFree: refusal.sqlState != .exclusionViolation))
        throw SalonError(refusal)
    }

    /// What a step depends on.
    private func circumstances(
        of entry: DayEntry, reason: String?, isTimeFree: Bool = true
    ) -> StatusRules.Circumstances {
        StatusRules.Circumstances(
            start: entry.start, now: desk.localNow, isHoldOver: entry.isHoldOver(at: desk.now),
            isTimeFree: isTimeFree, reason: reason)
    }

    /// The minute tick: sets the branch's holds `expired` that have run out. Returns how many.
    @discardableResult
    public func expireHolds() throws(SalonError) -> Int {
        guard desk.session.allowsSome(.appointmentsManage) else { return 0 }
        var pipeline = desk.pipeline()
        let expired = pipeline.add(AppointmentSQL.expireHolds, desk.branch.id, desk.store.clock.parameter)
        return try desk.run(pipeline)[expired].affected
    }
}
