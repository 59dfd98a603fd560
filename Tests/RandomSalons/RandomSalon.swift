import Foundation
import Salon

/// A little salon made up from a seed: shifts in any order, overlapping, through midnight and in rotation, exceptions,
/// closures, times off, appointments with gaps, in zones of both halves of the world, often where the clocks change.
public struct RandomSalon {
    /// Its zone.
    public let zone: Zone
    /// Now.
    public let instant: Instant
    /// Its branch.
    public let branch: Branch
    /// What the experts do, and what a day may be asked for.
    public let services: [Service]
    /// What is booked. Experts are booked twice at times.
    public let bookings: [Booking]
    /// Its rosters, with what is booked, on a day or two.
    public let input: AvailabilityInput
    /// What somebody asks for.
    public let query: AvailabilityQuery

    /// An appointment.
    public struct Booking {
        /// Its id.
        public let id: AppointmentID
        /// Whose time it takes.
        public let expert: ExpertID
        /// When.
        public let start: LocalDateTime
        /// For how long.
        public let phases: ServicePhases

        /// The times in which it takes the expert's hands.
        public var busy: [BusySpan] { BusySpan.spans(of: id, start: start, phases: phases) }
    }

    /// A zone of this machine, which is where its rules come from.
    public static func zone(_ name: String) throws -> Zone {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)"))
        return try Zone(name: name, tzif: [UInt8](bytes))
    }

    /// Zones north and south, one that changes by half an hour, one of an odd half hour, each with the days on which
    /// its clocks change.
    private static let zones = Result {
        try ["Europe/Paris", "America/Santiago", "Australia/Lord_Howe", "Asia/Kolkata"].map { name in
            let zone = try zone(name)
            return (zone: zone, changes: days.filter { offset(zone, $0) != offset(zone, $0 + 1) })
        }
    }
    private static let days = (20_500..<21_500).map(LocalDate.init(dayNumber:))

    private static func offset(_ zone: Zone, _ day: LocalDate) -> Int {
        zone.secondsFromUTC(at: Instant(seconds: day.dayNumber * 86_400))
    }

    /// The salon of a seed, in which somebody asks for so many services in a row.
    public init(seed: UInt64, parts: ClosedRange<Int>) throws {
        var dice = Dice(seed: seed)
        let changes: [LocalDate]
        (zone, changes) = try dice.one(of: Self.zones.get())
        // As often as not a day on which the clocks change, or one beside it.
        let first =
            changes.isEmpty || dice.chance(50)
            ? dice.one(of: Self.days) : dice.one(of: changes) + dice.number(-1...1)
        let services = (0..<3).map { Self.service($0, &dice) }
        let staff = (0..<dice.number(1...3)).map { Self.expert($0, services, first, &dice) }
        let experts = staff.map(\.roster)
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
        let notice = dice.chance(25) ? dice.number(1...1_600) : 0
        let horizon = dice.chance(15) ? dice.number(0...2) : nil
        branch = Branch(
            id: .random(), name: "Salon", timeZone: zone.name, currency: .euro,
            slotMinutes: dice.one(of: [5, 10, 15, 20, 50]), noticeMinutes: notice, horizonDays: horizon)
        self.services = services
        bookings = staff.flatMap(\.bookings)
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
            id: .random(), categoryID: .random(), name: "S\(index)", price: Money(minor: 1_000 * (index + 1), .euro),
            phases: ServicePhases(
                handsOn: 5 * dice.number(1...9), processing: dice.chance(40) ? 5 * dice.number(1...9) : 0,
                finishing: dice.chance(40) ? 5 * dice.number(1...4) : 0,
                buffer: dice.chance(40) ? 5 * dice.number(1...5) : 0),
            isActive: dice.chance(97))
    }

    private static func expert(
        _ index: Int, _ services: [Service], _ first: LocalDate, _ dice: inout Dice
    ) -> (roster: ExpertRoster, bookings: [Booking]) {
        let id = ExpertID.random()
        var roster = ExpertRoster(
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
            services: services.filter { _ in dice.chance(85) }.map {
                ExpertService(expertID: id, serviceID: $0.id, duration: dice.chance(30) ? dice.number(1...60) : nil)
            })
        let bookings = (0..<dice.number(0...4)).map { _ in
            let phases = ServicePhases(
                handsOn: dice.number(0...60), processing: dice.chance(30) ? dice.number(1...40) : 0,
                finishing: dice.chance(30) ? dice.number(1...20) : 0, buffer: dice.chance(30) ? 5 : 0)
            return Booking(id: .random(), expert: id, start: dice.span(from: first, longest: 1).start, phases: phases)
        }
        roster.busy = bookings.flatMap(\.busy)
        return (roster, bookings)
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
