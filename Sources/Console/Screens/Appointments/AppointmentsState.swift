import Salon
import SalonStore
import Terminal

/// The tab Appointments: the day, a column per expert; the week of one expert, a column per day; the month as loads;
/// and the list.
struct AppointmentsScreen: ConsoleScreen {
    /// How the appointments are shown.
    enum View: CaseIterable, Equatable {
        case day, week, month, list

        /// What stands on its switch.
        var title: String {
            switch self {
            case .day: "Day"
            case .week: "Week"
            case .month: "Month"
            case .list: "List"
            }
        }
    }

    /// What the screen asks.
    enum Question: Equatable, Sendable {
        case cancel(AppointmentID)
        case noShow(AppointmentID)
        /// A new one: by the booking form, or for somebody who walked in.
        case book
        /// The swap of this one with another.
        case swap(AppointmentID)
    }

    var view = View.day
    /// What was shown before the list.
    var viewBeforeList = View.day
    /// The day that the keys are about: the one shown, the cursor's, the first of the list. The first `.opened` sets it.
    var date = LocalDate(dayNumber: 0)
    var book: DayBook?
    var week = ExpertWeek()
    var month = AppointmentsMonth()
    /// Why there is nothing to show.
    var failure: SalonError?
    var grid = GridPicture.Grid()
    /// An appointment on which the cursor shall stand once its day is there.
    var wanted: AppointmentID?
    /// The appointment that is being carried, as it was lifted.
    var carried: DayEntry?
    var list = AppointmentsList()

    var scope: Scope {
        switch view {
        case .day: carried == nil ? Self.dayScope : Self.carryScope
        case .week: carried == nil ? Self.weekScope : Self.carryScope
        case .month: Self.monthScope
        case .list: Self.listScope
        }
    }

    var isTyping: Bool { view == .list && list.search.isTyping }

    /// The appointment that the keys are about.
    var chosen: DayEntry? {
        switch view {
        case .day, .week: grid.selectedItem.flatMap(entry)
        case .month: nil
        case .list: list.chosen
        }
    }

    /// An appointment that is shown.
    func entry(_ id: AppointmentID) -> DayEntry? {
        if view == .list { return list.entry(id) }
        return books.lazy.flatMap(\.entries).first { $0.id == id }
    }

    /// The days in the grid, if they are the ones that shall be shown.
    var books: [DayBook] {
        switch view {
        case .day: book.flatMap { $0.date == date ? [$0] : nil } ?? []
        case .week: week.holds(date) ? week.books : []
        case .month, .list: []
        }
    }

    /// Whose time a cell of the grid is, and when.
    func place(_ lane: DayLaneID, _ minute: Int) -> (expert: ExpertID?, start: LocalDateTime) {
        switch lane {
        case .expert(let expert): (expert, date.at(.midnight) + minute)
        case .unassigned: (nil, date.at(.midnight) + minute)
        case .day(let day): (week.expert, day.at(.midnight) + minute)
        }
    }

    /// The experts whose weeks can be shown, in the order of the day's columns.
    var team: [DayLane] { book?.lanes ?? week.books.first?.lanes ?? [] }

    func name(of expert: ExpertID?) -> String? { team.first { $0.expertID == expert }?.name }
}

/// Seven days of one expert.
struct ExpertWeek {
    /// Whose week is asked for.
    var expert: ExpertID?
    /// Monday to Sunday as they were read; empty until then.
    private(set) var books: [DayBook] = []
    /// Whose they are.
    private var owner: ExpertID?

    /// Whether the week of this day is here.
    func holds(_ date: LocalDate) -> Bool { owner == expert && books.first?.date == date.startOfWeek }

    mutating func take(_ books: [DayBook], of expert: ExpertID) {
        self.books = books
        owner = expert
    }

    /// Takes over appointments as a change made here has left them.
    mutating func take(_ changed: [DayEntry]) {
        guard let owner else { return }
        books = books.map { $0.taking(changed, of: owner) }
    }
}
