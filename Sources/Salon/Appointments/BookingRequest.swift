/// Who is booked: somebody known, or somebody new whose card is made with the booking.
public enum BookingClient: Hashable, Sendable {
    /// A client with a card.
    case known(ClientID)
    /// A client whose card is made with the booking.
    case new(Client)
}

/// How a booking is settled when it is made.
public enum Settlement: Hashable, Sendable {
    /// Paid at once: confirmed.
    case payNow(PaymentMethod)
    /// Reserved until the branch's hold runs out.
    case hold
    /// Paid later, and here already: begun at once, or arrived and waiting.
    case walkedIn(begins: Bool)
}

/// One service of a booking, with everything that is copied on to the appointment.
public struct BookingLine: Hashable, Sendable {
    /// The id the appointment will have.
    public let appointmentID: AppointmentID
    /// The service.
    public var serviceID: ServiceID
    /// Its name.
    public var serviceName: String
    /// The add-ons.
    public var addOns: [BookedAddOn]
    /// Who does it.
    public var expertID: ExpertID
    /// True when the client asked for this expert.
    public var isExpertRequested: Bool
    /// When it begins.
    public var start: LocalDateTime
    /// Its times with this expert, add-ons included.
    public var phases: ServicePhases
    /// Its price with this expert, add-ons and offer included.
    public var price: Money
    /// The offer that was used.
    public var offerID: OfferID?

    /// A line.
    public init(
        appointmentID: AppointmentID = .random(), serviceID: ServiceID, serviceName: String,
        addOns: [BookedAddOn] = [], expertID: ExpertID, isExpertRequested: Bool = false, start: LocalDateTime,
        phases: ServicePhases, price: Money, offerID: OfferID? = nil
    ) {
        self.appointmentID = appointmentID
        self.serviceID = serviceID
        self.serviceName = serviceName
        self.addOns = addOns
        self.expertID = expertID
        self.isExpertRequested = isExpertRequested
        self.start = start
        self.phases = phases
        self.price = price
        self.offerID = offerID
    }
}

/// A booking ready to be written: the ids are made already, so that it can be looked up when the answer is lost.
public struct BookingRequest: Hashable, Sendable {
    /// The id the visit will have.
    public let visitID: VisitID
    /// Who comes.
    public var client: BookingClient
    /// What they come for, by start.
    public var lines: [BookingLine]
    /// Paid now or held.
    public var settlement: Settlement
    /// How the booking reached the salon.
    public var source: Source
    /// What the desk noted.
    public var notes: String?
    /// Why it may stand over others; nil when it must not.
    public var overbookReason: String?

    /// A booking.
    public init(
        visitID: VisitID = .random(), client: BookingClient, lines: [BookingLine], settlement: Settlement,
        source: Source = .desk, notes: String? = nil, overbookReason: String? = nil
    ) {
        self.visitID = visitID
        self.client = client
        self.lines = lines
        self.settlement = settlement
        self.source = source
        self.notes = notes
        self.overbookReason = overbookReason
    }
}
