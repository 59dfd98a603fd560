import Salon
import SalonStore
import Terminal

/// The tab Experts: who works here with today's hours, and all about the one under the cursor.
struct ExpertsScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case open, new, edit, services, hours, toggle, day, week, find, everybody, previousWeek, nextWeek, history, turn
        case refresh, reassign
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case roster(everybody: Bool)
        case card(ExpertID)
        case switchTo(ExpertID, name: String, Bool)
    }

    enum Answer: Sendable {
        case roster([ExpertRow])
        case card(ExpertCard)
        case saved
    }

    enum Question: Equatable, Sendable {
        /// Off or on.
        case switchTo(ExpertID, name: String, Bool)
    }

    static let place = "experts"
    static let placeTitle = "Experts"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .open, "open", keys: ["enter"], permission: .expertsView,
            help: "Opens the details: week, services, time off, reviews."),
        .init(.new, "new", keys: ["n"], permission: .expertsManage, help: "Adds an expert."),
        .init(
            .edit, "edit", keys: ["e"], permission: .expertsManage,
            help: "Changes the expert's name, contacts, words for the website, colour and place."),
        .init(
            .services, "services", keys: ["s"], permission: .expertsManage,
            help: "Says what the expert does, and at which own price and in which own time."),
        .init(
            .hours, "hours", keys: ["r"], permission: .expertsView,
            help: "Shows when the expert works, to change shifts, other hours, times off and closures."),
        .init(
            .week, "week", keys: ["w"], permission: .appointmentsView,
            help: "Shows the expert's appointments of the week that is drawn."),
        .init(
            .reassign, "cannot come", keys: ["I"], permission: .appointmentsManage, isHinted: false,
            help: "The expert is ill: shows who can take each appointment of today, then gives them away."),
        .init(
            .toggle, "off / on", keys: ["x"], permission: .expertsManage, isDangerous: true,
            help: "Switches the expert off or on. Appointments that are booked stay."),
        .init(.day, "day", keys: ["d"], permission: .appointmentsView, help: "Shows today's appointments."),
        .init(.find, "find", keys: ["/"], permission: .expertsView, help: "Shows only who has the typed words."),
        .init(
            .everybody, "everybody", keys: ["v"], permission: .expertsView,
            help: "Shows also those who are switched off, or hides them again."),
        .init(
            .previousWeek, "week before", keys: ["["], permission: .expertsView, isHinted: false,
            help: "Draws the week before."),
        .init(
            .nextWeek, "week after", keys: ["]"], permission: .expertsView, isHinted: false,
            help: "Draws the week after."),
        .init(
            .history, "history", keys: ["h"], permission: .expertsManage, isHinted: false,
            help: "Shows who changed the expert, and when."),
        .init(.turn, "list / details", keys: ["tab"], isHinted: false, help: "Goes to the details and back."),
        .init(.refresh, "refresh", keys: ["R", "f5"], isHinted: false, help: "Reads the experts anew."),
    ]

    var roster: [ExpertRow]?
    /// Why there are no experts to show.
    var failure: SalonError?
    var table = Table<ExpertID>(columns: ExpertsScreen.columns, whenEmpty: EmptyState(title: ""))
    var search = SearchField("name, speciality or contact")
    /// Also those who are switched off.
    var showsEverybody = false
    /// The expert to put the cursor on once they are there.
    var wanted: ExpertID?
    /// The day whose hours the list shows.
    var day: LocalDate?

    /// The expert whose card was asked for last.
    var reading: ExpertID?
    var card: ExpertCard?
    /// Why there is no card to show.
    var cardFailure: SalonError?
    /// The keys go to the details.
    var isOnDetails = false
    var top = 0
    /// How many weeks ahead is drawn.
    var weeksAhead = 0
    /// Those who are being switched off or on.
    var switching: Set<ExpertID> = []

    var isTyping: Bool { search.isTyping }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let experts = try backend.desk.experts
        switch job {
        case .roster(let everybody): return .roster(try experts.roster(includeInactive: everybody))
        case .card(let id): return .card(try experts.card(id))
        case .switchTo(let id, _, let isActive):
            try experts.setActive(id, isActive)
            return .saved
        }
    }

    static func foresight(of job: Job) -> Foresight<ExpertsScreen>? {
        switch job {
        case .switchTo: .answer(.saved)
        case .roster, .card: nil
        }
    }

    /// The expert whom the keys are about, as the list knows them.
    var row: ExpertRow? {
        guard let id = table.selected?.id else { return nil }
        return roster?.first { $0.expert.id == id }
    }

    /// Their card, if it is here.
    var shownCard: ExpertCard? { card?.expert.id == row?.expert.id ? card : nil }
}
