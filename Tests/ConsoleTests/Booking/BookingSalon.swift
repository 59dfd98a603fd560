import Salon
import SalonStore
import Synchronization
import Terminal

@testable import Console

/// A small salon as values for the booking form: Aiko and Ben work from 9 to 18, Ben is dearer and does no colour.
final class BookingSalon: Sendable {
    typealias Job = BookingScreen.Job
    typealias Answer = BookingScreen.Answer

    static let today = CardSalon.today
    static let friday = today + 6
    static let aiko = CardSalon.aiko
    static let ben = CardSalon.ben

    private static func service(_ number: UInt64, _ name: String, _ price: String, _ phases: ServicePhases) -> Service {
        Service(
            id: ServiceID(UUIDValue(high: 2, low: number)), categoryID: CategoryID(UUIDValue(high: 2, low: 9)),
            name: name, price: CardSalon.euro(price), phases: phases)
    }

    static let menCut = service(1, "Men's cut", "40", ServicePhases(handsOn: 30))
    static let womenCut = service(2, "Women's cut", "65", ServicePhases(handsOn: 60))
    static let colour = service(3, "Colour", "90", ServicePhases(handsOn: 45, processing: 30, finishing: 15))
    static let gloss = AddOn(
        id: AddOnID(UUIDValue(high: 2, low: 21)), serviceID: womenCut.id, name: "Gloss", price: CardSalon.euro("22"),
        minutes: 15)

    static let skills = [
        ExpertService(expertID: aiko, serviceID: menCut.id), ExpertService(expertID: aiko, serviceID: womenCut.id),
        ExpertService(expertID: aiko, serviceID: colour.id),
        ExpertService(expertID: ben, serviceID: menCut.id, price: CardSalon.euro("55")),
        ExpertService(expertID: ben, serviceID: womenCut.id),
    ]

    static let catalogue = Catalogue(
        categories: [ServiceCategory(id: menCut.categoryID, name: "Hair")], services: [menCut, womenCut, colour],
        addOns: [gloss], skills: skills,
        experts: [
            Catalogue.Person(id: aiko, name: "Aiko Tanaka"), Catalogue.Person(id: ben, name: "Ben Okafor"),
        ])

    static let maria = ClientHit(
        id: CardSalon.client, name: "Maria Lopez", phone: "+34 600 123 456", lastVisit: today - 35)

    /// What the database would hold and answer.
    struct World {
        /// When both have their hands full.
        var busy: [TimeSpan] = []
        /// When Aiko has hers.
        var busyAiko: [TimeSpan] = []
        /// Days on which nobody works.
        var off: Set<LocalDate> = []
        /// What Maria has already.
        var appointments: [AppointmentRow] = []
        var noShows = 0
        /// For how many months a patch test for the colour is good, if one is needed, and those that Maria has.
        var patchTestMonths: Int?
        var patchTests: [PatchTest] = []
        var alert: String?
        /// The answers to the next bookings; after them each is made.
        var refusals: [SalonError] = []
        var jobs: [Job] = []
        var series: [SeriesBooking] = []
    }

    let world = Mutex(World())

    func set(_ change: (inout sending World) -> Void) { world.withLock { change(&$0) } }

    /// What was booked, in order; refused ones too.
    var booked: [BookingRequest] {
        world.withLock { $0.jobs }.compactMap { if case .book(let request, _, _) = $0 { request } else { nil } }
    }

    /// The series that were booked, in order; refused ones too.
    var series: [SeriesBooking] { world.withLock { $0.series } }

    /// What was looked for over the coming weeks, in order.
    var searches: [NextSearch] {
        world.withLock { $0.jobs }.compactMap { if case .next(let search) = $0 { search } else { nil } }
    }

    // MARK: The console

    /// The console on the day of Saturday 21 November 2026, at 14:32.
    func driver(_ size: Size = Size(120, 36), role: Role = .receptionist) -> ConsoleDriver {
        Support.driver(
            size, role: role,
            Canned().answering(BookingScreen.self) { [self] in answer($0) }
                .answering(SeriesScreen.self) { [self] in answer($0) }
                .answering(AppointmentsScreen.self) { job in
                    switch job {
                    case .day(let date): .success(.day(DeskDays.book(date)))
                    default: .success(.expired(ExpiredHolds(count: 0)))
                    }
                }
                .answering(PaletteScreen.self) { _ in .success([]) })
    }

    /// The form for a day on which nothing is chosen yet.
    func open(_ size: Size = Size(120, 36)) -> ConsoleDriver {
        let driver = driver(size)
        // From an appointment, "new" takes the day alone.
        driver.press("down", "down", "n")
        return driver
    }

    /// The form as a line of the palette fills it.
    func open(line: String, _ size: Size = Size(120, 36)) -> ConsoleDriver {
        let driver = driver(size)
        driver.type(":\(line)")
        driver.press("enter")
        return driver
    }

    // MARK: Answers

    private static func facts(_ dates: DateSpan, _ world: World) -> AvailabilityFacts {
        let regular = CardSalon.facts(dates, off: world.off)
        var input = regular.input
        for index in input.experts.indices {
            let id = input.experts[index].id
            input.experts[index].services = Dictionary(
                uniqueKeysWithValues: skills.filter { $0.expertID == id }.map { ($0.serviceID, $0) })
            let busy = world.busy + (id == aiko ? world.busyAiko : [])
            input.experts[index].busy = busy.map { BusySpan(appointmentID: CardSalon.maria, span: $0) }
        }
        return AvailabilityFacts(input: input, rosterVersions: regular.rosterVersions)
    }

    func answer(_ job: Job) -> Result<Answer, SalonError> {
        world.withLock { world in
            world.jobs.append(job)
            switch job {
            case .open(let dates, let client):
                return .success(
                    .opened(
                        BookingDesk(
                            catalogue: Self.catalogue(world), facts: Self.facts(dates, world),
                            client: client.map { _ in Self.card(world) })))
            case .search(let text, _):
                return .success(.hits("maria lopez".hasPrefix(Folding.fold(text)) ? [Self.maria] : []))
            case .client: return .success(.client(Self.card(world)))
            case .facts(let dates): return .success(.facts(Self.facts(dates, world)))
            case .next(let search):
                let facts = Self.facts(search.dates, world)
                return .success(
                    .next(
                        NextFree(
                            search.query, search.wish, by: search.ranking, count: NextSearch.count, in: facts)))
            case .duplicates(let draft): return .success(.hits(draft.phone.hasSuffix("456") ? [Self.maria] : []))
            case .book(let request, _, _):
                guard world.refusals.isEmpty else { return .failure(world.refusals.removeFirst()) }
                let entries = request.lines.map { line in
                    CardSalon.entry(
                        request.settlement == .hold ? .reserved : .confirmed, id: line.appointmentID,
                        start: line.start, expert: line.expertID, phases: line.phases)
                }
                return .success(
                    .booked(BookedVisit(visitID: request.visitID, clientID: CardSalon.client, entries: entries)))
            }
        }
    }

    private func answer(_ job: SeriesScreen.Job) -> Result<SeriesScreen.Answer, SalonError> {
        world.withLock { world in
            switch job {
            case .plan(let rule, let query):
                let facts = Self.facts(rule.dates.lowerBound - 3..<rule.dates.upperBound + 3, world)
                return .success(.plan(SeriesPlan(rule, Availability(facts.input, for: query)), facts))
            case .book(let booking, _, _):
                world.series.append(booking)
                guard world.refusals.isEmpty else { return .failure(world.refusals.removeFirst()) }
                let entries = booking.visits.flatMap { visit in
                    visit.lines.map { line in
                        CardSalon.entry(
                            id: line.appointmentID, start: line.start, expert: line.expertID, visit: visit.visitID)
                    }
                }
                return .success(.booked(BookedSeries(id: booking.id, entries: entries)))
            }
        }
    }

    private static func catalogue(_ world: World) -> Catalogue {
        var colour = colour
        colour.patchTestMonths = world.patchTestMonths
        return Catalogue(
            categories: catalogue.categories, services: [menCut, womenCut, colour], addOns: catalogue.addOns,
            skills: catalogue.skills, experts: catalogue.experts)
    }

    private static func card(_ world: World) -> ClientCard {
        ClientCard(
            client: Client(id: maria.id, name: maria.name, phone: maria.phone, alert: world.alert), completed: 23,
            noShows: world.noShows, cancelled: 1, spent: CardSalon.euro("900"), owed: CardSalon.euro("0"),
            lastVisit: maria.lastVisit, appointments: world.appointments,
            patchTests: world.patchTests.map {
                PatchTestRow(test: $0, serviceName: colour.name, months: world.patchTestMonths)
            })
    }
}
