import Postgres
import Salon

extension SQLState {
    /// A change of one's own can't be taken back; the constraint's name is the `UndoObstacle`.
    static let notTakenBack: SQLState = "SL004"
}

extension HistoryRepository {
    /// The last change that the signed-in person made in this session and has not taken back; nil without one. What was
    /// saved together, such as a visit of several services, is one change. With each undo the change before it is next.
    public func lastUndoable() throws(SalonError) -> UndoOffer? {
        var pipeline = desk.pipeline()
        let rows = pipeline.add(HistorySQL.lastChange, Int64?.none, desk.store.clock.parameter)
        return try offer(desk.run(pipeline)[rows])
    }

    /// Takes a change back: all of it, or nothing. A booking is cancelled, a payment is given back by a refund, what
    /// was added is removed, what was changed or removed becomes what it was.
    ///
    /// - Returns: What was taken back, with the visits that it was about as they are now and who waits for the time that
    ///   becomes free.
    /// Throws `conflict` when somebody changed it since or its old time is taken, `invalid` for what is never taken
    /// back, each with the reason.
    public func undo(_ offer: UndoOffer) throws(SalonError) -> UndoneChange {
        try offer.authorize(desk.session)
        let now = desk.store.clock.parameter
        var change = Change(by: desk)
        // Holds that have run out give their time back first: it may be the time that is wanted again.
        let expired = change.add(AppointmentSQL.expireHolds, desk.branch.id, now)
        change.add(HistorySQL.undo, offer.change, now)
        change.thenRead()
        let rows = change.add(HistorySQL.lastChange, offer.change, now)
        let after = UndoneReading(offer, expired: expired, desk: desk, in: &change)
        let outcome = try change.run()
        guard let refusal = outcome.refusal else { return try after.read(outcome.answers) }
        switch refusal.sqlState {
        case SQLState.exclusionViolation:
            throw .conflict(
                sentence: "Its old time was given to somebody else meanwhile. Move it by hand.", nearest: [])
        // The same was added again by hand.
        case SQLState.uniqueViolation: throw UndoObstacle.changed.error(changedBy: nil)
        case SQLState.foreignKeyViolation: throw UndoObstacle.used.error(changedBy: nil)
        case SQLState.notTakenBack:
            throw refusal.obstacle.error(changedBy: try changer(outcome.answers[rows]))
        default: throw SalonError(refusal)
        }
    }

    private func offer(_ rows: Rows) throws(SalonError) -> UndoOffer? {
        let reader = LogReader(desk: desk)
        let read = try SalonError.mapped { () throws(PostgresError) in
            try rows.read {
                (row) throws(PostgresError) -> (entry: AuditEntry?, refusal: SalonError?, held: [FreedTime]) in
                var cursor = row.cursor
                let entry = try reader.read(&cursor)
                let obstacle: UndoObstacle? = try cursor.next()
                let changer: String? = try cursor.next()
                return (entry, obstacle?.error(changedBy: changer), try FreedTime.left(by: &cursor, now: desk.localNow))
            }
        }
        let entries = read.compactMap(\.entry)
        guard let first = entries.first else { return nil }
        let offer = UndoOffer(change: first.change, entries: entries)
        let refusal = read.lazy.compactMap(\.refusal).first ?? missingPermission(for: offer)
        // Of an appointment that was changed twice at once each row tells what it holds.
        var told: Set<UUIDValue> = []
        let held = read.filter { $0.entry.map { told.insert($0.entityID).inserted } ?? false }.flatMap(\.held)
        return UndoOffer(change: first.change, entries: entries, refusal: refusal, held: held)
    }

    private func missingPermission(for offer: UndoOffer) -> SalonError? {
        do throws(SalonError) {
            try offer.authorize(desk.session)
            return nil
        } catch {
            return error
        }
    }

    /// Who changed a row of the change since.
    private func changer(_ rows: Rows) throws(SalonError) -> String? {
        try SalonError.mapped { () throws(PostgresError) in
            try rows.read { (row) throws(PostgresError) -> String? in try row.decode("changed_by") }
        }
        .lazy.compactMap(\.self).first
    }
}

/// The statements that tell what a change that was taken back has left, and the reading of their answers.
private struct UndoneReading {
    private let offer: UndoOffer
    private let desk: Desk
    private let appointments: Pipeline.Ticket
    private let payments: Pipeline.Ticket?
    private let waiting: WaitingReading?
    private let expired: Pipeline.Ticket

    init(_ offer: UndoOffer, expired: Pipeline.Ticket, desk: Desk, in change: inout Change) {
        self.offer = offer
        self.expired = expired
        self.desk = desk
        let ids = offer.entries.filter { [.appointments, .payments].contains($0.entity) }.map(\.entityID)
        appointments = change.add(AppointmentSQL.changedAppointments, ids)
        payments = desk.session.allows(.paymentsTake) ? change.add(AppointmentSQL.changedPayments, ids) : nil
        waiting = WaitingReading(for: offer.held, desk: desk, in: &change)
    }

    func read(_ answers: PipelineAnswers) throws(SalonError) -> UndoneChange {
        let match = try waiting?.read(answers)
        return try SalonError.mapped { () throws(PostgresError) in
            let appointments = try answers[self.appointments].read { (row) throws(PostgresError) in
                try CardAppointment(row, desk: desk)
            }
            let payments = try self.payments.map { (ticket) throws(PostgresError) in
                try answers[ticket].read { (row) throws(PostgresError) in try CardPayment(row, desk: desk) }
            }
            // Nobody was asked who waits for the time of holds that had run out; whoever offers it will.
            let given = try FreedTime.left(by: answers[expired], now: desk.localNow)
            let times = ((match == nil ? [] : offer.held) + given).left(
                by: appointments.map(\.entry), now: desk.localNow)
            return UndoneChange(
                offer: offer, appointments: appointments, payments: payments,
                freed: times.isEmpty ? nil : FreedMatch(times: times, waiting: match?.waiting ?? []))
        }
    }
}

extension UndoObstacle: PostgresDecodable {}

extension PostgresError {
    /// What stands in the way of an undo, by the refusal's constraint.
    fileprivate var obstacle: UndoObstacle {
        guard case .server(let server) = kind, let name = server.constraint else { return .changed }
        return UndoObstacle(rawValue: name) ?? .changed
    }
}
