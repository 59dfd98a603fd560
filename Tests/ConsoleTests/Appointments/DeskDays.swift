import Salon
import Synchronization
import Terminal

@testable import Console
@testable import SalonStore

/// Days, weeks and months as values: Aiko and Ben work from 9 to 18, and Aiko has three visits in the week of Saturday
/// 21 November 2026. On the Saturday after it both have one.
final class DeskDays: Sendable {
    typealias Screen = AppointmentsScreen

    /// What was asked, in order.
    let asked = Mutex<[Screen.Job]>([])
    /// Why nothing can be read.
    let failure = Mutex<SalonError?>(nil)

    static let today = CardSalon.today
    static let monday = today.startOfWeek

    private static func entry(
        _ number: UInt64, _ name: String, _ start: LocalDateTime, with expert: ExpertID = CardSalon.aiko,
        patchTest: PatchTestStanding? = nil
    ) -> DayEntry {
        CardSalon.entry(
            id: AppointmentID(UUIDValue(high: 3, low: number)), name: name, start: start, expert: expert,
            patchTest: patchTest)
    }

    static let entries = [
        entry(1, "Maria Lopez", today.at(15)), entry(2, "Tom Reed", today.at(10)),
        entry(3, "Zoe Park", (monday + 1).at(11)),
        entry(4, "Sam Hill", (today + 7).at(11), patchTest: CardSalon.patchTest(on: (today + 7).adding(months: -7))),
        entry(5, "Ines Roy", (today + 7).at(16), with: CardSalon.ben),
        entry(6, "Lena Moss", (today + 7).at(16, 30)),
    ]

    /// Ben is ill on the Wednesday, has other hours on the Friday, and the salon closes early on the Saturday.
    static func facts(_ dates: DateSpan) -> AvailabilityFacts {
        let regular = CardSalon.facts(dates)
        var input = regular.input
        for index in input.experts.indices {
            input.experts[index].busy = entries.suffix(3).filter { $0.expertID == input.experts[index].id }.flatMap {
                entry in
                entry.busySpans.map { BusySpan(appointmentID: entry.id, span: $0) }
            }
        }
        input.closures = [
            Closure(
                id: ClosureID(UUIDValue(high: 9, low: 3)), during: TimeSpan(today.at(17), today.at(24)), reason: "Party"
            )
        ]
        input.experts[1].timeOff = [
            TimeOff(
                id: TimeOffID(UUIDValue(high: 9, low: 1)), expertID: CardSalon.ben,
                during: TimeSpan((monday + 2).at(0), (monday + 3).at(0)), kind: .sick),
            TimeOff(
                id: TimeOffID(UUIDValue(high: 9, low: 4)), expertID: CardSalon.ben,
                during: TimeSpan((monday + 3).at(9), (monday + 3).at(12)), kind: .training),
        ]
        input.experts[1].exceptions = [
            ShiftException(
                id: ShiftExceptionID(UUIDValue(high: 9, low: 2)), expertID: CardSalon.ben, date: monday + 4,
                hours: .init(starts: LocalTime(minutes: 720), ends: LocalTime(minutes: 1_200)))
        ]
        return AvailabilityFacts(input: input, rosterVersions: regular.rosterVersions)
    }

    static func book(_ date: LocalDate, of expert: ExpertID? = nil, among dates: DateSpan? = nil) -> DayBook {
        let facts = facts(dates ?? date..<date + 1)
        let rosters = facts.input.experts.filter { expert == nil || $0.id == expert }
        return DayBook(
            date: date,
            lanes: rosters.map { DayLane($0, date: date, closures: facts.input.closures, colour: nil) },
            entries: entries.filter { $0.start.date == date && (expert == nil || $0.expertID == expert) },
            elsewhere: entries.filter { $0.start.date == date && expert != nil && $0.expertID != expert }.map {
                AppointmentRow(entry: $0, expertName: "Ben Okafor")
            },
            openingHours: [TimeSpan(date.at(9), date.at(18))],
            closures: facts.input.closures.filter { $0.during.overlaps(TimeSpan(date..<date + 1)) }, facts: facts,
            readAt: Support.instant)
    }

    private func answer(_ job: Screen.Job) -> Result<Screen.Answer, SalonError> {
        asked.withLock { $0.append(job) }
        if let error = failure.withLock({ $0 }) { return .failure(error) }
        switch job {
        case .day(let date): return .success(.day(Self.book(date)))
        case .week(let monday, let expert, _):
            return .success(.week((0..<7).map { Self.book(monday + $0, of: expert, among: monday..<monday + 7) }))
        case .loads(let dates, let expert):
            let share = expert == nil ? 2 : 1
            return .success(
                .loads(
                    dates.map { date in
                        date.weekday == .sunday
                            ? DayLoad(date: date, workedMinutes: 0, bookedMinutes: 0, visits: 0, closure: "Rest day")
                            : DayLoad(
                                date: date, workedMinutes: 540 * share, bookedMinutes: 27 * date.day, visits: date.day)
                    }))
        case .move(let entry, let start, let expert, _):
            let moved = CardSalon.entry(id: entry.id, version: 2, name: entry.clientName, start: start, expert: expert)
            return .success(
                .moved(MovedAppointment(entry: moved, previousStart: entry.start, previousExpertID: entry.expertID)))
        case .status(let entry, let status, _):
            let changed = CardSalon.entry(
                status, id: entry.id, version: entry.version + 1, name: entry.clientName, start: entry.start)
            return .success(.changed(ChangedAppointment(entry: changed)))
        case .page: return .success(.page(Page(rows: [], hasMoreBefore: false, hasMoreAfter: false)))
        case .expireHolds: return .success(.expired(ExpiredHolds(count: 0)))
        }
    }

    func driver(_ size: Size = Size(120, 36), role: Role = .receptionist) -> ConsoleDriver {
        Support.driver(
            size, role: role,
            Canned().answering(Screen.self) { [self] in answer($0) }
                .answering(WalkInScreen.self) { [self] in answer($0) }
                .answering(SwapScreen.self) { [self] in answer($0) }
                .answering(ReassignScreen.self) { [self] in answer($0) }
                .answering(BookingScreen.self) { job in
                    guard case .open(let dates, _) = job else { return .failure(.notFound(what: "answer")) }
                    let catalogue = Catalogue(categories: [], services: [])
                    return .success(.opened(BookingDesk(catalogue: catalogue, facts: Self.facts(dates))))
                })
    }

    // MARK: Swaps

    /// What was swapped, as it stood before.
    let swaps = Mutex<[(DayEntry, DayEntry)]>([])
    /// The answers to the next swaps; after them each is made.
    let refusals = Mutex<[SalonError]>([])
    /// The spans of days that were read for a swap.
    let spans = Mutex<[DateSpan]>([])

    private func answer(_ job: SwapScreen.Job) -> Result<SwapScreen.Answer, SalonError> {
        switch job {
        case .days(let dates):
            spans.withLock { $0.append(dates) }
            return .success(.days(dates.map { Self.book($0, among: dates) }))
        case .swap(let one, let other, _):
            if let refusal = refusals.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return .failure(refusal) }
            swaps.withLock { $0.append((one, other)) }
            return .success(
                .swapped(
                    ChangedAppointments(
                        entries: [(one, other), (other, one)].map { entry, place in
                            CardSalon.entry(
                                id: entry.id, version: 2, name: entry.clientName, start: place.start,
                                expert: place.expertID)
                        })))
        }
    }

    // MARK: An expert who cannot come

    /// What was given away: the plan, and the sick leave if there was one.
    let given = Mutex<[(Reassignment, TimeOff?)]>([])

    private func answer(_ job: ReassignScreen.Job) -> Result<ReassignScreen.Answer, SalonError> {
        switch job {
        case .days(let dates):
            spans.withLock { $0.append(dates) }
            let placed = given.withLock { $0.flatMap(\.0.placed) }
            return .success(.days(dates.map { Self.book($0, among: dates).giving(placed) }))
        case .give(let plan, _, _, let timeOff):
            if let refusal = refusals.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return .failure(refusal) }
            given.withLock { $0.append((plan, timeOff)) }
            let book = Self.book(Self.today + 7).giving(plan.placed)
            let given = book.entries.filter { entry in plan.placed.contains { $0.part.id == entry.id } }
            return .success(.given(ChangedAppointments(entries: given)))
        }
    }

    // MARK: Walk-ins

    /// What was booked and begun.
    let taken = Mutex<[WalkInScreen.Job]>([])
    /// Until when both have their hands full, in minutes from now.
    let wait = Mutex(0)
    /// For how many months a patch test for the service is good, if one is needed.
    let patchTestMonths = Mutex<Int?>(nil)

    static let service = Service(
        id: CardSalon.colour, categoryID: CategoryID(UUIDValue(high: 2, low: 9)), name: "Men's cut",
        price: CardSalon.euro("40"), phases: ServicePhases(handsOn: 30))

    private func answer(_ job: WalkInScreen.Job) -> Result<WalkInScreen.Answer, SalonError> {
        switch job {
        case .catalogue:
            var service = Self.service
            service.patchTestMonths = patchTestMonths.withLock { $0 }
            return .success(.catalogue(Catalogue(categories: [], services: [service])))
        case .facts(let date):
            let facts = Self.facts(date..<date + 1)
            var input = facts.input
            let span = TimeSpan(input.now, minutes: wait.withLock { $0 })
            for index in input.experts.indices {
                input.experts[index].busy = [BusySpan(appointmentID: Self.entries[0].id, span: span)]
            }
            return .success(.facts(AvailabilityFacts(input: input, rosterVersions: facts.rosterVersions)))
        case .book(let request, _, _):
            taken.withLock { $0.append(job) }
            let line = request.lines[0]
            let begins = request.settlement == .walkedIn(begins: true)
            let entry = CardSalon.entry(
                begins ? .inService : .arrived, name: "Walk-in", start: line.start, expert: line.expertID)
            return .success(
                .booked(BookedVisit(visitID: request.visitID, clientID: CardSalon.client, entries: [entry])))
        }
    }

    var moves: [(LocalDateTime, ExpertID?)] {
        asked.withLock { $0 }.compactMap {
            if case .move(_, let start, let expert, _) = $0 { (start, expert) } else { nil }
        }
    }

    var lastAsked: Screen.Job? { asked.withLock { $0.last } }
}

extension DayBook {
    /// The day with some of its appointments at other experts.
    fileprivate func giving(_ placed: [Reassignment.Placement]) -> DayBook {
        let takers = Dictionary(placed.map { ($0.part.id, $0.expert) }) { _, last in last }
        return DayBook(
            date: date, lanes: lanes,
            entries: entries.map { entry in
                guard let taker = takers[entry.id] else { return entry }
                return CardSalon.entry(
                    id: entry.id, version: 2, name: entry.clientName, start: entry.start, expert: taker)
            }, facts: facts, readAt: readAt)
    }
}
