import Salon
import SalonStore
import Terminal

/// The actions of the table.
extension AppointmentsScreen {
    mutating func perform(_ action: ActionName, _ context: Context) -> Effects {
        switch action {
        case .new: return [newBooking(context)]
        case .move: return lift(context)
        case .confirm, .reopen: return step(to: .confirmed)
        case .checkIn: return step(to: .arrived)
        case .start: return step(to: .inService)
        case .done: return step(to: .completed)
        case .pay: return chosen.map { [.go(.payment($0.id))] } ?? []
        case .cancel: return askReason()
        case .noShow: return askNoShow()
        case .previousDay: return show(date - 1, context)
        case .nextDay: return show(date + 1, context)
        case .previousWeek: return show(date - 7, context)
        case .nextWeek: return show(date + 7, context)
        case .day, .list: return turn(to: action == .day ? .day : .list, context)
        case .find:
            let effects = view == .list ? [] : turn(to: .list, context)
            list.isTyping = true
            return effects
        case .unpaidOnly:
            list.unpaidOnly.toggle()
            return reload(context)
        case .refresh: return reload(context)
        }
    }

    /// At the cursor's expert and time if that is free, else with only the day.
    private func newBooking(_ context: Context) -> Effect<AppointmentsScreen> {
        guard view == .day, grid.selectedItem == nil else { return book(nil, nil) }
        return book(grid.selectedLane, grid.cursorMinute)
    }

    private mutating func turn(to view: View, _ context: Context) -> Effects {
        let id = chosen?.id
        if self.view == .list, let chosen { date = chosen.start.date }
        self.view = view
        switch view {
        case .day: wanted = id
        case .list: list.wanted = id
        }
        return reload(context)
    }

    private func step(to status: AppointmentStatus) -> Effects {
        chosen.map { [.save(.status($0, to: status, reason: nil))] } ?? []
    }

    private func askReason() -> Effects {
        guard let entry = chosen else { return [] }
        return [.ask(.cancel(entry.id), AppointmentSteps.cancelDialog(entry))]
    }

    private func askNoShow() -> Effects {
        guard let entry = chosen else { return [] }
        return [.ask(.noShow(entry.id), AppointmentSteps.noShowDialog(entry))]
    }

    mutating func take(_ reply: Reply, to question: Question) -> Effects {
        guard case .accepted(let text, let choice) = reply else { return [] }
        switch question {
        case .cancel(let id): return cancel(id, AppointmentSteps.cancelReason(text, choice))
        case .noShow(let id):
            return entry(id).map { [.save(.status($0, to: .noShow, reason: nil))] } ?? []
        }
    }

    private func cancel(_ id: AppointmentID, _ reason: String) -> Effects {
        entry(id).map { [.save(.status($0, to: .cancelled, reason: reason))] } ?? []
    }

    private func entry(_ id: AppointmentID) -> DayEntry? {
        view == .list ? list.entry(id) : book?.entries.first { $0.id == id }
    }

    // MARK: Why not

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        let reason: (DayEntry) -> String?
        switch action {
        case .move: reason = { AppointmentSteps.reasonAgainstMoving($0, context) }
        case .pay: reason = { AppointmentSteps.reasonAgainstPaying($0) }
        case .confirm: reason = { AppointmentSteps.reason(against: .confirm, $0, context) }
        case .checkIn: reason = { AppointmentSteps.reason(against: .checkIn, $0, context) }
        case .start: reason = { AppointmentSteps.reason(against: .start, $0, context) }
        case .done: reason = { AppointmentSteps.reason(against: .done, $0, context) }
        case .cancel: reason = { AppointmentSteps.reason(against: .cancel, $0, context) }
        case .noShow: reason = { AppointmentSteps.reason(against: .noShow, $0, context) }
        case .reopen: reason = { AppointmentSteps.reason(against: .reopen, $0, context) }
        default: return nil
        }
        return chosen.map(reason) ?? "Put the cursor on an appointment first."
    }
}
