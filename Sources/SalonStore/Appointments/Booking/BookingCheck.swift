import Salon

/// What is asked before a booking speaks SQL: the same function that offered the start.
struct BookingCheck {
    let desk: Desk
    let request: BookingRequest
    let query: AvailabilityQuery

    /// Refuses what the role may not do. Throws `forbidden` and `invalid`.
    func authorize() throws(SalonError) {
        let session = desk.session
        try session.require(.appointmentsManage)
        if case .payNow = request.settlement { try session.require(.paymentsTake) }
        if case .new = request.client { try session.require(.clientsManage) }
        if query.allowsPast { try session.require(.appointmentsReopen) }
        if let reason = request.overbookReason {
            try session.require(.appointmentsOverbook)
            _ = try Validation.reason(reason, field: "overbook reason")
        } else if query.overbooks {
            throw .invalid(field: "overbook reason", sentence: "Overbooking needs a reason.")
        }
    }

    /// Refuses what `Availability` does not offer, and terms that are not the catalogue's. Throws `conflict` with the
    /// nearest free starts, and `invalid`.
    func accept(_ facts: AvailabilityFacts) throws(SalonError) {
        guard let first = request.lines.first, request.lines.count == query.parts.count else {
            throw .invalid(field: "service", sentence: "Choose a service for this booking.")
        }
        guard facts.input.dates.contains(first.start.date) else {
            throw .invalid(field: "time", sentence: "Choose one of the starts that are offered.")
        }
        let pinned = pinned
        let plan = try plan(at: first.start, on: refreshed(facts.input))
        for (line, part) in zip(request.lines, plan.parts) {
            guard line.start == part.start, line.expertID == part.expert, line.phases == part.phases,
                line.serviceID == pinned.parts[part.index].service.id
            else {
                throw .invalid(field: "time", sentence: "Choose one of the starts that are offered.")
            }
            if line.price != part.price { try desk.session.require(.paymentsDiscount) }
        }
    }

    /// The plan with the experts that were chosen. Throws `conflict` with the starts that anybody asked for has free.
    func plan(at start: LocalDateTime, on input: AvailabilityInput) throws(SalonError) -> VisitPlan {
        do {
            return try Availability(input, for: pinned).accept(start)
        } catch {
            guard case .conflict(let sentence, _) = error else { throw error }
            throw .conflict(sentence: sentence, nearest: Availability(input, for: query).nearest(to: start))
        }
    }

    /// The query for just those who were chosen, in the order that was.
    private var pinned: AvailabilityQuery {
        var pinned = query
        pinned.isOrderFree = false
        if query.isOrderFree {
            // Services of one kind differ by their add-ons alone.
            pinned.parts.sort { (line(of: $0) ?? 0) < (line(of: $1) ?? 0) }
        }
        for (index, line) in request.lines.enumerated() where index < pinned.parts.count {
            pinned.parts[index].expert = line.expertID
        }
        return pinned
    }

    private func line(of part: VisitPart) -> Int? {
        request.lines.firstIndex {
            $0.serviceID == part.service.id && $0.addOns.map(\.addOnID) == part.addOns.map(\.id)
        }
    }

    /// The facts with the clock of this moment: a form may have stood open for a while. Somebody who is in the salon
    /// keeps the minute in which they came.
    private func refreshed(_ input: AvailabilityInput) -> AvailabilityInput {
        var input = input
        let now = desk.zone.earliestStart(at: desk.now)
        if !query.startsNow || now - input.now > 15 { input.now = now }
        return input
    }
}

extension BookingRequest {
    /// The booking of a plan that `Availability` made for a query.
    ///
    /// - Parameters:
    ///   - plan: What was chosen.
    ///   - query: What was asked.
    ///   - client: Who comes.
    ///   - settlement: Paid now or held.
    ///   - source: How the booking reached the salon.
    ///   - notes: What the desk noted.
    ///   - overbookReason: Why it may stand over others; nil when it must not.
    public init(
        _ plan: VisitPlan, of query: AvailabilityQuery, client: BookingClient, settlement: Settlement,
        source: Source = .desk, notes: String? = nil, overbookReason: String? = nil
    ) {
        let lines = plan.parts.map { part in
            let asked = query.parts[part.index]
            return BookingLine(
                serviceID: asked.service.id, serviceName: asked.service.name,
                addOns: asked.addOns.map {
                    BookedAddOn(addOnID: $0.id, name: $0.name, price: $0.price, minutes: $0.minutes)
                },
                expertID: part.expert, isExpertRequested: asked.expert != nil, start: part.start,
                phases: part.phases, price: part.price,
                offerID: query.offer.flatMap {
                    $0.applies(to: asked.service.id, today: query.today) ? $0.id : nil
                })
        }
        self.init(
            client: client, lines: lines, settlement: settlement, source: source, notes: notes,
            overbookReason: overbookReason)
    }
}
