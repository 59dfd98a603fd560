import Postgres
import Salon

extension AppointmentRepository {
    /// Moves a visit as one: all of its appointments or none.
    ///
    /// - Parameters:
    ///   - entries: The appointments as the desk has seen them, by start.
    ///   - plan: Where they go: one that `Availability(movingVisit:to:on:today:)` offers.
    ///   - facts: The facts on which it was offered.
    /// - Returns: The appointments as they are now, in the order given, and who waits for the time that becomes free.
    /// Throws `conflict` with the reason when it does not fit, `stale` when somebody changed one of them meanwhile,
    /// `notFound`, `invalid`.
    public func moveVisit(
        _ entries: [DayEntry], to plan: VisitPlan, on facts: AvailabilityFacts
    ) throws(SalonError) -> ChangedAppointments {
        guard !entries.isEmpty, entries.count == plan.parts.count else {
            throw .invalid(field: "visit", sentence: "The visit has other appointments now. Open it again.")
        }
        let places = zip(entries, plan.parts).map { NewPlace(entry: $0, start: $1.start, expert: $1.expert) }
        let parts = entries.map { BookedPart($0) }
        let check = { (input: AvailabilityInput) throws(SalonError) in
            let accepted = try Availability(
                movingVisit: parts, to: plan.parts.map(\.expert), on: desk.refreshed(input), today: desk.today
            ).accept(plan.start)
            guard accepted.parts.map(\.start) == plan.parts.map(\.start) else {
                throw .invalid(field: "time", sentence: "Choose one of the starts that are offered.")
            }
        }
        // Parts of one expert would run into each other's old places: they leave them first.
        let experts = entries.compactMap(\.expertID)
        let isCrowded = Set(experts).count < experts.count
        return try rearrange(places, on: facts, check) { change in
            if isCrowded { change.add(AppointmentSQL.lift, entries.map(\.id), entries.map(\.version)) }
            put(places, on: facts, raised: isCrowded ? 1 : 0, in: &change)
        }
    }

    /// Cancels a visit as one: all of its appointments or none.
    ///
    /// - Parameters:
    ///   - entries: The appointments as the desk has seen them.
    ///   - reason: Why.
    /// - Returns: The appointments as they are now, in the order given, and who waits for the time that becomes free.
    /// Throws `stale` when somebody changed one of them meanwhile, `invalid`, `notFound`.
    public func cancelVisit(_ entries: [DayEntry], reason: String) throws(SalonError) -> ChangedAppointments {
        let reason = try Validation.reason(reason)
        for entry in entries {
            try StatusRules.authorize(from: entry.status, to: .cancelled, expert: entry.expertID, by: desk.session)
            try StatusRules.step(
                from: entry.status, to: .cancelled,
                .init(
                    start: entry.start, now: desk.localNow, isHoldOver: entry.isHoldOver(at: desk.now), reason: reason))
        }
        var change = Change(by: desk)
        change.takeTurns(at: entries.compactMap(\.expertID))
        for entry in entries {
            change.add(AppointmentSQL.setStatus, entry.id, entry.version, AppointmentStatus.cancelled, reason)
        }
        change.thenRead()
        let current = entries.map { change.addCurrent($0) }
        let waiting = WaitingReading(for: desk.freed(entries), desk: desk, in: &change)
        let outcome = try change.run()

        var now: [DayEntry] = []
        for reading in current {
            let found = try reading.read(outcome.answers)
            if let refusal = outcome.refusal { try found.explain(refusal, mine: [("status", "cancelled")]) }
            now.append(found.entry)
        }
        if let refusal = outcome.refusal { throw SalonError(refusal) }
        return ChangedAppointments(entries: now, freed: try waiting?.read(outcome.answers))
    }
}
