import Postgres
import Salon

extension AppointmentRepository {
    /// Books a visit: all of its services or none. The ids were made with the request, so a booking whose answer was
    /// lost (`unavailable` with `outcomeUnknown`) can be looked up, and repeated with the same request: it is made once.
    ///
    /// - Parameters:
    ///   - request: Who comes, what for, when and with whom: made of one of the plans that were offered.
    ///   - query: What was asked when they were offered.
    ///   - facts: The facts on which they were offered.
    /// - Returns: The visit as it was booked.
    /// Throws `conflict` with the nearest free starts when the time is not free or was just taken, `invalid`.
    public func book(
        _ request: BookingRequest, for query: AvailabilityQuery, on facts: AvailabilityFacts
    ) throws(SalonError) -> BookedVisit {
        let check = BookingCheck(desk: desk, request: request, query: query)
        try check.authorize()
        try check.accept(facts)
        let start = request.lines[0].start

        var change = Change(by: desk)
        try write(request, facts: facts, in: &change)
        change.thenRead()
        let visit = change.add(AppointmentSQL.visit, request.visitID)
        let roster = change.addRoster(
            from: start.date, days: 3, of: facts.input.experts.map(\.id), need: .missing(request.visitID))
        let outcome = try change.run()

        let reader = EntryReader(desk: desk)
        let entries = try SalonError.mapped { () throws(PostgresError) in
            try reader.read(outcome.answers[visit])
        }
        if let entry = entries.first {
            // Also when this request had been carried out before, and only its answer was lost.
            return BookedVisit(visitID: request.visitID, clientID: entry.clientID, entries: entries)
        }
        guard let refusal = outcome.refusal else { throw .notFound(what: "booking") }
        guard refusal.sqlState == .notAllBooked else { throw SalonError(refusal) }
        let fresh = try SalonError.mapped { () throws(PostgresError) in
            try roster.read(outcome.answers, dates: start.date..<start.date + 3, desk: desk).facts
        }
        _ = try check.plan(at: start, on: fresh.input)
        throw .conflict(
            sentence: "The roster, the service or the client was changed while you were booking. Choose a start again.",
            nearest: Availability(fresh.input, for: query).nearest(to: start))
    }

    private func write(
        _ request: BookingRequest, facts: AvailabilityFacts, in change: inout Change
    ) throws(SalonError) {
        let lines = request.lines
        let days = lines.map(\.start.date)
        let now = desk.store.clock.parameter
        change.add(AppointmentSQL.takeTurns, lines.map(\.expertID), days.min(), days.max(), now)
        let client = try addClient(request.client, in: &change)
        let isOverbooked = request.overbookReason != nil
        let versions = lines.map { isOverbooked ? nil : facts.rosterVersions[$0.expertID] }
        let (status, paymentStatus, method, hold) = Self.terms(request.settlement, branch: desk.branch)
        change.add(
            AppointmentSQL.book, desk.branch.id, request.visitID, client, status, paymentStatus, method, hold,
            request.source, request.notes.flatMap { $0.trimmed.isEmpty ? nil : $0.trimmed }, request.overbookReason,
            now, lines.map(\.appointmentID), lines.map(\.serviceID), lines.map(\.serviceName), lines.map(\.expertID),
            lines.map(\.isExpertRequested), days, lines.map(\.start.time), lines.map(\.phases.handsOn),
            lines.map(\.phases.processing), lines.map(\.phases.finishing), lines.map(\.phases.buffer),
            lines.map(\.price.description), lines.map(\.offerID), versions)
        let addOns = lines.flatMap { line in line.addOns.map { (line.appointmentID, $0) } }
        if !addOns.isEmpty {
            change.add(
                AppointmentSQL.bookAddOns, addOns.map(\.0), addOns.map(\.1.addOnID), addOns.map(\.1.name),
                addOns.map(\.1.price.description), addOns.map(\.1.minutes))
        }
    }

    private func addClient(_ client: BookingClient, in change: inout Change) throws(SalonError) -> ClientID {
        switch client {
        case .known(let id): return id
        case .new(let client):
            let name = try Validation.personName(client.name)
            let email = try client.email?.filled.map { (text) throws(SalonError) in try Validation.email(text) }
            let phone = try client.phone?.filled.map { (text) throws(SalonError) in try Validation.phone(text) }
            change.add(
                AppointmentSQL.addClient, client.id, name, email, phone, client.address?.filled,
                client.gender?.filled, client.birthday, client.alert?.filled, client.notes?.filled, client.isGuest)
            return client.id
        }
    }

    private static func terms(
        _ settlement: Settlement, branch: Branch
    ) -> (AppointmentStatus, PaymentStatus, PaymentMethod?, Minutes?) {
        switch settlement {
        case .payNow(let method): (.confirmed, .paid, method, nil)
        case .hold: (.reserved, .unpaid, nil, branch.holdMinutes)
        case .walkedIn(let begins): (begins ? .inService : .arrived, .unpaid, nil, nil)
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
