import Salon
import SalonStore
import Terminal

/// The tab Appointments: the day, a column per expert, and the list.
struct AppointmentsScreen: ConsoleScreen {
    /// How the appointments are shown.
    enum View: Equatable {
        case day
        case list
    }

    /// What the screen asks.
    enum Question: Equatable, Sendable {
        case cancel(AppointmentID)
        case noShow(AppointmentID)
    }

    var view = View.day
    /// The day shown, and the first of the list. The first `.opened` sets it.
    var date = LocalDate(dayNumber: 0)
    var book: DayBook?
    /// Why there is no day or list to show.
    var failure: SalonError?
    var grid = DayGrid.emptyGrid
    /// An appointment on which the cursor shall stand once its day is there.
    var wanted: AppointmentID?
    /// The appointment that is being carried, as it was lifted.
    var carried: DayEntry?
    var list = AppointmentsList()

    var scope: Scope {
        switch view {
        case .day: carried == nil ? Self.dayScope : Self.carryScope
        case .list: Self.listScope
        }
    }

    var isTyping: Bool { view == .list && list.isTyping }

    /// The appointment that the keys are about.
    var chosen: DayEntry? {
        switch view {
        case .day: grid.selectedItem.flatMap { id in book?.entries.first { $0.id == id } }
        case .list: list.chosen
        }
    }
}
