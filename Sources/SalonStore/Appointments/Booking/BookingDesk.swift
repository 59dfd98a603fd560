import Postgres
import Salon

/// What the booking form begins with, as one round trip found it.
public struct BookingDesk: Hashable, Sendable {
    /// What can be booked.
    public let catalogue: Catalogue
    /// Who is free on the first days.
    public let facts: AvailabilityFacts
    /// The client who is known already; nil for none, or when they are gone or not for this role to see.
    public let client: ClientCard?

    /// A beginning of given values, as for a screen without a database.
    public init(catalogue: Catalogue, facts: AvailabilityFacts, client: ClientCard? = nil) {
        self.catalogue = catalogue
        self.facts = facts
        self.client = client
    }
}

extension AppointmentRepository {
    /// Everything that the booking form begins with.
    ///
    /// - Parameters:
    ///   - dates: The days whose free starts are shown first.
    ///   - client: Who comes, if that is known already.
    public func bookingDesk(dates: DateSpan, client: ClientID? = nil) throws(SalonError) -> BookingDesk {
        let session = desk.session
        guard session.allowsSome(.appointmentsView) else { throw .forbidden(.appointmentsView) }
        try session.require(.servicesView)
        let clients = desk.clients
        var pipeline = desk.pipeline()
        let catalogue = CatalogueReading(desk: desk, in: &pipeline)
        let roster = addFacts(FactsQuery(dates: dates), to: &pipeline)
        let card = session.allowsSome(.clientsView) ? client.map { clients.addCard($0, to: &pipeline) } : nil
        return try desk.run(pipeline) { (answers) throws(PostgresError) in
            BookingDesk(
                catalogue: try catalogue.read(answers),
                facts: try roster.read(answers, dates: dates, desk: desk).facts,
                client: try card.flatMap { (card) throws(PostgresError) in try clients.readCard(card, answers) })
        }
    }
}
