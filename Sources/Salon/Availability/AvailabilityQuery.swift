/// One service of the visit that is looked for.
public struct VisitPart: Hashable, Sendable {
    /// The service.
    public var service: Service
    /// The add-ons to it.
    public var addOns: [AddOn]
    /// Who shall do it; nil for anybody who does.
    public var expert: ExpertID?

    /// A part of a visit.
    public init(_ service: Service, addOns: [AddOn] = [], expert: ExpertID? = nil) {
        self.service = service
        self.addOns = addOns
        self.expert = expert
    }
}

/// What is looked for: one service, or several one after another.
public struct AvailabilityQuery: Hashable, Sendable {
    /// The services in their order; not empty.
    public var parts: [VisitPart]
    /// The offer that the price shall take.
    public var offer: Offer?
    /// The day on which it is booked, for the offer.
    public var today: LocalDate
    /// True when the services may be done in any order; false for the order of `parts`.
    public var isOrderFree: Bool
    /// The longest wait between two parts, in minutes.
    public var longestWait: Minutes
    /// Appointments that do not stand in the way: the ones being moved.
    public var ignoring: Set<AppointmentID>
    /// A start that is one whatever the grid and the notice say: that which the appointment being moved has already.
    public var keptStart: LocalDateTime?
    /// True for somebody who is in the salon: the current minute is a start as well, on the grid or not, and no notice is
    /// asked.
    public var startsNow: Bool
    /// True when a visit that already began may be recorded (`appointments.reopen`).
    public var allowsPast: Bool
    /// True for overbooking on purpose: other appointments, shifts, closures, times off, the grid, the notice and the
    /// horizon do not count.
    public var overbooks: Bool

    /// A query.
    public init(
        _ parts: [VisitPart], isOrderFree: Bool = false, offer: Offer? = nil, today: LocalDate,
        longestWait: Minutes = 15, ignoring: Set<AppointmentID> = [], keptStart: LocalDateTime? = nil,
        startsNow: Bool = false, allowsPast: Bool = false, overbooks: Bool = false
    ) {
        self.parts = parts
        self.isOrderFree = isOrderFree
        self.offer = offer
        self.today = today
        self.longestWait = longestWait
        self.ignoring = ignoring
        self.keptStart = keptStart
        self.startsNow = startsNow
        self.allowsPast = allowsPast
        self.overbooks = overbooks
    }
}

extension AvailabilityQuery {
    /// More services than this keep their order: five would have 120.
    private static let mostPartsInAnyOrder = 4

    /// Who is asked for; nil where a part is for anybody.
    public var experts: [ExpertID]? {
        let asked = parts.compactMap(\.expert)
        return asked.count == parts.count ? asked : nil
    }

    /// The query for just this plan: its parts in its order, each with its expert.
    public func pinned(to plan: VisitPlan) -> AvailabilityQuery {
        var pinned = self
        pinned.isOrderFree = false
        pinned.parts = plan.parts.map { part in
            var wanted = parts[part.index]
            wanted.expert = part.expert
            return wanted
        }
        return pinned
    }

    /// Every other order of the parts that makes a difference, as their indices.
    var otherOrders: [[Int]] {
        guard (2...Self.mostPartsInAnyOrder).contains(parts.count) else { return [] }
        var seen: Set<[VisitPart]> = [parts]
        return Self.permutations(of: Array(parts.indices)).filter { order in
            seen.insert(order.map { parts[$0] }).inserted
        }
    }

    private static func permutations(of indices: [Int]) -> [[Int]] {
        guard indices.count > 1 else { return [indices] }
        return indices.flatMap { first in
            permutations(of: indices.filter { $0 != first }).map { [first] + $0 }
        }
    }
}

/// One part of a visit with its expert and its time.
public struct PlannedPart: Hashable, Sendable {
    /// Which of the query's parts it is.
    public let index: Int
    /// Who does it.
    public let expert: ExpertID
    /// When it begins.
    public let start: LocalDateTime
    /// Its times with this expert, add-ons included.
    public let phases: ServicePhases
    /// Its price with this expert, add-ons and offer included.
    public let price: Money

    /// When the client is done with it.
    public var end: LocalDateTime { start + phases.clientMinutes }
    /// When the expert has cleaned up.
    public var busyEnd: LocalDateTime { start + phases.totalMinutes }
}

/// One way to have the visit at a start.
public struct VisitPlan: Hashable, Sendable {
    /// The parts in order; not empty.
    public let parts: [PlannedPart]

    /// The expert of the first part.
    public var expert: ExpertID { parts[0].expert }
    /// When the visit begins.
    public var start: LocalDateTime { parts[0].start }
    /// When the client can leave.
    public var end: LocalDateTime { parts[parts.count - 1].end }
    /// What the client pays.
    public var price: Money { parts.dropFirst().reduce(parts[0].price) { $0 + $1.price } }
    /// The experts in the order of their parts, each once.
    public var experts: [ExpertID] {
        parts.reduce(into: []) { experts, part in
            if !experts.contains(part.expert) { experts.append(part.expert) }
        }
    }
}

/// A start that can be had, with everybody who can begin it.
public struct OfferedStart: Hashable, Sendable {
    /// When the visit begins.
    public let start: LocalDateTime
    /// One plan for each expert who can do the first part, the least-booked that day first; not empty.
    public let plans: [VisitPlan]
    /// True when it is off the grid and offered only because it leaves no gap beside another appointment.
    public let isTight: Bool

    /// When the client can leave, with the first plan.
    public var end: LocalDateTime { plans[0].end }
    /// What the client pays, with the first plan.
    public var price: Money { plans[0].price }
    /// The experts of the first part, the least-booked first.
    public var experts: [ExpertID] { plans.map(\.expert) }
}
