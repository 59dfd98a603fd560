import Salon
import SalonStore
import Terminal

/// What the details say about a category, a service or an add-on.
struct ServiceText {
    let catalogue: Catalogue
    let width: Int

    // MARK: A service

    func rows(of service: Service, future: Int?) -> [CardRow] {
        var rows = CardRows(width: width)
        let category = catalogue.categories.first { $0.id == service.categoryID }
        rows.section("Service")
        rows.add("Category", category?.name ?? "")
        if !service.isActive {
            rows.add("Booking", "switched off: it can't be booked", .warning)
        } else if category?.isActive == false {
            rows.add("Booking", "its category is switched off: it can't be booked", .warning)
        } else {
            rows.add("Booking", "can be booked", .good)
        }
        rows.add("Price", [(service.price.withCode, Style(.strong, .bold))])
        addFuture(future, to: &rows)
        if let months = service.patchTestMonths {
            rows.add("Patch test", "needed, good for \(SpanText.count(months, "month"))", .warning)
        }
        addTimes(service.phases, to: &rows)
        if let description = service.description, !description.allSatisfy(\.isWhitespace) {
            rows.section("Description")
            rows.add(description)
        }
        addExperts(service, to: &rows)
        addAddOns(service, to: &rows)
        return rows.rows
    }

    private func addFuture(_ future: Int?, to rows: inout CardRows) {
        switch future {
        case nil: rows.add("To come", "…", .muted)
        case 0: rows.add("To come", "no appointments", .muted)
        case 1: rows.add("To come", "1, which keeps its price")
        case .some(let count): rows.add("To come", "\(count), which keep their price")
        }
    }

    private func addTimes(_ phases: ServicePhases, to rows: inout CardRows) {
        rows.section("Time")
        for (minutes, label, words) in [
            (phases.handsOn, "Hands on", ""), (phases.processing, "Processing", "the expert is free"),
            (phases.finishing, "Finishing", ""), (phases.buffer, "Clean-up", "the client has left"),
        ] where minutes > 0 {
            rows.add(label, [(SpanText.minutes(minutes), Style(.strong)), ("  \(words)", Style(.muted))])
        }
        if phases.clientMinutes > phases.handsOn {
            rows.add("Client", "\(SpanText.minutes(phases.clientMinutes)) in all", .muted)
        }
    }

    private func addExperts(_ service: Service, to rows: inout CardRows) {
        rows.section("Who does it")
        let experts = catalogue.experts(doing: service.id)
        if experts.isEmpty { rows.add("Nobody yet: it can't be booked. Add it on the tab Experts.", .warning) }
        for expert in experts {
            let skill = catalogue.skill(expert.id, service.id)
            let price = skill?.price.map { "\($0.grouped) own price" }
            let time = skill?.duration.map { SpanText.minutes($0) }
            let own = [price, time].compactMap(\.self).joined(separator: ", ")
            rows.add([
                (expert.name, Style(own.isEmpty ? .text : .strong)), (own.isEmpty ? "" : "  \(own)", Style(.info)),
            ])
        }
    }

    private func addAddOns(_ service: Service, to rows: inout CardRows) {
        let addOns = catalogue.addOns(of: service.id)
        guard !addOns.isEmpty else { return }
        rows.section("Add-ons")
        for addOn in addOns {
            rows.add([("+ \(addOn.name)", Style()), ("  \(Self.extra(addOn))", Style(.muted))])
        }
    }

    /// "10 min  15.00".
    private static func extra(_ addOn: AddOn) -> String {
        (addOn.minutes == 0 ? "" : "\(SpanText.minutes(addOn.minutes))  ") + addOn.price.grouped
    }

    // MARK: Others

    func rows(of category: ServiceCategory) -> [CardRow] {
        var rows = CardRows(width: width)
        let services = catalogue.services(in: category.id)
        let active = services.filter(\.isActive)
        rows.section("Category")
        rows.add(
            "Booking",
            category.isActive ? "its services can be booked" : "switched off: none of its services can be booked",
            category.isActive ? .good : .warning)
        let off = services.count - active.count
        rows.add("Services", "\(services.count)" + (off > 0 ? ", \(off) of them switched off" : ""))
        if let least = active.map(\.price).min(), let most = active.map(\.price).max() {
            rows.add("Prices", least == most ? least.withCode : "\(least.grouped) to \(most.withCode)")
        }
        if let description = category.description, !description.allSatisfy(\.isWhitespace) {
            rows.section("Description")
            rows.add(description)
        }
        return rows.rows
    }

    func rows(of addOn: AddOn) -> [CardRow] {
        var rows = CardRows(width: width)
        rows.section("Add-on")
        rows.add("Of", catalogue.service(addOn.serviceID)?.name ?? "")
        rows.add("Price", [("+\(addOn.price.withCode)", Style(.strong, .bold))])
        rows.add("Time", addOn.minutes == 0 ? "no longer" : "\(SpanText.minutes(addOn.minutes)) more, hands on")
        return rows.rows
    }
}
