import Postgres
import Salon

extension AppointmentRepository {
    /// Takes money for the visit of an appointment: the rest of the visit unless an amount is given. What is paid in
    /// full is marked paid, what was reserved is confirmed; a tip is a payment of its own kind.
    ///
    /// - Parameters:
    ///   - entry: An appointment of the visit as the desk has seen it; a tip is for its expert.
    ///   - request: How, how much, and the tip.
    /// Throws `invalid` when more is given than is owed, nothing is owed, or the appointment takes no payment; `stale`
    /// when somebody changed it meanwhile; `notFound`.
    public func pay(_ entry: DayEntry, _ request: PaymentRequest) throws(SalonError) -> PaymentReceipt {
        try desk.session.require(.paymentsTake)
        try check(request, status: entry.status)

        var change = Change(by: desk)
        change.add(AppointmentSQL.takeTurnsOfVisit, entry.id)
        change.add(AppointmentSQL.lockVisit, entry.id)
        let paid = change.add(
            AppointmentSQL.pay, entry.id, entry.version, request.method, request.amount, request.tip,
            desk.store.clock.parameter)
        change.thenRead()
        let current = change.addCurrent(entry)
        let visit = change.add(AppointmentSQL.visitOf, entry.id)
        let payments = change.add(AppointmentSQL.cardPayments, entry.id)
        let outcome = try change.run()

        let entries = try SalonError.mapped { () throws(PostgresError) in
            try EntryReader(desk: desk).read(outcome.answers[visit])
        }
        if let refusal = outcome.refusal {
            let found = try current.read(outcome.answers)
            guard refusal.sqlState == .notOwed else {
                try found.explain(refusal)
                throw SalonError(refusal)
            }
            throw notOwed(request, entries: entries, status: found.entry.status)
        }
        return try SalonError.mapped { () throws(PostgresError) in
            let row = try outcome.answers[paid].row()
            return PaymentReceipt(
                amount: try desk.money(row.decode(2)), tip: request.tip ?? .zero(desk.branch.currency),
                method: request.method, due: try desk.money(row.decode(3)), entries: entries,
                payments: try outcome.answers[payments].read { (row) throws(PostgresError) in
                    try CardPayment(row, desk: desk)
                })
        }
    }

    /// Refuses what is wrong whatever is owed.
    private func check(_ request: PaymentRequest, status: AppointmentStatus) throws(SalonError) {
        let currency = desk.branch.currency
        for (field, amount) in [("amount", request.amount), ("tip", request.tip)] {
            guard let amount else { continue }
            guard amount.currency == currency, !amount.isNegative else {
                throw .invalid(field: field, sentence: "Give an amount in \(currency), not below zero.")
            }
        }
        if let amount = request.amount, amount.isZero, request.tip?.isZero ?? true {
            throw .invalid(field: "amount", sentence: "Give an amount above zero.")
        }
        guard status != .cancelled, status != .expired else {
            throw .invalid(
                field: "status",
                sentence: "This appointment is \(status.title) and takes no payment. Confirm it again first.")
        }
    }

    /// Why the database found that this is not owed, in the words of the rules.
    private func notOwed(
        _ request: PaymentRequest, entries: [DayEntry], status: AppointmentStatus
    ) -> SalonError {
        let zero = Money.zero(desk.branch.currency)
        let owed = entries.filter(\.isOwed)
        let account = PaymentRules.Account(
            status: status, price: owed.reduce(zero) { $0 + $1.price },
            paid: owed.reduce(zero) { $0 + ($1.price - $1.due) })
        do {
            _ = try PaymentRules.apply(.payment, request.amount ?? account.due, to: account)
        } catch {
            return error
        }
        return .invalid(field: "amount", sentence: "This is not owed any more. Look at the appointment again.")
    }
}
