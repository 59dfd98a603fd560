import Salon

extension AppointmentsScreen {
    /// What can be done on the day and on the list.
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case new, move, confirm, checkIn, start, done, pay, cancel, noShow, reopen
        case previousDay, nextDay, previousWeek, nextWeek, day, list, find, unpaidOnly, refresh
    }

    static let place = "appointments"
    static let placeTitle = "Appointments"

    /// The parts of the screen.
    static let dayScope: Scope = "day"
    static let listScope: Scope = "list"
    /// While an appointment is carried, nothing else can be begun.
    static let carryScope: Scope = "carrying"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .new, "new", keys: ["n"], in: [dayScope, listScope], permission: .appointmentsManage,
            help: "Books: at the cursor's expert and time, if that is free."),
        .init(
            .move, "move", keys: ["m"], in: [dayScope, listScope], permission: .appointmentsManage,
            help: "Lifts the appointment: arrows carry it, Enter puts it down, Esc leaves it where it was."),
        .init(
            .checkIn, "check in", keys: ["c"], in: [dayScope, listScope], permission: .appointmentsManage,
            help: "The client has arrived."),
        .init(
            .start, "start", keys: ["s"], in: [dayScope, listScope], permission: .appointmentsManage,
            help: "The expert begins."),
        .init(
            .done, "done", keys: ["d"], in: [dayScope, listScope], permission: .appointmentsManage,
            help: "The visit is completed; the expert's time is free from now on."),
        .init(
            .pay, "pay", keys: ["p"], in: [dayScope, listScope], permission: .paymentsTake,
            help: "Takes a payment for the visit. It confirms a hold."),
        .init(
            .cancel, "cancel", keys: ["x"], in: [dayScope, listScope], permission: .appointmentsManage,
            isDangerous: true, help: "Calls the appointment off, with a reason. Its time is free again."),
        .init(
            .confirm, "confirm", keys: ["f"], in: [dayScope, listScope], permission: .appointmentsManage,
            isHinted: false, help: "Makes a hold firm without a payment."),
        .init(
            .noShow, "no-show", keys: ["N"], in: [dayScope, listScope], permission: .appointmentsManage,
            isDangerous: true, isHinted: false, help: "The client did not come. Possible once the start has passed."),
        .init(
            .reopen, "reopen", keys: ["O"], in: [dayScope, listScope], permission: .appointmentsManage,
            isHinted: false,
            help: "Makes a cancelled, expired or missed appointment firm again, if its time is still free."),
        .init(
            .find, "find", keys: ["/"], in: [dayScope, listScope], permission: .appointmentsView,
            help: "Filters the list by client, phone, service or expert."),
        .init(
            .previousDay, "previous day", keys: ["["], in: [dayScope, listScope, carryScope], isHinted: false,
            help: "Shows the day before; a carried appointment comes along."),
        .init(
            .nextDay, "next day", keys: ["]"], in: [dayScope, listScope, carryScope], isHinted: false,
            help: "Shows the day after; a carried appointment comes along."),
        .init(
            .previousWeek, "previous week", keys: ["{"], in: [dayScope, listScope, carryScope], isHinted: false,
            help: "Shows the same weekday one week earlier."),
        .init(
            .nextWeek, "next week", keys: ["}"], in: [dayScope, listScope, carryScope], isHinted: false,
            help: "Shows the same weekday one week later."),
        .init(.day, "day", keys: ["v"], in: [listScope], isHinted: false, help: "Shows the day, a column per expert."),
        .init(.list, "list", keys: ["v"], in: [dayScope], isHinted: false, help: "Shows the appointments as a list."),
        .init(
            .unpaidOnly, "unpaid only", keys: ["U"], in: [listScope], permission: .appointmentsView, isHinted: false,
            help: "Shows only what is still owed, or all again."),
        .init(
            .refresh, "refresh", keys: ["R", "f5"], in: [dayScope, listScope], isHinted: false,
            help: "Reads the day or the list anew."),
    ]
}
