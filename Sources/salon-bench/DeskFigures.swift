import Salon
import SalonStore
import Turmoil

/// Thirty-two desks that book, move, cancel, pay and finish at random at four experts, all at once.
struct DeskFigures: Encodable {
    let undisturbed: Figures
    /// With a connection killed every second.
    let disturbed: Figures

    struct Figures: Encodable {
        let seconds: Double
        let callsPerSecond: Double
        /// Milliseconds of all calls, and of each kind.
        let all: Samples
        let byKind: [String: Samples]
        let answers: [String: Int]
        let booked: Int
        let kills: Int
        let deadlocks: Int
        /// Overlaps, lost, half-made or unasked-for bookings: has to be empty.
        let faults: [String]
        let inProcessingGaps: Int

        init(_ report: TurmoilReport) {
            let times = report.record.milliseconds
            let all = times.values.flatMap(\.self)
            seconds = report.seconds
            callsPerSecond = (Double(all.count) / report.seconds).rounded()
            self.all = Samples(all)
            byKind = Dictionary(uniqueKeysWithValues: times.map { ($0.key.rawValue, Samples($0.value)) })
            answers = Dictionary(uniqueKeysWithValues: report.record.answers.map { ($0.key.rawValue, $0.value) })
            booked = report.record.booked.count
            kills = report.kills
            deadlocks = report.deadlocks
            faults = report.faults
            inProcessingGaps = report.inGaps
        }
    }

    init(_ bench: Workbench, seconds: Int) throws {
        let desk = bench.desk
        let catalogue = try desk.services.catalogue()
        let experts = catalogue.experts.filter(\.isActive).map(\.id).prefix(4)
        let shared = catalogue.services.filter { service in
            service.isActive
                && catalogue.skills.contains { $0.serviceID == service.id && experts.contains($0.expertID) }
        }
        let wishes = shared.flatMap { service in
            [VisitPart(service)] + catalogue.addOns(of: service.id).prefix(1).map { VisitPart(service, addOns: [$0]) }
        }
        guard let client = try desk.clients.search("maria").first?.id, !wishes.isEmpty else {
            throw SalonError.notFound(what: "service or client to book")
        }
        func figures(from day: LocalDate, _ killing: Turmoil.Killing) throws -> Figures {
            let place = Turmoil.Place(
                admin: bench.server.adminSettings, desk: bench.server.deskSettings, token: desk.token, now: desk.now,
                dates: day..<day + 7, experts: Array(experts), wishes: wishes, client: client)
            return Figures(try Turmoil(at: place, for: .time(.seconds(seconds)), killing: killing).run())
        }
        // Behind the days that the booking's figures fill.
        undisturbed = try figures(from: desk.today + 2_010, .never)
        disturbed = try figures(from: desk.today + 2_030, .everySecond)
    }
}
