import Salon
import SalonStore
import Terminal

/// An appointment that shall change places with another.
struct SwapStart: Equatable, Sendable {
    /// The one.
    let entry: DayEntry
    /// The other, if it is known.
    var with: AppointmentID?
    /// The day of the other.
    let date: LocalDate
    /// The days from the one's to the other's, if they are here already.
    var books: [DayBook] = []
}

/// Two appointments change places: the other is chosen from a day, and both are shown where they will be.
struct SwapScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case swap
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case days(DateSpan)
        case swap(DayEntry, DayEntry, on: AvailabilityFacts)
    }

    enum Answer: Sendable {
        case days([DayBook])
        case swapped(ChangedAppointments)
    }

    /// An appointment that could be the other.
    struct Candidate: Equatable {
        let entry: DayEntry
        /// Why the two can't change places; nil if they can.
        let refusal: String?
    }

    /// A swap that has no final answer yet.
    struct Pending: Equatable {
        let other: DayEntry
        /// The server was away: the swap is kept, and may have been made already.
        var isKept = false
        /// The repetition was refused, perhaps because the first try was made: the days that are on their way tell.
        var doubt: SalonError?
    }

    static let place = "swap"
    static let placeTitle = "Swap two appointments"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .swap, "swap", keys: ["enter", "ctrl-s"], permission: .appointmentsManage,
            help: "Lets the two appointments change places. Arrows choose the other.")
    ]

    /// The other is not sought further away than this.
    static let mostDaysAway = 62

    /// The one, as it was seen last.
    var entry: DayEntry
    /// The other on which the cursor shall stand once it is there.
    var wanted: AppointmentID?
    /// The day whose appointments are offered; nil while none is typed.
    var date: LocalDate?
    var day = TextField(placeholder: "fri, +6w, 24/12", limit: 40)
    var books: [DayBook]
    /// Why there are no days.
    var failure: SalonError?
    var candidates: [Candidate] = []
    var table = Table<AppointmentID>(
        columns: [
            TableColumn("time", title: "Time", minimum: 5, maximum: 5),
            TableColumn("fits", title: "", minimum: 1, maximum: 1),
            TableColumn("client", title: "Client", minimum: 14, maximum: 26),
            TableColumn("service", title: "Service", minimum: 12, priority: 1),
            TableColumn("length", title: "Length", minimum: 7, maximum: 8, align: .trailing, priority: 2),
            TableColumn("expert", title: "Expert", minimum: 10, maximum: 20),
        ],
        whenEmpty: EmptyState(title: "No other appointment that day", sentence: "Type another day."))
    var pending: Pending?
    /// Why the last try was refused.
    var complaint: String?

    init(_ start: SwapStart) {
        entry = start.entry
        wanted = start.with
        date = start.date
        books = start.books
    }

    var isTyping: Bool { true }
    var unsaved: String? { pending == nil ? nil : "The swap waits for the server." }
    var presentation: Presentation { .dialog(title: Self.placeTitle, width: 96, height: 24) }

    /// The appointment under the cursor.
    var chosen: Candidate? {
        let id = table.selected?.id
        return candidates.first { $0.entry.id == id }
    }

    func name(of expert: ExpertID?) -> String {
        books.lazy.flatMap(\.lanes).first { $0.expertID == expert }?.name ?? "nobody"
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let appointments = try backend.desk.appointments
        switch job {
        case .days(let dates): return .days(try appointments.days(dates))
        case .swap(let one, let other, let facts):
            return .swapped(try appointments.swap(one, other, on: facts))
        }
    }

    static func foresight(of job: Job) -> Foresight<SwapScreen>? {
        switch job {
        case .swap: .end(.saved([]))
        case .days: nil
        }
    }
}
