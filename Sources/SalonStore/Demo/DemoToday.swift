import Salon

/// The parts that today must show, whatever else is booked.
enum DemoScene: Sendable {
    /// In the chair, unpaid, with an alert.
    case inService
    /// Reserved and unpaid; the hold ends in twelve minutes.
    case hold
    /// In the salon, waiting for an expert they asked for.
    case arrived
    /// In service: the colour processes, the expert's hands are free.
    case processing
    /// Booked into that gap.
    case inGap
    /// Done and not paid.
    case unpaid
    case noShow
    case cancelled
    /// Booked and paid on the website.
    case prepaid
    /// Booked on the website for nobody in particular, and held.
    case website
}

extension DemoDayPlanner {
    /// Today's scenes around `now`, in minutes since midnight. In the first two hours after midnight there is no past
    /// to show, and in the last quarter of an hour before it nothing can begin any more: that is left out.
    func scenes(now: Minutes) -> [DemoLine] {
        let quarter = now / 15 * 15
        let color = catalogue["Balayage"]
        let wanted: [(scene: DemoScene, expert: Int?, service: String, start: Minutes)] = [
            (.inService, 0, "Cut & blow-dry", quarter - 30),
            (.unpaid, 0, "Women's cut, short", quarter - 90),
            (.hold, 4, "Women's cut, medium", quarter + 75),
            (.arrived, 1, "Men's cut", quarter + 15),
            (.noShow, 1, "Men's cut", quarter - 60),
            (.processing, 2, color.name, quarter - color.handsOn),
            (.inGap, 2, "Fringe trim", quarter + 15),
            (.cancelled, 3, "Gel refill", quarter + 30),
            (.prepaid, 3, "Manicure, gel polish", quarter + 30),
            (.website, nil, "Cut & blow-dry", quarter + 105),
        ]
        let latest = LocalTime.minutesPerDay - 15
        return wanted.compactMap { item in
            let start = item.start > now ? min(item.start, latest) : item.start
            guard (start > now) == (item.start > now) else { return nil }
            let service = catalogue[item.service]
            let skill = item.expert.flatMap { index in
                team.experts[index].skills.first { $0.service == service.index }
            }
            let line = DemoLine(
                expert: item.expert, service: service.index, start: start,
                handsOn: skill?.minutes ?? service.handsOn, processing: service.processing,
                finishing: service.finishing, buffer: service.buffer, price: skill?.price ?? service.price,
                fate: Self.fate(item.scene), scene: item.scene)
            let working = roster.exceptions[item.expert ?? 0] ?? []
            guard let first = working.first, let last = working.last else { return nil }
            return line.start >= first.starts && (item.expert == nil || line.free <= last.ends) ? line : nil
        }
    }

    private static func fate(_ scene: DemoScene) -> DemoFate {
        switch scene {
        case .noShow: .noShow
        case .cancelled: .cancelled
        default: .kept
        }
    }
}
