/// When somebody who is in the salon can begin: now, or after a wait.
public struct WalkIn: Hashable, Sendable {
    /// What was looked for: it goes along with the booking.
    public let query: AvailabilityQuery
    /// The first start, with the least-booked expert.
    public let plan: VisitPlan
    /// Minutes until then; 0 when somebody is free.
    public let wait: Minutes

    /// The first start of a service on this day.
    ///
    /// - Parameters:
    ///   - service: what the client wants.
    ///   - input: facts about this day.
    /// - Returns: nil when nobody has time for it any more today.
    public init?(_ service: Service, on input: AvailabilityInput) {
        let query = AvailabilityQuery([VisitPart(service)], today: input.now.date, startsNow: true)
        let availability = Availability(input, for: query)
        guard let offer = availability.offers().first(where: { $0.start.date == input.now.date }) else { return nil }
        self.query = query
        plan = offer.plans[0]
        wait = offer.start - input.now
    }
}
