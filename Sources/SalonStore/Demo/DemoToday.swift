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
    /// Today's scenes around `now`, in minutes since midnight. What began before today's hours did is left out: in
    /// the first two hours after midnight there is no past to show.
    func scenes(now: Minutes) -> [DemoLine] {
        let quarter = now / 15 * 15
        let color = catalogue["Balayage"]
        let wanted: [(scene: DemoScene, expert: Int?, service: String, start: Minutes)] = [
            (.inService, 0, "Cut & blow-dry", quarter - 30),
            (.unpaid, 0, "Women's cut, short", quarter - 90),
            (.hold, 0, "Women's cut, medium", quarter + 75),
            (.arrived, 1, "Men's cut", quarter + 15),
            (.noShow, 1, "Men's cut", quarter - 60),
            (.processing, 2, color.name, quarter - color.handsOn),
            (.inGap, 2, "Fringe trim", quarter + 15),
            (.cancelled, 3, "Gel refill", quarter + 30),
            (.prepaid, 3, "Manicure, gel polish", quarter + 30),
            (.website, nil, "Cut & blow-dry", quarter + 105),
        ]
        return wanted.compactMap { item in
            let service = catalogue[item.service]
            let skill = item.expert.flatMap { index in
                team.experts[index].skills.first { $0.service == service.index }
            }
            let line = DemoLine(
                expert: item.expert, service: service.index, start: item.start,
                handsOn: skill?.minutes ?? service.handsOn, processing: service.processing,
                finishing: service.finishing, buffer: service.buffer, price: skill?.price ?? service.price,
                fate: Self.fate(item.scene), scene: item.scene)
            let first = roster.exceptions[item.expert ?? 0]?.first?.starts ?? 0
            let last =
                item.expert == nil ? LocalTime.minutesPerDay : roster.exceptions[item.expert ?? 0]?.last?.ends ?? 0
            return line.start >= first && line.free <= last ? line : nil
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
