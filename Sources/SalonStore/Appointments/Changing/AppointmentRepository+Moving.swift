import Postgres
import Salon

extension AppointmentRepository {
    /// Moves one appointment to another start, another expert, or both. Its time stays its own until the new one is
    /// sure. The other appointments of its visit stay where they are.
    ///
    /// - Parameters:
    ///   - entry: The appointment as the desk has seen it.
    ///   - start: When it shall begin.
    ///   - expert: Who shall do it; nil for who does it now.
    ///   - facts: The facts on which the start was offered, such as `DayBook.facts`; they must hold its date.
    ///   - overbookReason: Why it may stand over others; nil when it must not.
    /// Throws `conflict` with the nearest free starts, `stale` when somebody changed it meanwhile, `notFound`, `invalid`.
    public func move(
        _ entry: DayEntry, to start: LocalDateTime, expert: ExpertID? = nil, on facts: AvailabilityFacts,
        overbookReason: String? = nil
    ) throws(SalonError) -> MovedAppointment {
        let check = MoveCheck(
            desk: desk, entry: entry, expert: expert ?? entry.expertID, overbookReason: overbookReason)
        try check.authorize()
        try check.accept(start, on: facts.input)

        var change = Change(by: desk)
        let version = overbookReason == nil ? check.expert.flatMap { facts.rosterVersions[$0] } : nil
        let given = change.takeTurns(at: [entry.expertID, check.expert].compactMap(\.self), on: [start.date])
        change.add(
            AppointmentSQL.move, entry.id, entry.version, start.date, start.time, check.expert, version,
            overbookReason?.trimmed)
        change.thenRead()
        let current = change.addCurrent(entry)
        let roster = change.addRoster(from: start.date, days: 3, of: facts.input.experts.map(\.id))
        let place = NewPlace(entry: entry, start: start, expert: check.expert)
        let waiting = WaitingReading(for: desk.freed([entry], goingTo: [place]), desk: desk, in: &change)
        let outcome = try change.run()

        let found = try current.read(outcome.answers)
        guard let refusal = outcome.refusal else {
            let own = try waiting?.read(outcome.answers)
            return MovedAppointment(
                entry: found.entry, previousStart: entry.start, previousExpertID: entry.expertID,
                freed: try given.read(outcome.answers, besides: own, takenBy: [found.entry]))
        }
        try found.explain(
            refusal,
            mine: [
                ("appointment_date", start.date.description), ("appointment_time", start.time.description),
                ("expert_id", facts.input.experts.first { $0.id == check.expert }?.name),
            ])
        let fresh = try SalonError.mapped { () throws(PostgresError) in
            try roster.read(outcome.answers, dates: start.date..<start.date + 3, desk: desk).facts
        }
        try check.accept(start, on: fresh.input)
        throw .conflict(
            sentence: "The roster was changed while you were moving this appointment. Choose a start again.",
            nearest: check.nearest(to: start, on: fresh.input))
    }
}

/// What is asked before a move speaks SQL: the same function that offers starts.
struct MoveCheck {
    let desk: Desk
    let entry: DayEntry
    let expert: ExpertID?
    let overbookReason: String?

    /// Refuses what the role or the status does not allow. Throws `forbidden` and `invalid`.
    func authorize() throws(SalonError) {
        try desk.session.require(.appointmentsManage)
        guard entry.status.isLive else {
            throw .invalid(
                field: "status",
                sentence: "This appointment is \(entry.status.title) and cannot be moved. Bring it back first.")
        }
        guard let overbookReason else { return }
        try desk.session.require(.appointmentsOverbook)
        _ = try Validation.reason(overbookReason, field: "overbook reason")
    }

    /// Refuses a start that is not free. Throws `conflict` with the nearest free starts, and `invalid`.
    func accept(_ start: LocalDateTime, on input: AvailabilityInput) throws(SalonError) {
        guard input.dates.contains(start.date) else {
            throw .invalid(field: "time", sentence: "Open the day to which it shall be moved.")
        }
        // Nobody's appointment has nobody to be in the way of.
        guard expert != nil else { return try acceptUnassigned(start, on: input) }
        _ = try availability(input).accept(start)
    }

    /// The free starts closest to a time.
    func nearest(to start: LocalDateTime, on input: AvailabilityInput) -> [LocalDateTime] {
        availability(input).nearest(to: start)
    }

    private func acceptUnassigned(_ start: LocalDateTime, on input: AvailabilityInput) throws(SalonError) {
        _ = try desk.zone.instant(start)
        guard start >= desk.zone.earliestStart(at: desk.now) else {
            throw .invalid(field: "time", sentence: "\(start.time) on \(start.date.shortText) is in the past.")
        }
    }

    private func availability(_ input: AvailabilityInput) -> Availability {
        Availability(
            moving: entry, to: expert, on: desk.refreshed(input), today: desk.today,
            overbooks: overbookReason != nil)
    }
}
