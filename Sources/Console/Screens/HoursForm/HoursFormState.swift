import Salon
import SalonStore
import Terminal

/// What the form of a shift, a day, a time off or a closure begins with.
struct HoursFormStart: Equatable, Sendable {
    /// What the form is about.
    enum Kind: Equatable, Sendable {
        case shift, day, timeOff, closure

        init(_ item: HoursItem) {
            self =
                switch item {
                case .shift: .shift
                case .day: .day
                case .timeOff: .timeOff
                case .closure: .closure
                }
        }
    }

    var kind: Kind
    /// What is changed; nil for something new.
    var item: HoursItem?
    /// The day that something new begins with.
    var date: LocalDate
    /// The working time as it is, and what is booked on it.
    var hours: ExpertHours
}

/// The form of a shift, a day's other hours, a time off or a closure. It says which booked appointments the change
/// leaves outside.
struct HoursFormScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case save
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case save(HoursDraft, of: ExpertID, before: HoursItem?)
        /// Everybody's appointments in the time of a closure.
        case booked(TimeSpan)
    }

    enum Answer: Sendable {
        case saved
        case booked([BookedAhead])
    }

    static let place = "hoursForm"
    static let placeTitle = "Change working hours"

    static let actions: [ActionRow<ActionName>] = [
        .init(.save, "save", keys: ["ctrl-s"], permission: .expertsManage, help: "Saves the change.")
    ]

    let start: HoursFormStart
    /// The ids of what is new: made once, so that a repeated save adds nothing.
    let ids: [UUIDValue]
    var sheet: FormSheet
    /// What the form says now; nil while it says nothing that could be.
    var draft: HoursDraft?
    /// Whom the change leaves outside; nil while that is not known.
    var losses: [BookedAhead]?

    init(_ start: HoursFormStart, _ context: Context) {
        self.start = start
        ids = (0..<RosterRules.mostSpans).map { (context.newID($0) as ShiftExceptionID).value }
        sheet = FormSheet(Self.what(start.kind), Self.form(start, today: context.today))
    }

    private static func what(_ kind: HoursFormStart.Kind) -> String {
        switch kind {
        case .shift: "shift"
        case .day: "day"
        case .timeOff: "time off"
        case .closure: "closure"
        }
    }

    var expert: ExpertRoster { start.hours.plan.roster }
    var isTyping: Bool { true }
    var unsaved: String? { sheet.unsaved }

    var presentation: Presentation {
        let name = expert.name
        let title =
            switch start.kind {
            case .shift: start.item == nil ? "New shift of \(name)" : "Shift of \(name)"
            case .day: "Other hours of \(name)"
            case .timeOff: "Time off of \(name)"
            case .closure: "The salon is closed"
            }
        return .dialog(title: title, width: 84, height: 26)
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let experts = try backend.desk.experts
        switch job {
        case .booked(let span): return .booked(try experts.booked(during: span))
        case .save(.shift(let shift), _, let before):
            if before == nil { try experts.addShift(shift) } else { try experts.editShift(shift) }
        case .save(.day(let date, let wanted, let known), let expert, _):
            try experts.setHours(of: expert, on: date, to: wanted, knowing: known)
        case .save(.timeOff(let timeOff), _, .timeOff(let known)):
            try experts.editTimeOff(timeOff, knowing: known)
        case .save(.timeOff(let timeOff), _, _): try experts.addTimeOff(timeOff)
        case .save(.closure(let closure), _, .closure(let known)):
            try experts.editClosure(closure, knowing: known)
        case .save(.closure(let closure), _, _): try experts.addClosure(closure)
        }
        return .saved
    }

    static func foresight(of job: Job) -> Foresight<HoursFormScreen>? {
        switch job {
        case .save: .answer(.saved)
        case .booked: nil
        }
    }
}
