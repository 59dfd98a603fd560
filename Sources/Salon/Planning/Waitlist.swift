/// The id of an entry of the waitlist.
public typealias WaitlistID = Identifier<WaitlistEntry>

/// Where an entry of the waitlist stands.
public enum WaitlistStatus: String, CaseIterable, Hashable, Sendable {
    /// Waits for a time, whether one is offered just now or not.
    case waiting
    /// Has got one.
    case booked
    /// Waits no more.
    case dropped
}

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
    /// Where it stands.
    public var status: WaitlistStatus
    /// Counts the changes; a write with an older one is refused as stale.
    public var version: Int

    /// An entry.
    public init(
        id: WaitlistID, clientID: ClientID?, name: String, phone: String = "", services: [Service],
        experts: Set<ExpertID> = [], from: LocalDate? = nil, to: LocalDate? = nil, wish: TimeWish = TimeWish(),
        note: String? = nil, since: Instant, status: WaitlistStatus = .waiting, version: Int = 1
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
        self.status = status
        self.version = version
    }

    /// True when a visit that begins then is what they wait for.
    public func wants(_ start: LocalDateTime) -> Bool {
        from.map { $0 <= start.date } ?? true && to.map { start.date <= $0 } ?? true && wish.allows(start)
    }
}

/// What somebody at the desk types about a client who wants to wait.
public struct WaitlistDraft: Hashable, Sendable {
    /// The client; nil for somebody who gets a card with the entry.
    public var clientID: ClientID?
    /// Their name, where they have no card yet.
    public var name: String
    /// Their telephone number, where they have no card yet.
    public var phone: String
    /// What they want done, in order.
    public var services: [ServiceID]
    /// By whom; empty for anybody.
    public var experts: Set<ExpertID>
    /// From this day on; nil for as soon as can be.
    public var from: LocalDate?
    /// Up to and with this day; nil for any.
    public var to: LocalDate?
    /// On which days of the week, and at what time.
    public var wish: TimeWish
    /// What goes with the appointment once it is booked.
    public var note: String

    /// A draft.
    public init(
        clientID: ClientID?, name: String = "", phone: String = "", services: [ServiceID],
        experts: Set<ExpertID> = [], from: LocalDate? = nil, to: LocalDate? = nil, wish: TimeWish = TimeWish(),
        note: String = ""
    ) {
        self.clientID = clientID
        self.name = name
        self.phone = phone
        self.services = services
        self.experts = experts
        self.from = from
        self.to = to
        self.wish = wish
        self.note = note
    }

    /// What an entry says now, to be changed.
    public init(_ entry: WaitlistEntry) {
        self.init(
            clientID: entry.clientID, name: entry.name, phone: entry.phone, services: entry.services.map(\.id),
            experts: entry.experts, from: entry.from, to: entry.to, wish: entry.wish, note: entry.note ?? "")
    }

    /// Why nobody can be given this: the fields that it is about, and a sentence for each.
    ///
    /// - Parameter today: The day at the branch.
    public func obstacles(today: LocalDate) -> [(field: String, sentence: String)] {
        var obstacles: [(field: String, sentence: String)] = []
        if services.isEmpty { obstacles.append(("services", "Choose at least one service to wait for.")) }
        if let to, to < from ?? today {
            obstacles.append(
                (
                    "until",
                    to < today
                        ? "\(to.shortText) is past: give a day that is still to come."
                        : "The last day comes before the first."
                ))
        }
        if let before = wish.before, before <= wish.from ?? .midnight {
            obstacles.append(("when", "The visit must be able to begin: give a later hour."))
        }
        return obstacles
    }

    /// Refuses what nobody can be given. Throws `invalid`.
    public func check(today: LocalDate) throws(SalonError) {
        if let first = obstacles(today: today).first {
            throw .invalid(field: first.field, sentence: first.sentence)
        }
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

    /// What of an expert's time is still ahead when some appointment gives it back; nothing without an expert.
    ///
    /// - Parameters:
    ///   - spans: The spans in which it took the expert's hands.
    ///   - now: The branch's wall clock.
    public static func left(of spans: [TimeSpan], by expert: ExpertID?, now: LocalDateTime) -> [FreedTime] {
        guard let expert else { return [] }
        return TimeSpans(spans).spans.compactMap { span in
            let ahead = TimeSpan(lower: max(span.lower, now.minuteNumber), upper: span.upper)
            return ahead.isEmpty ? nil : FreedTime(expert: expert, span: ahead)
        }
    }

    /// What of an expert's time becomes free when an appointment moves from some spans to others of the same expert.
    public static func left(
        of spans: [TimeSpan], but taken: [TimeSpan], by expert: ExpertID?, now: LocalDateTime
    ) -> [FreedTime] {
        left(of: TimeSpans(spans).subtracting(TimeSpans(taken)).spans, by: expert, now: now)
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

    /// An offer that is made by hand.
    public init(entry: WaitlistID, plan: VisitPlan, expiresAt: Instant) {
        self.entry = entry
        self.plan = plan
        self.expiresAt = expiresAt
    }

    /// True once the time to answer is over.
    public func isOver(at now: Instant) -> Bool { expiresAt <= now }
}

/// Who of the waitlist is offered a time that became free.
public enum Waitlist {
    /// Offers freed time, the oldest entry first, each time to one. Of the starts that take any of the freed time and are
    /// what an entry wants, it is offered the one with which that time begins, else the earliest inside it, else the last
    /// before it: the one that leaves least of that time over. Nobody is offered two.
    ///
    /// - Parameters:
    ///   - freed: What became free.
    ///   - entries: Who waits, in any order. Those who have an offer already, or passed this time on, are left out.
    ///   - input: The facts of the freed days, in which the time is free.
    ///   - now: From when the minutes count.
    ///   - minutes: How long each has to answer.
    public static func offers(
        of freed: [FreedTime], to entries: [WaitlistEntry], _ input: AvailabilityInput, now: Instant, today: LocalDate,
        minutes: Minutes
    ) -> [WaitlistOffer] {
        var input = input
        var offers: [WaitlistOffer] = []
        for entry in entries.sorted(by: { ($0.since, $0.id) < ($1.since, $1.id) }) {
            let plans = freed.lazy.compactMap { plan(for: entry, in: $0, input, today: today) }
            guard let plan = plans.first else { continue }
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

    /// The visit that an entry wants and that suits the freed time best; nil when none takes some of it.
    static func plan(
        for entry: WaitlistEntry, in freed: FreedTime, _ input: AvailabilityInput, today: LocalDate
    ) -> VisitPlan? {
        guard !entry.services.isEmpty, entry.experts.isEmpty || entry.experts.contains(freed.expert) else {
            return nil
        }
        let first = freed.span.start.date - 1
        let last = LocalDateTime(minuteNumber: max(freed.span.lower, freed.span.upper - 1)).date
        var input = input.narrowed(to: first..<last + 1)
        if !entry.experts.isEmpty { input.experts.removeAll { !entry.experts.contains($0.id) } }
        let query = AvailabilityQuery(entry.services.map { VisitPart($0) }, isOrderFree: true, today: today)
        let plans = Availability(input, for: query).offers().lazy.filter { entry.wants($0.start) }.compactMap { offer in
            offer.plans.first { $0.takes(freed) }
        }
        return plans.min { $0.distance(from: freed) < $1.distance(from: freed) }
    }
}

extension VisitPlan {
    /// Whether it takes some of an expert's freed time.
    fileprivate func takes(_ freed: FreedTime) -> Bool {
        parts.contains { part in
            part.expert == freed.expert
                && part.phases.busySpans(from: part.start).contains { $0.overlaps(freed.span) }
        }
    }

    /// How far its start is from where freed time begins. One that comes before is farther than any inside.
    fileprivate func distance(from freed: FreedTime) -> Minutes {
        start < freed.span.start ? freed.span.end - start : start - freed.span.start
    }
}
