import Salon
import SalonStore
import Terminal

extension SwapScreen {
    typealias Effects = [Effect<SwapScreen>]

    mutating func update(_ message: Message<SwapScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened:
            guard let date, !holds(date) else {
                showCandidates(context)
                return []
            }
            return reload()
        case .action(.swap): return swap()
        case .input(let input): return take(input, context)
        case .answer(.days(let dates), .success(.days(let books))):
            guard dates == span else { return [] }
            return show(books, context)
        case .answer(.days, .failure(let error)):
            failure = error
            return []
        case .answer(.swap(_, let other, _), .success(.swapped(let swapped))):
            return swapped.entries.first.map { finish($0, other, swapped.entries, freed: swapped.freed) } ?? []
        case .answer(.swap, .failure(let error)): return refuse(error)
        case .changed(let changes):
            let isNews =
                !changes.isDisjoint(with: [.appointments, .rosters, .experts])
                || changes.isNewsOfPatchTests(for: books.flatMap(\.entries))
            return pending == nil && isNews ? reload() : []
        case .back: return [.close]
        case .answer, .reply, .tick: return []
        }
    }

    // MARK: The days

    /// The days from the one's to the other's.
    private var span: DateSpan? {
        date.map { min($0, entry.start.date)..<max($0, entry.start.date) + 1 }
    }

    private func reload() -> Effects { span.map { [.load(.days($0))] } ?? [] }

    /// Whether the days up to that one are here.
    func holds(_ date: LocalDate) -> Bool {
        let dates = books.first?.facts.input.dates
        return dates?.contains(date) == true && dates?.contains(entry.start.date) == true
            && books.contains { $0.date == date }
    }

    private mutating func show(_ books: [DayBook], _ context: Context) -> Effects {
        self.books = books
        failure = nil
        if let now = books.lazy.flatMap(\.entries).first(where: { $0.id == entry.id }) {
            if let pending, let doubt = pending.doubt {
                self.pending = nil
                if now.start == pending.other.start, now.expertID == pending.other.expertID {
                    return finish(
                        now, pending.other, books.flatMap(\.entries).filter { $0.id == pending.other.id } + [now])
                }
                complaint = doubt.message
            }
            entry = now
        }
        showCandidates(context)
        return []
    }

    /// Asks of each appointment of the day whether the two fit.
    private mutating func showCandidates(_ context: Context) {
        guard let date, holds(date), let facts = books.first?.facts else { return }
        let before = wanted ?? table.selected?.id
        wanted = nil
        var input = facts.input
        input.now = max(input.now, context.now)
        let others = books.first { $0.date == date }?.entries.filter {
            $0.id != entry.id && $0.start.date == date && $0.status.isLive && $0.expertID != nil
        }
        candidates = (others ?? []).map { Candidate(entry: $0, refusal: refusal(of: $0, input, context)) }
        table.replace(
            with: candidates.map { candidate in
                let other = candidate.entry
                let fits = candidate.refusal == nil
                return TableRow(
                    id: other.id,
                    cells: [
                        TableCell(other.start.time.description, ink: .strong),
                        TableCell(fits ? "✓" : "✗", ink: fits ? .good : .danger),
                        TableCell(other.clientName, ink: .strong), TableCell(other.serviceName),
                        TableCell(SpanText.minutes(other.phases.clientMinutes)),
                        TableCell(name(of: other.expertID)),
                    ], isMuted: !fits)
            })
        guard let first = before ?? candidates.first(where: { $0.refusal == nil })?.entry.id else { return }
        table.select(first)
    }

    private func refusal(of other: DayEntry, _ input: AvailabilityInput, _ context: Context) -> String? {
        if let reason = AppointmentSteps.reasonAgainstMoving(other, context) {
            return "\(other.clientName): \(reason)"
        }
        do throws(SalonError) {
            try Swap.check(BookedPart(entry), BookedPart(other), input, today: context.today)
            return nil
        } catch {
            return error.message
        }
    }

    // MARK: Input

    private mutating func take(_ input: Input, _ context: Context) -> Effects {
        let area = Self.parts(of: context.area).list
        switch input {
        case .resize: table.resize(to: area.size)
        case _ where pending != nil: break
        case .key(let key) where [.up, .down, .pageUp, .pageDown].contains(key):
            complaint = nil
            _ = table.handle(key)
        case .key(let key): return day.handle(key).event == nil ? [] : ask(context)
        case .paste(let text): return day.paste(text).event == nil ? [] : ask(context)
        case .mouse(let mouse):
            complaint = nil
            _ = table.handle(mouse, in: area)
        default: break
        }
        return []
    }

    /// Reads the day that is typed. Nothing typed is the day of the one.
    private mutating func ask(_ context: Context) -> Effects {
        complaint = nil
        let isEmpty = day.text.allSatisfy(\.isWhitespace)
        date = isEmpty ? entry.start.date : DateExpression.parse(day.text, today: context.today)
        if let date, abs(date - entry.start.date) > Self.mostDaysAway {
            self.date = nil
            complaint = "Choose a day within two months of \(entry.start.date.shortText)."
        }
        candidates = []
        table.state = .loading
        guard let date else { return [.cancel(.main)] }
        guard holds(date) else { return reload() }
        showCandidates(context)
        return []
    }

    // MARK: Swapping

    private mutating func swap() -> Effects {
        guard let chosen, let facts = books.first?.facts else { return [] }
        complaint = nil
        pending = Pending(other: chosen.entry)
        return [.save(.swap(entry, chosen.entry, on: facts))]
    }

    /// - Parameter both: As they are now.
    private mutating func finish(
        _ one: DayEntry, _ other: DayEntry, _ both: [DayEntry], freed: FreedMatch? = nil
    ) -> Effects {
        pending = nil
        let news = "\(one.clientName) and \(other.clientName) have changed places."
        let names = books.first?.facts.names ?? [:]
        return [.finish(.date(one.start.date)), .changed(.saved(both, freed: freed, names: names)), .toast(news)]
    }

    private mutating func refuse(_ error: SalonError) -> Effects {
        switch error {
        case .unavailable:
            pending?.isKept = true
            return []
        // The first try may have reached the database, and only its answer was lost.
        case _ where pending?.isKept == true: pending?.doubt = error
        default:
            pending = nil
            complaint = error.message
        }
        return reload()
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        if pending != nil { return "The swap is not saved yet." }
        if let reason = AppointmentSteps.reasonAgainstMoving(entry, context) { return reason }
        guard entry.expertID != nil else { return "Give it an expert before you swap it." }
        guard let chosen else { return "Choose the other appointment." }
        return chosen.refusal
    }
}
