import Salon

/// An appointment that was moved.
public struct MovedAppointment: Hashable, Sendable {
    /// The appointment as it is now.
    public let entry: DayEntry
    /// When it began before: where an undo takes it back to.
    public let previousStart: LocalDateTime
    /// Who did it before.
    public let previousExpertID: ExpertID?
    /// The time that it left and who waits for it; nil when nobody does.
    public let freed: FreedMatch?

    /// A move of given values, as for a screen without a database.
    public init(
        entry: DayEntry, previousStart: LocalDateTime, previousExpertID: ExpertID?, freed: FreedMatch? = nil
    ) {
        self.entry = entry
        self.previousStart = previousStart
        self.previousExpertID = previousExpertID
        self.freed = freed
    }
}

/// An appointment whose status was changed.
public struct ChangedAppointment: Hashable, Sendable {
    /// The appointment as it is now.
    public let entry: DayEntry
    /// The time that it gives back and who waits for it; nil when nobody does.
    public let freed: FreedMatch?

    /// A change of given values, as for a screen without a database.
    public init(entry: DayEntry, freed: FreedMatch? = nil) {
        self.entry = entry
        self.freed = freed
    }
}

/// Appointments that were changed as one: all of them, or none.
public struct ChangedAppointments: Hashable, Sendable {
    /// They as they are now.
    public let entries: [DayEntry]
    /// The time that they give back and who waits for it; nil when nobody does.
    public let freed: FreedMatch?

    /// A change of given values, as for a screen without a database.
    public init(entries: [DayEntry], freed: FreedMatch? = nil) {
        self.entries = entries
        self.freed = freed
    }
}

/// The holds that the minute tick has found over.
public struct ExpiredHolds: Hashable, Sendable {
    /// How many appointments.
    public let count: Int
    /// Their times and who waits for them; nil when nobody does.
    public let freed: FreedMatch?

    /// A tick of given values, as for a screen without a database.
    public init(count: Int, freed: FreedMatch? = nil) {
        self.count = count
        self.freed = freed
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
