import Salon
import SalonStore
import Terminal

/// What a series is made of: a booking whose first start is chosen.
struct SeriesStart: Equatable, Sendable {
    let query: AvailabilityQuery
    let first: LocalDateTime
    let client: BookingClient
    let clientName: String
    /// Weeks between two visits, to begin with.
    var weeks = 4
    var source = Source.desk
    var notes: String?
    /// What the experts are called.
    let names: [ExpertID: String]
    /// The patch tests that the services ask for, and what the client has of them.
    var patchTests: [PatchTestStanding] = []

    /// What stands against the visit on a day.
    func warnings(on day: LocalDate) -> [BookingWarning] {
        BookingWarning.patchTests(of: clientName, patchTests, on: day)
    }
}

/// The same visit every few weeks: each date is shown with what stands against it, and settled, before any is booked.
struct SeriesScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case book, otherTime, leaveOut, leaveOutAll
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case plan(SeriesRule, AvailabilityQuery)
        case book(SeriesBooking, AvailabilityQuery, AvailabilityFacts)
    }

    enum Answer: Sendable {
        case plan(SeriesPlan, AvailabilityFacts)
        case booked(BookedSeries)
    }

    static let place = "series"
    static let placeTitle = "Series"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .book, "book all", keys: ["enter", "ctrl-s"], permission: .appointmentsManage,
            help: "Books all dates of the series that are not left out, or none of them."),
        .init(
            .otherTime, "another time", keys: ["ctrl-n"],
            help: "Takes the next of the free times around a date that is not free."),
        .init(.leaveOut, "leave out", keys: ["ctrl-x"], help: "Leaves the date out, or takes it in again."),
        .init(
            .leaveOutAll, "leave out the rest", keys: ["ctrl-o"],
            help: "Leaves out all dates that are not free and have no other time yet."),
    ]

    let start: SeriesStart
    let id: SeriesID
    var form: Form
    /// How it repeats; nil while what is typed is no rule.
    var rule: SeriesRule?
    var list = SeriesDateList(
        whenEmpty: EmptyState(title: "No dates", sentence: "Say every how many weeks, and how often or until when."))
    /// What the dates say, and the facts that they say it on.
    var plan: SeriesPlan?
    var facts: AvailabilityFacts?
    /// A booking that was sent and has no answer yet.
    var pending: SeriesBooking?
    var isKept = false
    /// Why the last try was refused.
    var complaint: String?

    init(_ start: SeriesStart, _ context: Context) {
        self.start = start
        id = context.newID()
        form = Form([
            FormField(
                "every", "Every", .text(TextField("\(start.weeks)", content: .integer, limit: 2)), hint: "weeks",
                isRequired: true),
            FormField(
                "ends", "Ends", .text(TextField("6", placeholder: "6, or a day: 18/6, +6m", limit: 20)),
                isRequired: true),
        ])
    }

    var isTyping: Bool { true }
    var presentation: Presentation { .dialog(title: "Series of \(start.clientName)", width: 96, height: 28) }
    var unsaved: String? { pending == nil ? "The series is not booked." : "This series still waits for the server." }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let appointments = try backend.desk.appointments
        switch job {
        case .plan(let rule, let query):
            let facts = try appointments.seriesFacts(rule, experts: query.experts)
            return .plan(SeriesPlan(rule, Availability(facts.input, for: query)), facts)
        case .book(let booking, let query, let facts):
            return .booked(try appointments.bookSeries(booking, for: query, on: facts))
        }
    }

    static func foresight(of job: Job) -> Foresight<SeriesScreen>? {
        switch job {
        case .book: .end(.saved([], .clients))
        case .plan: nil
        }
    }
}
