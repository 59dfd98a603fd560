import Postgres
import Salon

extension AppointmentRepository {
    /// A series and the facts about its dates to come, for a change of several of its visits.
    ///
    /// - Parameters:
    ///   - entry: An appointment of the series.
    ///   - place: Its series, as the card told it.
    public func seriesBook(_ entry: DayEntry, _ place: SeriesPlace) throws(SalonError) -> SeriesBook {
        try desk.session.require(.appointmentsView)
        let starts = place.starts.filter { $0 >= desk.localNow } + [entry.start]
        var pipeline = desk.pipeline()
        let rows = pipeline.add(AppointmentSQL.series, place.id)
        let reading = SeriesReading(starts, of: nil, desk: desk, in: &pipeline)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in
            SeriesBook(
                id: place.id, entries: try EntryReader(desk: desk).read(answers[rows]),
                facts: try reading.read(answers))
        }
    }

    /// Changes the hour or the expert of one visit of a series, of it and all after it, or of all to come: all that are
    /// meant, or none. What is past, not held any more or being done stays. The hour is the wall clock's, whatever the
    /// clocks do.
    ///
    /// - Parameters:
    ///   - entry: The chosen appointment as the desk has seen it.
    ///   - scope: Which visits are meant.
    ///   - change: What shall be different, and what was chosen for single visits.
    ///   - book: The series as it was read.
    /// - Returns: All appointments of the series as they are now, by start, and who waits for the time that becomes free.
    /// Throws `conflict` that names the dates which are not free, `stale` when somebody changed one meanwhile, `invalid`.
    public func changeSeries(
        _ entry: DayEntry, _ scope: SeriesScope, _ change: SeriesChange, in book: SeriesBook
    ) throws(SalonError) -> ChangedAppointments {
        try MoveCheck(desk: desk, entry: entry, expert: change.expert, overbookReason: nil).authorize()
        let now = desk.localNow
        let move = try book.accepted(change, scope, from: entry, now: now, on: desk.refreshed(book.facts.input))
        let goes = Set(move.placements.map(\.part.id))
        let moving = book.visits(scope, from: entry, now: now).map { $0.filter { goes.contains($0.id) } }
        let seen = Dictionary(moving.joined().map { ($0.id, $0) }) { first, _ in first }
        // Parts of one visit by one expert would run into each other's old places: they leave them first.
        let crowded = moving.filter { Set($0.compactMap(\.expertID)).count < $0.count }.flatMap(\.self)
        let lifted = Set(crowded.map(\.id))

        var writing = Change(by: desk)
        let given = writing.takeTurns(
            at: moving.joined().compactMap(\.expertID) + move.placements.compactMap(\.expert),
            on: move.placements.map(\.start.date))
        if !crowded.isEmpty { writing.add(AppointmentSQL.lift, crowded.map(\.id), crowded.map(\.version)) }
        let places = move.placements
        writing.add(
            AppointmentSQL.put, places.map(\.part.id),
            places.map { (seen[$0.part.id]?.version ?? 0) + (lifted.contains($0.part.id) ? 1 : 0) },
            places.map(\.start.date), places.map(\.start.time), places.map(\.expert),
            places.map { $0.expert.flatMap { book.facts.rosterVersions[$0] } },
            places.map { $0.expert == $0.part.expert })
        writing.thenRead()
        let current = writing.addCurrent(entry)
        let rows = writing.add(AppointmentSQL.series, book.id)
        let fresh = writing.addSeries(
            move.placements.map(\.start), of: book.facts.input.experts.map(\.id))
        let destinations = places.compactMap { place in
            seen[place.part.id].map { NewPlace(entry: $0, start: place.start, expert: place.expert) }
        }
        let waiting = WaitingReading(
            for: desk.freed(Array(seen.values), goingTo: destinations), desk: desk, in: &writing)
        let outcome = try writing.run()

        let entries = try SalonError.mapped { () throws(PostgresError) in
            try EntryReader(desk: desk).read(outcome.answers[rows])
        }
        guard let refusal = outcome.refusal else {
            let own = try waiting?.read(outcome.answers)
            return ChangedAppointments(
                entries: entries, freed: try given.read(outcome.answers, besides: own, takenBy: entries))
        }
        try current.read(outcome.answers).explain(refusal)
        if let changed = entries.first(where: { seen[$0.id].map { $0.version } ?? $0.version != $0.version }) {
            throw .stale(what: "visit on \(changed.start.date.shortText)", by: nil)
        }
        let facts = try SalonError.mapped { () throws(PostgresError) in try fresh.read(outcome.answers) }
        _ = try book.accepted(change, scope, from: entry, now: now, on: facts.input)
        throw .conflict(
            sentence: "The roster was changed while you were moving these visits. Look at the dates again.",
            nearest: [])
    }

    /// Cancels one visit of a series, it and all after it, or all to come. What is past, not held any more or being done
    /// stays; the chosen one is cancelled also when it has begun.
    ///
    /// - Parameters:
    ///   - entry: The chosen appointment as the desk has seen it.
    ///   - place: Its series, as the card told it.
    ///   - scope: Which visits are meant.
    ///   - reason: Why.
    /// Throws `stale` when somebody changed the chosen one meanwhile, `invalid`, `notFound`.
    public func cancelSeries(
        _ entry: DayEntry, in place: SeriesPlace, _ scope: SeriesScope, reason: String
    ) throws(SalonError) -> CancelledSeries {
        try StatusRules.authorize(from: entry.status, to: .cancelled, expert: entry.expertID, by: desk.session)
        try desk.session.require(.appointmentsManage)
        let reason = try Validation.reason(reason)
        try StatusRules.step(
            from: entry.status, to: .cancelled,
            .init(
                start: entry.start, now: desk.localNow, isHoldOver: entry.isHoldOver(at: desk.now), reason: reason))
        let now = desk.localNow
        let from: LocalDateTime? =
            switch scope {
            case .one: nil
            case .following: max(place.visits.first { $0.id == entry.visitID }?.start ?? entry.start, now)
            case .all: now
            }
        var change = Change(by: desk)
        change.add(AppointmentSQL.takeTurnsOfSeries, place.id)
        let cancelled = change.add(AppointmentSQL.cancelSeries, entry.id, entry.version, from, reason)
        change.thenRead()
        let current = change.addCurrent(entry)
        let rows = change.add(AppointmentSQL.series, place.id)
        let waiting = change.add(
            WaitlistSQL.matchingSeries, desk.branch.id, desk.store.clock.parameter, WaitingReading.most, place.id)
        let outcome = try change.run()

        if let refusal = outcome.refusal {
            try current.read(outcome.answers).explain(refusal, mine: [("status", "cancelled")])
            throw SalonError(refusal)
        }
        return try SalonError.mapped { () throws(PostgresError) in
            let entries = try EntryReader(desk: desk).read(outcome.answers[rows])
            let gone = Set(try outcome.answers[cancelled].row().decode(1, as: [AppointmentID].self))
            let times = entries.filter { gone.contains($0.id) }
                .flatMap { FreedTime.left(of: $0.busySpans, by: $0.expertID, now: now) }
            let who = try WaitlistReader(desk: desk).entries(outcome.answers[waiting])
            return CancelledSeries(
                entries: entries, count: gone.count,
                freed: who.isEmpty || times.isEmpty ? nil : FreedMatch(times: times, waiting: who))
        }
    }
}

extension SeriesBook {
    /// Where everything goes. Throws `conflict` that names the dates which stand against it, and `invalid` when nothing
    /// is to be changed.
    fileprivate func accepted(
        _ change: SeriesChange, _ scope: SeriesScope, from entry: DayEntry, now: LocalDateTime,
        on input: AvailabilityInput
    ) throws(SalonError) -> SeriesMove {
        let move = move(change, scope, from: entry, now: now, on: input)
        guard !move.dates.isEmpty else {
            throw .invalid(field: "series", sentence: "None of these visits can be moved any more.")
        }
        guard !move.placements.isEmpty else {
            throw .invalid(field: "series", sentence: "All of these visits stay where they are: nothing is moved.")
        }
        guard move.placements.allSatisfy({ $0.expert != nil }) else {
            throw .invalid(field: "expert", sentence: "Give each of these visits an expert before you move them.")
        }
        guard move.placements.contains(where: { $0.start != $0.part.start || $0.expert != $0.part.expert }) else {
            throw .invalid(field: "time", sentence: "These visits stand there already. Choose another hour or expert.")
        }
        if !move.conflicts.isEmpty { throw .seriesConflict(move.conflicts) }
        return move
    }
}
