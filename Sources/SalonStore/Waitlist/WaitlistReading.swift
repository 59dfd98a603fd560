import Postgres
import Salon

/// Reads what `WaitlistSQL` selects, leaving out what the desk may not see.
struct WaitlistReader {
    private let desk: Desk
    private let entries: EntryReader

    init(desk: Desk) {
        self.desk = desk
        entries = EntryReader(desk: desk)
    }

    func entry(_ cursor: inout RowCursor) throws(PostgresError) -> WaitlistEntry {
        let id: WaitlistID = try cursor.next()
        let client: ClientID? = try cursor.next()
        let name: String = try cursor.next()
        let phone = try entries.contact(&cursor)
        let from: LocalDate? = try cursor.next()
        let to: LocalDate? = try cursor.next()
        let earliest: LocalTime? = try cursor.next()
        let latest: LocalTime? = try cursor.next()
        let weekdays: [Int16] = try cursor.next()
        let experts: [ExpertID] = try cursor.next()
        let note: String? = try cursor.next()
        let since: Instant = try cursor.next()
        let status: WaitlistStatus = try cursor.next()
        let version: Int = try cursor.next()
        return WaitlistEntry(
            id: id, clientID: client, name: name, phone: phone ?? "", services: try services(&cursor),
            experts: Set(experts), from: from, to: to,
            wish: TimeWish(
                weekdays: Set(weekdays.compactMap { Weekday(rawValue: Int($0)) }), from: earliest, before: latest),
            note: note, since: since, status: status, version: version)
    }

    private func services(_ cursor: inout RowCursor) throws(PostgresError) -> [Service] {
        let ids: [ServiceID] = try cursor.next()
        let categories: [CategoryID] = try cursor.next()
        let names: [String] = try cursor.next()
        let prices: [String] = try cursor.next()
        let handsOn: [Int] = try cursor.next()
        let processing: [Int] = try cursor.next()
        let finishing: [Int] = try cursor.next()
        let buffers: [Int] = try cursor.next()
        let active: [Bool] = try cursor.next()
        var services: [Service] = []
        for (place, id) in ids.enumerated() {
            services.append(
                Service(
                    id: id, categoryID: categories[place], name: names[place], price: try desk.money(prices[place]),
                    phases: ServicePhases(
                        handsOn: handsOn[place], processing: processing[place], finishing: finishing[place],
                        buffer: buffers[place]),
                    isActive: active[place]))
        }
        return services
    }

    /// All entries of a statement's answer.
    func entries(_ rows: Rows) throws(PostgresError) -> [WaitlistEntry] {
        try rows.read { (row) throws(PostgresError) in
            var cursor = row.cursor
            return try entry(&cursor)
        }
    }

    /// The open offers to some entries, in the order of the answer.
    func offers(_ rows: Rows, to waiting: [WaitlistEntry]) throws(PostgresError) -> [HeldOffer] {
        let waiting = Dictionary(waiting.map { ($0.id, $0) }) { first, _ in first }
        var offers: [HeldOffer] = []
        for row in rows {
            var cursor = row.cursor
            let id: WaitlistID = try cursor.next()
            let appointment = try entries.read(&cursor)
            let expert: String? = try cursor.next()
            guard let entry = waiting[id] else { continue }
            let names = [expert].compactMap(\.self)
            if let last = offers.last, last.entry.id == id, last.visitID == appointment.visitID {
                offers[offers.count - 1] = HeldOffer(
                    entry: entry, appointments: last.appointments + [appointment],
                    expertNames: last.expertNames + names)
            } else {
                offers.append(HeldOffer(entry: entry, appointments: [appointment], expertNames: names))
            }
        }
        return offers
    }

    /// The rows of the list, with what is kept for them.
    func rows(_ rows: Rows, offers: Rows) throws(PostgresError) -> [WaitlistRow] {
        let read = try rows.read { (row) throws(PostgresError) in
            var cursor = row.cursor
            return WaitlistRow(
                entry: try entry(&cursor), alert: try cursor.next(), expertNames: try cursor.next(),
                passes: try cursor.next(), createdBy: try cursor.next())
        }
        let held = try self.offers(offers, to: read.map(\.entry))
        return read.map { row in
            var row = row
            row.offer = held.first { $0.entry.id == row.entry.id }
            return row
        }
    }
}

/// Asks along with a change who waits for the time that it frees.
struct WaitingReading {
    /// More than these are not asked about one time.
    static let most = 50

    private let times: [FreedTime]
    private let rows: Pipeline.Ticket
    private let desk: Desk

    /// Adds the statement; nil when nothing becomes free, or the role has no say in who gets it.
    init?(for times: [FreedTime], desk: Desk, in change: inout Change) {
        guard !times.isEmpty, desk.session.allows(.appointmentsManage), desk.session.allows(.appointmentsView) else {
            return nil
        }
        self.times = times
        self.desk = desk
        rows = change.add(
            WaitlistSQL.matching, desk.branch.id, desk.store.clock.parameter, Self.most, times.map(\.expert),
            times.map(\.span.start), times.map(\.span.end))
    }

    /// What was found once the change is made; nil when nobody waits.
    func read(_ answers: PipelineAnswers) throws(SalonError) -> FreedMatch? {
        let waiting = try SalonError.mapped { () throws(PostgresError) in
            try WaitlistReader(desk: desk).entries(answers[rows])
        }
        return waiting.isEmpty ? nil : FreedMatch(times: times, waiting: waiting)
    }
}

/// Reads which times of holds that have run out the turns of a change have given back, if somebody waits for them.
struct GivenBackReading {
    let rows: Pipeline.Ticket
    let desk: Desk

    /// What became free by the change, of these times and of its own.
    ///
    /// - Parameters:
    ///   - match: Its own.
    ///   - entries: The appointments that it has made or moved, as they are now: they may have taken some of the time.
    func read(
        _ answers: PipelineAnswers, besides match: FreedMatch? = nil, takenBy entries: [DayEntry]
    ) throws(SalonError) -> FreedMatch? {
        let times = try SalonError.mapped { () throws(PostgresError) -> [FreedTime] in
            guard let row = answers[rows].first, let experts = try row.decode(0, as: [ExpertID]?.self) else {
                return []
            }
            let starts = try row.decode(1, as: [LocalDateTime].self)
            let ends = try row.decode(2, as: [LocalDateTime].self)
            return zip(experts, zip(starts, ends)).map { expert, span in
                FreedTime(
                    expert: expert, span: TimeSpan(lower: span.0.minuteNumber, upper: span.1.minuteNumber))
            }
        }.left(by: entries, now: desk.localNow)
        guard !times.isEmpty else { return match }
        return FreedMatch(times: (match?.times ?? []) + times, waiting: match?.waiting ?? [])
    }
}

extension [FreedTime] {
    /// What of these times some appointments, as they are now, do not hold.
    func left(by entries: [DayEntry], now: LocalDateTime) -> [FreedTime] {
        flatMap { time in
            let kept = entries.filter { $0.status.isLive && $0.expertID == time.expert }.flatMap(\.busySpans)
            return FreedTime.left(of: [time.span], but: kept, by: time.expert, now: now)
        }
    }
}
