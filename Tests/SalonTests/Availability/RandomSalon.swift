import Testing

@testable import Salon

/// A little salon made up from a seed: shifts in any order, overlapping, through midnight and in rotation, exceptions,
/// closures, times off, appointments with gaps, in zones of both halves of the world, often where the clocks change.
struct RandomSalon {
    let zone: Zone
    /// Now.
    let instant: Instant
    let notice: Minutes
    let horizon: Int?
    let input: AvailabilityInput
    let query: AvailabilityQuery

    /// Zones north and south, one that changes by half an hour, one of an odd half hour, each with the days on which
    /// its clocks change.
    private static let zones = Result {
        try ["Europe/Paris", "America/Santiago", "Australia/Lord_Howe", "Asia/Kolkata"].map { name in
            let zone = try SalonTests.zone(name)
            return (zone: zone, changes: days.filter { offset(zone, $0) != offset(zone, $0 + 1) })
        }
    }
    private static let days = (20_500..<21_500).map(LocalDate.init(dayNumber:))

    private static func offset(_ zone: Zone, _ day: LocalDate) -> Int {
        zone.secondsFromUTC(at: Instant(seconds: day.dayNumber * 86_400))
    }

    init(seed: UInt64, parts: ClosedRange<Int>) throws {
        var dice = Dice(seed: seed)
        let changes: [LocalDate]
        (zone, changes) = try dice.one(of: Self.zones.get())
        // As often as not a day on which the clocks change, or one beside it.
        let first =
            changes.isEmpty || dice.chance(50)
            ? dice.one(of: Self.days) : dice.one(of: changes) + dice.number(-1...1)
        let services = (0..<3).map { Self.service($0, &dice) }
        let experts = (0..<dice.number(1...3)).map { Self.expert($0, services, first, &dice) }
        let closures =
            dice.chance(25)
            ? [
                Closure(
                    id: .random(), during: TimeSpan(first.at(dice.number(0...20)), minutes: dice.number(0...300)),
                    reason: dice.chance(50) ? "Stock-taking" : nil)
            ] : []
        let days = dice.chance(25) ? 2 : 1
        // Somewhere around the first day, seconds and all.
        let noon = Instant(seconds: first.dayNumber * 86_400 + 43_200 - zone.secondsFromUTC(at: .init(seconds: 0)))
        instant = Instant(seconds: noon.seconds + dice.number(-2_880 * 60...720 * 60))
        notice = dice.chance(25) ? dice.number(1...1_600) : 0
        horizon = dice.chance(15) ? dice.number(0...2) : nil
        let branch = Branch(
            id: .random(), name: "Salon", timeZone: zone.name, currency: .euro,
            slotMinutes: dice.one(of: [5, 10, 15, 20, 50]), noticeMinutes: notice, horizonDays: horizon)
        input = AvailabilityInput(
            dates: first..<first + days, at: instant, zone: zone, branch: branch, experts: experts, closures: closures)
        query = AvailabilityQuery(
            (0..<dice.number(parts)).map { _ in
                VisitPart(
                    dice.one(of: services), expert: dice.chance(20) ? dice.one(of: experts).id : nil)
            },
            isOrderFree: dice.chance(40), today: first, longestWait: dice.one(of: [0, 15, 15]),
            ignoring: Set(experts.flatMap(\.busy).prefix(1).map(\.appointmentID)))
    }

    private static func service(_ index: Int, _ dice: inout Dice) -> Service {
        Service(
            id: .random(), categoryID: .random(), name: "S\(index)", price: euros(1_000 * (index + 1)),
            phases: ServicePhases(
                handsOn: 5 * dice.number(1...9), processing: dice.chance(40) ? 5 * dice.number(1...9) : 0,
                finishing: dice.chance(40) ? 5 * dice.number(1...4) : 0,
                buffer: dice.chance(40) ? 5 * dice.number(1...5) : 0),
            isActive: dice.chance(97))
    }

    private static func expert(
        _ index: Int, _ services: [Service], _ first: LocalDate, _ dice: inout Dice
    ) -> ExpertRoster {
        let id = ExpertID.random()
        return ExpertRoster(
            id: id, name: "E\(index)", isActive: dice.chance(95),
            shifts: (0..<dice.number(1...5)).map { _ in shift(id, first, &dice) },
            exceptions: (0..<(dice.chance(20) ? dice.number(1...2) : 0)).map { _ in
                let starts = LocalTime(minutes: dice.number(0...23) * 60)
                return ShiftException(
                    id: .random(), expertID: id, date: first + dice.number(-1...1),
                    hours: dice.chance(60)
                        ? .init(starts: starts, ends: LocalTime(minutes: dice.number(0...24) * 60)) : nil)
            },
            timeOff: (0..<dice.number(0...2)).map { _ in
                TimeOff(
                    id: .random(), expertID: id, during: dice.span(from: first, longest: 200),
                    kind: dice.one(of: TimeOffKind.allCases))
            },
            busy: (0..<dice.number(0...4)).flatMap { _ in
                let phases = ServicePhases(
                    handsOn: dice.number(0...60), processing: dice.chance(30) ? dice.number(1...40) : 0,
                    finishing: dice.chance(30) ? dice.number(1...20) : 0, buffer: dice.chance(30) ? 5 : 0)
                return BusySpan.spans(of: .random(), start: dice.span(from: first, longest: 1).start, phases: phases)
            },
            services: services.filter { _ in dice.chance(85) }.map {
                ExpertService(expertID: id, serviceID: $0.id, duration: dice.chance(30) ? dice.number(1...60) : nil)
            })
    }

    private static func shift(_ expert: ExpertID, _ first: LocalDate, _ dice: inout Dice) -> Shift {
        let starts = dice.number(0...95) * 15
        let weeks = dice.chance(30) ? dice.number(2...4) : 1
        let validFrom = first - dice.number(-1...60)
        return Shift(
            id: .random(), expertID: expert, weekday: (first + dice.number(-1...1)).weekday,
            starts: LocalTime(minutes: starts),
            // A day of 24 hours now and then.
            ends: LocalTime(minutes: dice.chance(5) ? starts : (starts + dice.number(4...40) * 15) % 1_440),
            validFrom: validFrom, validTo: dice.chance(20) ? validFrom + dice.number(0...70) : nil,
            week: dice.number(1...weeks), everyWeeks: weeks)
    }
}

/// Throws for random salons.
struct Dice {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func number(_ range: ClosedRange<Int>) -> Int { generator.integer(in: range) }
    mutating func chance(_ percent: Double) -> Bool { generator.chance(percent: percent) }
    /// One of the elements, of which there must be some.
    mutating func one<Element>(of elements: [Element]) -> Element { elements[number(0...(elements.count - 1))] }
    /// A span that begins around a day.
    mutating func span(from day: LocalDate, longest: Minutes) -> TimeSpan {
        TimeSpan(day.at(0) + number(-60...1_500), minutes: number(0...longest))
    }
}
