import Salon
import SalonStore
import Terminal

/// Whose working time is looked at, and the day that it begins with.
struct HoursStart: Equatable, Sendable {
    var expert: ExpertID
    var name: String
    var date: LocalDate
}

/// The working time of an expert: the week drawn, and all that it is made of, to be changed.
struct HoursScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case change, shift, otherHours, timeOff, closure, remove, previousWeek, nextWeek, refresh
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case read(ExpertID)
        case remove(HoursItem, of: ExpertID)
    }

    enum Answer: Sendable {
        case hours(ExpertHours)
        case removed
    }

    enum Question: Equatable, Sendable {
        case remove(HoursItem)
    }

    static let place = "hours"
    static let placeTitle = "Working hours"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .change, "change", keys: ["enter", "e"], permission: .expertsManage, help: "Changes what the cursor is on."),
        .init(
            .shift, "shift", keys: ["n"], permission: .expertsManage,
            help: "Adds a shift: a weekday, from when to when, every week or by turns."),
        .init(
            .otherHours, "other hours", keys: ["o"], permission: .expertsManage,
            help: "Says other hours for the chosen day, or that it is off."),
        .init(.timeOff, "time off", keys: ["a"], permission: .expertsManage, help: "Adds a time off: hours or days."),
        .init(
            .closure, "close salon", keys: ["c"], permission: .expertsManage,
            help: "Closes the whole salon for a time: nobody can be booked."),
        .init(
            .remove, "remove", keys: ["del", "x"], permission: .expertsManage, isDangerous: true,
            help: "Takes away what the cursor is on. Booked appointments stay."),
        .init(.previousWeek, "week before", keys: ["["], isHinted: false, help: "Draws the week before."),
        .init(.nextWeek, "week after", keys: ["]"], isHinted: false, help: "Draws the week after."),
        .init(.refresh, "refresh", keys: ["R", "f5"], isHinted: false, help: "Reads the working hours anew."),
    ]

    let expert: ExpertID
    let name: String
    /// The day that is chosen in the week that is drawn.
    var date: LocalDate
    var hours: ExpertHours?
    /// Why there are none to show.
    var failure: SalonError?
    var table = Table<HoursItem>(
        columns: [
            TableColumn("kind", title: "", minimum: 12, maximum: 12, priority: 0),
            TableColumn("when", title: "When", minimum: 20, maximum: 36, priority: 0),
            TableColumn("details", title: "", minimum: 14, priority: 1),
        ],
        whenEmpty: EmptyState(
            title: "No shifts yet", sentence: "Nobody can be booked with them.", key: "n", action: "add a shift"))
    /// A removal has no answer yet.
    var isRemoving = false

    init(_ start: HoursStart) {
        expert = start.expert
        name = start.name
        date = start.date
    }

    var presentation: Presentation { .dialog(title: "Working hours of \(name)", width: 92, height: 32) }
    var unsaved: String? { isRemoving ? "The change still waits for the server." : nil }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let experts = try backend.desk.experts
        switch job {
        case .read(let expert): return .hours(try experts.hours(of: expert))
        case .remove(.shift(let shift), _): try experts.removeShift(shift.id, version: shift.version)
        case .remove(.day(let date, let exceptions), let expert):
            try experts.setHours(of: expert, on: date, to: [], knowing: exceptions)
        case .remove(.timeOff(let timeOff), _): try experts.removeTimeOff(timeOff)
        case .remove(.closure(let closure), _): try experts.removeClosure(closure)
        }
        return .removed
    }

    static func foresight(of job: Job) -> Foresight<HoursScreen>? {
        switch job {
        case .remove: .answer(.removed)
        case .read: nil
        }
    }
}
