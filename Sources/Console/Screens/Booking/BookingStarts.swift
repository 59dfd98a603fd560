import Salon
import SalonStore
import Terminal

/// The free starts beside the form: made anew whenever the form changes, without asking the server again.
extension BookingScreen {
    /// What is looked for; nil before a service is chosen.
    func query(_ context: Context, overbooks: Bool = false) -> AvailabilityQuery? {
        guard !parts.isEmpty else { return nil }
        let wanted = parts.map { part in
            VisitPart(
                part.service, addOns: part.addOns, expert: expertID.flatMap { does($0, part.service) ? $0 : nil })
        }
        return AvailabilityQuery(
            wanted, isOrderFree: parts.count > 1 && form.choice("order") == 1, today: context.today,
            startsNow: source == .walkIn, overbooks: overbooks)
    }

    /// The start under the cursor.
    var chosenStart: OfferedStart? { starts.indices.contains(selected) ? starts[selected] : nil }

    /// Offers the starts of the day, or the next free ones where any day will do or the day has none.
    mutating func findStarts(_ context: Context) -> Effects {
        let before = isStartChosen ? chosenStart?.start : nil
        defer { showTotal(context) }
        (starts, startFacts, refusals) = ([], nil, [])
        guard let query = query(context) else { return [] }
        if !isNext {
            guard let facts, facts.input.dates.contains(date) else { return [] }
            let availability = Availability(facts.input, for: query)
            starts = availability.offers(on: date..<date + 1).filter { wish.allows($0.start) }
            startFacts = facts
            refuse(by: availability, query, facts.input)
        }
        var effects: Effects = []
        if starts.isEmpty {
            effects = findNext(query)
        } else {
            search = nil
        }
        select(before)
        return effects
    }

    /// Why the time that was typed is not offered, or none of the day is.
    private mutating func refuse(
        by availability: Availability, _ query: AvailabilityQuery, _ input: AvailabilityInput
    ) {
        if let time = wantedTime, !starts.contains(where: { $0.start == date.at(time) }),
            case .refused(let reasons) = availability.verdict(at: date.at(time))
        {
            refusals = Self.distinct(reasons)
        } else if starts.isEmpty {
            var input = input
            input.dates = date..<date + 1
            refusals = Self.distinct(Availability(input, for: query).refusals())
        }
    }

    /// Puts the cursor on the time that was typed, or the start that was chosen before.
    private mutating func select(_ before: LocalDateTime?) {
        let wanted = wantedTime.map { date.at($0) }
        let index = starts.firstIndex { $0.start == wanted } ?? starts.firstIndex { $0.start == before }
        isStartChosen = index != nil
        selected = index ?? wanted.flatMap { time in starts.firstIndex { $0.start >= time } } ?? 0
    }

    static func distinct(_ refusals: [Refusal]) -> [Refusal] {
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
            if plan.parts.count > 1 { text += "\n" + course(of: plan) }
        } else if !parts.isEmpty {
            let quotes = parts.map { Pricing.quote($0.service, addOns: $0.addOns, today: context.today) }
            let total = Pricing.total(quotes.map(\.total), in: context.branch.currency)
            text = "\(total.withCode) · \(SpanText.minutes(quotes.reduce(0) { $0 + $1.phases.clientMinutes }))"
        }
        form.update("total") { $0.control = .fixed(text) }
    }

    /// Who does what when, in lines such as "09:00 Colour, Aiko".
    private func course(of plan: VisitPlan) -> String {
        plan.parts.map { "\($0.start.time) \(parts[$0.index].service.name), \(name($0.expert))" }
            .joined(separator: "\n")
    }

    /// What the desk should know before it books; nothing of it stands in the way.
    var warnings: [BookingWarning] {
        var warnings = patchTestWarnings
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

    /// What stands against the services on the day that is chosen, or shown.
    private var patchTestWarnings: [BookingWarning] {
        guard let name = client?.client.name ?? (isNewClient ? form.item("client")?.title : nil) else { return [] }
        return BookingWarning.patchTests(of: name, patchTests, on: chosenStart?.start.date ?? date)
    }

    /// What the services ask for, and what the client has of it.
    var patchTests: [PatchTestStanding] {
        let tests = client?.patchTests.map(\.test) ?? []
        return parts.compactMap(\.service.patchTestNeed).map { PatchTestStanding($0, tests) }
    }

    // MARK: When

    /// Reads "fri", "24/12 15:00", "after 5 not mon"; true if other days are meant now.
    mutating func readWhen(_ context: Context) -> Bool {
        let text = form.text("when")
        guard let typed = WhenExpression.parse(text, today: context.today, day: date) else {
            form.update("when") {
                $0.hint =
                    text.isEmpty ? "a day, and a time if you like; or: after 5 not mon" : "“\(text)” is no day yet"
            }
            return false
        }
        let day = typed.date ?? context.today
        form.update("when") { $0.hint = Self.hint(typed, day, today: context.today) }
        let isOther = day != date || typed.isNext != isNext
        (date, wantedTime, wish, isNext) = (day, typed.time, typed.wish, typed.isNext)
        isStartChosen = false
        return isOther
    }

    private static func hint(_ when: WhenExpression, _ day: LocalDate, today: LocalDate) -> String {
        let wish = when.wish == TimeWish() ? "" : ", \(when.wish.words)"
        if when.isNext { return "next free from \(day == today ? "today" : day.shortText)\(wish)" }
        return day.longText + (when.time.map { ", \($0)" } ?? wish) + (day < today ? " is over" : "")
    }

    /// The dates for which facts are asked.
    var wantedDates: DateSpan { date..<date + Self.horizon }
}
