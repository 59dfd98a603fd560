import Salon
import SalonStore
import Terminal

/// New booking: one form from the client to the free start.
struct BookingScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case book, nextStart, previousStart, nextFree, bestFit, series, overbook, wait
    }

    /// What the screen asks.
    enum Question: Equatable, Sendable {
        /// Why it may stand over another appointment.
        case overbook
        /// The dates of a series.
        case series
        /// The client waits instead.
        case wait
    }

    /// What the database is asked; each is one round trip.
    enum Job: Equatable, Sendable {
        case open(DateSpan, ClientID?)
        case search(String, request: Int)
        case client(ClientID)
        case facts(DateSpan)
        case next(NextSearch)
        case duplicates(ClientDraft)
        case book(BookingRequest, AvailabilityQuery, AvailabilityFacts)
    }

    enum Answer: Sendable {
        case opened(BookingDesk)
        case hits([ClientHit])
        case client(ClientCard)
        case facts(AvailabilityFacts)
        case next(NextFree)
        case booked(BookedVisit)
    }

    /// One service of the booking with its add-ons.
    struct Part: Equatable, Sendable {
        /// Tells the same service apart when it is booked twice.
        let number: Int
        var service: Service
        var addOns: [AddOn] = []
    }

    /// What has the keys.
    enum Pane: Equatable {
        case form
        case starts
    }

    static let place = "booking"
    static let placeTitle = "New booking"
    static let actions: [ActionRow<ActionName>] = [
        .init(
            .book, "book", keys: ["ctrl-s"], permission: .appointmentsManage, help: "Books the start that is chosen."),
        .init(.nextStart, "next start", keys: ["pgdn"], help: "Chooses the next free start, from any field."),
        .init(
            .previousStart, "previous start", keys: ["pgup"], isHinted: false,
            help: "Chooses the free start before, from any field."),
        .init(
            .nextFree, "next free", keys: ["ctrl-n"],
            help: "Lists the next free starts of the coming weeks. When takes wishes: after 5 not mon."),
        .init(
            .bestFit, "best fit", keys: ["ctrl-r"],
            help: "Puts those of the next free starts first that leave the fewest gaps, or the earliest again."),
        .init(
            .series, "series…", keys: ["ctrl-t"], permission: .appointmentsManage,
            help: "Books the same visit every few weeks, beginning with the chosen start."),
        .init(
            .wait, "waitlist", keys: ["ctrl-w"], permission: .appointmentsManage, isHinted: false,
            help: "Puts the client on the waitlist, with what was typed: offered when a time becomes free."),
        .init(
            .overbook, "overbook…", keys: ["ctrl-o"], permission: .appointmentsOverbook, isDangerous: true,
            help: "Books at the time that was typed although it is not free; asks for a reason."),
    ]

    let begin: BookingStart
    var form: Form
    var pane = Pane.form
    var catalogue: Catalogue?
    var failure: SalonError?
    var parts: [Part] = []
    var lastPart = 0
    /// The client who was found, or nil for a new one.
    var client: ClientCard?
    var clientID: ClientID?
    /// The id that a new client will have.
    let newClientID: ClientID
    var isNewClient = false
    /// What the palette's line left open.
    var doubts: [Doubt] = []

    /// The day that the starts are shown for, and the time that was typed with it.
    var date: LocalDate
    var wantedTime: LocalTime?
    /// The days of the week and the times of the day that suit.
    var wish = TimeWish()
    /// Any day from `date` on will do.
    var isNext = false
    var ranking = StartRanking.earliest
    var facts: AvailabilityFacts?
    /// The search for the next free starts that was sent last, and the one that was answered.
    var search: NextSearch?
    var found: (search: NextSearch, next: NextFree)?
    var starts: [OfferedStart] = []
    /// The facts on which the starts are offered.
    var startFacts: AvailabilityFacts?
    var refusals: [Refusal] = []
    var selected = 0
    /// The person has chosen a start, or said a time that is free: Enter may book.
    var isStartChosen = false
    var top = 0

    /// A booking that was sent and has no answer yet.
    var pending: BookingRequest?
    /// What went wrong with the last try, until something is changed.
    var complaint: String?

    /// Days for which free starts are fetched at once, so that the next days are there without asking.
    static let horizon = 14

    init(_ start: BookingStart, _ context: Context) {
        begin = start
        date = start.time?.date ?? context.today
        // Midnight stands for "that day": the day's cursor was on nothing in particular.
        wantedTime = start.time.flatMap { $0.time == .midnight ? nil : $0.time }
        newClientID = context.newID()
        form = Self.emptyForm(context)
        form.set("when", text: Self.text(of: date, wantedTime, context))
    }

    var presentation: Presentation { .dialog(title: "New booking", width: 96, height: 28) }
    var isTyping: Bool { pane == .form }

    var unsaved: String? {
        if pending != nil { return "This booking still waits for the server." }
        let isEmpty =
            clientID == nil && !isNewClient && parts.isEmpty && form.text("note").isEmpty && !isSearchTyped
        return isEmpty ? nil : "This booking is not made yet."
    }

    /// A client or a service is being searched: what is typed there counts as typed.
    private var isSearchTyped: Bool {
        form.fields.contains { field in
            switch field.control {
            case .picker(let control): control.isOpen && !control.picker.query.isEmpty
            case .list(let control): control.isOpen && !control.picker.query.isEmpty
            default: false
            }
        }
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let desk = try backend.desk
        switch job {
        case .open(let dates, let client):
            return .opened(try desk.appointments.bookingDesk(dates: dates, client: client))
        case .search(let text, _): return .hits(try desk.clients.search(text, limit: 12))
        case .client(let id): return .client(try desk.clients.card(id))
        case .facts(let dates): return .facts(try desk.appointments.bookingFacts(FactsQuery(dates: dates)))
        case .next(let search):
            return .next(
                try desk.appointments.nextFree(
                    search.query, search.wish, by: search.ranking, dates: search.dates, count: NextSearch.count))
        case .duplicates(let draft): return .hits(try desk.clients.duplicates(of: draft))
        case .book(let request, let query, let facts):
            return .booked(try desk.appointments.book(request, for: query, on: facts))
        }
    }

    static func foresight(of job: Job) -> Foresight<BookingScreen>? {
        switch job {
        case .book(let request, _, _):
            if case .new = request.client { .end(.saved([], .clients)) } else { .end(.saved([])) }
        case .open, .search, .client, .facts, .next, .duplicates: nil
        }
    }
}
