import Salon
import SalonStore
import Terminal

/// An expert who cannot come.
struct ReassignStart: Equatable, Sendable {
    let expert: ExpertID
    let name: String
    /// The day on which they cannot.
    let date: LocalDate
}

/// An expert falls ill: who takes each of their appointments, and what becomes of the rest. Nothing is written before
/// the plan was seen, and what nobody can take stays on the screen until something was done about it.
struct ReassignScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case give, move, called, open, copy, days, sickLeave, refresh
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case days(DateSpan)
        case give(Reassignment, of: [DayEntry], on: AvailabilityFacts, TimeOff?)
    }

    enum Answer: Sendable {
        case days([DayBook])
        case given(ChangedAppointments)
    }

    enum Question: Equatable, Sendable {
        case days
        case leave
    }

    /// What becomes of an appointment.
    enum Fate: Equatable {
        /// Somebody can take it.
        case taken(by: ExpertID)
        /// Nobody can at its time.
        case nobody([Refusal], nearest: [LocalDateTime])
        /// Somebody has it now, and the client, who had asked for the one who cannot come, is to be told.
        case call
    }

    /// A row of the list.
    struct Item: Equatable {
        let entry: DayEntry
        let fate: Fate
    }

    /// Appointments on their way to others.
    struct Pending: Equatable {
        let plan: Reassignment
        /// The server was away: they are kept, and may have been given already.
        var isKept = false
        /// The repetition was refused, perhaps because the first try was made: the days that are on their way tell.
        var doubt: SalonError?
    }

    static let place = "reassign"
    static let placeTitle = "An expert cannot come"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .give, "give them away", keys: ["enter"], permission: .appointmentsManage,
            help: "Gives every appointment that somebody can take to them, all at once."),
        .init(
            .move, "move", keys: ["m"], permission: .appointmentsManage,
            help: "Shows when anybody can do the appointment, and moves it."),
        .init(
            .called, "called", keys: ["c"], permission: .appointmentsManage,
            help: "The client knows: the row is dealt with."),
        .init(.open, "open", keys: ["o"], permission: .appointmentsView, help: "Opens the appointment's card."),
        .init(.copy, "copy phone", keys: ["y"], help: "Puts the client's phone number on the clipboard."),
        .init(.days, "days", keys: ["d"], permission: .appointmentsView, help: "Chooses the days: fri, today - mon."),
        .init(
            .sickLeave, "sick leave", keys: ["i"], permission: .expertsManage,
            help: "Enters the sick leave along with it, or not: nobody can book with the expert in that time."),
        .init(.refresh, "refresh", keys: ["R", "f5"], isHinted: false, help: "Looks anew who is free."),
    ]

    /// So many days can be looked at together.
    static let mostDays = 14
    /// So many days behind them are looked through for other starts.
    static let daysBehind = 6

    let expert: ExpertID
    let name: String
    /// The days on which they cannot come.
    var dates: DateSpan
    var books: [DayBook] = []
    /// Why there are no days.
    var failure: SalonError?
    /// Who could take what is still with them.
    var plan: Reassignment?
    /// The appointments of the plan.
    var entries: [DayEntry] = []
    /// Whom to call, as their appointments are now.
    var calls: [DayEntry] = []
    /// Whether something was given away or dealt with here.
    var hasBegun = false
    /// Whether the sick leave goes along; nil until the days are here.
    var entersSickLeave: Bool?
    /// Made once, so that a repeated save adds nothing.
    let timeOffID: TimeOffID
    var pending: Pending?
    /// Why the last try was refused.
    var complaint: String?
    var table = Table<AppointmentID>(
        columns: [
            TableColumn("sign", title: "", minimum: 1, maximum: 1),
            TableColumn("time", title: "When", minimum: 5, maximum: 16),
            TableColumn("client", title: "Client", minimum: 14, maximum: 26),
            TableColumn("service", title: "Service", minimum: 12, maximum: 28, priority: 1),
            TableColumn("length", title: "Length", minimum: 7, maximum: 8, align: .trailing, priority: 2),
            TableColumn("fate", title: "Goes to", minimum: 21),
        ],
        whenEmpty: EmptyState(title: ""))

    init(_ start: ReassignStart, _ context: Context) {
        expert = start.expert
        name = start.name
        let day = max(start.date, context.today)
        dates = day..<day + 1
        timeOffID = context.newID()
    }

    var unsaved: String? { pending == nil ? nil : "The appointments still wait for the server." }
    var presentation: Presentation { .dialog(title: "\(name) cannot come", width: 112, height: 30) }

    /// What the list shows: what is still to be given away, then whom to call.
    var items: [Item] {
        let planned = (plan?.placed ?? []).map { ($0.part.id, Fate.taken(by: $0.expert)) }
        let rest = (plan?.unplaced ?? []).map { ($0.part.id, Fate.nobody($0.refusals, nearest: $0.nearest)) }
        let fates = Dictionary(planned + rest) { first, _ in first }
        return entries.compactMap { entry in fates[entry.id].map { Item(entry: entry, fate: $0) } }
            + calls.map { Item(entry: $0, fate: .call) }
    }

    /// The row under the cursor.
    var chosen: Item? {
        let id = table.selected?.id
        return items.first { $0.entry.id == id }
    }

    /// The time that the sick leave would take: all of the days, or what is left of today.
    func sickLeave(_ context: Context) -> TimeOff {
        let start = max(dates.lowerBound.at(.midnight), context.now)
        return TimeOff(
            id: timeOffID, expertID: expert, during: TimeSpan(start, dates.upperBound.at(.midnight)), kind: .sick)
    }

    func name(of expert: ExpertID?) -> String {
        books.first?.lanes.first { $0.expertID == expert }?.name ?? "nobody"
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let appointments = try backend.desk.appointments
        switch job {
        case .days(let dates): return .days(try appointments.days(dates))
        case .give(let plan, let entries, let facts, let timeOff):
            return .given(try appointments.reassign(plan, of: entries, on: facts, entering: timeOff))
        }
    }
}
