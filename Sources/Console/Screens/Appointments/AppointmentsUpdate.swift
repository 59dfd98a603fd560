import Salon
import SalonStore
import Terminal

extension AppointmentsScreen {
    typealias Effects = [Effect<AppointmentsScreen>]

    mutating func update(_ message: Message<AppointmentsScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened(let destination): return open(destination, context)
        case .action(let action): return perform(action, context)
        case .input(let input): return take(input, context)
        case .answer(let job, let result): return take(result, of: job, context)
        case .reply(let question, let reply): return take(reply, to: question)
        case .changed(let changes): return isNews(changes) ? reload(context) : []
        case .tick:
            showDay(context)
            return hasHoldOver(context) ? [.save(.expireHolds)] : []
        case .back: return back()
        }
    }

    /// Whether the day may look different now. The echo of a change made here, which is shown already, is none.
    private func isNews(_ changes: Changes) -> Bool {
        if !changes.isDisjoint(with: [.rosters, .payments, .experts]) { return true }
        guard view == .day, let book else { return changes.contains(.appointments) }
        return changes.isNewsOfAppointments { id in book.entries.first { $0.id == id }?.version }
    }

    private mutating func open(_ destination: Destination, _ context: Context) -> Effects {
        guard case .appointments(let day, let appointment) = destination else { return [] }
        let isFirst = book == nil
        if let day { date = day } else if isFirst || appointment == nil { date = context.today }
        wanted = appointment
        view = isFirst || day != nil || appointment != nil ? .day : view
        if date == context.today, appointment == nil { grid.select(minute: context.now.time.minutes) }
        // Signing in has brought today along.
        if isFirst, view == .day, let day = context.arrival.day, day.date == date {
            return take(.success(.day(day)), of: .day(date), context)
        }
        return reload(context)
    }

    // MARK: Loading

    /// Reads what is shown anew. The cursor and what is carried stay.
    mutating func reload(_ context: Context) -> Effects {
        switch view {
        case .day: [.load(.day(date))]
        case .list: list.reload(from: date)
        }
    }

    mutating func show(_ day: LocalDate, _ context: Context) -> Effects {
        date = day
        return reload(context)
    }

    private mutating func take(_ result: Result<Answer, SalonError>, of job: Job, _ context: Context) -> Effects {
        switch (job, result) {
        case (.day(let day), .success(.day(let book))):
            guard day == date else { return [] }
            let isNewDay = self.book?.date != day
            self.book = book
            failure = nil
            showDay(context)
            placeCursor(isNewDay: isNewDay, context)
            return []
        case (.day, .failure(let error)):
            if book?.date != date { failure = error }
            return []
        case (.page(_, _, let edge), .success(.page(let page))):
            return list.take(page, at: edge, context)
        case (.page, .failure(let error)):
            list.fail(error)
            return []
        case (.move, _): return finishMove(result, context)
        case (.status(_, let status, _), .success(.changed(let entry))):
            return [.changed(.appointments), .toast(AppointmentSteps.news(of: entry, status))]
        case (.status, .failure(let error)): return [.toast(error)] + reloadIfStale(error, context)
        case (.expireHolds, .success): return [.changed(.appointments)]
        default: return []
        }
    }

    mutating func reloadIfStale(_ error: SalonError, _ context: Context) -> Effects {
        if case .unavailable = error { return [] }
        return reload(context)
    }

    /// Puts the day that was read into the grid; also when time has gone on.
    mutating func showDay(_ context: Context) {
        guard let book, view == .day else { return }
        let picture = DayGrid(book: book, now: context.now, instant: context.instant)
        grid.resize(to: Self.gridArea(in: context.area).size)
        grid.show(lanes: picture.lanes, items: picture.items, range: picture.range, slot: context.branch.slotMinutes)
        grid.now = picture.nowLine
    }

    private mutating func placeCursor(isNewDay: Bool, _ context: Context) {
        if let wanted {
            grid.select(wanted)
            self.wanted = nil
        } else if isNewDay, carried == nil {
            if date == context.today {
                grid.select(minute: context.now.time.minutes)
                grid.reveal(minute: context.now.time.minutes)
            } else if let first = book?.entries.first(where: { $0.status.isLive }) {
                grid.reveal(minute: first.start - date.at(.midnight))
            }
        }
    }

    private func hasHoldOver(_ context: Context) -> Bool {
        context.may(.appointmentsManage)
            && book?.entries.contains { $0.isHoldOver(at: context.instant) } == true
    }

    // MARK: Input

    private mutating func take(_ input: Input, _ context: Context) -> Effects {
        if view == .list { return list.take(input, context) }
        if case .resize = input {
            grid.resize(to: Self.gridArea(in: context.area).size)
            return []
        }
        let outcome =
            switch input {
            case .key(let key): grid.handle(key)
            case .mouse(let mouse): grid.handle(mouse, in: Self.gridArea(in: context.area))
            default: Outcome<DayGrid.Grid.Event>.ignored
            }
        switch outcome.event {
        case .opened(let id): return [.go(.appointment(id))]
        case .chosen(let lane, let minute):
            return context.may(.appointmentsManage) ? [book(lane, minute)] : []
        case .carried(_, let lane, let minute):
            checkCarried(lane, minute, context)
            return []
        case .dropped(_, let lane, let minute): return drop(lane, minute, context)
        case .putBack:
            carried = nil
            showDay(context)
            return []
        case .moved, nil: return []
        }
    }

    func book(_ lane: DayLaneID?, _ minute: Int?) -> Effect<AppointmentsScreen> {
        let start = minute.map { date.at(.midnight) + $0 }
        return .go(.booking(BookingStart(expert: lane?.expertID, time: start ?? date.at(.midnight))))
    }

    private mutating func back() -> Effects {
        if carried != nil {
            carried = nil
            grid.release()
        } else if view == .list {
            return list.back()
        }
        return []
    }
}
