import Salon

/// How a wanted number of appointments becomes a salon: how many experts, how many years, how many clients.
struct DemoPlan: Sendable {
    let options: DemoSalon.Options
    let identities: DemoIdentities
    let clock: DemoClock
    let today: LocalDate
    let catalogue: DemoCatalogue
    let team: DemoTeam
    let roster: DemoRoster
    let offers: [DemoOffer]
    let clients: Int
    /// How full the books of the past were, 1 for as full as they get.
    let density: Double
    let lastDay: LocalDate
    /// Before this day nobody has been hired: there is nothing to generate.
    let firstDay: LocalDate

    /// Appointments that one expert's year of full books holds, cancelled ones included. Measured.
    static let linesPerExpertYear = 1_560.0
    private static let weeksAhead = 8
    /// Books that are fuller than this have no room for anybody who calls.
    private static let fullest = 0.76

    init(_ options: DemoSalon.Options, zone: Zone) {
        self.options = options
        identities = DemoIdentities(seed: options.seed)
        let localNow = zone.local(options.now)
        today = localNow.date
        let wanted = Double(max(options.appointments, 1))
        let active = Self.activeExperts(options)
        let expertYears = wanted / Self.linesPerExpertYear
        // Three years for an ordinary demo; a bigger one goes back further, up to twenty, and then grows wide.
        let years = min(20, max(3, expertYears / (Double(active) * 1.45)))
        catalogue = DemoCatalogue(identities)
        firstDay = today - Int(years * 365.25 * 1.5) - 400
        team = DemoTeam(
            identities: identities, catalogue: catalogue, today: today, firstDay: firstDay, years: years,
            active: active, expertYears: expertYears)
        lastDay = today + 7 * Self.weeksAhead
        clock = DemoClock(zone: zone, now: options.now, firstDay: firstDay - 90, lastDay: lastDay)
        roster = DemoRoster(
            team: team, now: localNow, firstDay: firstDay, lastDay: lastDay, identities: identities)
        offers = DemoOffer.all(catalogue, today: today, identities)
        clients = max(300, options.appointments / 15)
        let past = today
        let capacity = team.experts.reduce(0.0) { sum, expert in
            let from = max(expert.hired, past - Int(years * 365.25))
            return sum + Double(max(0, (expert.left ?? past) - from)) / 365.25
        }
        density = min(Self.fullest, max(0.04, Self.fullest * expertYears / capacity))
    }

    private static func activeExperts(_ options: DemoSalon.Options) -> Int {
        min(20, max(8, options.experts ?? 8 + (options.appointments - 120_000) * 12 / 880_000))
    }

    /// How full a day's books are: the past as planned, today busy, and ahead less with each week.
    func density(on day: LocalDate) -> Double {
        guard day >= today else { return density }
        guard day > today else { return 0.62 }
        let weeks = (day - today) / 7
        let ahead = [0.7, 0.5, 0.36, 0.27, 0.2, 0.15, 0.11, 0.08, 0.06]
        return ahead[min(weeks, ahead.count - 1)] * max(density, 0.3)
    }
}

/// The demo's days from the last to the first, until the wanted number of appointments is reached.
struct DemoDays {
    let plan: DemoPlan
    private let planner: DemoDayPlanner
    private let bookings: DemoBookings
    private(set) var clientele: DemoClientele
    private(set) var series: DemoSeries
    private(set) var day: LocalDate
    private(set) var count = 0

    init(_ plan: DemoPlan, desk: [UUIDValue]) {
        self.plan = plan
        planner = DemoDayPlanner(
            catalogue: plan.catalogue, team: plan.team, roster: plan.roster, identities: plan.identities)
        bookings = DemoBookings(
            catalogue: plan.catalogue, team: plan.team, identities: plan.identities, clock: plan.clock,
            offers: plan.offers, desk: desk)
        clientele = DemoClientele(
            count: plan.clients, visits: plan.options.appointments * 100 / 119, identities: plan.identities)
        series = DemoSeries(plan)
        day = plan.lastDay + 1
    }

    /// The bookings of the next earlier day; nil when all are made. A quiet day has none.
    mutating func next() -> (day: LocalDate, bookings: [DemoBooking])? {
        guard count < plan.options.appointments, day > plan.firstDay else { return nil }
        day = day - 1
        let isToday = day == plan.today
        let scenes = isToday ? planner.scenes(now: plan.clock.localNow.time.minutes) : []
        var lines = planner.lines(of: day, density: plan.density(on: day), around: scenes)
        let room = plan.options.appointments - count
        if lines.count > room { lines.removeLast(lines.count - room) }
        var dice = plan.identities.generator(.visit, -day.dayNumber)
        var result: [DemoBooking] = []
        result.reserveCapacity(lines.count)
        for visit in Self.visits(of: lines, &dice) {
            let client = DemoClient(clientele.visitor(on: day), plan.identities)
            result += bookings.visit(visit, client: client, on: day, first: count)
            count += visit.count
        }
        series.bind(&result, of: day, &clientele)
        clientele.close(day)
        return (day, result)
    }

    /// Lines that one client takes one after the other, with at most a quarter of an hour between, are one visit: 15 %
    /// of the visits have several.
    static func visits(of lines: [DemoLine], _ dice: inout SeededGenerator) -> [[DemoLine]] {
        var taken = Array(repeating: false, count: lines.count)
        var visits: [[DemoLine]] = []
        for index in lines.indices where !taken[index] {
            taken[index] = true
            var visit = [lines[index]]
            var wanted = lines[index].fate == .kept && lines[index].scene == nil && dice.chance(percent: 18)
            while wanted, visit.count < 4, let last = visit.last {
                guard let found = follower(of: last, in: lines, after: index, visit, taken) else { break }
                taken[found] = true
                visit.append(lines[found])
                wanted = dice.chance(percent: 22)
            }
            visits.append(visit)
        }
        return visits
    }

    private static func follower(
        of last: DemoLine, in lines: [DemoLine], after index: Int, _ visit: [DemoLine], _ taken: [Bool]
    ) -> Int? {
        for other in (index + 1)..<max(lines.count, index + 1) {
            let line = lines[other]
            if line.start > last.ends + 15 { return nil }
            if !taken[other], line.fate == .kept, line.scene == nil, line.start >= last.ends,
                !visit.contains(where: { $0.service == line.service })
            {
                return other
            }
        }
        return nil
    }
}
