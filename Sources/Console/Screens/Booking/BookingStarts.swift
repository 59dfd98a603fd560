import Salon
import SalonStore
import Terminal

/// The free starts beside the form: made anew whenever the form changes, without asking the server again.
extension BookingScreen {
    /// What is looked for; nil before a service is chosen.
    func query(_ context: Context, overbooks: Bool = false) -> AvailabilityQuery? {
        guard !parts.isEmpty else { return nil }
        return AvailabilityQuery(
            parts.map { VisitPart($0.service, addOns: $0.addOns, expert: expertID) }, today: context.today,
            startsNow: source == .walkIn, overbooks: overbooks)
    }

    /// The start under the cursor.
    var chosenStart: OfferedStart? { starts.indices.contains(selected) ? starts[selected] : nil }

    /// Offers the starts of the day, and of the days after it where the day has none.
    mutating func findStarts(_ context: Context) {
        let before = chosenStart?.start
        defer { showTotal(context) }
        guard let facts, facts.input.dates.contains(date), let query = query(context) else {
            starts = []
            refusals = []
            return
        }
        let availability = Availability(facts.input, for: query)
        let offers = availability.offers()
        let ofDay = offers.filter { $0.start.date == date }
        starts = ofDay.isEmpty ? Array(offers.filter { $0.start.date > date }.prefix(60)) : ofDay
        refusals = []
        let wanted = wantedTime.map { date.at($0) }
        if let wanted, let index = starts.firstIndex(where: { $0.start == wanted }) {
            selected = index
            isStartChosen = true
        } else if let before, isStartChosen, let index = starts.firstIndex(where: { $0.start == before }) {
            selected = index
        } else {
            isStartChosen = false
            selected = wanted.flatMap { time in starts.firstIndex { $0.start >= time } } ?? 0
        }
        let asked = wanted.flatMap { time in starts.contains { $0.start == time } ? nil : time }
        if let asked, case .refused(let reasons) = availability.verdict(at: asked) {
            refusals = Self.distinct(reasons)
        } else if starts.isEmpty {
            refusals = Self.distinct(availability.refusals())
        }
    }

    private static func distinct(_ refusals: [Refusal]) -> [Refusal] {
        var seen: Set<String> = []
        return Array(refusals.filter { seen.insert($0.sentence).inserted }.prefix(4))
    }

    mutating func choose(_ index: Int) {
        guard starts.indices.contains(index) else { return }
        selected = index
        isStartChosen = true
    }

    mutating func showTotal(_ context: Context) {
        var text = ""
        if let offer = chosenStart {
            let plan = offer.plans[0]
            let processing = plan.parts.reduce(0) { $0 + $1.phases.processing }
            text = "\(plan.price.withCode) · \(SpanText.minutes(plan.end - plan.start)), until \(plan.end.time)"
            if processing > 0 { text += ", of it \(SpanText.minutes(processing)) processing" }
        } else if !parts.isEmpty {
            let quotes = parts.map { Pricing.quote($0.service, addOns: $0.addOns, today: context.today) }
            let total = Pricing.total(quotes.map(\.total), in: context.branch.currency)
            text = "\(total.withCode) · \(SpanText.minutes(quotes.reduce(0) { $0 + $1.phases.clientMinutes }))"
        }
        let warnings = warnings.map(\.sentence).joined(separator: " ")
        form.update("total") { field in
            field.control = .fixed(text)
            field.alert = warnings
        }
    }

    /// What the desk should know before it books; nothing of it stands in the way.
    private var warnings: [BookingWarning] {
        var warnings: [BookingWarning] = []
        if let client, client.noShows > 0 { warnings.append(.missed(client.noShows)) }
        guard let offer = chosenStart else { return warnings }
        let others = client?.appointments.filter { $0.entry.status.isLive } ?? []
        warnings += BookingWarning.sameTime(
            TimeSpan(offer.start, offer.end),
            others: others.map {
                .init(
                    service: $0.entry.serviceName, expert: $0.expertName, span: TimeSpan($0.entry.start, $0.entry.end))
            })
        for planned in offer.plans[0].parts where parts.indices.contains(planned.index) {
            let service = parts[planned.index].service
            guard let price = catalogue?.skill(planned.expert, service.id)?.price, price != service.price,
                let expert = catalogue?.expert(planned.expert)?.name
            else { continue }
            warnings.append(.ownPrice(expert: expert, price: price, listed: service.price))
        }
        return warnings
    }

    // MARK: When

    /// Reads "fri", "+6w", "24/12", each with or without a time; true if another day is meant now.
    mutating func readWhen(_ context: Context) -> Bool {
        let text = form.text("when")
        guard let typed = DayAndTime(text, today: context.today, day: date) else {
            form.update("when") { $0.hint = text.isEmpty ? "a day, and a time if you like" : "“\(text)” is no day yet" }
            return false
        }
        let (day, time) = (typed.date, typed.time)
        let isPast = day < context.today
        form.update("when") { field in
            field.hint = day.longText + (time.map { ", \($0)" } ?? "") + (isPast ? " is over" : "")
        }
        wantedTime = time
        isStartChosen = false
        guard day != date else { return false }
        date = day
        return true
    }

    /// The dates for which facts are asked.
    var wantedDates: DateSpan { date..<date + Self.horizon }
}
