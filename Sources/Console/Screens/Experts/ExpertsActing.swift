import Salon
import SalonStore
import Terminal

/// The actions of the table.
extension ExpertsScreen {
    private static let mostWeeksAhead = 52

    mutating func perform(_ action: ActionName, _ context: Context) -> Effects {
        switch action {
        case .open:
            search.isTyping = false
            isOnDetails = row != nil
        case .turn:
            search.isTyping = false
            isOnDetails = !isOnDetails && row != nil
        case .find:
            isOnDetails = false
            search.isTyping = true
        case .everybody:
            showsEverybody.toggle()
            return reload(context)
        case .previousWeek: weeksAhead -= 1
        case .nextWeek: weeksAhead += 1
        case .refresh: return reload(context) + follow(anew: true)
        case .new: return [.go(.expertForm(ExpertFormStart()))]
        case .edit: return edit()
        case .history:
            return row.map { row in
                [.go(.history(HistorySubject(entity: .experts, id: row.expert.id.value, name: row.expert.name)))]
            } ?? []
        case .services: return row.map { [.go(.expertServices($0.expert))] } ?? []
        case .hours:
            guard let expert = row?.expert else { return [] }
            let date = max(context.today, drawnMonday(context))
            return [.go(.hours(HoursStart(expert: expert.id, name: expert.name, date: date)))]
        case .reassign:
            return row.map { row in
                [.go(.reassign(ReassignStart(expert: row.expert.id, name: row.expert.name, date: context.today)))]
            } ?? []
        case .day: return [.go(.appointments(on: context.today))]
        case .week:
            guard let expert = row?.expert else { return [] }
            return [.go(.appointments(on: max(context.today, drawnMonday(context)), weekOf: expert.id))]
        case .toggle:
            guard let expert = row?.expert else { return [] }
            return [
                .ask(.switchTo(expert.id, name: expert.name, !expert.isActive), switchDialog(expert))
            ]
        }
        return []
    }

    /// The Monday of the week in the details.
    func drawnMonday(_ context: Context) -> LocalDate { context.today.startOfWeek + 7 * weeksAhead }

    /// The form begins with what is newest here: the list or the card.
    private func edit() -> Effects {
        guard let row else { return [] }
        if let card = shownCard, card.version > row.version {
            return [.go(.expertForm(ExpertFormStart(expert: card.expert, version: card.version)))]
        }
        return [.go(.expertForm(ExpertFormStart(expert: row.expert, version: row.version)))]
    }

    private func switchDialog(_ expert: Expert) -> Dialog {
        let name = expert.name.prefix(60)
        guard expert.isActive else {
            return .confirm(
                title: "Switch \(name) on?",
                message: "Services and shifts are as they were, and appointments can be booked again.",
                accept: "Switch on", refuse: "Leave off", isDangerous: false)
        }
        let stay =
            switch shownCard?.upcoming {
            case nil: "Appointments that are booked stay as they are."
            case 0: "There are no appointments to come."
            case 1: "The one appointment to come stays as it is."
            case .some(let count): "The \(count) appointments to come stay as they are."
            }
        return .confirm(
            title: "Switch \(name) off?",
            message: "Nobody can book with \(name) any more, here or on the website. \(stay)", accept: "Switch off",
            refuse: "Keep on")
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        switch action {
        case .new, .day, .find, .everybody, .refresh: return nil
        case .open, .turn, .edit, .services, .hours, .week, .history, .reassign:
            return row == nil ? "There is nobody under the cursor." : nil
        case .toggle:
            guard let row else { return "There is nobody under the cursor." }
            return switching.contains(row.expert.id) ? "The last change still waits for the server." : nil
        case .previousWeek, .nextWeek:
            guard row != nil, !parts(of: context.area).details.isEmpty else {
                return "Open the details first: the week is drawn there."
            }
            if action == .previousWeek { return weeksAhead == 0 ? "Weeks that are over are not drawn." : nil }
            return weeksAhead >= Self.mostWeeksAhead ? "A year ahead is as far as it goes." : nil
        }
    }
}
