import Salon
import SalonStore
import Terminal

/// An appointment that shall be moved.
struct MoveStart: Equatable, Sendable {
    /// The appointment as it was seen.
    let entry: DayEntry
    /// Who cannot come, and so is not offered.
    let without: ExpertID?
    /// All of its visit is moved as one.
    let isVisit: Bool

    init(_ entry: DayEntry, without: ExpertID? = nil, isVisit: Bool = false) {
        self.entry = entry
        self.without = without
        self.isVisit = isVisit
    }
}

/// Moving an appointment by form: a day and an expert in, the free starts out.
struct MoveScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case move, next, previous
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case desk(AppointmentID, DateSpan)
        case facts(DateSpan)
        case move(DayEntry, to: LocalDateTime, expert: ExpertID, on: AvailabilityFacts)
        case moveVisit([DayEntry], to: VisitPlan, on: AvailabilityFacts)
    }

    enum Answer: Sendable {
        case desk(MoveDesk)
        case facts(AvailabilityFacts)
        case moved(MovedAppointment)
        case movedVisit(ChangedAppointments)
    }

    /// A move that has no final answer yet.
    struct Pending: Equatable {
        let from: LocalDateTime
        let start: LocalDateTime
        let expert: ExpertID
        /// The server was away: the move is kept, and may have been made already.
        var isKept = false
        /// The repetition was refused, perhaps because the first try was made: what is on its way tells.
        var doubt: SalonError?
    }

    /// Why a move was refused, and what is free instead.
    struct Refused: Equatable {
        let sentence: String
        var nearest: [LocalDateTime] = []
    }

    static let place = "move"
    static let placeTitle = "Move an appointment"

    /// The fields have the keys.
    static let formScope: Scope = "form"
    /// An expert is being searched.
    static let searchScope: Scope = "search"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .move, "move", keys: ["enter", "ctrl-s"], in: [formScope], permission: .appointmentsManage,
            help: "Moves the appointment to the chosen start. Arrows choose it."),
        .init(.next, "next field", keys: ["tab"], in: [formScope], help: "Goes to the next field."),
        .init(
            .previous, "field before", keys: ["shift-tab"], in: [formScope], isHinted: false,
            help: "Goes to the field before."),
    ]

    /// The days that are looked at: the one asked for, and those after it.
    static let days = 7

    let begun: MoveStart
    var entry: DayEntry?
    /// What is moved, by start: the appointment, or those of its visit.
    var parts: [DayEntry] = []
    /// What the client is booked for besides.
    var others: [AppointmentRow] = []
    /// Why there is nothing to move.
    var failure: SalonError?
    var form: Form
    /// The days whose facts were asked for last.
    var asked: DateSpan?
    var facts: AvailabilityFacts?
    /// Why there are no facts.
    var factsFailure: SalonError?
    /// What is free, by start.
    var starts: [OfferedStart] = []
    /// Why the day asked for has none.
    var refusal: String?
    var selected = 0
    /// The start on which the cursor shall stand once the facts are there.
    var wanted: LocalDateTime?
    var pending: Pending?
    var refused: Refused?

    init(_ begun: MoveStart) {
        self.begun = begun
        form = Form([
            FormField("client", "Client", .fixed("")), FormField("service", "Service", .fixed("")),
            FormField("now", "Now", .fixed("")),
            FormField("day", "To day", .text(TextField(placeholder: "fri, +6w, 24/12", limit: 40))),
            FormField("expert", "Expert", .picker(PickerControl(Picker(items: [], placeholder: "anyone")))),
            FormField("to", "To", .fixed("")),
        ])
        form.focus(on: "day")
    }

    var scope: Scope { isSearching ? Self.searchScope : Self.formScope }
    var isTyping: Bool { true }
    var presentation: Presentation {
        .dialog(title: begun.isVisit ? "Move a visit" : "Move an appointment", width: 96, height: 24)
    }

    var unsaved: String? {
        if pending != nil { return "The move waits for the server." }
        return form.isChanged ? "The appointment is not moved." : nil
    }

    /// The list of experts is open.
    var isSearching: Bool {
        if case .picker(let control) = form["expert"]?.control { control.isOpen } else { false }
    }

    static let asNow = PickerItem(id: "now", title: "who does it now")

    /// The expert asked for; nil for anyone.
    var expert: ExpertID? {
        form.item("expert").flatMap { ExpertID($0.id) }
    }

    /// The start under the cursor.
    var chosen: OfferedStart? { starts.indices.contains(selected) ? starts[selected] : nil }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let appointments = try backend.desk.appointments
        switch job {
        case .desk(let id, let dates): return .desk(try appointments.moveDesk(id, dates: dates))
        case .facts(let dates): return .facts(try appointments.bookingFacts(FactsQuery(dates: dates)))
        case .move(let entry, let start, let expert, let facts):
            return .moved(try appointments.move(entry, to: start, expert: expert, on: facts))
        case .moveVisit(let entries, let plan, let facts):
            return .movedVisit(try appointments.moveVisit(entries, to: plan, on: facts))
        }
    }

    static func foresight(of job: Job) -> Foresight<MoveScreen>? {
        switch job {
        case .move, .moveVisit: .end(.saved([]))
        case .desk, .facts: nil
        }
    }
}
