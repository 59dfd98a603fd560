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
        let given = change.makeRoom(for: [request])
        let client = try change.addClient(request.client)
        change.book(
            [request], for: client, Terms(request.settlement, branch: desk.branch),
            rosterVersions: request.overbookReason == nil ? facts.rosterVersions : [:])
        change.thenRead()
        let visit = change.add(AppointmentSQL.visit, request.visitID)
        let roster = change.addRoster(from: start.date, days: 3, of: facts.input.experts.map(\.id))
        let outcome = try change.run()

        let reader = EntryReader(desk: desk)
        let entries = try SalonError.mapped { () throws(PostgresError) in
            try reader.read(outcome.answers[visit])
        }
        if let entry = entries.first {
            // Also when this request had been carried out before, and only its answer was lost.
            return BookedVisit(
                visitID: request.visitID, clientID: entry.clientID, entries: entries,
                freed: try given.read(outcome.answers, takenBy: entries))
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
}
