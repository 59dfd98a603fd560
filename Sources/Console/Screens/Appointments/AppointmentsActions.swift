import Salon

extension AppointmentsScreen {
    /// What can be done on the day and on the list.
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case new, walkIn, move, putDown, swap, confirm, checkIn, start, done, pay, cancel, noShow, reopen, hours,
            reassign
        case previousDay, nextDay, previousWeek, nextWeek, previousMonth, nextMonth, nextExpert, previousExpert
        case openDay, day, week, month, list, leaveList, find, unpaidOnly, refresh

        /// It leads to other days or rows, whatever is shown now.
        var leadsElsewhere: Bool {
            switch self {
            case .previousDay, .nextDay, .previousWeek, .nextWeek, .previousMonth, .nextMonth, .nextExpert,
                .previousExpert, .list, .leaveList, .find, .unpaidOnly, .refresh:
                true
            default: false
            }
        }
    }

    static let place = "appointments"
    static let placeTitle = "Appointments"

    /// The parts of the screen.
    static let dayScope: Scope = "day"
    static let weekScope: Scope = "week"
    static let monthScope: Scope = "month"
    static let listScope: Scope = "list"
    /// While an appointment is carried, nothing else can be begun.
    static let carryScope: Scope = "carrying"

    /// Where there are appointments under the cursor.
    private static let entryScopes = [dayScope, weekScope, listScope]
    /// Where there are days to go to; what is carried comes along.
    private static let daysScopes = entryScopes + [carryScope]

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .new, "new", keys: ["n"], in: entryScopes + [monthScope], permission: .appointmentsManage,
            help: "Books: at the cursor's expert and time, if that is free; in the month on the day under the cursor."),
        .init(
            .move, "move", keys: ["m"], in: entryScopes, permission: .appointmentsManage,
            help:
                "Lifts the appointment: arrows carry it, Enter puts it down, on another one to swap them; Esc leaves it."
        ),
        .init(
            .putDown, "put down", keys: ["enter"], in: [carryScope], permission: .appointmentsManage,
            help: "Puts the carried appointment down where it hangs, or swaps it with the one there; Esc leaves it."),
        .init(
            .checkIn, "check in", keys: ["c"], in: entryScopes, permission: .appointmentsManage,
            help: "The client has arrived."),
        .init(
            .start, "start", keys: ["s"], in: entryScopes, permission: .appointmentsManage,
            help: "The expert begins."),
        .init(
            .done, "done", keys: ["d"], in: entryScopes, permission: .appointmentsManage,
            help: "The visit is completed; the expert's time is free from now on."),
        .init(
            .pay, "pay", keys: ["p"], in: entryScopes, permission: .paymentsTake,
            help: "Takes a payment for the visit. It confirms a hold."),
        .init(
            .cancel, "cancel", keys: ["x"], in: entryScopes, permission: .appointmentsManage,
            isDangerous: true, help: "Calls the appointment off, with a reason. Its time is free again."),
        .init(
            .confirm, "confirm", keys: ["f"], in: entryScopes, permission: .appointmentsManage,
            isHinted: false, help: "Makes a hold firm without a payment."),
        .init(
            .noShow, "no-show", keys: ["N"], in: entryScopes, permission: .appointmentsManage,
            isDangerous: true, isHinted: false, help: "The client did not come. Possible once the start has passed."),
        .init(
            .reopen, "reopen", keys: ["O"], in: entryScopes, permission: .appointmentsManage,
            isHinted: false,
            help: "Makes a cancelled, expired or missed appointment firm again, if its time is still free."),
        .init(
            .walkIn, "walk-in", keys: ["w"], in: [dayScope, weekScope], permission: .appointmentsManage,
            help: "Takes in somebody without an appointment: now, or the wait is told in minutes."),
        .init(
            .swap, "swap", keys: ["S"], in: entryScopes, permission: .appointmentsManage, isHinted: false,
            help: "Lets the appointment change places with another. On the day it can also be put down on the other."),
        .init(
            .find, "find", keys: ["/"], in: entryScopes, permission: .appointmentsView,
            help: "Filters the list by client, phone, service or expert."),
        .init(
            .previousDay, "previous day", keys: ["["], in: daysScopes, isHinted: false,
            help: "Shows the day before; a carried appointment comes along."),
        .init(
            .nextDay, "next day", keys: ["]"], in: daysScopes, isHinted: false,
            help: "Shows the day after; a carried appointment comes along."),
        .init(
            .previousWeek, "previous week", keys: ["{"], in: daysScopes + [monthScope], isHinted: false,
            help: "Shows the same weekday one week earlier."),
        .init(
            .nextWeek, "next week", keys: ["}"], in: daysScopes + [monthScope], isHinted: false,
            help: "Shows the same weekday one week later."),
        .init(
            .openDay, "open the day", keys: ["enter"], in: [monthScope], help: "Shows the day under the cursor."),
        .init(
            .previousMonth, "month before", keys: ["[", "pgup"], in: [monthScope], help: "Shows the month before."),
        .init(.nextMonth, "month after", keys: ["]", "pgdn"], in: [monthScope], help: "Shows the month after."),
        .init(
            .nextExpert, "next expert", keys: ["e"], in: [weekScope, monthScope, carryScope],
            permission: .appointmentsView,
            help: "Shows the next expert's week; a carried appointment comes along. In the month everyone comes first."),
        .init(
            .previousExpert, "expert before", keys: ["E"], in: [weekScope, monthScope, carryScope],
            permission: .appointmentsView, isHinted: false,
            help: "Shows the week or the month of the expert before."),
        .init(
            .hours, "hours", keys: ["r"], in: [dayScope, weekScope], permission: .expertsView, isHinted: false,
            help: "Shows when the expert under the cursor works, to change shifts, other hours and times off."),
        .init(
            .reassign, "cannot come", keys: ["I"], in: [dayScope, weekScope], permission: .appointmentsManage,
            isHinted: false,
            help: "The expert under the cursor is ill: shows who can take each appointment, then gives them away."),
        .init(
            .day, "day", keys: ["D"], in: [weekScope, monthScope, listScope], isHinted: false,
            help: "Shows the day, a column per expert."),
        .init(
            .week, "week", keys: ["W"], in: [dayScope, monthScope, listScope], isHinted: false,
            help: "Shows the week of the expert under the cursor, a column per day."),
        .init(
            .month, "month", keys: ["M"], in: [dayScope, weekScope, listScope], isHinted: false,
            help: "Shows how full each day of the month is."),
        .init(
            .list, "list", keys: ["v"], in: [dayScope, weekScope, monthScope], isHinted: false,
            help: "Shows the appointments as a list."),
        .init(
            .leaveList, "back", keys: ["v"], in: [listScope], isHinted: false,
            help: "Shows what was shown before the list."),
        .init(
            .unpaidOnly, "unpaid only", keys: ["U"], in: [listScope], permission: .appointmentsView, isHinted: false,
            help: "Shows only what is still owed, or all again."),
        .init(
            .refresh, "refresh", keys: ["R", "f5"], in: entryScopes + [monthScope], isHinted: false,
            help: "Reads what is shown anew."),
    ]
}
