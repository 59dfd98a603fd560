import Postgres
import Salon

extension AppointmentRepository {
    /// Changes what the desk notes about an appointment; an empty text removes it.
    ///
    /// - Parameters:
    ///   - entry: The appointment as the desk has seen it.
    ///   - note: The new note, at most 10,000 characters.
    /// Throws `stale` when somebody changed it meanwhile, unless the note is what was wanted; `notFound`; `invalid`.
    public func editNote(_ entry: DayEntry, _ note: String) throws(SalonError) -> DayEntry {
        try desk.session.require(.appointmentsManage)
        let note = try Validation.note(note, field: "note")
        var change = Change(by: desk)
        change.add(AppointmentSQL.editNote, entry.id, entry.version, note)
        let found = try settle(change, entry, mine: [("notes", note)]) { $0.entry.notes == note }
        return found.entry
    }

    /// Gives money back for one appointment: all that was paid for it, tips left out, unless an amount is given. What is
    /// given back in full is marked refunded and is owed no more.
    ///
    /// Throws `invalid` when nothing or less was paid; `stale` when somebody changed it meanwhile; `notFound`.
    public func refund(_ entry: DayEntry, _ request: RefundRequest) throws(SalonError) -> RefundReceipt {
        try desk.session.require(.paymentsRefund)
        let reason = try Validation.reason(request.reason, field: "reason")
        let account = PaymentRules.Account(status: entry.status, price: entry.price, paid: entry.paid)
        let amount = request.amount ?? entry.paid
        _ = try PaymentRules.apply(.refund, amount, to: account)
        var change = Change(by: desk)
        change.add(AppointmentSQL.lockVisit, entry.id)
        change.add(
            AppointmentSQL.refund, entry.id, entry.version, request.method, amount, reason, desk.store.clock.parameter)
        let found = try settle(change, entry)
        return RefundReceipt(amount: amount, method: request.method, entry: found.entry)
    }

    /// Removes an appointment for good; the log alone remembers it. One for which money changed hands stays.
    ///
    /// Throws `invalid` when money was taken for it; `stale` when somebody changed it meanwhile; `notFound`.
    public func delete(_ entry: DayEntry) throws(SalonError) {
        try desk.session.require(.appointmentsDelete)
        var change = Change(by: desk)
        change.add(AppointmentSQL.delete, entry.id, entry.version)
        change.thenRead()
        let current = change.addCurrent(entry)
        let outcome = try change.run()
        guard let refusal = outcome.refusal else { return }
        try current.read(outcome.answers).explain(refusal)
        throw .invalid(
            field: "appointment",
            sentence: "Money was taken for this appointment, so it stays in the books. Cancel it instead.")
    }

    /// Sends a change of one appointment; answers what it is now. A refusal is explained, unless it is what was wanted.
    private func settle(
        _ change: Change, _ entry: DayEntry, mine: [(field: String, value: String?)] = [],
        isDone: (CurrentAppointment) -> Bool = { _ in false }
    ) throws(SalonError) -> CurrentAppointment {
        var change = change
        change.thenRead()
        let current = change.addCurrent(entry)
        let outcome = try change.run()
        let found = try current.read(outcome.answers)
        guard let refusal = outcome.refusal, !isDone(found) else { return found }
        try found.explain(refusal, mine: mine)
        throw SalonError(refusal)
    }
}
