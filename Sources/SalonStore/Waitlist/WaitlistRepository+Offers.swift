import Postgres
import Salon

extension WaitlistRepository {
    /// Who can be offered times that became free, and what: decided by the function that offers every start.
    public func matches(for times: [FreedTime]) throws(SalonError) -> WaitlistMatches {
        try desk.session.require(.appointmentsView)
        let days = times.flatMap { [$0.span.start.date, $0.span.end.date] }
        guard let first = days.min(), let last = days.max() else {
            throw .invalid(field: "time", sentence: "Say which time became free.")
        }
        var pipeline = desk.pipeline()
        let waiting = pipeline.add(
            WaitlistSQL.matching, desk.branch.id, desk.store.clock.parameter, WaitingReading.most,
            times.map(\.expert), times.map(\.span.start), times.map(\.span.end))
        // A visit that takes the time may begin the day before.
        let dates = first - 1..<last + 1
        let roster = RosterReading(
            branch: desk.branch.id, date: dates.lowerBound, days: dates.count, of: nil, clock: desk.store.clock,
            in: &pipeline)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in
            let entries = try WaitlistReader(desk: desk).entries(answers[waiting])
            let facts = try roster.read(answers, dates: dates, desk: desk).facts
            let offers = Waitlist.offers(
                of: times, to: entries, facts.input, now: desk.now, today: desk.today,
                minutes: desk.branch.waitlistMinutes)
            return WaitlistMatches(offers: offers, entries: entries, facts: facts)
        }
    }

    /// Keeps a time for somebody on the list, until they answer or the branch's minutes are over.
    ///
    /// - Parameters:
    ///   - offer: One of the matches' offers.
    ///   - matches: The matches.
    /// Throws `conflict` when the time has just been taken, and `stale` when another desk has offered them a time, or the
    /// entry was changed.
    public func offer(_ offer: WaitlistOffer, in matches: WaitlistMatches) throws(SalonError) -> HeldOffer {
        try keep(offer, in: matches).held
    }

    /// The same; answers also with what it left of the time of holds that had run out.
    private func keep(
        _ offer: WaitlistOffer, in matches: WaitlistMatches
    ) throws(SalonError) -> (held: HeldOffer, freed: FreedMatch?) {
        try desk.session.require(.appointmentsManage)
        guard let entry = matches.entries.first(where: { $0.id == offer.entry }), let client = entry.clientID else {
            throw .notFound(what: "entry of the waitlist")
        }
        let query = AvailabilityQuery(
            entry.services.map { service in
                VisitPart(service, expert: entry.experts.count == 1 ? entry.experts.first : nil)
            }, today: desk.today)
        let request = BookingRequest(
            offer.plan, of: query, client: .known(client), settlement: .hold, source: .phone, notes: entry.note)
        let now = desk.store.clock.parameter
        var change = Change(by: desk)
        let given = change.makeRoom(for: [request])
        change.add(WaitlistSQL.lock, entry.id, entry.version)
        change.add(WaitlistSQL.demandNoOffer, entry.id, now)
        change.book(
            [request], for: client, Terms(status: .reserved, holdMinutes: desk.branch.waitlistMinutes),
            rosterVersions: matches.facts.rosterVersions, waitlist: entry.id)
        change.thenRead()
        let visit = change.add(AppointmentSQL.visit, request.visitID)
        let outcome = try change.run()
        let appointments = try SalonError.mapped { () throws(PostgresError) in
            try EntryReader(desk: desk).read(outcome.answers[visit])
        }
        guard appointments.isEmpty else {
            let names = matches.facts.names
            let held = HeldOffer(
                entry: entry, appointments: appointments,
                expertNames: appointments.compactMap { $0.expertID.flatMap { names[$0] } })
            return (held, try given.read(outcome.answers, takenBy: appointments))
        }
        guard let refusal = outcome.refusal else { throw .notFound(what: "booking") }
        guard refusal.sqlState == .changedMeanwhile else { throw SalonError(refusal) }
        throw .stale(what: "entry of the waitlist", by: nil)
    }

    /// Offers times that became free to who waits for them. For the background: it takes a round trip to find out, and
    /// one for each offer. What another desk was faster with is left out.
    public func offer(_ times: [FreedTime]) throws(SalonError) -> [HeldOffer] {
        let matches = try matches(for: times)
        var held: [HeldOffer] = []
        var freed: [FreedTime] = []
        for offer in matches.offers {
            do throws(SalonError) {
                let kept = try keep(offer, in: matches)
                held.append(kept.held)
                freed += kept.freed?.times ?? []
            } catch {
                switch error {
                case .conflict, .stale: continue
                default: throw error
                }
            }
        }
        return freed.isEmpty ? held : held + (try offer(freed))
    }

    /// Books the time that is kept for somebody: they wait no more.
    ///
    /// - Parameter method: How they pay; nil when they pay once they are here.
    /// Throws `conflict` when the time to answer is over.
    public func book(_ offer: HeldOffer, paying method: PaymentMethod? = nil) throws(SalonError) -> BookedVisit {
        try desk.session.require(.appointmentsManage)
        if method != nil { try desk.session.require(.paymentsTake) }
        let now = desk.store.clock.parameter
        let first = offer.appointments[0]
        var change = Change(by: desk)
        change.takeTurns(at: offer.appointments.compactMap(\.expertID))
        change.add(AppointmentSQL.lockVisit, first.id)
        change.add(WaitlistSQL.confirm, offer.visitID, offer.appointments.count, now)
        if let method {
            // The confirmation was a change of the appointment's own.
            change.add(
                AppointmentSQL.pay, first.id, first.version + 1, method, Money?.none, Money?.none, now)
        }
        change.thenRead()
        let visit = change.add(AppointmentSQL.visit, offer.visitID)
        let outcome = try change.run()
        if let refusal = outcome.refusal { throw over(offer, refusal) }
        let entries = try SalonError.mapped { () throws(PostgresError) in
            try EntryReader(desk: desk).read(outcome.answers[visit])
        }
        return BookedVisit(visitID: offer.visitID, clientID: offer.entry.clientID, entries: entries)
    }

    /// Gives the time that is kept for somebody back. It is no cancellation; they keep their place in the list, and are
    /// not offered this time again.
    ///
    /// - Returns: What became free, if somebody else waits for it.
    /// Throws `conflict` when the time to answer is over already.
    public func passOn(_ offer: HeldOffer) throws(SalonError) -> FreedMatch? {
        try desk.session.require(.appointmentsManage)
        var change = Change(by: desk)
        change.takeTurns(at: offer.appointments.compactMap(\.expertID))
        change.add(WaitlistSQL.giveBack, offer.entry.id, desk.store.clock.parameter, offer.visitID)
        change.thenRead()
        let waiting = WaitingReading(for: desk.freed(offer.appointments), desk: desk, in: &change)
        let outcome = try change.run()
        if let refusal = outcome.refusal { throw over(offer, refusal) }
        return try waiting?.read(outcome.answers)
    }

    /// Why an offer can be neither taken nor given back.
    private func over(_ offer: HeldOffer, _ refusal: PostgresError) -> SalonError {
        guard refusal.sqlState == .changedMeanwhile else { return SalonError(refusal) }
        return .conflict(
            sentence: "The offer to \(offer.entry.name) is over: it was answered, or its time ran out.", nearest: [])
    }
}
