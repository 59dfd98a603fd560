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
        case .changed(let changes):
            let taken = take(changes, context)
            return isNews(changes, but: taken) ? reload(context) : []
        case .tick:
            showGrid(context)
            return hasHoldOver(context) ? [.save(.expireHolds)] : []
        case .back: return back()
        }
    }

    /// Whether it may look different now. The echo of a change made here, which is shown already, is none.
    private func isNews(_ changes: Changes, but taken: Set<AppointmentID>) -> Bool {
        if !changes.isDisjoint(with: [.rosters, .experts]) { return true }
        if changes.contains(.payments), changes.entries.isEmpty { return true }
        if changes.isNewsOfPatchTests(for: books.flatMap(\.entries)) { return true }
        guard !books.isEmpty || view == .list else { return changes.contains(.appointments) }
        // What is known and not here has gone to another day.
        return changes.isNewsOfAppointments { id in
            entry(id)?.version ?? (taken.contains(id) ? changes.entries[id]?.version : nil)
        }
    }

    /// Shows appointments as a change made here has left them. Answers which of them need not be read anew.
    private mutating func take(_ changes: Changes, _ context: Context) -> Set<AppointmentID> {
        guard !changes.entries.isEmpty else { return [] }
        let changed = Array(changes.entries.values)
        book = book?.taking(changed)
        week.take(changed)
        let listed = list.take(changes, context)
        show(isNew: false, context)
        return view == .list ? listed : Set(changes.entries.keys)
    }

    private mutating func open(_ destination: Destination, _ context: Context) -> Effects {
        guard case .appointments(let day, let appointment, let expert) = destination else { return [] }
        let isFirst = book == nil && week.books.isEmpty
        if let day { date = day } else if isFirst || appointment == nil { date = context.today }
        wanted = appointment
        if let expert {
            week.expert = expert
            view = .week
        } else if isFirst || appointment != nil || (view == .list && day != nil) {
            view = .day
        }
        // Signing in has brought today along.
        if isFirst, view == .day, let day = context.arrival.day, day.date == date {
            return take(.success(.day(day)), of: .day(date), context)
        }
        show(isNew: true, context)
        // What has just been booked is here already.
        if let appointment, entry(appointment) != nil { return [] }
        return reload(context)
    }

    /// What is about an appointment or a time waits for the days or rows that were asked for; going on to others doesn't.
    func mustWait(_ message: Message<AppointmentsScreen>, reading: Set<RequestGroup>) -> Bool {
        let isOnItsWay = view == .list ? reading.contains("list") : books.isEmpty && reading.contains(.main)
        guard isOnItsWay, view != .month else { return false }
        return switch message {
        case .action(let action): !action.leadsElsewhere
        case .input(.key(let key)): view != .list || list.search.isForList(key)
        default: false
        }
    }

    // MARK: Loading

    /// Reads what is shown anew. The cursor and what is carried stay.
    mutating func reload(_ context: Context) -> Effects {
        switch view {
        case .day: [.load(.day(date))]
        case .week: week.expert.map { [.load(.week(date.startOfWeek, $0, carrying: carried?.clientID))] } ?? []
        case .month: [.load(.loads(AppointmentsMonth.dates(of: date), month.expert))]
        case .list: list.reload(from: date)
        }
    }

    /// Goes to a day; reads it if it isn't here yet.
    mutating func show(_ day: LocalDate, _ context: Context) -> Effects {
        date = day
        switch view {
        case .week where week.holds(day):
            if carried == nil {
                grid.select(minute: grid.cursorMinute, lane: .day(day))
            } else {
                carry(to: .day(day), context)
            }
            return []
        case .month where month.holds(day): return []
        default: return reload(context)
        }
    }

    private mutating func carry(to lane: DayLaneID, _ context: Context) {
        grid.carry(to: lane)
        checkCarried(context)
    }

    private mutating func take(_ result: Result<Answer, SalonError>, of job: Job, _ context: Context) -> Effects {
        switch (job, result) {
        case (.day(let day), .success(.day(let book))):
            guard day == date else { return [] }
            let isNew = self.book?.date != day
            self.book = book
            show(isNew: isNew, context)
        case (.week(let monday, let expert, _), .success(.week(let books))):
            guard monday == date.startOfWeek, expert == week.expert else { return [] }
            let isNew = !week.holds(date)
            week.take(books, of: expert)
            show(isNew: isNew, context)
        case (.loads(_, let expert), .success(.loads(let loads))):
            failure = nil
            month.take(loads, of: expert)
        case (.day, .failure(let error)), (.week, .failure(let error)):
            if books.isEmpty { failure = error }
        case (.loads, .failure(let error)):
            if !month.holds(date) { failure = error }
        case (.page(let query, _, let edge), .success(.page(let page))):
            return list.take(page, of: query, at: edge, context)
        case (.page, .failure(let error)): list.pages.fail(error)
        case (.move, _): return finishMove(result, context)
        case (.status(_, let status, _), .success(.changed(let changed))):
            return [
                .changed(.saved([changed.entry], freed: changed.freed)),
                .toast(AppointmentSteps.news(of: changed.entry, status)),
            ]
        case (.status, .failure(let error)): return [.toast(error)] + reloadIfStale(error, context)
        case (.expireHolds, .success(.expired(let expired))):
            return [.changed(.appointments), .changed(.saved([], freed: expired.freed))]
        default: break
        }
        return []
    }

    mutating func reloadIfStale(_ error: SalonError, _ context: Context) -> Effects {
        if case .unavailable = error { return [] }
        return reload(context)
    }

    /// Shows what is here already, be it old.
    mutating func show(isNew: Bool, _ context: Context) {
        failure = nil
        guard !books.isEmpty else { return }
        showGrid(context)
        placeCursor(isNew: isNew, context)
    }

    /// Puts what was read into the grid; also when time has gone on.
    mutating func showGrid(_ context: Context) {
        let books = books
        guard let book = books.first else { return }
        let picture: any GridPicture =
            view == .week
            ? WeekGrid(books: books, now: context.now, instant: context.instant)
            : DayGrid(book: book, now: context.now, instant: context.instant)
        grid.minimumLaneWidth = picture.minimumLaneWidth
        grid.resize(to: gridRoom(in: context.area).size)
        grid.show(lanes: picture.lanes, items: picture.items, range: picture.range, slot: context.branch.slotMinutes)
        grid.now = picture.nowLine
    }

    private mutating func placeCursor(isNew: Bool, _ context: Context) {
        if carried != nil {
            if view == .week { carry(to: .day(date), context) } else { checkCarried(context) }
        } else if let wanted {
            grid.select(wanted)
            self.wanted = nil
            followCursor()
        } else if isNew {
            if view == .week { grid.select(minute: grid.cursorMinute, lane: .day(date)) }
            if date == context.today { grid.select(minute: context.now.time.minutes) }
            let live = books.flatMap(\.entries).lazy.filter { $0.status.isLive }
            if let minute = grid.now?.minute ?? live.map({ $0.start.time.minutes }).min() {
                grid.reveal(minute: minute)
            }
        }
    }

    /// In the week the cursor's day is the day that all else is about.
    private mutating func followCursor() {
        if case .day(let day) = grid.lifted?.lane ?? grid.selectedLane, view == .week { date = day }
    }

    private func hasHoldOver(_ context: Context) -> Bool {
        context.may(.appointmentsManage)
            && books.contains { $0.entries.contains { $0.isHoldOver(at: context.instant) } }
    }

    // MARK: Input

    mutating func take(_ input: Input, _ context: Context) -> Effects {
        switch view {
        case .list: return list.take(input, context)
        case .month: return takeInMonth(input, context)
        case .day, .week: break
        }
        grid.resize(to: gridRoom(in: context.area).size)
        let outcome =
            switch input {
            case .key(let key): grid.handle(key)
            case .mouse(let mouse): grid.handle(mouse, in: gridRoom(in: context.area))
            default: Outcome<GridPicture.Grid.Event>.ignored
            }
        followCursor()
        switch outcome.event {
        case .opened(let id): return [.go(.appointment(id))]
        case .chosen(let lane, let minute):
            guard let reason = AppointmentSteps.reasonAgainstBooking(context) else { return [book(lane, minute)] }
            return [.toast(reason, .failed)]
        case .carried:
            checkCarried(context)
            return []
        case .dropped(_, let lane, let minute): return drop(lane, minute, context)
        case .putBack:
            carried = nil
            showGrid(context)
            return []
        case .moved, nil: return []
        }
    }

    private mutating func takeInMonth(_ input: Input, _ context: Context) -> Effects {
        switch month.take(input, at: date, in: Self.gridArea(in: context.area)) {
        case .moved(let day): return show(day, context)
        case .opened(let day):
            date = day
            return turn(to: .day, context)
        case nil: return []
        }
    }

    func book(_ lane: DayLaneID, _ minute: Int) -> Effect<AppointmentsScreen> {
        let (expert, start) = place(lane, minute)
        return .open(.booking(BookingStart(expert: expert, time: start)), for: .book)
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
