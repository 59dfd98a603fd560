import ArgumentParser
import Salon
import SalonStore

/// What is wanted: services with add-ons, and perhaps an expert. Shared by `slots` and `book`.
struct VisitOptions: ParsableArguments {
    @Option(name: .customLong("service"), help: "A service, by name or id; repeat it for several in a row.")
    var services: [String]
    @Option(name: .customLong("add-on"), help: "An add-on to one of the services; may be repeated.")
    var addOns: [String] = []
    @Option(help: "The expert, by name or id; anybody who does it if left out.")
    var expert: String?

    /// The services with their add-ons and the expert, as `Availability` takes them.
    func parts(_ lookup: Lookup) throws(SalonError) -> [VisitPart] {
        let expert = try expert.map { text throws(SalonError) in try lookup.expert(text).id }
        let services = try services.map { text throws(SalonError) in try lookup.service(text) }
        guard !services.isEmpty else { throw .invalid(field: "service", sentence: "Name at least one --service.") }
        let chosen = try addOns.map { text throws(SalonError) in try lookup.addOn(text, of: services) }
        return services.map { service in
            VisitPart(service, addOns: chosen.filter { $0.serviceID == service.id }, expert: expert)
        }
    }
}

/// `salon slots`: the free starts.
struct SlotsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slots", abstract: "The free starts of one or several services.")

    @OptionGroup var visit: VisitOptions
    @Option(name: .customLong("from"), help: "The first day; today if left out.")
    var from: DateArgument?
    @Option(help: "How many days, 1 to 92.")
    var days = 7
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...92).contains(days) else { throw ValidationError("--days is 1 to 92.") }
    }

    func run() throws {
        try common.atDesk { desk throws(SalonError) in
            let lookup = try Lookup(desk)
            let first = try from?.resolve(field: "from", today: desk.today) ?? desk.today
            let query = AvailabilityQuery(try visit.parts(lookup), today: desk.today)
            let facts = try desk.appointments.bookingFacts(
                FactsQuery(dates: first..<(first + days), experts: query.experts))
            let availability = Availability(facts.input, for: query)
            let offers = availability.offers()
            let refusals = offers.isEmpty ? availability.refusals() : []
            let name = { (id: ExpertID) in lookup.catalogue.expert(id)?.name ?? id.description }
            common.json
                ? Output.printJSON(SlotsDocument(offers, refusals, name)) : Self.print(offers, refusals, name)
        }
    }

    private static func print(_ offers: [OfferedStart], _ refusals: [Refusal], _ name: (ExpertID) -> String) {
        for refusal in refusals { Standard.output(refusal.sentence + "\n") }
        Output.printTable(
            offers.map { offer in
                [
                    offer.start.date.shortText, "\(offer.start.time)–\(offer.end.time)", offer.price.description,
                    offer.experts.map(name).joined(separator: ", "), offer.isTight ? "tight" : "",
                ]
            })
    }
}

private struct SlotsDocument: Encodable {
    struct Slot: Encodable {
        let start: String
        let end: String
        let experts: [String]
        let price: String
        let tight: Bool
    }
    struct Refused: Encodable {
        let expert: String
        let reason: String
    }

    let slots: [Slot]
    let refused: [Refused]?

    init(_ offers: [OfferedStart], _ refusals: [Refusal], _ name: (ExpertID) -> String) {
        slots = offers.map { offer in
            Slot(
                start: offer.start.description, end: offer.end.description, experts: offer.experts.map(name),
                price: offer.price.description, tight: offer.isTight)
        }
        refused = offers.isEmpty ? refusals.map { Refused(expert: $0.name, reason: $0.sentence) } : nil
    }
}
