import Salon
import SalonStore
import Terminal

/// The actions of the table.
extension AppointmentsScreen {
    mutating func perform(_ action: ActionName, _ context: Context) -> Effects {
        switch action {
        case .new: return [newBooking(context)]
        case .walkIn: return [walkIn(context)]
        case .move: return lift(context)
        case .putDown: return take(.key(.enter), context)
        case .swap:
            return chosen.map { entry in
                [.open(.swap(SwapStart(entry: entry, date: entry.start.date, books: books)), for: .swap(entry.id))]
            } ?? []
        case .confirm, .reopen: return step(to: .confirmed)
        case .checkIn: return step(to: .arrived)
        case .start: return step(to: .inService)
        case .done: return step(to: .completed)
        case .pay: return chosen.map { [.go(.payment($0.id))] } ?? []
        case .cancel: return askReason()
        case .noShow: return askNoShow()
        case .hours: return openHours()
        case .reassign: return reassign()
        case .previousDay: return show(date - 1, context)
        case .nextDay: return show(date + 1, context)
        case .previousWeek: return show(date - 7, context)
        case .nextWeek: return show(date + 7, context)
        case .previousMonth: return show(date.adding(months: -1), context)
        case .nextMonth: return show(date.adding(months: 1), context)
        case .nextExpert: return showExpert(1, context)
        case .previousExpert: return showExpert(-1, context)
        case .openDay, .day: return turn(to: .day, context)
        case .week: return turn(to: .week, context)
        case .month: return turn(to: .month, context)
        case .list: return turn(to: .list, context)
        case .leaveList: return turn(to: viewBeforeList, context)
        case .find:
            let effects = view == .list ? [] : turn(to: .list, context)
            list.search.isTyping = true
            return effects
        case .unpaidOnly:
            list.unpaidOnly.toggle()
            return reload(context)
        case .refresh: return reload(context)
        }
    }

    /// At the cursor's expert and time if that is free, else with only the day.
    private func newBooking(_ context: Context) -> Effect<AppointmentsScreen> {
        guard scope == Self.dayScope || scope == Self.weekScope, grid.selectedItem == nil, let lane = grid.selectedLane
        else { return .open(.booking(BookingStart(time: date.at(.midnight))), for: .book) }
        return book(lane, grid.cursorMinute)
    }

    /// With what the day knows already: who is free, and what is done most.
    private func walkIn(_ context: Context) -> Effect<AppointmentsScreen> {
        let shown = books.first { $0.date == context.today }
        let services = Dictionary(grouping: books.flatMap(\.entries).compactMap(\.serviceID)) { $0 }
        let favourites = services.sorted { ($0.value.count, $1.key.description) > ($1.value.count, $0.key.description) }
        let start = WalkInStart(facts: view == .day ? shown?.facts : nil, favourites: favourites.map(\.key))
        return .open(.walkIn(start), for: .book)
    }

    /// The expert whose column or week the cursor is in.
    private var expertUnderCursor: ExpertID? { grid.selectedLane.flatMap { place($0, grid.cursorMinute).expert } }

    private func openHours() -> Effects {
        guard let expert = expertUnderCursor, let name = name(of: expert) else { return [] }
        return [.go(.hours(HoursStart(expert: expert, name: name, date: date)))]
    }

    private func reassign() -> Effects {
        guard let expert = expertUnderCursor, let name = name(of: expert) else { return [] }
        return [.go(.reassign(ReassignStart(expert: expert, name: name, date: date)))]
    }

    /// Shows the same appointment, day and expert in another way.
    mutating func turn(to view: View, _ context: Context) -> Effects {
        let entry = chosen
        let expert = self.view == .week ? week.expert : nil
        if let entry { date = entry.start.date }
        if self.view != .list { viewBeforeList = self.view }
        switch view {
        case .day: wanted = entry?.id
        case .week:
            wanted = entry?.id
            let lane = self.view == .day ? grid.selectedLane?.expertID : month.expert
            week.expert = entry?.expertID ?? lane ?? week.expert ?? team.first?.expertID
        case .month: month.expert = expert
        case .list: list.wanted = entry?.id
        }
        self.view = view
        show(isNew: true, context)
        if view == .day, entry == nil, let expert { grid.select(minute: grid.cursorMinute, lane: .expert(expert)) }
        return reload(context)
    }

    /// The week or the month of the expert `step` places further on. In the month, everyone is one of them.
    private mutating func showExpert(_ step: Int, _ context: Context) -> Effects {
        let experts = (view == .month ? [nil] : []) + team.map { Optional($0.expertID) }
        let shown = view == .month ? month.expert : week.expert
        guard !experts.isEmpty else { return [] }
        let index = experts.firstIndex(of: shown).map { ($0 + step + experts.count) % experts.count } ?? 0
        if view == .month { month.expert = experts[index] } else { week.expert = experts[index] }
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
        if case .swap(let id) = question, case .date(let date) = reply { return finishSwap(id, on: date) }
        // It comes with the change that follows.
        if question == .book, case .appointment(let id) = reply { wanted = id }
        guard case .accepted(let text, let choice) = reply else { return [] }
        switch question {
        case .cancel(let id): return cancel(id, AppointmentSteps.cancelReason(text, choice))
        case .noShow(let id):
            return entry(id).map { [.save(.status($0, to: .noShow, reason: nil))] } ?? []
        case .book, .swap: return []
        }
    }

    private func cancel(_ id: AppointmentID, _ reason: String) -> Effects {
        entry(id).map { [.save(.status($0, to: .cancelled, reason: reason))] } ?? []
    }

    // MARK: Why not

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        let reason: (DayEntry) -> String?
        switch action {
        case .new: return AppointmentSteps.reasonAgainstBooking(context)
        case .move, .swap: reason = { AppointmentSteps.reasonAgainstMoving($0, context) }
        case .pay: reason = { AppointmentSteps.reasonAgainstPaying($0) }
        case .confirm: reason = { AppointmentSteps.reason(against: .confirm, $0, context) }
        case .checkIn: reason = { AppointmentSteps.reason(against: .checkIn, $0, context) }
        case .start: reason = { AppointmentSteps.reason(against: .start, $0, context) }
        case .done: reason = { AppointmentSteps.reason(against: .done, $0, context) }
        case .cancel: reason = { AppointmentSteps.reason(against: .cancel, $0, context) }
        case .noShow: reason = { AppointmentSteps.reason(against: .noShow, $0, context) }
        case .reopen: reason = { AppointmentSteps.reason(against: .reopen, $0, context) }
        case .hours, .reassign:
            if action == .reassign, date < context.today { return "That day is over." }
            return name(of: expertUnderCursor) == nil ? "Put the cursor into an expert's column." : nil
        case .nextExpert, .previousExpert:
            return switch view {
            case .day: "The day shows all experts: use the arrows."
            default: team.count < 2 ? "There is no other expert." : nil
            }
        default: return nil
        }
        return chosen.map(reason) ?? "Put the cursor on an appointment first."
    }
}
