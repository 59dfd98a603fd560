import Postgres
import Salon

extension AppointmentRepository {
    /// Lets two appointments change places: each gets the other's expert and start, and keeps its own length and price.
    ///
    /// - Parameters:
    ///   - one: An appointment as the desk has seen it.
    ///   - other: Another.
    ///   - facts: The facts of the days of both.
    /// - Returns: The two as they are now, in the order given, and who waits for the time that becomes free.
    /// Throws `conflict` with the reason when one does not fit, `stale` when somebody changed one meanwhile, `notFound`,
    /// `invalid`.
    public func swap(
        _ one: DayEntry, _ other: DayEntry, on facts: AvailabilityFacts
    ) throws(SalonError) -> ChangedAppointments {
        let check = { (input: AvailabilityInput) throws(SalonError) in
            try Swap.check(BookedPart(one), BookedPart(other), desk.refreshed(input), today: desk.today)
        }
        let places = [
            NewPlace(entry: one, start: other.start, expert: other.expertID),
            NewPlace(entry: other, start: one.start, expert: one.expertID),
        ]
        return try rearrange(places, on: facts, check) { change in
            change.add(AppointmentSQL.lift, [one.id], [one.version])
            put([places[1]], on: facts, in: &change)
            put([places[0]], on: facts, raised: 1, in: &change)
        }
    }

    /// Gives appointments to others as it was planned, each at its own time: all of them or none.
    ///
    /// - Parameters:
    ///   - plan: Who takes which.
    ///   - entries: The appointments as the desk has seen them; those that the plan does not place stay as they are.
    ///   - facts: The facts on which it was planned.
    ///   - timeOff: Why: the expert's sick leave, entered along with it; nil when it is not to be. Its id is the
    ///     caller's, so that a repeated save adds nothing.
    /// - Returns: The placed ones as they are now, by start, and what they leave of holds at the others that have run out.
    ///   The time of who cannot come is not offered to anybody.
    /// Throws `conflict` when one does not fit any more, `stale` when somebody changed one meanwhile, `notFound`,
    /// `invalid`.
    public func reassign(
        _ plan: Reassignment, of entries: [DayEntry], on facts: AvailabilityFacts, entering timeOff: TimeOff? = nil
    ) throws(SalonError) -> ChangedAppointments {
        if timeOff != nil { try desk.session.require(.expertsManage) }
        let timeOff = try timeOff.map { (timeOff) throws(SalonError) in try RosterRules.checked(timeOff) }
        let places = plan.placed.compactMap { placement in
            entries.first { $0.id == placement.part.id }
                .map { NewPlace(entry: $0, start: $0.start, expert: placement.expert) }
        }
        let check = { (input: AvailabilityInput) throws(SalonError) in
            let input = desk.refreshed(input)
            for place in places {
                _ = try Availability(
                    moving: BookedPart(place.entry), to: place.expert, on: input, today: desk.today
                ).accept(place.start)
            }
        }
        guard !places.isEmpty else {
            if let timeOff { try desk.experts.addTimeOff(timeOff) }
            return ChangedAppointments(entries: [])
        }
        let absent = Set(places.map(\.entry.expertID))
        let changed = try rearrange(places, on: facts, check) { change in
            put(places, on: facts, in: &change)
            guard let timeOff else { return }
            change.add(
                ExpertSQL.addTimeOff, timeOff.id, timeOff.expertID, timeOff.during.start, timeOff.during.end,
                timeOff.kind, timeOff.reason)
        }
        let times = changed.freed?.times.filter { !absent.contains($0.expert) } ?? []
        return ChangedAppointments(
            entries: changed.entries, freed: times.isEmpty ? nil : FreedMatch(times: times, waiting: []))
    }
}

/// Where an appointment goes.
struct NewPlace {
    let entry: DayEntry
    let start: LocalDateTime
    let expert: ExpertID?
}

extension AppointmentRepository {
    func put(_ places: [NewPlace], on facts: AvailabilityFacts, raised: Int = 0, in change: inout Change) {
        change.add(
            AppointmentSQL.put, places.map(\.entry.id), places.map { $0.entry.version + raised },
            places.map(\.start.date), places.map(\.start.time), places.map(\.expert),
            places.map { $0.expert.flatMap { facts.rosterVersions[$0] } },
            places.map { $0.expert == $0.entry.expertID })
    }

    /// Checks, writes and reads back; `check` says why not, before and after.
    func rearrange(
        _ places: [NewPlace], on facts: AvailabilityFacts, _ check: (AvailabilityInput) throws(SalonError) -> Void,
        _ write: (inout Change) -> Void
    ) throws(SalonError) -> ChangedAppointments {
        for place in places {
            try MoveCheck(desk: desk, entry: place.entry, expert: place.expert, overbookReason: nil).authorize()
        }
        let days = places.map(\.start.date)
        guard let first = days.min(), let last = days.max(),
            facts.input.dates.contains(first), facts.input.dates.contains(last)
        else { throw .invalid(field: "time", sentence: "Open the days of these appointments.") }
        try check(facts.input)

        var change = Change(by: desk)
        let experts = places.flatMap { [$0.entry.expertID, $0.expert] }.compactMap(\.self)
        let given = change.takeTurns(at: experts, on: days)
        write(&change)
        change.thenRead()
        let current = places.map { change.addCurrent($0.entry) }
        let length = last - first + 1
        let roster = change.addRoster(from: first, days: length, of: facts.input.experts.map(\.id))
        let waiting = WaitingReading(for: desk.freed(places.map(\.entry), goingTo: places), desk: desk, in: &change)
        let outcome = try change.run()

        var entries: [DayEntry] = []
        for reading in current {
            let found = try reading.read(outcome.answers)
            if let refusal = outcome.refusal { try found.explain(refusal) }
            entries.append(found.entry)
        }
        guard outcome.refusal != nil else {
            let own = try waiting?.read(outcome.answers)
            return ChangedAppointments(
                entries: entries, freed: try given.read(outcome.answers, besides: own, takenBy: entries))
        }
        let fresh = try SalonError.mapped { () throws(PostgresError) in
            try roster.read(outcome.answers, dates: first..<first + length, desk: desk).facts
        }
        try check(fresh.input)
        throw .conflict(
            sentence: "The roster was changed while you were rearranging these appointments. Look at the day again.",
            nearest: [])
    }
}

extension Desk {
    /// Facts with the clock of this moment: a screen may have stood open for a while.
    func refreshed(_ input: AvailabilityInput) -> AvailabilityInput {
        var input = input
        input.now = zone.earliestStart(at: now)
        return input
    }
}
