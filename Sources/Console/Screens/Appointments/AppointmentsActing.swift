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
        return [.ask(.cancel(entry.id), Self.cancelDialog(entry))]
    }

    private func askNoShow() -> Effects {
        guard let entry = chosen else { return [] }
        return [.ask(.noShow(entry.id), Self.noShowDialog(entry))]
    }

    /// Why an appointment is called off; the answer does it.
    static func cancelDialog(_ entry: DayEntry) -> Dialog {
        .reasons(
            title: "Cancel \(entry.clientName), \(entry.start.date.shortText) \(entry.start.time)?",
            message: "\(entry.serviceName). The time is free again at once. Why is it cancelled?",
            reasons: cancelReasons, other: TextField(placeholder: "in your own words", limit: 200),
            accept: "Cancel the appointment", refuse: "Keep it")
    }

    /// That a client did not come.
    static func noShowDialog(_ entry: DayEntry) -> Dialog {
        .confirm(
            title: "\(entry.clientName), \(entry.start.time): no-show?",
            message: "It counts on the client's card, and the time is free again.", accept: "No-show",
            refuse: "Not yet")
    }

    mutating func take(_ reply: Reply, to question: Question) -> Effects {
        guard case .accepted(let text, let choice) = reply else { return [] }
        switch question {
        case .cancel(let id):
            let reason = choice.flatMap { Self.cancelReasons.indices.contains($0) ? Self.cancelReasons[$0] : nil }
            return cancel(id, text.isEmpty ? reason ?? "" : text)
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
        switch action {
        case .move: chosen.map { Self.reasonAgainstMoving($0) } ?? Self.nothingChosen
        case .confirm: stepReason(to: .confirmed, context, from: [.reserved])
        case .checkIn: stepReason(to: .arrived, context)
        case .start: stepReason(to: .inService, context)
        case .done: stepReason(to: .completed, context)
        case .cancel: stepReason(to: .cancelled, context, reason: "-")
        case .noShow: stepReason(to: .noShow, context)
        case .reopen: stepReason(to: .confirmed, context, from: [.cancelled, .expired, .noShow, .completed])
        case .pay:
            chosen.map { entry in
                if entry.status == .cancelled { return "It is cancelled: there is nothing to pay." }
                return entry.due.isZero ? "It is paid." : nil
            } ?? Self.nothingChosen
        default: nil
        }
    }

    static let nothingChosen = "Put the cursor on an appointment first."

    static func reasonAgainstMoving(_ entry: DayEntry) -> String? {
        switch entry.status {
        case .reserved, .confirmed, .arrived: nil
        case .inService: "It has begun; it can't be moved any more."
        case .completed, .cancelled, .noShow, .expired:
            "It is \(entry.status.title); only what is to come can be moved."
        }
    }

    /// Why the step can't be taken by this role or from this status; `from` narrows where this action belongs.
    private func stepReason(
        to target: AppointmentStatus, _ context: Context, from statuses: [AppointmentStatus]? = nil,
        reason: String? = nil
    ) -> String? {
        guard let entry = chosen else { return Self.nothingChosen }
        if let statuses, !statuses.contains(entry.status) {
            return target == .confirmed && entry.status == .confirmed
                ? "It is confirmed already." : "It is \(entry.status.title)."
        }
        do throws(SalonError) {
            try StatusRules.authorize(from: entry.status, to: target, expert: entry.expertID, by: context.session)
            try StatusRules.step(
                from: entry.status, to: target,
                StatusRules.Circumstances(
                    start: entry.start, now: context.now, isHoldOver: entry.isHoldOver(at: context.instant),
                    reason: reason))
            return nil
        } catch {
            return error.message
        }
    }
}
