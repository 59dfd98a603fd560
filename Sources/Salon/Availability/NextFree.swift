/// When somebody would like to come: the days of the week and the time of the day.
public struct TimeWish: Hashable, Sendable {
    /// The days; empty for any.
    public var weekdays: Set<Weekday>
    /// The visit begins at this time or later; nil for any.
    public var from: LocalTime?
    /// The visit begins before this time; nil for any.
    public var before: LocalTime?

    /// A wish; without arguments, any time.
    public init(weekdays: Set<Weekday> = [], from: LocalTime? = nil, before: LocalTime? = nil) {
        self.weekdays = weekdays
        self.from = from
        self.before = before
    }

    /// Before noon.
    public static let morning = TimeWish(before: LocalTime(minutes: 720))
    /// From noon to five.
    public static let afternoon = TimeWish(from: LocalTime(minutes: 720), before: LocalTime(minutes: 1_020))
    /// From five on.
    public static let evening = TimeWish(from: LocalTime(minutes: 1_020))

    /// True when a visit that begins then is what was wished for.
    public func allows(_ start: LocalDateTime) -> Bool {
        let time = start.time
        return allows(start.date) && from.map { $0 <= time } ?? true && before.map { time < $0 } ?? true
    }

    /// True when the day of the week is.
    func allows(_ date: LocalDate) -> Bool { weekdays.isEmpty || weekdays.contains(date.weekday) }
}

/// How free starts are put in order.
public enum StartRanking: Hashable, Sendable {
    /// The earliest first.
    case earliest
    /// Those that leave the fewest minutes nobody can use first, then the earliest.
    case bestFit
}

extension Availability {
    /// A gap shorter than this is of no use to anybody: the shortest services of the price lists take a quarter of an
    /// hour, and hardly anybody asks for one.
    private static let shortestUsefulGap = 30

    /// The next free starts over all of the dates, for the list in the booking form.
    ///
    /// - Parameters:
    ///   - wish: The days of the week and times of the day that suit.
    ///   - ranking: What comes first.
    ///   - count: How many, at most.
    public func next(_ wish: TimeWish = TimeWish(), by ranking: StartRanking = .earliest, count: Int = 12)
        -> [OfferedStart]
    {
        switch ranking {
        case .earliest:
            var found: [OfferedStart] = []
            for date in input.dates where wish.allows(date) && found.count < count {
                found += offers(on: date..<date + 1).filter { wish.allows($0.start) }
            }
            return Array(found.prefix(count))
        case .bestFit:
            let found = offers().filter { wish.allows($0.start) }.map { offer in
                let fits = offer.plans.map { (waste: waste(of: $0), plan: $0) }
                let least = fits.map(\.waste).min() ?? 0
                // The expert in whose day it fits best comes first.
                let plans = fits.filter { $0.waste == least } + fits.filter { $0.waste != least }
                return (
                    waste: least,
                    offer: OfferedStart(start: offer.start, plans: plans.map(\.plan), isTight: offer.isTight)
                )
            }
            return found.sorted { ($0.waste, $0.offer.start) < ($1.waste, $1.offer.start) }.prefix(count).map(\.offer)
        }
    }

    /// How many free minutes a plan leaves in gaps too short for anything, beside its parts and between them.
    func waste(of plan: VisitPlan) -> Minutes {
        Set(plan.experts).reduce(0) { waste, expert in
            guard let lane = lanes.first(where: { $0.id == expert }) else { return waste }
            let taken = TimeSpans(
                plan.parts.filter { $0.expert == expert }.flatMap { $0.phases.busySpans(from: $0.start) })
            let touched = lane.hands.spans.filter(taken.overlaps)
            let left = TimeSpans(touched).subtracting(taken)
            return waste
                + left.spans.reduce(0) { $0 + ($1.minutes < Self.shortestUsefulGap ? $1.minutes : 0) }
                - touched.reduce(0) { $0 + ($1.minutes < Self.shortestUsefulGap ? $1.minutes : 0) }
        }
    }
}
