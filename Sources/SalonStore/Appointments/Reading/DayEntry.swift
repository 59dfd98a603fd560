import Salon

/// An appointment as the day and the list show it.
public struct DayEntry: Hashable, Sendable {
    /// Its id.
    public let id: AppointmentID
    /// The visit it is part of; entries with the same are shown as one.
    public let visitID: VisitID
    /// Counts the changes: goes along with each change, so that a faster one elsewhere is noticed.
    public let version: Int
    /// The client; nil for a booking of the website's without an account.
    public let clientID: ClientID?
    /// The client's name when it was booked.
    public let clientName: String
    /// The client's telephone number when it was booked; nil where there is none or the role may not see it.
    public let clientPhone: String?
    /// What everybody must know before touching the client, as it is now.
    public let alert: String?
    /// The service; nil for a booking without one.
    public let serviceID: ServiceID?
    /// The service's name when it was booked.
    public let serviceName: String
    /// The names of the add-ons in one text, such as "Mask, Toner"; nil without add-ons.
    public let addOns: String?
    /// Where it stands, as stored; see `isHoldOver`.
    public let status: AppointmentStatus
    /// Whether it is paid.
    public let paymentStatus: PaymentStatus
    /// How it was paid, or was said to be.
    public let paymentMethod: PaymentMethod?
    /// Its price, add-ons and offer included.
    public let price: Money
    /// Payments and deposits less refunds so far, tips left out.
    public let paid: Money
    /// When it begins.
    public let start: LocalDateTime
    /// Its times, add-ons included.
    public let phases: ServicePhases
    /// Who does it; nil stands in the Unassigned lane.
    public let expertID: ExpertID?
    /// True when the client asked for this expert.
    public let isExpertRequested: Bool
    /// When the hold runs out; only while it is reserved.
    public let expiresAt: Instant?
    /// How the booking reached the salon.
    public let source: Source
    /// True when it stands over another on purpose.
    public let isOverbooked: Bool
    /// What the desk noted.
    public let notes: String?
    /// The patch test that its service asks for, and what the client has of it; nil where none is needed, or the role
    /// may not see the client's.
    public let patchTest: PatchTestStanding?

    /// An entry of given values, as for a screen without a database.
    public init(
        id: AppointmentID, visitID: VisitID, version: Int = 1, clientID: ClientID?, clientName: String,
        clientPhone: String? = nil, alert: String? = nil, serviceID: ServiceID?, serviceName: String,
        addOns: String? = nil, status: AppointmentStatus, paymentStatus: PaymentStatus = .unpaid,
        paymentMethod: PaymentMethod? = nil, price: Money, paid: Money, start: LocalDateTime, phases: ServicePhases,
        expertID: ExpertID?, isExpertRequested: Bool = false, expiresAt: Instant? = nil, source: Source = .desk,
        isOverbooked: Bool = false, notes: String? = nil, patchTest: PatchTestStanding? = nil
    ) {
        self.id = id
        self.visitID = visitID
        self.version = version
        self.clientID = clientID
        self.clientName = clientName
        self.clientPhone = clientPhone
        self.alert = alert
        self.serviceID = serviceID
        self.serviceName = serviceName
        self.addOns = addOns
        self.status = status
        self.paymentStatus = paymentStatus
        self.paymentMethod = paymentMethod
        self.price = price
        self.paid = paid
        self.start = start
        self.phases = phases
        self.expertID = expertID
        self.isExpertRequested = isExpertRequested
        self.expiresAt = expiresAt
        self.source = source
        self.isOverbooked = isOverbooked
        self.notes = notes
        self.patchTest = patchTest
    }

    /// When the client can leave.
    public var end: LocalDateTime { start + phases.clientMinutes }
    /// When the expert has cleaned up.
    public var busyEnd: LocalDateTime { start + phases.totalMinutes }
    /// The spans in which the expert's hands are taken.
    public var busySpans: [TimeSpan] { phases.busySpans(from: start) }
    /// True when a part of it is on that date; one without a length is on the date of its start.
    func isThere(on date: LocalDate) -> Bool {
        start.date == date || TimeSpan(start, busyEnd).overlaps(TimeSpan(date..<date + 1))
    }
    /// What is still owed, never below zero; nothing once it was refunded.
    public var due: Money {
        paymentStatus == .refunded ? .zero(price.currency) : max(price - paid, .zero(price.currency))
    }
    /// What stands against having it on a day; nothing of it stands in the way.
    public func patchTestWarnings(on day: LocalDate) -> [BookingWarning] {
        BookingWarning.patchTests(of: clientName, patchTest.map { [$0] } ?? [], on: day)
    }
    /// True when it is reserved and its time to pay is over, whatever `status` still says.
    public func isHoldOver(at now: Instant) -> Bool {
        HoldRules.isOver(status: status, expiresAt: expiresAt, at: now)
    }
    /// True when its price is owed or was earned: not cancelled, expired or missed.
    var isOwed: Bool { status.isLive || status == .completed }
}
