import Salon

/// Everything about one appointment and the visit it is part of.
public struct AppointmentCard: Hashable, Sendable {
    /// The appointment that was asked for.
    public let id: AppointmentID
    /// All appointments of the visit, by start; never empty.
    public let appointments: [CardAppointment]
    /// The payments of the visit, oldest first; none where the role may not see them.
    public let payments: [CardPayment]
    /// The client as they are now; nil without a card.
    public let client: CardClient?
    /// The series that it is part of; nil when it stands alone.
    public let series: SeriesPlace?

    /// A card of given values, as for a screen without a database.
    public init(
        id: AppointmentID, appointments: [CardAppointment], payments: [CardPayment] = [], client: CardClient? = nil,
        series: SeriesPlace? = nil
    ) {
        self.id = id
        self.appointments = appointments
        self.payments = payments
        self.client = client
        self.series = series
    }

    /// The appointment that was asked for.
    public var appointment: CardAppointment { appointments.first { $0.entry.id == id } ?? appointments[0] }

    /// What the visit costs: all that is not cancelled, expired or missed.
    public var price: Money { total(\.price) }
    /// What has been paid for the visit, refunds taken off, tips left out.
    public var paid: Money { total(\.paid) }
    /// What is still owed for the visit: what `pay` takes by default.
    public var due: Money { total(\.due) }

    private func total(_ amount: (DayEntry) -> Money) -> Money {
        appointments.lazy.map(\.entry).filter(\.isOwed).reduce(.zero(appointments[0].entry.price.currency)) {
            $0 + amount($1)
        }
    }
}

/// One appointment on its card.
public struct CardAppointment: Hashable, Sendable {
    /// What the day shows of it.
    public var entry: DayEntry
    /// The expert's name; nil when it has none yet.
    public var expertName: String?
    /// The client's e-mail address when it was booked; nil where there is none or the role may not see it.
    public var clientEmail: String?
    /// The add-ons as they were booked.
    public var addOns: [BookedAddOn] = []
    /// Who booked it; nil for the website.
    public var bookedBy: String?
    /// When it was booked.
    public var bookedAt: Instant
    /// When it was changed last.
    public var changedAt: Instant
    /// When the client came.
    public var arrivedAt: Instant?
    /// When the expert began.
    public var startedAt: Instant?
    /// When it was done.
    public var completedAt: Instant?
    /// When it was cancelled.
    public var cancelledAt: Instant?
    /// Why it was cancelled.
    public var cancelReason: String?
    /// Why it stands over another.
    public var overbookReason: String?
    /// When it was paid in full.
    public var paidAt: Instant?
    /// The offer that was used.
    public var offerTitle: String?
    /// What was taken off the price by hand.
    public var discount: Money
    /// Why something was taken off by hand.
    public var discountReason: String?

    /// An appointment booked at a moment and not touched since; the rest is set where it is known.
    public init(entry: DayEntry, expertName: String?, bookedAt: Instant) {
        self.entry = entry
        self.expertName = expertName
        self.bookedAt = bookedAt
        changedAt = bookedAt
        discount = .zero(entry.price.currency)
    }
}

/// Money on an appointment's card.
public struct CardPayment: Hashable, Sendable {
    /// The payment.
    public let payment: Payment
    /// Who took it; nil for the website.
    public let takenBy: String?

    /// A payment and its taker's name.
    public init(payment: Payment, takenBy: String?) {
        self.payment = payment
        self.takenBy = takenBy
    }
}

/// The client on an appointment's card.
public struct CardClient: Hashable, Sendable {
    /// The client; contacts are nil where the role may not see them.
    public let client: Client
    /// Appointments that took place.
    public let completed: Int
    /// Appointments that the client missed.
    public let noShows: Int
    /// Appointments that were cancelled.
    public let cancelled: Int
    /// The last day on which the client was here.
    public let lastVisit: LocalDate?
    /// The next day that is booked.
    public let nextVisit: LocalDate?
    /// What they are booked for, from yesterday on, by start; nothing where the role may not book.
    public let appointments: [AppointmentRow]

    /// A client and their figures.
    public init(
        client: Client, completed: Int = 0, noShows: Int = 0, cancelled: Int = 0, lastVisit: LocalDate? = nil,
        nextVisit: LocalDate? = nil, appointments: [AppointmentRow] = []
    ) {
        self.client = client
        self.completed = completed
        self.noShows = noShows
        self.cancelled = cancelled
        self.lastVisit = lastVisit
        self.nextVisit = nextVisit
        self.appointments = appointments
    }
}
