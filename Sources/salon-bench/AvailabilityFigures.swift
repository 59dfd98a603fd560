import Salon
import SalonStore

/// Milliseconds until the free starts of one service are there, for any expert who does it.
struct AvailabilityFigures: Encodable {
    /// Over 30 days, as the booking form asks.
    let freeStarts: Samples
    /// Of that, the facts: one round trip and the reading of its answers.
    let freeStartsFacts: Samples
    /// Of that, the deciding.
    let freeStartsDecision: Samples
    /// The first twelve of two weeks.
    let nextFree: Samples
    let experts: Int

    init(_ bench: Workbench, rounds: Int) throws {
        let desk = bench.desk
        let catalogue = try desk.services.catalogue()
        let services = catalogue.services.filter(\.isActive)
        let active = catalogue.experts.filter(\.isActive).map(\.id)
        let dates = desk.today + 1..<desk.today + 31
        func query(_ round: Int) -> AvailabilityQuery {
            AvailabilityQuery([VisitPart(services[round % services.count])], today: desk.today)
        }
        experts = active.count
        freeStarts = try Samples.milliseconds(rounds) { round in
            _ = try desk.appointments.freeStarts(query(round), dates: dates)
        }
        let all = FactsQuery(dates: dates)
        freeStartsFacts = try Samples.milliseconds(rounds) { _ in _ = try desk.appointments.bookingFacts(all) }
        let facts = try desk.appointments.bookingFacts(all)
        freeStartsDecision = Samples.milliseconds(rounds) { round in
            _ = Availability(facts.input, for: query(round)).offers()
        }
        nextFree = try Samples.milliseconds(rounds) { round in
            _ = try desk.appointments.nextFree(query(round), dates: desk.today..<desk.today + 14)
        }
    }
}
