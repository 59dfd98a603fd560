import Salon
import SalonStore
import Terminal

/// The card of an appointment: everything about it, its visit and its client, and what can be done with it.
struct CardScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case checkIn, start, done, pay, move, moveVisit, swap, cancel, cancelVisit, again, series, client, history,
            note, confirm, noShow,
            reopen, copy
        case next, refresh

        /// The step of the status that it takes, if it takes one.
        var step: AppointmentSteps.Step? {
            switch self {
            case .checkIn: .checkIn
            case .start: .start
            case .done: .done
            case .cancel: .cancel
            case .confirm: .confirm
            case .noShow: .noShow
            case .reopen: .reopen
            default: nil
            }
        }
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case card(AppointmentID)
        case status(DayEntry, to: AppointmentStatus, reason: String?)
        case cancelVisit([DayEntry], reason: String)
    }

    enum Answer: Sendable {
        case card(AppointmentCard)
        case changed(ChangedAppointment)
        case cancelled(ChangedAppointments)
    }

    enum Question: Equatable, Sendable {
        case cancel(DayEntry)
        case cancelVisit([DayEntry])
        case noShow(DayEntry)
    }

    /// A change of the status that has no answer yet.
    struct Pending: Equatable {
        let status: AppointmentStatus
        /// The server was away: the change is kept, and may have been made already.
        var isKept = false
        /// Somebody changed the appointment, perhaps this very change did: the card that is on its way tells.
        var doubt: SalonError?
    }

    static let place = "appointment"
    static let placeTitle = "Appointment"

    static let actions: [ActionRow<ActionName>] = [
        .init(.checkIn, "check in", keys: ["c"], permission: .appointmentsManage, help: "The client has arrived."),
        .init(.start, "start", keys: ["s"], permission: .appointmentsManage, help: "The expert begins."),
        .init(
            .done, "done", keys: ["d"], permission: .appointmentsManage,
            help: "The visit is completed; the expert's time is free from now on."),
        .init(
            .pay, "pay", keys: ["p"], permission: .paymentsTake,
            help: "Takes a payment for the visit. It confirms a hold."),
        .init(
            .move, "move", keys: ["m"], permission: .appointmentsManage,
            help: "Moves it to another day, time or expert."),
        .init(
            .swap, "swap", keys: ["S"], permission: .appointmentsManage, isHinted: false,
            help: "Lets it change places with another appointment."),
        .init(
            .cancel, "cancel", keys: ["x"], permission: .appointmentsManage, isDangerous: true,
            help: "Calls the appointment off, with a reason. Its time is free again."),
        .init(
            .moveVisit, "move the visit", keys: ["M"], permission: .appointmentsManage, isHinted: false,
            help: "Moves all appointments of the visit as one."),
        .init(
            .cancelVisit, "cancel the visit", keys: ["X"], permission: .appointmentsManage, isDangerous: true,
            isHinted: false, help: "Calls all appointments of the visit off, with a reason."),
        .init(
            .again, "book again", keys: ["b"], permission: .appointmentsManage,
            help: "Books the same client and service at another time."),
        .init(
            .series, "series…", keys: ["r"], permission: .appointmentsManage, isHinted: false,
            help: "Moves or cancels this and other visits of its series."),
        .init(.client, "client", keys: ["o"], permission: .clientsView, help: "Opens the client's card."),
        .init(
            .history, "history", keys: ["h"], permission: .appointmentsView,
            help: "Shows who booked, moved and changed it, when and at which desk."),
        .init(
            .note, "note", keys: ["e"], permission: .appointmentsManage, isHinted: false,
            help: "Writes the note of the appointment."),
        .init(.next, "next of visit", keys: ["tab"], isHinted: false, help: "Shows the visit's next appointment."),
        .init(
            .confirm, "confirm", keys: ["f"], permission: .appointmentsManage, isHinted: false,
            help: "Makes a hold firm without a payment."),
        .init(
            .noShow, "no-show", keys: ["N"], permission: .appointmentsManage, isDangerous: true, isHinted: false,
            help: "The client did not come. Possible once the start has passed."),
        .init(
            .reopen, "reopen", keys: ["O"], permission: .appointmentsManage, isHinted: false,
            help: "Makes a cancelled, expired or missed appointment firm again, if its time is still free."),
        .init(.copy, "copy phone", keys: ["y"], isHinted: false, help: "Puts the phone number on the clipboard."),
        .init(.refresh, "refresh", keys: ["R", "f5"], isHinted: false, help: "Reads the card anew."),
    ]

    private(set) var id: AppointmentID
    var card: AppointmentCard?
    /// Why there is no card to show.
    var failure: SalonError?
    var pending: Pending?
    /// The rows of the box: as many as the text needs.
    private(set) var height = 20
    /// The first row of the text in view.
    var top = 0

    init(_ id: AppointmentID) { self.id = id }

    var presentation: Presentation { .dialog(title: "Appointment", width: 108, height: height) }

    /// Fits the box to the text, as far as there is room for it.
    mutating func fit(_ context: Context) {
        let head = context.area.height - bodyArea(in: context.area, context).height
        height = max(16, head + rows(width: context.area.width, context).count + 3)
    }

    /// Turns to another appointment of the visit.
    mutating func show(_ other: AppointmentID) {
        guard let card else { return }
        id = other
        self.card = AppointmentCard(
            id: other, appointments: card.appointments, payments: card.payments, client: card.client,
            series: card.series)
        top = 0
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let appointments = try backend.desk.appointments
        switch job {
        case .card(let id): return .card(try appointments.card(id))
        case .cancelVisit(let entries, let reason):
            return .cancelled(try appointments.cancelVisit(entries, reason: reason))
        case .status(let entry, let status, let reason):
            return .changed(try appointments.changeStatus(entry, to: status, reason: reason))
        }
    }

    static func foresight(of job: Job) -> Foresight<CardScreen>? {
        switch job {
        case .card: nil
        case .status(let entry, _, _): .answer(.changed(ChangedAppointment(entry: entry)))
        case .cancelVisit(let entries, _): .answer(.cancelled(ChangedAppointments(entries: entries)))
        }
    }
}
