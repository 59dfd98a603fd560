import Postgres
import Salon

/// Who waits for a time that was not free. Each call takes one round trip, but for the one that says otherwise.
///
/// All calls throw `forbidden` where the role does not allow it or the session is over, and `unavailable` when the
/// database cannot be reached or cannot do it now.
public struct WaitlistRepository: Sendable {
    let desk: Desk

    /// A page of the list, the oldest entry first.
    public func page(
        _ filter: WaitlistFilter = WaitlistFilter(), _ page: PageRequest<WaitlistKey>
    ) throws(SalonError) -> Page<WaitlistRow, WaitlistKey> {
        try desk.session.require(.appointmentsView)
        let (since, id): (Instant, WaitlistID?) =
            if let key = page.before ?? page.after { (key.since, key.id) } else { (Instant(seconds: 0), nil) }
        var pipeline = desk.pipeline()
        let rows = pipeline.add(
            WaitlistSQL.page(backwards: page.isBackwards), desk.branch.id, filter.statuses.map(\.rawValue).sorted(),
            filter.client, since, id ?? WaitlistID(UUIDValue(high: 0, low: 0)), page.limit + 1)
        let offers = openOffers(of: nil, in: &pipeline)
        let fetched = try desk.run(pipeline) { (answers) throws(PostgresError) in
            try WaitlistReader(desk: desk).rows(answers[rows], offers: answers[offers])
        }
        return Page(fetched: fetched, for: page)
    }

    /// An entry. Throws `notFound`.
    public func entry(_ id: WaitlistID) throws(SalonError) -> WaitlistRow {
        try desk.session.require(.appointmentsView)
        var pipeline = desk.pipeline()
        let reading = RowReading(id, desk: desk, in: &pipeline)
        return try reading.read(desk.run(pipeline))
    }

    /// The times that are kept for somebody now, the first to end first.
    public func offers() throws(SalonError) -> [HeldOffer] {
        try desk.session.require(.appointmentsView)
        var pipeline = desk.pipeline()
        let entries = pipeline.add(WaitlistSQL.offered, desk.branch.id, desk.store.clock.parameter)
        let offers = openOffers(of: nil, in: &pipeline)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in
            let reader = WaitlistReader(desk: desk)
            return try reader.offers(answers[offers], to: reader.entries(answers[entries]))
        }
    }

    /// Puts a client on the list; one without a card gets it. With the same id it is done once, however often it is
    /// repeated.
    ///
    /// Throws `invalid`, and `notFound` for a client who is gone.
    public func add(_ draft: WaitlistDraft, id: WaitlistID = .random()) throws(SalonError) -> WaitlistRow {
        try desk.session.require(.appointmentsManage)
        try draft.check(today: desk.today)
        let note = try Validation.note(draft.note, field: "note")
        var change = Change(by: desk)
        let client: ClientID
        if let known = draft.clientID {
            client = known
        } else {
            try desk.session.require(.clientsManage)
            // As the entry's own id, so that what is repeated makes one card.
            client = ClientID(id.value)
            _ = try change.addClient(
                .new(Client(id: client, name: draft.name, phone: draft.phone, isGuest: true)))
        }
        change.add(
            WaitlistSQL.add, id, desk.branch.id, client, draft.services, draft.experts.sorted(), draft.from, draft.to,
            draft.weekdays, draft.wish.from, draft.wish.before, note, desk.store.clock.parameter)
        change.thenRead()
        let row = RowReading(id, desk: desk, in: &change.pipeline)
        let outcome = try change.run()
        if let refusal = outcome.refusal {
            throw refusal.sqlState == "P0002" ? .notFound(what: "client") : SalonError(refusal)
        }
        return try row.read(outcome.answers)
    }

    /// Changes what somebody waits for. The place in the list stays.
    ///
    /// Throws `stale` when somebody changed it meanwhile, or it waits no more; `notFound`; `invalid`.
    public func edit(_ entry: WaitlistEntry, _ draft: WaitlistDraft) throws(SalonError) -> WaitlistRow {
        try desk.session.require(.appointmentsManage)
        try draft.check(today: desk.today)
        let note = try Validation.note(draft.note, field: "note")
        var change = Change(by: desk)
        change.add(
            WaitlistSQL.edit, entry.id, entry.version, draft.services, draft.experts.sorted(), draft.from, draft.to,
            draft.weekdays, draft.wish.from, draft.wish.before, note)
        change.thenRead()
        let row = RowReading(entry.id, desk: desk, in: &change.pipeline)
        return try row.settle(try change.run())
    }

    /// Takes somebody off the list. A time that is kept for them goes back.
    ///
    /// - Returns: What became free, if somebody else waits for it.
    /// Throws `stale` when somebody changed it meanwhile, or it waits no more; `notFound`.
    @discardableResult
    public func remove(_ row: WaitlistRow) throws(SalonError) -> FreedMatch? {
        try desk.session.require(.appointmentsManage)
        var change = Change(by: desk)
        let entry = row.entry
        change.takeTurns(at: (row.offer?.appointments ?? []).compactMap(\.expertID))
        change.add(WaitlistSQL.drop, entry.id, entry.version)
        change.add(WaitlistSQL.giveBack, entry.id, desk.store.clock.parameter, VisitID?.none)
        change.thenRead()
        let current = RowReading(entry.id, desk: desk, in: &change.pipeline)
        let waiting = WaitingReading(for: desk.freed(row.offer?.appointments ?? []), desk: desk, in: &change)
        let outcome = try change.run()
        _ = try current.settle(outcome)
        return try waiting?.read(outcome.answers)
    }

    func openOffers(of entry: WaitlistID?, in pipeline: inout Pipeline) -> Pipeline.Ticket {
        pipeline.add(WaitlistSQL.openOffers, desk.branch.id, desk.store.clock.parameter, entry)
    }
}

/// The statements that tell what an entry is after a change.
struct RowReading {
    private let rows, offers: Pipeline.Ticket
    private let desk: Desk

    init(_ id: WaitlistID, desk: Desk, in pipeline: inout Pipeline) {
        self.desk = desk
        rows = pipeline.add(WaitlistSQL.row, id)
        offers = desk.waitlist.openOffers(of: id, in: &pipeline)
    }

    /// Throws `notFound` when it is gone.
    func read(_ answers: PipelineAnswers) throws(SalonError) -> WaitlistRow {
        let found = try SalonError.mapped { () throws(PostgresError) in
            try WaitlistReader(desk: desk).rows(answers[rows], offers: answers[offers])
        }
        guard let row = found.first else { throw .notFound(what: "entry of the waitlist") }
        return row
    }

    /// What it is now, if the change was made; else why not.
    func settle(_ outcome: Change.Outcome) throws(SalonError) -> WaitlistRow {
        let row = try read(outcome.answers)
        guard let refusal = outcome.refusal else { return row }
        guard refusal.sqlState == .changedMeanwhile else { throw SalonError(refusal) }
        throw .stale(what: "entry of the waitlist", by: nil)
    }
}

extension WaitlistDraft {
    /// ISO numbers of the days of the week, as the database keeps them.
    fileprivate var weekdays: [Int16] { wish.weekdays.map { Int16($0.rawValue) }.sorted() }
}

extension Desk {
    /// Who waits for a time.
    public var waitlist: WaitlistRepository { WaitlistRepository(desk: self) }

    /// What becomes free when these appointments give their time back now, and those of `places` take another.
    func freed(_ entries: [DayEntry], goingTo places: [NewPlace] = []) -> [FreedTime] {
        let now = localNow
        return entries.filter(\.status.isLive).flatMap { entry in
            let taken = places.filter { $0.expert == entry.expertID }
                .flatMap { $0.entry.phases.busySpans(from: $0.start) }
            return FreedTime.left(of: entry.busySpans, but: taken, by: entry.expertID, now: now)
        }
    }
}
