import Glibc
import Salon
import SalonStore
import Synchronization

/// Bookings on distinct free starts through the store, against the same statements in pgbench.
struct BookingFigures: Encodable {
    /// Milliseconds of a booking at one desk.
    let one: Samples
    let onePerSecond: Double
    let sixteenPerSecond: Double
    let pgbenchOnePerSecond: Double?
    let pgbenchSixteenPerSecond: Double?
    /// The store's throughput as a share of pgbench's.
    let ratioOne: Double?
    let ratioSixteen: Double?

    init(_ bench: Workbench, rounds: Int) throws {
        let supply = try Supply(bench, count: 17 * rounds)
        var values: [Double] = []
        let alone = Stopwatch()
        for item in supply.items.prefix(rounds) {
            let start = Stopwatch()
            try supply.book(item, at: bench.desk)
            values.append(start.milliseconds)
        }
        onePerSecond = (Double(values.count) / alone.seconds).rounded()
        one = Samples(values)
        sixteenPerSecond = try Self.together(supply, Array(supply.items.dropFirst(rounds)), at: bench.desk)
        let rival = try PgBench(bench, supply: supply)
        pgbenchOnePerSecond = rival.perSecond(clients: 1, transactions: rounds, from: 0)
        pgbenchSixteenPerSecond = rival.perSecond(clients: 16, transactions: rounds, from: rounds)
        ratioOne = Self.ratio(onePerSecond, pgbenchOnePerSecond)
        ratioSixteen = Self.ratio(sixteenPerSecond, pgbenchSixteenPerSecond)
    }

    private static func ratio(_ own: Double, _ other: Double?) -> Double? {
        other.map { (own / $0 * 100).rounded() / 100 }
    }

    private static func together(_ supply: Supply, _ items: [Supply.Item], at desk: Desk) throws -> Double {
        let failures = Mutex<[SalonError]>([])
        let share = items.count / 16
        let watch = Stopwatch()
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw SalonError.unavailable(sentence: "No pipe to wait on.") }
        defer { for end in ends { close(end) } }
        let writeEnd = ends[1]
        let threads = try (0..<16).map { index in
            let own = Array(items[index * share..<(index + 1) * share])
            return try WorkerThread {
                for item in own {
                    do throws(SalonError) {
                        try supply.book(item, at: desk)
                    } catch {
                        failures.withLock { $0.append(error) }
                    }
                }
                _ = write(writeEnd, "d", 1)
            }
        }
        // Each thread says that it is done by a byte in the pipe.
        var done: UInt8 = 0
        for _ in threads { _ = read(ends[0], &done, 1) }
        let seconds = watch.seconds
        if let failure = failures.withLock({ $0.first }) { throw failure }
        return (Double(share * 16) / seconds).rounded()
    }

    /// Free starts that don't touch each other, with all that booking them needs.
    struct Supply: Sendable {
        struct Item: Sendable {
            let plan: VisitPlan
            let query: AvailabilityQuery
            let facts: AvailabilityFacts
        }

        let items: [Item]
        let client: ClientID
        let service: Service
        let experts: [ExpertID]

        /// - Parameter after: How many days from today the first may lie.
        init(_ bench: Workbench, count: Int, after: Int = 70) throws {
            let desk = bench.desk
            let catalogue = try desk.services.catalogue()
            let plain = catalogue.services.filter { $0.isActive && $0.phases.processing == 0 }
            guard let service = plain.min(by: { $0.phases.totalMinutes < $1.phases.totalMinutes }),
                let client = try desk.clients.search("maria").first?.id
            else { throw SalonError.notFound(what: "service or client to book") }
            self.service = service
            self.client = client
            experts = catalogue.experts.filter(\.isActive).map(\.id)
            var items: [Item] = []
            var day = desk.today + after
            while items.count < count, day < desk.today + after + 2_000 {
                let dates = day..<day + 7
                let facts = try desk.appointments.bookingFacts(FactsQuery(dates: dates))
                for expert in experts {
                    let query = AvailabilityQuery([VisitPart(service, expert: expert)], today: desk.today)
                    var free = LocalDateTime(day, .midnight)
                    for offer in Availability(facts.input, for: query).offers() where offer.start >= free {
                        items.append(Item(plan: offer.plans[0], query: query, facts: facts))
                        free = offer.plans[0].parts[0].busyEnd
                    }
                }
                day = day + 7
            }
            guard items.count >= count else {
                throw SalonError.notFound(what: "free starts: \(items.count) of \(count)")
            }
            self.items = Array(items.prefix(count))
        }

        func book(_ item: Item, at desk: Desk) throws(SalonError) {
            let request = BookingRequest(
                item.plan, of: item.query, client: .known(client), settlement: .payNow(.card))
            _ = try desk.appointments.book(request, for: item.query, on: item.facts)
        }
    }
}
