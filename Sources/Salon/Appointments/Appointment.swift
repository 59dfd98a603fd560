/// How a booking reached the salon; raw values as in the column `source`.
public enum Source: String, CaseIterable, Hashable, Sendable {
    /// In person at the desk.
    case desk
    /// By telephone.
    case phone
    /// Somebody who came in without a booking.
    case walkIn = "walk_in"
    /// On the website.
    case online
    /// By the voice agent.
    case voice

    /// "walk-in".
    public var title: String { self == .walkIn ? "walk-in" : rawValue }
}

/// An add-on as it was booked: name, price and minutes are copies, so later edits of the catalogue change nothing.
public struct BookedAddOn: Hashable, Sendable {
    /// The add-on; nil once it has left the catalogue.
    public let addOnID: AddOnID?
    /// Its name when it was booked.
    public let name: String
    /// Its price when it was booked.
    public let price: Money
    /// Its minutes when it was booked; they are in the appointment's hands-on time already.
    public let minutes: Minutes

    /// A booked add-on.
    public init(addOnID: AddOnID?, name: String, price: Money, minutes: Minutes) {
        self.addOnID = addOnID
        self.name = name
        self.price = price
        self.minutes = minutes
    }
}

/// One service for one client with one expert at one time.
public struct Appointment: Hashable, Sendable {
    /// Its id, made by the desk that booked it.
    public let id: AppointmentID
    /// Where it takes place.
    public var branchID: BranchID
    /// The visit it is part of.
    public var visitID: VisitID
    /// The client; nil for a booking of the website's without an account.
    public var clientID: ClientID?
    /// The client's name when it was booked.
    public var clientName: String
    /// The client's telephone number when it was booked.
    public var clientPhone: String
    /// The client's e-mail address when it was booked.
    public var clientEmail: String
    /// The client's alert, as it is now.
    public var clientAlert: String?
    /// The service.
    public var serviceID: ServiceID
    /// The service's name when it was booked.
    public var serviceName: String
    /// The expert; nil stands in the Unassigned lane.
    public var expertID: ExpertID?
    /// The expert's name.
    public var expertName: String?
    /// True when the client asked for this expert.
    public var isExpertRequested: Bool
    /// When it begins.
    public var start: LocalDateTime
    /// Its times, add-ons included.
    public var phases: ServicePhases
    /// Where it stands.
    public var status: AppointmentStatus
    /// Whether it is paid.
    public var paymentStatus: PaymentStatus
    /// How it was or will be paid.
    public var paymentMethod: PaymentMethod?
    /// Its price, add-ons and offer included.
    public var price: Money
    /// What was booked with it.
    public var addOns: [BookedAddOn]
    /// How the booking reached the salon.
    public var source: Source
    /// What the desk noted.
    public var notes: String?
    /// When the hold runs out; only while it is reserved.
    public var expiresAt: Instant?
    /// Why it was cancelled.
    public var cancelReason: String?
    /// True when it stands over another on purpose.
    public var isOverbooked: Bool
    /// Why it was overbooked.
    public var overbookReason: String?
    /// Counts the changes; a write with an older one is refused as stale.
    public var version: Int

    /// An appointment.
    public init(
        id: AppointmentID, branchID: BranchID, visitID: VisitID, clientID: ClientID?, clientName: String,
        clientPhone: String = "", clientEmail: String = "", clientAlert: String? = nil, serviceID: ServiceID,
        serviceName: String, expertID: ExpertID?, expertName: String? = nil, isExpertRequested: Bool = false,
        start: LocalDateTime, phases: ServicePhases, status: AppointmentStatus,
        paymentStatus: PaymentStatus = .unpaid, paymentMethod: PaymentMethod? = nil, price: Money,
        addOns: [BookedAddOn] = [], source: Source = .desk, notes: String? = nil, expiresAt: Instant? = nil,
        cancelReason: String? = nil, isOverbooked: Bool = false, overbookReason: String? = nil, version: Int = 1
    ) {
        self.id = id
        self.branchID = branchID
        self.visitID = visitID
        self.clientID = clientID
        self.clientName = clientName
        self.clientPhone = clientPhone
        self.clientEmail = clientEmail
        self.clientAlert = clientAlert
        self.serviceID = serviceID
        self.serviceName = serviceName
        self.expertID = expertID
        self.expertName = expertName
        self.isExpertRequested = isExpertRequested
        self.start = start
        self.phases = phases
        self.status = status
        self.paymentStatus = paymentStatus
        self.paymentMethod = paymentMethod
        self.price = price
        self.addOns = addOns
        self.source = source
        self.notes = notes
        self.expiresAt = expiresAt
        self.cancelReason = cancelReason
        self.isOverbooked = isOverbooked
        self.overbookReason = overbookReason
        self.version = version
    }

    /// When the client can leave.
    public var end: LocalDateTime { start + phases.clientMinutes }
    /// When the expert has cleaned up.
    public var busyEnd: LocalDateTime { start + phases.totalMinutes }
    /// The spans in which the expert's hands are taken, whether the status still holds them or not.
    public var busySpans: [TimeSpan] { phases.busySpans(from: start) }

    /// True when it is reserved and its time to pay is over, whatever the column `status` still says.
    public func isHoldOver(at now: Instant) -> Bool { HoldRules.isOver(status: status, expiresAt: expiresAt, at: now) }
}
