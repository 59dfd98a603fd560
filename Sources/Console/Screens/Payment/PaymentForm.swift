import Salon
import SalonStore
import Terminal

/// What is typed in the form, as amounts.
extension PaymentScreen {
    var method: PaymentMethod { Self.methods[form.choice("method") ?? 0] }

    /// What is owed for the visit; for a visit that was missed, its price can be taken too.
    static func due(of card: AppointmentCard) -> Money {
        let entry = card.appointment.entry
        return entry.status == .noShow ? card.due + entry.due : card.due
    }

    /// The amount typed in a field; zero for a blank one, nil for what is no amount or below zero.
    func amount(_ field: String, _ currency: Currency) -> Money? {
        let text = form.text(field).filter { $0 != " " }
        guard !text.isEmpty else { return .zero(currency) }
        return Money(text, currency).flatMap { $0.isNegative ? nil : $0 }
    }

    /// What the tips of the key come to.
    static func tips(of card: AppointmentCard) -> [Money] {
        let price = max(card.price, card.appointment.entry.price)
        return tipPercents.map { price - price.less(Percentage(hundredths: $0 * 100)) }
    }

    /// Shows what follows from what is typed: what stays owed, what to give back, the total.
    mutating func refresh(_ context: Context) {
        guard let card else { return }
        let currency = context.branch.currency
        let (due, method) = (Self.due(of: card), method)
        let amount = self.amount("amount", currency)
        let tip = self.amount("tip", currency)
        let given = self.amount("given", currency)
        form.update("amount") { field in
            field.hint =
                if due.isZero {
                    "It is paid; a tip can still be taken."
                } else if let amount, !amount.isZero, amount < due {
                    "\((due - amount).withCode) stays owed."
                } else {
                    "\(due.withCode) is owed."
                }
        }
        form.update("tip") { field in
            field.hint = zip(Self.tipPercents, Self.tips(of: card)).map { "\($0)% \($1.grouped)" }
                .joined(separator: " · ")
        }
        form.update("given") { $0.isHidden = method != .cash }
        let total = amount.flatMap { amount in tip.map { amount + $0 } }
        let change = method == .cash && !form.text("given").isEmpty ? given.flatMap { g in total.map { g - $0 } } : nil
        form.update("change") { field in
            field.isHidden = change == nil || change?.isNegative == true
            field.control = .fixed(change?.withCode ?? "")
        }
        form.update("total") { field in
            let parts = tip.map { !$0.isZero } == true ? " (tip \(tip?.grouped ?? ""))" : ""
            field.control = .fixed(total.map { "\($0.withCode) by \(method.rawValue)\(parts)" } ?? "–")
        }
    }

    /// The payment as it is typed; nil if something can't stay so, which the form then shows.
    mutating func request(_ context: Context) -> PaymentRequest? {
        guard let card else { return nil }
        let currency = context.branch.currency
        let due = Self.due(of: card)
        var errors: [String: String] = [:]
        for field in ["amount", "tip"] + (method == .cash ? ["given"] : []) where amount(field, currency) == nil {
            errors[field] = "This is no amount. Write 65 or 65.00."
        }
        let (amount, tip) = (self.amount("amount", currency), self.amount("tip", currency))
        let isFree = card.price.isZero && due.isZero
        if let amount, amount > due {
            errors["amount"] =
                due.isZero
                ? "It is paid already. Type what comes on top as a tip."
                : "Only \(due.withCode) is still owed. Type what comes on top as a tip."
        } else if let amount, let tip, amount.isZero, tip.isZero, !isFree {
            errors["amount"] = "Give an amount above zero."
        }
        if method == .cash, !form.text("given").isEmpty, let amount, let tip,
            let given = self.amount("given", currency), given < amount + tip
        {
            errors["given"] = "\((amount + tip - given).withCode) is missing."
        }
        guard form.check(errors), let amount, let tip else { return nil }
        return PaymentRequest(
            method: method, amount: isFree && amount.isZero && tip.isZero ? nil : amount, tip: tip.isZero ? nil : tip)
    }

    /// The next of the tips that one key fills in; after the last, none.
    mutating func nextTip(_ context: Context) {
        guard let card else { return }
        let tips = Self.tips(of: card)
        let now = amount("tip", context.branch.currency)
        let next = tips.first { tip in now.map { tip > $0 } ?? true }
        form.set("tip", text: next?.description ?? "")
        form.update("tip") { $0.error = "" }
        refresh(context)
    }
}
