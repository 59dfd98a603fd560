import Postgres
import Salon

/// What the form that moves an appointment begins with, as one round trip found it.
public struct MoveDesk: Hashable, Sendable {
    /// The appointment with its visit.
    public let card: AppointmentCard
    /// Who is free on the days looked at first.
    public let facts: AvailabilityFacts

    /// A beginning of given values, as for a screen without a database.
    public init(card: AppointmentCard, facts: AvailabilityFacts) {
        self.card = card
        self.facts = facts
    }
}

extension AppointmentRepository {
    /// An appointment that is to be moved, and when it could be.
    ///
    /// - Parameters:
    ///   - id: The appointment.
    ///   - dates: The days whose free starts are shown first.
    /// Throws `forbidden` without `appointments.manage` or any `appointments.view`, `notFound`.
    public func moveDesk(_ id: AppointmentID, dates: DateSpan) throws(SalonError) -> MoveDesk {
        try desk.session.require(.appointmentsManage)
        guard desk.session.allowsSome(.appointmentsView) else { throw .forbidden(.appointmentsView) }
        var pipeline = desk.pipeline()
        let card = CardReading(id, desk: desk, in: &pipeline)
        let roster = addFacts(FactsQuery(dates: dates), to: &pipeline)
        let answers = try desk.run(pipeline)
        return MoveDesk(
            card: try self.card(from: card, in: answers),
            facts: try SalonError.mapped { () throws(PostgresError) in
                try roster.read(answers, dates: dates, desk: desk).facts
            })
    }
}
