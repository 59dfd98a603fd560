/// Whether an appointment is paid; raw values as in `appointments.payment_status`.
public enum PaymentStatus: String, CaseIterable, Hashable, Sendable {
    /// Nothing, or not all, has been paid.
    case unpaid
    /// Paid in full.
    case paid
    /// Paid, and given back.
    case refunded
}

/// How money changes hands; raw values as in `payment_method`.
public enum PaymentMethod: String, CaseIterable, Hashable, Sendable {
    /// Notes and coins, counted in the till.
    case cash
    /// A card at the desk.
    case card
    /// On the website.
    case online
}

/// What money is for; raw values as in `payments.kind`.
public enum PaymentKind: String, CaseIterable, Hashable, Sendable {
    /// For the appointment.
    case payment
    /// For the appointment, ahead of it.
    case deposit
    /// For the expert, on top.
    case tip
    /// Given back.
    case refund
}

/// Money that changed hands: a row of `payments`.
public struct Payment: Hashable, Sendable {
    /// Its id.
    public let id: PaymentID
    /// What it was for.
    public let appointmentID: AppointmentID
    /// Payment, deposit, tip or refund.
    public let kind: PaymentKind
    /// Cash, card or online.
    public let method: PaymentMethod
    /// How much; positive for a refund as well.
    public let amount: Money
    /// Who took it or gave it back; nil for the website.
    public let takenBy: UserID?
    /// When.
    public let takenAt: Instant
    /// The till it went into or came from.
    public let tillID: TillID?

    /// A payment.
    public init(
        id: PaymentID, appointmentID: AppointmentID, kind: PaymentKind, method: PaymentMethod, amount: Money,
        takenBy: UserID?, takenAt: Instant, tillID: TillID? = nil
    ) {
        self.id = id
        self.appointmentID = appointmentID
        self.kind = kind
        self.method = method
        self.amount = amount
        self.takenBy = takenBy
        self.takenAt = takenAt
        self.tillID = tillID
    }
}

/// The cash drawer between one opening and its closing.
public struct Till: Hashable, Sendable {
    /// Its id.
    public let id: TillID
    /// Where it stands.
    public let branchID: BranchID
    /// When it was opened.
    public let openedAt: Instant
    /// What was counted at the opening.
    public let openingCount: Money
    /// When it was closed; nil while it is open.
    public var closedAt: Instant?

    /// A till.
    public init(id: TillID, branchID: BranchID, openedAt: Instant, openingCount: Money, closedAt: Instant? = nil) {
        self.id = id
        self.branchID = branchID
        self.openedAt = openedAt
        self.openingCount = openingCount
        self.closedAt = closedAt
    }
}
