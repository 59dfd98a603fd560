import Salon
import SalonStore
import Terminal

/// Where the appointment would go, and what the desk should know before.
extension MoveScreen {
    /// Says where it would go.
    mutating func showTarget(_ context: Context) {
        var text = "–"
        if let chosen {
            let span = CardText.span(chosen.start, chosen.end)
            let day = SpanText.day(chosen.start.date, today: context.today)
            text = "\(day) \(span), \(chosen.plans[0].experts.map(name).joined(separator: ", "))"
        }
        let warnings = zip(parts, chosen?.plans[0].parts ?? []).flatMap { part, planned in
            AppointmentSteps.warnings(
                ofMoving: part, to: planned.expert, at: planned.start, among: others.map(\.entry),
                name: { $0.map(name) })
                + [keptPrice(part, planned.expert)].compactMap(\.self)
        }
        form.update("to") { field in
            field.control = .fixed(text)
            field.alert = AppointmentSteps.words(warnings)
        }
    }

    /// That who gets it asks another price. With add-ons the prices say nothing about each other.
    private func keptPrice(_ part: DayEntry, _ expert: ExpertID) -> BookingWarning? {
        guard expert != part.expertID, part.addOns == nil, let service = part.serviceID,
            let price = facts?.input.experts.first(where: { $0.id == expert })?.services[service]?.price,
            price != part.price
        else { return nil }
        return .keptPrice(expert: name(of: expert), price: price, kept: part.price)
    }

    func name(of expert: ExpertID) -> String {
        facts?.input.experts.first { $0.id == expert }?.name
            ?? others.first { $0.entry.expertID == expert }?.expertName ?? "this expert"
    }
}
