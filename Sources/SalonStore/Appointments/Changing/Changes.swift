import Salon

/// An appointment that was moved.
public struct MovedAppointment: Hashable, Sendable {
    /// The appointment as it is now.
    public let entry: DayEntry
    /// When it began before: where an undo takes it back to.
    public let previousStart: LocalDateTime
    /// Who did it before.
    public let previousExpertID: ExpertID?

    /// A move of given values, as for a screen without a database.
    public init(entry: DayEntry, previousStart: LocalDateTime, previousExpertID: ExpertID?) {
        self.entry = entry
        self.previousStart = previousStart
        self.previousExpertID = previousExpertID
    }
}

/// Money to take for a visit.
public struct PaymentRequest: Hashable, Sendable {
    /// Cash, card or online.
    public var method: PaymentMethod
    /// How much; nil for all that is still owed.
    public var amount: Money?
    /// On top, for the expert; nil for none.
    public var tip: Money?

    /// A payment of `amount` (nil: the rest) and a tip.
    public init(method: PaymentMethod, amount: Money? = nil, tip: Money? = nil) {
        self.method = method
        self.amount = amount
        self.tip = tip
    }
}

/// Money that was taken for a visit.
public struct PaymentReceipt: Hashable, Sendable {
    /// What was taken, the tip not included.
    public let amount: Money
    /// The tip.
    public let tip: Money
    /// How.
    public let method: PaymentMethod
    /// What is still owed for the visit.
    public let due: Money
    /// The visit's appointments as they are now, by start.
    public let entries: [DayEntry]
    /// All payments of the visit, oldest first; nil where they are not known.
    public let payments: [CardPayment]?

    /// A receipt of given values, as for a screen without a database.
    public init(
        amount: Money, tip: Money, method: PaymentMethod, due: Money, entries: [DayEntry],
        payments: [CardPayment]? = nil
    ) {
        self.amount = amount
        self.tip = tip
        self.method = method
        self.due = due
        self.entries = entries
        self.payments = payments
    }
}

/// Money to give back for one appointment.
public struct RefundRequest: Hashable, Sendable {
    /// How it is given back.
    public var method: PaymentMethod
    /// How much; nil for all that was paid.
    public var amount: Money?
    /// Why.
    public var reason: String

    /// A refund of `amount` (nil: all), and why.
    public init(method: PaymentMethod, amount: Money? = nil, reason: String) {
        self.method = method
        self.amount = amount
        self.reason = reason
    }
}

/// Money that was given back.
public struct RefundReceipt: Hashable, Sendable {
    /// How much.
    public let amount: Money
    /// How.
    public let method: PaymentMethod
    /// The appointment as it is now.
    public let entry: DayEntry

    /// A receipt of given values, as for a screen without a database.
    public init(amount: Money, method: PaymentMethod, entry: DayEntry) {
        self.amount = amount
        self.method = method
        self.entry = entry
    }
}
