/// What money may be taken or given back for an appointment, and what that changes.
public enum PaymentRules {
    /// The appointment as far as money is concerned.
    public struct Account: Hashable, Sendable {
        /// Where the appointment stands.
        public var status: AppointmentStatus
        /// What it costs.
        public var price: Money
        /// Payments and deposits less refunds so far, tips left out.
        public var paid: Money
        /// Tips so far.
        public var tips: Money

        /// An account.
        public init(status: AppointmentStatus, price: Money, paid: Money, tips: Money? = nil) {
            self.status = status
            self.price = price
            self.paid = paid
            self.tips = tips ?? .zero(price.currency)
        }

        /// What is still owed, never below zero.
        public var due: Money { max(price - paid, .zero(price.currency)) }
    }

    /// What the appointment becomes.
    public struct Outcome: Hashable, Sendable {
        /// The new status.
        public let status: AppointmentStatus
        /// The new payment status.
        public let paymentStatus: PaymentStatus
    }

    /// The permission that a kind of payment needs.
    public static func permission(for kind: PaymentKind) -> Permission {
        kind == .refund ? .paymentsRefund : .paymentsTake
    }

    /// Checks a payment and says what it changes: it confirms a reserved appointment and never touches a cancelled
    /// one. Throws `invalid` with a sentence when it cannot be taken.
    public static func apply(
        _ kind: PaymentKind, _ amount: Money, to account: Account
    ) throws(SalonError) -> Outcome {
        guard amount.currency == account.price.currency, amount.minor >= 0 else {
            throw .invalid(field: "amount", sentence: "Give an amount in \(account.price.currency), not below zero.")
        }
        // An appointment that costs nothing is settled by paying nothing.
        guard amount.minor > 0 || (kind == .payment && account.price.isZero) else {
            throw .invalid(field: "amount", sentence: "Give an amount above zero.")
        }
        if kind == .refund { return try refund(amount, to: account) }
        guard account.status != .cancelled, account.status != .expired else {
            throw .invalid(
                field: "status",
                sentence: "This appointment is \(account.status.title) and takes no payment. Confirm it again first.")
        }
        if kind == .tip { return Outcome(status: account.status, paymentStatus: paymentStatus(account)) }
        guard !account.due.isZero || account.price.isZero else {
            throw .invalid(field: "amount", sentence: "This appointment is paid already.")
        }
        guard amount <= account.due else {
            throw .invalid(
                field: "amount", sentence: "Only \(account.due) is still owed. Book anything above it as a tip.")
        }
        var after = account
        after.paid += amount
        return Outcome(
            status: account.status == .reserved ? .confirmed : account.status, paymentStatus: paymentStatus(after))
    }

    private static func refund(_ amount: Money, to account: Account) throws(SalonError) -> Outcome {
        guard amount <= account.paid else {
            let sentence =
                account.paid.isZero
                ? "Nothing has been paid for this appointment, so nothing can be refunded."
                : "Only \(account.paid) has been paid; no more can be refunded."
            throw .invalid(field: "amount", sentence: sentence)
        }
        let isAll = amount == account.paid
        var after = account
        after.paid = account.paid - amount
        return Outcome(status: account.status, paymentStatus: isAll ? .refunded : paymentStatus(after))
    }

    private static func paymentStatus(_ account: Account) -> PaymentStatus {
        account.due.isZero ? .paid : .unpaid
    }
}
