import Salon
import SalonStore
import Terminal

extension HoursScreen {
    typealias Effects = [Effect<HoursScreen>]

    mutating func update(_ message: Message<HoursScreen>, _ context: Context) -> Effects {
        table.resize(to: Self.parts(of: context.area).list.size)
        switch message {
        case .opened:
            date = max(date, context.today.startOfWeek)
            return [.load(.read(expert))]
        case .changed(let changes):
            return changes.isDisjoint(with: [.rosters, .appointments, .experts]) ? [] : [.load(.read(expert))]
        case .action(let action): return perform(action, context)
        case .input(let input): return take(input, context)
        case .answer(.read, .success(.hours(let hours))):
            self.hours = hours
            failure = nil
            showItems(context)
        case .answer(.read, .failure(let error)): if hours == nil { failure = error }
        case .answer(.remove(let item, _), .success):
            isRemoving = false
            return [.changed(.rosters), .toast("Removed \(HoursText.name(item, today: context.today)).")]
        case .answer(.remove, .failure(.unavailable)):
            return [.toast("The server is away. The change is kept and made when it is back.", .warning)]
        case .answer(.remove, .failure(let error)):
            isRemoving = false
            return [.toast(error), .load(.read(expert))]
        case .reply(.remove(let item), .accepted):
            isRemoving = true
            return [.save(.remove(item, of: expert))]
        case .tick: showItems(context)
        case .back: return [.close]
        case .answer, .reply: break
        }
        return []
    }

    private mutating func showItems(_ context: Context) {
        guard let hours else { return }
        let items = HoursItem.all(of: hours.plan, today: context.today)
        table.state = .ready
        table.replace(
            with: items.map { item in
                TableRow(
                    id: item,
                    cells: [
                        TableCell(HoursText.kind(item), ink: .muted),
                        TableCell(HoursText.when(item, today: context.today), ink: .strong),
                        TableCell(HoursText.details(item, today: context.today)),
                    ])
            })
    }

    private mutating func take(_ input: Input, _ context: Context) -> Effects {
        switch input {
        case .key(.left): show(date - 1, context)
        case .key(.right): show(date + 1, context)
        case .key(let key): _ = table.handle(key)
        case .mouse(let mouse):
            if case .opened = table.handle(mouse, in: Self.parts(of: context.area).list).event {
                return perform(.change, context)
            }
        default: break
        }
        return []
    }

    /// Weeks that are over are not drawn.
    private mutating func show(_ day: LocalDate, _ context: Context) {
        date = max(day, context.today.startOfWeek)
    }

    // MARK: Actions

    private mutating func perform(_ action: ActionName, _ context: Context) -> Effects {
        switch action {
        case .change:
            guard let item = table.selected?.id, disabledReason(.change, context) == nil else { return [] }
            return form(HoursFormStart.Kind(item), item)
        case .shift: return form(.shift)
        case .otherHours:
            // A date that has other hours already is changed.
            let known = hours?.plan.roster.exceptions.filter { $0.date == date } ?? []
            return form(.day, known.isEmpty ? nil : .day(date, known))
        case .timeOff: return form(.timeOff)
        case .closure: return form(.closure)
        case .remove: return table.selected.map { [ask(about: $0.id, context)] } ?? []
        case .previousWeek: show(date - 7, context)
        case .nextWeek: show(date + 7, context)
        case .refresh: return [.load(.read(expert))]
        }
        return []
    }

    private func form(_ kind: HoursFormStart.Kind, _ item: HoursItem? = nil) -> Effects {
        guard let hours else { return [] }
        return [.go(.hoursForm(HoursFormStart(kind: kind, item: item, date: date, hours: hours)))]
    }

    private func ask(about item: HoursItem, _ context: Context) -> Effect<HoursScreen> {
        var message = "Booked appointments stay. "
        if let hours {
            let losses = hours.plan.losses(hours.booked, to: item.removed(from: hours.plan))
            message =
                ([HoursText.losses(losses.count)]
                + losses.prefix(4).map {
                    HoursText.loss($0, today: context.today, namesExpert: false)
                }).joined(separator: "\n")
            if losses.count > 4 { message += "\nand \(losses.count - 4) more" }
        }
        return .ask(
            .remove(item),
            .confirm(
                title: "Remove \(HoursText.name(item, today: context.today))?", message: message, accept: "Remove",
                refuse: "Keep"))
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        guard hours != nil || action == .refresh else { return "The working hours are not here yet." }
        switch action {
        case .change, .remove:
            if isRemoving { return "The last change still waits for the server." }
            return table.selected == nil ? "There is nothing under the cursor." : nil
        case .otherHours: return date < context.today ? "That day is over." : nil
        case .previousWeek: return date < context.today.startOfWeek + 7 ? "Weeks that are over are not drawn." : nil
        case .shift, .timeOff, .closure, .nextWeek, .refresh: return nil
        }
    }
}
