import Postgres
import Salon

/// What holds for all appointments of a booking when it is made.
struct Terms {
    var status: AppointmentStatus
    /// How it is paid at once; nil when it is not.
    var method: PaymentMethod?
    /// For how long it is held; nil for what is not reserved.
    var holdMinutes: Minutes?

    init(status: AppointmentStatus, method: PaymentMethod? = nil, holdMinutes: Minutes? = nil) {
        self.status = status
        self.method = method
        self.holdMinutes = holdMinutes
    }

    init(_ settlement: Settlement, branch: Branch) {
        switch settlement {
        case .payNow(let method): self.init(status: .confirmed, method: method)
        case .hold: self.init(status: .reserved, holdMinutes: branch.holdMinutes)
        case .walkedIn(let begins): self.init(status: begins ? .inService : .arrived)
        }
    }
}

/// The statements of a booking, whether of one visit, of a series, or for somebody of the waitlist.
extension Change {
    /// Takes the turns at some experts, whose holds that have run out on some days give their time back: the first of a
    /// change.
    @discardableResult
    mutating func takeTurns(at experts: [ExpertID], on days: [LocalDate] = []) -> GivenBackReading {
        GivenBackReading(
            rows: add(AppointmentSQL.takeTurns, experts, days.min(), days.max(), desk.store.clock.parameter),
            desk: desk)
    }

    /// The same for a booking.
    mutating func makeRoom(for requests: [BookingRequest]) -> GivenBackReading {
        let lines = requests.flatMap(\.lines)
        return takeTurns(at: lines.map(\.expertID), on: lines.map(\.start.date))
    }

    /// Adds the card of a client who has none, once. Throws `invalid`.
    mutating func addClient(_ client: BookingClient) throws(SalonError) -> ClientID {
        switch client {
        case .known(let id): return id
        case .new(let client):
            let name = try Validation.personName(client.name)
            let email = try client.email?.filled.map { (text) throws(SalonError) in try Validation.email(text) }
            let phone = try client.phone?.filled.map { (text) throws(SalonError) in try Validation.phone(text) }
            add(
                AppointmentSQL.addClient, client.id, name, email, phone, client.address?.filled,
                client.gender?.filled, client.birthday, client.alert?.filled, client.notes?.filled, client.isGuest)
            return client.id
        }
    }

    /// Books visits of one client, which agree in source, notes and reason: all of them or none.
    ///
    /// - Parameters:
    ///   - requests: The visits; not empty.
    ///   - client: Who comes.
    ///   - terms: Reserved or confirmed, and how it is paid.
    ///   - rosterVersions: The rosters on which they were offered; an expert without one may have any.
    ///   - series: The series that they are part of.
    ///   - waitlist: The entry of the waitlist for which they are kept.
    mutating func book(
        _ requests: [BookingRequest], for client: ClientID, _ terms: Terms, rosterVersions: [ExpertID: Int],
        series: SeriesID? = nil, waitlist: WaitlistID? = nil
    ) {
        let first = requests[0]
        let lines = requests.flatMap { request in request.lines.map { (visit: request.visitID, line: $0) } }
        let now = desk.store.clock.parameter
        let paymentStatus: PaymentStatus = terms.method == nil ? .unpaid : .paid
        add(
            AppointmentSQL.book, desk.branch.id, lines.map(\.visit), client, terms.status, paymentStatus, terms.method,
            terms.holdMinutes, first.source, first.notes?.filled, first.overbookReason, now,
            lines.map(\.line.appointmentID), lines.map(\.line.serviceID), lines.map(\.line.serviceName),
            lines.map(\.line.expertID), lines.map(\.line.isExpertRequested), lines.map(\.line.start.date),
            lines.map(\.line.start.time), lines.map(\.line.phases.handsOn), lines.map(\.line.phases.processing),
            lines.map(\.line.phases.finishing), lines.map(\.line.phases.buffer), lines.map(\.line.price.description),
            lines.map(\.line.offerID), lines.map { rosterVersions[$0.line.expertID] }, series, waitlist)
        let addOns = lines.flatMap { visit in visit.line.addOns.map { (visit.line.appointmentID, $0) } }
        if !addOns.isEmpty {
            add(
                AppointmentSQL.bookAddOns, addOns.map(\.0), addOns.map(\.1.addOnID), addOns.map(\.1.name),
                addOns.map(\.1.price.description), addOns.map(\.1.minutes))
        }
    }
}

extension String {
    /// Without white space around it; nil when nothing is left.
    var filled: String? {
        let text = trimmed
        return text.isEmpty ? nil : text
    }
}
