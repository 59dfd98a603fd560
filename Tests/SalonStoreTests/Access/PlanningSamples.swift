import Salon

@testable import SalonStore

/// A series and people who wait, for the calls that are about them.
enum PlanningSamples {
    /// Two cuts of Chloé's, and two more that could be booked.
    struct Series: Sendable {
        let entry: DayEntry
        let place: SeriesPlace
        let book: SeriesBook
        let booking: SeriesBooking
        let query: AvailabilityQuery
        let facts: AvailabilityFacts

        init(_ desk: Desk) throws {
            let query = SmallSalon.query(with: SmallSalon.chloe)
            let booked = try Self.booking(at: 10, query, desk)
            entry = try desk.appointments.bookSeries(booked.0, for: query, on: booked.1).entries[0]
            guard let place = try desk.appointments.card(entry.id).series else {
                throw SalonError.notFound(what: "series")
            }
            self.place = place
            self.query = query
            book = try desk.appointments.seriesBook(entry, place)
            (booking, facts) = try Self.booking(at: 15, query, desk)
        }

        private static func booking(
            at hour: Int, _ query: AvailabilityQuery, _ desk: Desk
        ) throws -> (SeriesBooking, AvailabilityFacts) {
            let rule = try SeriesRule(first: (SmallSalon.monday + 2).at(hour), everyWeeks: 1, end: .times(2))
            let facts = try desk.appointments.seriesFacts(rule)
            let plans = SeriesPlan(rule, Availability(facts.input, for: query)).occurrences.compactMap(\.plan)
            return (SeriesBooking(rule, plans, of: query, client: .known(SmallSalon.sam)), facts)
        }
    }

    /// Maria, for whom a time is kept; and Sam, who could be offered another.
    struct Waiting: Sendable {
        let freed = FreedTime(
            expert: SmallSalon.chloe, span: TimeSpan((SmallSalon.monday + 1).at(10), minutes: 120))
        let held: HeldOffer
        let row: WaitlistRow
        let matches: WaitlistMatches

        init(_ desk: Desk) throws {
            _ = try desk.waitlist.add(WaitlistDraft(clientID: SmallSalon.maria, services: [SmallSalon.cutID]))
            guard let held = try desk.waitlist.offer([freed]).first else { throw SalonError.notFound(what: "offer") }
            self.held = held
            row = try desk.waitlist.add(WaitlistDraft(clientID: SmallSalon.sam, services: [SmallSalon.cutID]))
            matches = try desk.waitlist.matches(for: [freed])
        }
    }
}
