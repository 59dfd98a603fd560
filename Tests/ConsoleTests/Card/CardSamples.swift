import Salon
import SalonStore
import Synchronization
import Terminal

@testable import Console

/// A small salon as values: two experts, Maria's visit under the cursor, and what the screens asked for.
final class CardSalon: Sendable {
    static let aiko = ExpertID(UUIDValue(high: 1, low: 1))
    static let ben = ExpertID(UUIDValue(high: 1, low: 2))
    static let colour = ServiceID(UUIDValue(high: 2, low: 1))
    static let maria = AppointmentID(UUIDValue(high: 3, low: 1))
    static let blowDry = AppointmentID(UUIDValue(high: 3, low: 2))
    static let visit = VisitID(UUIDValue(high: 4, low: 1))
    static let client = ClientID(UUIDValue(high: 5, low: 1))
    /// Saturday 21 November 2026.
    static let today = LocalDate(year: 2026, month: 11, day: 21) ?? LocalDate(dayNumber: 0)

    /// What the database would hold and answer.
    struct World {
        var card: Result<AppointmentCard, SalonError>
        /// The answers to the next changes; after them each change succeeds.
        var refusals: [SalonError] = []
        /// What stands in the database once a change was made whose answer was lost.
        var afterLoss: AppointmentCard?
        var statuses: [(AppointmentStatus, String?)] = []
        var payments: [PaymentRequest] = []
        var moves: [(LocalDateTime, ExpertID)] = []
        /// Whole visits that were moved and cancelled.
        var visits: [VisitPlan] = []
        var cancelled: [([AppointmentID], String)] = []
        var factsAsked: [LocalDate] = []
        /// Days on which nobody works.
        var off: Set<LocalDate> = []
        /// Ben's own price, if he has one.
        var benAsks: Money?
    }

    let world: Mutex<World>

    init(_ card: AppointmentCard = CardSalon.card()) { world = Mutex(World(card: .success(card))) }

    func set(_ change: (inout sending World) -> Void) { world.withLock { change(&$0) } }

    var statuses: [AppointmentStatus] { world.withLock { $0.statuses.map(\.0) } }
    var reasons: [String?] { world.withLock { $0.statuses.map(\.1) } }
    var payments: [PaymentRequest] { world.withLock { $0.payments } }
    var moves: [LocalDateTime] { world.withLock { $0.moves.map(\.0) } }
    var movedTo: [ExpertID] { world.withLock { $0.moves.map(\.1) } }

    // MARK: Values

    static func euro(_ text: String) -> Money { Money(text, .euro) ?? .zero(.euro) }

    static func entry(
        _ status: AppointmentStatus = .confirmed, id: AppointmentID = maria, version: Int = 1,
        name: String = "Maria Lopez",
        alert: String? = nil, paid: String = "0", expiresAt: Instant? = nil,
        start: LocalDateTime = today.at(.midnight) + (14 * 60), expert: ExpertID? = aiko,
        phases: ServicePhases = ServicePhases(handsOn: 30, processing: 20, finishing: 15, buffer: 10),
        visit: VisitID = visit, addOns: String? = "Olaplex", patchTest: PatchTestStanding? = nil
    ) -> DayEntry {
        DayEntry(
            id: id, visitID: visit, version: version, clientID: client, clientName: name,
            clientPhone: "+34 600 123 456", alert: alert, serviceID: colour, serviceName: "Colour, roots",
            addOns: addOns, status: status, paymentStatus: paid == "65" ? .paid : .unpaid, price: euro("65"),
            paid: euro(paid), start: start,
            phases: phases, expertID: expert,
            isExpertRequested: true, expiresAt: expiresAt, notes: "prefers the window seat",
            patchTest: patchTest)
    }

    /// What a client has of the patch test that the colour asks for.
    static func patchTest(on days: LocalDate...) -> PatchTestStanding {
        PatchTestStanding(
            PatchTestNeed(serviceID: colour, serviceName: "Colour, roots", months: 6), days: days, reaction: nil)
    }

    static func card(
        _ entry: DayEntry = entry(), alert: String? = "patch test due before colour", payments: [CardPayment] = [],
        withOther: Bool = false, others: [DayEntry] = []
    ) -> AppointmentCard {
        var shown = CardAppointment(
            entry: entry, expertName: entry.expertID == ben ? "Ben Okafor" : "Aiko Tanaka",
            bookedAt: Support.instant.adding(minutes: -2 * 24 * 60))
        shown.addOns = [BookedAddOn(addOnID: nil, name: "Olaplex", price: euro("25"), minutes: 10)]
        shown.bookedBy = "Ana Ruiz"
        shown.clientEmail = "maria@example.org"
        if entry.status == .cancelled {
            shown.cancelReason = "Client is ill"
            shown.cancelledAt = Support.instant
        }
        var all = [shown]
        if withOther {
            let other = DayEntry(
                id: blowDry, visitID: visit, clientID: client, clientName: entry.clientName, serviceID: nil,
                serviceName: "Cut & blow-dry", status: .confirmed, price: euro("40"), paid: euro("0"),
                start: entry.end, phases: ServicePhases(handsOn: 60), expertID: ben)
            all.append(CardAppointment(entry: other, expertName: "Ben Okafor", bookedAt: shown.bookedAt))
        }
        let person = Client(
            id: client, name: entry.clientName, email: "maria@example.org", phone: "+34 600 123 456", alert: alert)
        return AppointmentCard(
            id: entry.id, appointments: all, payments: payments,
            client: CardClient(
                client: person, completed: 23, noShows: 2, cancelled: 1, lastVisit: today - 35, nextVisit: today + 35,
                appointments: all.map { AppointmentRow(entry: $0.entry, expertName: $0.expertName) }
                    + others.map { AppointmentRow(entry: $0, expertName: "Chloé Martin") }))
    }

    static func payment(_ amount: String, _ method: PaymentMethod, low: UInt64, kind: PaymentKind = .payment)
        -> CardPayment
    {
        CardPayment(
            payment: Payment(
                id: PaymentID(UUIDValue(high: 6, low: low)), appointmentID: maria, kind: kind, method: method,
                amount: euro(amount), takenBy: UserID(UUIDValue(high: 7, low: 1)), takenAt: Support.instant),
            takenBy: "Ana Ruiz")
    }

    /// Both work from 9 to 18 on every day that isn't off.
    static func facts(_ dates: DateSpan, off: Set<LocalDate> = []) -> AvailabilityFacts {
        let experts = [(aiko, "Aiko Tanaka"), (ben, "Ben Okafor")].map { id, name in
            ExpertRoster(
                id: id, name: name,
                shifts: Weekday.allCases.map { weekday in
                    Shift(
                        id: ShiftID(UUIDValue(high: 8, low: UInt64(weekday.rawValue))), expertID: id,
                        weekday: weekday, starts: LocalTime(minutes: 9 * 60), ends: LocalTime(minutes: 18 * 60),
                        validFrom: today - 365)
                },
                exceptions: off.map {
                    ShiftException(id: ShiftExceptionID(UUIDValue(high: 9, low: 1)), expertID: id, date: $0, hours: nil)
                },
                services: [ExpertService(expertID: id, serviceID: colour)])
        }
        let input = AvailabilityInput(
            dates: dates, at: Support.instant, zone: .utc, branch: Support.arrival().branch, experts: experts)
        return AvailabilityFacts(input: input, rosterVersions: [aiko: 1, ben: 1])
    }

    // MARK: Answers

    /// The console with the card open.
    ///
    /// - Parameter more: adds answers for screens that the card opens.
    func open(
        _ size: Size = Size(120, 36), role: Role = .receptionist, _ more: (Canned) -> Canned = { $0 }
    ) -> ConsoleDriver {
        let driver = Support.driver(size, role: role, more(canned))
        driver.press("enter")
        return driver
    }

    private var canned: Canned {
        Canned()
            .answering(AppointmentsScreen.self) { [self] job in day(job) }
            .answering(CardScreen.self) { [self] job in answer(job) }
            .answering(PaymentScreen.self) { [self] job in answer(job) }
            .answering(MoveScreen.self) { [self] job in answer(job) }
    }

    private func day(_ job: AppointmentsScreen.Job) -> Result<AppointmentsScreen.Answer, SalonError> {
        guard case .day(let date) = job else { return .success(.expired(ExpiredHolds(count: 0))) }
        // Without a processing gap: the cursor stands on it at any size of the screen.
        let shown = Self.entry(phases: ServicePhases(handsOn: 75))
        let shift = TimeSpan(date.at(.midnight) + (9 * 60), date.at(.midnight) + (18 * 60))
        return .success(
            .day(
                DayBook(
                    date: date, lanes: [DayLane(expertID: Self.aiko, name: "Aiko Tanaka", shifts: [shift])],
                    entries: date == Self.today ? [shown] : [], facts: Self.facts(date..<date + 1),
                    readAt: Support.instant)))
    }

    private func answer(_ job: CardScreen.Job) -> Result<CardScreen.Answer, SalonError> {
        world.withLock { world in
            switch job {
            case .card: return world.card.map { .card($0) }
            case .status(let entry, let status, let reason):
                if let refusal = Self.refuse(&world) { return .failure(refusal) }
                world.statuses.append((status, reason))
                let changed = Self.entry(status, version: entry.version + 1)
                world.card = .success(Self.card(changed))
                return .success(.changed(ChangedAppointment(entry: changed)))
            case .cancelVisit(let entries, let reason):
                if let refusal = Self.refuse(&world) { return .failure(refusal) }
                world.cancelled.append((entries.map(\.id), reason))
                return .success(.cancelled(ChangedAppointments(entries: entries)))
            }
        }
    }

    private func answer(_ job: PaymentScreen.Job) -> Result<PaymentScreen.Answer, SalonError> {
        world.withLock { world in
            switch job {
            case .card: return world.card.map { .card($0) }
            case .pay(let entry, let request):
                if let refusal = Self.refuse(&world) { return .failure(refusal) }
                world.payments.append(request)
                let amount = request.amount ?? entry.due
                return .success(
                    .taken(
                        PaymentReceipt(
                            amount: amount, tip: request.tip ?? .zero(.euro), method: request.method,
                            due: entry.due - amount, entries: [entry])))
            }
        }
    }

    private func answer(_ job: MoveScreen.Job) -> Result<MoveScreen.Answer, SalonError> {
        world.withLock { world in
            switch job {
            case .desk(_, let dates):
                let facts = Self.facts(dates, &world)
                return world.card.map { .desk(MoveDesk(card: $0, facts: facts)) }
            case .facts(let dates): return .success(.facts(Self.facts(dates, &world)))
            case .move(let entry, let start, let expert, _):
                if let refusal = Self.refuse(&world) { return .failure(refusal) }
                world.moves.append((start, expert))
                return .success(
                    .moved(
                        MovedAppointment(
                            entry: Self.entry(start: start, expert: expert), previousStart: entry.start,
                            previousExpertID: entry.expertID)))
            case .moveVisit(let entries, let plan, _):
                if let refusal = Self.refuse(&world) { return .failure(refusal) }
                world.visits.append(plan)
                return .success(
                    .movedVisit(
                        ChangedAppointments(
                            entries: zip(entries, plan.parts).map {
                                Self.entry(id: $0.id, start: $1.start, expert: $1.expert)
                            })))
            }
        }
    }

    /// The facts of some days, noted as asked for.
    private static func facts(_ dates: DateSpan, _ world: inout World) -> AvailabilityFacts {
        world.factsAsked.append(dates.lowerBound)
        let facts = facts(dates, off: world.off)
        var input = facts.input
        input.experts[1].services[colour] = ExpertService(expertID: ben, serviceID: colour, price: world.benAsks)
        return AvailabilityFacts(input: input, rosterVersions: facts.rosterVersions)
    }

    /// The next refusal; a lost answer leaves what it did in the database.
    private static func refuse(_ world: inout World) -> SalonError? {
        guard !world.refusals.isEmpty else { return nil }
        if case .unavailable(_, outcomeUnknown: true) = world.refusals[0], let after = world.afterLoss {
            world.card = .success(after)
        }
        return world.refusals.removeFirst()
    }
}
