import Salon
import SalonStore
import Terminal

extension CardScreen {
    typealias Effects = [Effect<CardScreen>]

    mutating func update(_ message: Message<CardScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened: return [.load(.card(id))]
        case .action(let action): return perform(action, context)
        case .input(let input):
            scroll(input, context)
            return []
        case .answer(.card, .success(.card(let card))):
            defer { fit(context) }
            return show(card)
        case .answer(.card, .failure(let error)): return fail(error)
        case .answer(.status(_, let status, let reason), .success(.changed(let changed))):
            let entry = changed.entry
            pending = nil
            let changes = Changes.saved([entry], freed: changed.freed)
            show(changes, reason: reason, context)
            return [.changed(changes), .toast(AppointmentSteps.news(of: entry, status))]
        case .answer(.status(_, let status, _), .failure(let error)): return refuse(error, status)
        case .answer(.cancelVisit, .success(.cancelled(let visit))):
            pending = nil
            return [
                .changed(.saved(visit.entries, freed: visit.freed)),
                .toast(
                    "The visit of \(visit.entries.first?.clientName ?? "the client") is cancelled. The time is free."),
            ]
        case .answer(.cancelVisit, .failure(let error)): return refuse(error, .cancelled)
        case .answer: return []
        case .reply(let question, let reply): return take(reply, to: question)
        case .changed(let changes):
            show(changes, context)
            return isNews(changes) ? [.load(.card(id))] : []
        case .tick: return []
        case .back: return [.close]
        }
    }

    /// Whether the card may look different now. What was changed here, and is shown already, is no news.
    private func isNews(_ changes: Changes) -> Bool {
        guard changes.isDisjoint(with: [.clients, .experts]) else { return true }
        if changes.isNewsOfPatchTests(for: card?.appointments.map(\.entry) ?? []) { return true }
        guard !changes.isDisjoint(with: [.appointments, .payments]) else { return false }
        guard let versions = changes.versions, let card else { return true }
        let isPaid = changes.contains(.payments) && changes.payments[card.appointment.entry.visitID] == nil
        return card.appointments.contains { shown in
            versions[shown.entry.id].map { isPaid || $0 == 0 || $0 > shown.entry.version } ?? false
        }
    }

    /// Shows appointments as a change made here has left them. One whose expert is not known by name is read anew.
    private mutating func show(_ changes: Changes, reason: String? = nil, _ context: Context) {
        guard let card else { return }
        defer { fit(context) }
        let own = Set(card.appointments.map(\.entry.id))
        let booked = changes.entries.values.filter { entry in
            !own.contains(entry.id) && entry.clientID == card.client?.client.id && entry.status.isLive
                && entry.start.date >= context.today
        }
        self.card = AppointmentCard(
            id: card.id,
            appointments: card.appointments.map { shown in
                if let card = changes.cards[shown.entry.id] { return shown.restored(to: card) }
                guard let entry = changes.entries[shown.entry.id] else { return shown }
                let isSame = entry.expertID == shown.entry.expertID
                let name = isSame ? shown.expertName : entry.expertID.flatMap { changes.names[$0] }
                guard isSame || name != nil else { return shown }
                return shown.changed(to: entry, of: name, at: context.instant, reason: reason)
            }.sorted { ($0.entry.start, $0.entry.id) < ($1.entry.start, $1.entry.id) },
            payments: changes.payments[card.appointment.entry.visitID] ?? card.payments,
            client: booked.map(\.start.date).min().flatMap { card.client?.booked(on: $0) } ?? card.client,
            series: card.series)
    }

    // MARK: Answers

    private mutating func show(_ card: AppointmentCard) -> Effects {
        // The visit was turned to another of its appointments while this was on its way.
        let isHere = card.id == id
        self.card =
            isHere || !card.appointments.contains { $0.entry.id == id }
            ? card
            : AppointmentCard(
                id: id, appointments: card.appointments, payments: card.payments, client: card.client,
                series: card.series)
        failure = nil
        guard let doubt = pending?.doubt, let status = pending?.status else { return [] }
        pending = nil
        let entry = card.appointment.entry
        guard entry.status == status else { return [.toast(doubt)] }
        return [.changed(.appointments), .toast(AppointmentSteps.news(of: entry, status))]
    }

    private mutating func fail(_ error: SalonError) -> Effects {
        let isGone = if case .notFound = error { true } else { false }
        if card == nil || isGone {
            card = nil
            failure = error
        }
        return []
    }

    private mutating func refuse(_ error: SalonError, _ status: AppointmentStatus) -> Effects {
        switch error {
        case .unavailable:
            pending = Pending(status: status, isKept: true)
            return [.toast("The server is away. The change is kept and made when it is back.", .warning)]
        case .stale where pending?.isKept == true:
            pending?.doubt = error
            return [.load(.card(id))]
        default:
            pending = nil
            return [.toast(error), .load(.card(id))]
        }
    }

    // MARK: Actions

    private mutating func perform(_ action: ActionName, _ context: Context) -> Effects {
        if action == .refresh { return [.load(.card(id))] }
        guard let entry = card?.appointment.entry else { return [] }
        switch action {
        case .cancel: return [.ask(.cancel(entry), AppointmentSteps.cancelDialog(entry))]
        case .noShow: return [.ask(.noShow(entry), AppointmentSteps.noShowDialog(entry))]
        case .pay: return [.go(.payment(id))]
        case .cancelVisit: return [.ask(.cancelVisit(movable), AppointmentSteps.cancelDialog(movable))]
        case .move: return [.go(.move(MoveStart(entry)))]
        case .moveVisit: return [.go(.move(MoveStart(movable.first ?? entry, isVisit: true)))]
        case .swap: return [.go(.swap(SwapStart(entry: entry, date: entry.start.date)))]
        case .again: return [.go(.booking(again(entry)))]
        case .series:
            return card?.series.map { [.go(.seriesChange(SeriesChangeStart(entry: entry, place: $0)))] } ?? []
        case .client: return [.go(.clients(entry.clientID))]
        case .history:
            let name = "\(entry.clientName), \(entry.serviceName), \(entry.start.date.shortText) \(entry.start.time)"
            return [.go(.history(HistorySubject(entity: .appointments, id: id.value, name: name)))]
        case .note: return [.go(.note(entry))]
        case .copy: return phone.map { [.copy($0, what: "the phone number")] } ?? []
        case .next:
            turn()
            fit(context)
            return []
        default: return action.step.map { [save(entry, $0.target)] } ?? []
        }
    }

    /// The whole visit once more, with its add-ons.
    private func again(_ entry: DayEntry) -> BookingStart {
        let services = card?.appointments.compactMap { shown in
            shown.entry.serviceID.map {
                BookingStart.Wanted(service: $0, addOns: Set(shown.addOns.compactMap(\.addOnID)))
            }
        }
        return BookingStart(
            client: entry.clientID, services: services ?? [], expert: entry.isExpertRequested ? entry.expertID : nil)
    }

    private mutating func take(_ reply: Reply, to question: Question) -> Effects {
        guard case .accepted(let text, let choice) = reply else { return [] }
        switch question {
        case .cancel(let entry):
            return [save(entry, .cancelled, reason: AppointmentSteps.cancelReason(text, choice))]
        case .cancelVisit(let entries):
            pending = Pending(status: .cancelled)
            return [.save(.cancelVisit(entries, reason: AppointmentSteps.cancelReason(text, choice)))]
        case .noShow(let entry): return [save(entry, .noShow)]
        }
    }

    private mutating func save(
        _ entry: DayEntry, _ status: AppointmentStatus, reason: String? = nil
    ) -> Effect<CardScreen> {
        pending = Pending(status: status)
        return .save(.status(entry, to: status, reason: reason))
    }

    private mutating func turn() {
        guard let all = card?.appointments, let index = all.firstIndex(where: { $0.entry.id == id }) else { return }
        show(all[(index + 1) % all.count].entry.id)
    }

    /// The appointments of the visit that are still to come, by start.
    var movable: [DayEntry] { card.map { AppointmentSteps.movable($0) } ?? [] }

    /// The number to call: the client's as it is now, or the one of the booking.
    var phone: String? { card?.client?.client.phone ?? card?.appointment.entry.clientPhone }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        if action == .refresh { return nil }
        guard let card else { return "There is no appointment to see." }
        let entry = card.appointment.entry
        let reason: String? =
            switch action {
            case .move, .swap: AppointmentSteps.reasonAgainstMoving(entry, context)
            case .moveVisit, .cancelVisit:
                movable.count < 2
                    ? "The visit has only one appointment that is still to come."
                    : AppointmentSteps.reasonAgainstBooking(context)
            case .pay: AppointmentSteps.reasonAgainstPaying(entry)
            case .again: AppointmentSteps.reasonAgainstBooking(context)
            case .note: AppointmentSteps.reasonAgainstBooking(context)
            case .series: card.series == nil ? "It is in no series." : nil
            case .client: entry.clientID == nil ? "This booking has no client's card." : nil
            case .copy: phone == nil ? "There is no phone number to copy." : nil
            case .next: card.appointments.count < 2 ? "The visit has no other appointment." : nil
            default: action.step.flatMap { AppointmentSteps.reason(against: $0, entry, context) }
            }
        if reason == nil, pending != nil, action.step != nil || [.move, .swap, .pay].contains(action) {
            return "The last change is not saved yet."
        }
        return reason
    }

    // MARK: Scrolling

    private mutating func scroll(_ input: Input, _ context: Context) {
        let page = bodyArea(in: context.area, context).height
        switch input {
        case .key(.down), .key("j"): top += 1
        case .key(.up), .key("k"): top -= 1
        case .key(.pageDown), .key(.space): top += max(1, page - 1)
        case .key(.pageUp): top -= max(1, page - 1)
        case .key(.home): top = 0
        case .key(.end): top = .max / 2
        case .mouse(let mouse) where mouse.action == .wheelDown: top += 3
        case .mouse(let mouse) where mouse.action == .wheelUp: top -= 3
        case .resize: break
        default: return
        }
        top = max(0, min(top, rows(width: context.area.width, context).count - page))
    }
}
