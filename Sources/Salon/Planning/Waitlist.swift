/// The id of an entry of the waitlist.
public typealias WaitlistID = Identifier<WaitlistEntry>

/// Somebody who wants a time that was not free: a row of `waitlist`.
public struct WaitlistEntry: Hashable, Sendable {
    /// Its id.
    public let id: WaitlistID
    /// The client; nil for somebody without a card.
    public var clientID: ClientID?
    /// Their name.
    public var name: String
    /// Their telephone number.
    public var phone: String
    /// What they want done, in order.
    public var services: [Service]
    /// By whom; empty for anybody.
    public var experts: Set<ExpertID>
    /// From this day on; nil for as soon as can be.
    public var from: LocalDate?
    /// Up to and with this day; nil for any.
    public var to: LocalDate?
    /// On which days of the week, and at what time.
    public var wish: TimeWish
    /// What goes with the appointment once it is booked.
    public var note: String?
    /// Since when they wait: the oldest is asked first.
    public var since: Instant

    /// An entry.
    public init(
        id: WaitlistID, clientID: ClientID?, name: String, phone: String = "", services: [Service],
        experts: Set<ExpertID> = [], from: LocalDate? = nil, to: LocalDate? = nil, wish: TimeWish = TimeWish(),
        note: String? = nil, since: Instant
    ) {
        self.id = id
        self.clientID = clientID
        self.name = name
        self.phone = phone
        self.services = services
        self.experts = experts
        self.from = from
        self.to = to
        self.wish = wish
        self.note = note
        self.since = since
    }

    /// True when a visit that begins then is what they wait for.
    public func wants(_ start: LocalDateTime) -> Bool {
        from.map { $0 <= start.date } ?? true && to.map { start.date <= $0 } ?? true && wish.allows(start)
    }
}

/// Time that became free because an appointment was cancelled, was moved or ran out.
public struct FreedTime: Hashable, Sendable {
    /// Whose.
    public let expert: ExpertID
    /// When.
    public let span: TimeSpan

    /// The time of an expert.
    public init(expert: ExpertID, span: TimeSpan) {
        self.expert = expert
        self.span = span
    }
}

/// A freed time kept for somebody who waits, until they answer or a few minutes have gone.
public struct WaitlistOffer: Hashable, Sendable {
    /// Whom it is offered to.
    public let entry: WaitlistID
    /// What is offered.
    public let plan: VisitPlan
    /// When it goes to the next.
    public let expiresAt: Instant

    /// True once the time to answer is over.
    public func isOver(at now: Instant) -> Bool { expiresAt <= now }
}

/// Who of the waitlist is offered a time that became free.
public enum Waitlist {
    /// How long a time is kept for somebody who is asked (Phorest: seven minutes).
    public static let offerMinutes = 7

    /// Offers freed time, the oldest entry first, each time to one. An entry is offered the earliest start that takes
    /// any of the freed time and is what it wants; nobody is offered two.
    ///
    /// - Parameters:
    ///   - freed: What became free.
    ///   - entries: Who waits, in any order. Those who have an offer already, or passed this time on, are left out.
    ///   - input: The facts of the freed days, in which the time is free.
    ///   - now: From when the minutes count.
    ///   - minutes: How long each has to answer.
    public static func offers(
        of freed: FreedTime, to entries: [WaitlistEntry], _ input: AvailabilityInput, now: Instant, today: LocalDate,
        minutes: Minutes = offerMinutes
    ) -> [WaitlistOffer] {
        var input = input
        var offers: [WaitlistOffer] = []
        for entry in entries.sorted(by: { ($0.since, $0.id) < ($1.since, $1.id) }) {
            guard let plan = plan(for: entry, in: freed, input, today: today) else { continue }
            offers.append(
                WaitlistOffer(entry: entry.id, plan: plan, expiresAt: now.adding(minutes: minutes)))
            // What is offered to one is not free for the next.
            for part in plan.parts {
                guard let index = input.experts.firstIndex(where: { $0.id == part.expert }) else { continue }
                input.experts[index].busy += BusySpan.spans(of: .random(), start: part.start, phases: part.phases)
            }
        }
        return offers
    }

    /// The earliest visit that an entry wants and that takes some of the freed time; nil for none.
    static func plan(
        for entry: WaitlistEntry, in freed: FreedTime, _ input: AvailabilityInput, today: LocalDate
    ) -> VisitPlan? {
        guard !entry.services.isEmpty, entry.experts.isEmpty || entry.experts.contains(freed.expert) else {
            return nil
        }
        var input = input
        if !entry.experts.isEmpty { input.experts.removeAll { !entry.experts.contains($0.id) } }
        let query = AvailabilityQuery(entry.services.map { VisitPart($0) }, isOrderFree: true, today: today)
        let first = freed.span.start.date - 1
        let last = LocalDateTime(minuteNumber: max(freed.span.lower, freed.span.upper - 1)).date
        for offer in Availability(input, for: query).offers(on: first..<last + 1) where entry.wants(offer.start) {
            let plan = offer.plans.first { plan in
                plan.parts.contains { part in
                    part.expert == freed.expert
                        && part.phases.busySpans(from: part.start).contains { $0.overlaps(freed.span) }
                }
            }
            if let plan { return plan }
        }
        return nil
    }
}
