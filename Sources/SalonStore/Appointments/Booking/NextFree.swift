import Salon

/// The next free starts of a visit, as one round trip found them.
public struct NextFree: Hashable, Sendable {
    /// What suits, in the order that was asked for.
    public let starts: [OfferedStart]
    /// Why nothing is free on any of the dates; empty if something is.
    public let refusals: [Refusal]
    /// The first start that is free when the wish is left out; nil while `starts` has some, or when nothing is free.
    public let elsewhere: LocalDateTime?
    /// The facts on which they are offered: one of them is booked on these.
    public let facts: AvailabilityFacts

    /// Looks for what is free in some facts.
    public init(
        _ query: AvailabilityQuery, _ wish: TimeWish = TimeWish(), by ranking: StartRanking = .earliest,
        count: Int = 12, in facts: AvailabilityFacts
    ) {
        let availability = Availability(facts.input, for: query)
        starts = availability.next(wish, by: ranking, count: count)
        elsewhere = starts.isEmpty && wish != TimeWish() ? availability.next(count: 1).first?.start : nil
        refusals = starts.isEmpty && elsewhere == nil ? availability.refusals() : []
        self.facts = facts
    }
}

extension AppointmentRepository {
    /// The next free starts of a visit over the coming weeks, for the list in the booking form.
    ///
    /// - Parameters:
    ///   - query: What is wanted.
    ///   - wish: The days of the week and times of the day that suit.
    ///   - ranking: What comes first.
    ///   - dates: Where to look.
    ///   - count: How many, at most.
    public func nextFree(
        _ query: AvailabilityQuery, _ wish: TimeWish = TimeWish(), by ranking: StartRanking = .earliest,
        dates: DateSpan, count: Int = 12
    ) throws(SalonError) -> NextFree {
        let facts = try bookingFacts(FactsQuery(dates: dates, experts: query.experts))
        return NextFree(query, wish, by: ranking, count: count, in: facts)
    }
}
