import Salon
import SalonStore
import Terminal

extension ExpertsScreen {
    typealias Effects = [Effect<ExpertsScreen>]

    mutating func update(_ message: Message<ExpertsScreen>, _ context: Context) -> Effects {
        table.resize(to: parts(of: context.area).list.size)
        switch message {
        case .opened(let destination):
            if case .experts(let id?) = destination { wanted = id }
            return reload(context)
        case .action(let action): return perform(action, context)
        case .input(let input): return take(input, context)
        case .answer(let job, let result): return take(result, of: job, context)
        case .reply(.switchTo(let id, let name, let isActive), .accepted):
            switching.insert(id)
            return [.save(.switchTo(id, name: name, isActive))]
        case .reply: return []
        case .changed(let changes):
            let shown: Changes.Kinds = [.experts, .rosters, .appointments, .services]
            return changes.isDisjoint(with: shown) ? [] : reload(context) + follow(anew: true)
        case .tick: return day == context.today ? [] : reload(context)
        case .back: return back()
        }
    }

    mutating func reload(_ context: Context) -> Effects {
        day = context.today
        return [.load(.roster(everybody: showsEverybody))]
    }

    // MARK: Answers

    private mutating func take(_ result: Result<Answer, SalonError>, of job: Job, _ context: Context) -> Effects {
        switch (job, result) {
        case (.roster, .success(.roster(let roster))):
            self.roster = roster
            failure = nil
            // Somebody who is switched off was asked for.
            if let wanted, !showsEverybody, !roster.contains(where: { $0.expert.id == wanted }) {
                showsEverybody = true
                return reload(context)
            }
            showRows()
            wanted = nil
            return follow()
        case (.roster, .failure(let error)): fail(error)
        case (.card(let id), .success(.card(let card))) where id == reading:
            self.card = card
            cardFailure = nil
        case (.card(let id), .failure(let error)) where id == reading: cardFailure = error
        case (.switchTo(let id, let name, let isActive), .success):
            switching.remove(id)
            let news =
                isActive ? "\(name) can be booked again." : "\(name) is switched off. Booked appointments stay."
            return [.changed(.experts), .toast(news)]
        case (.switchTo, .failure(.unavailable)):
            return [.toast("The server is away. The change is kept and made when it is back.", .warning)]
        case (.switchTo(let id, _, _), .failure(let error)):
            switching.remove(id)
            return [.toast(error)] + reload(context)
        default: break
        }
        return []
    }

    private mutating func fail(_ error: SalonError) {
        if roster == nil { failure = error }
        // Who may not see them any more sees them no more.
        if case .forbidden = error {
            roster = nil
            failure = error
        }
    }

    /// Reads the card of whoever is under the cursor, if that is somebody else now.
    mutating func follow(anew: Bool = false) -> Effects {
        guard let id = row?.expert.id else {
            reading = nil
            isOnDetails = false
            return [.cancel("card")]
        }
        guard anew || id != reading else { return [] }
        if id != reading {
            top = 0
            cardFailure = nil
        }
        reading = id
        return [.load(.card(id), "card")]
    }

    // MARK: Input

    private mutating func take(_ input: Input, _ context: Context) -> Effects {
        switch input {
        case .key(let key) where isOnDetails: scroll(key, context)
        case .key(let key):
            switch search.take(key) {
            case .walks: return act(on: table.handle(key))
            case .changed: return find()
            case .kept: break
            }
        case .paste(let text): return search.paste(text) ? find() : []
        case .mouse(let mouse): return take(mouse, context)
        default: break
        }
        return []
    }

    /// Shows who answers what is typed; the cursor goes to the best.
    private mutating func find() -> Effects {
        showRows()
        if !search.isEmpty, let best = table.rows.first { table.select(best.id) }
        return follow()
    }

    private mutating func act(on outcome: Outcome<Table<ExpertID>.Event>) -> Effects {
        if case .opened = outcome.event { isOnDetails = true }
        return outcome.isHandled ? follow() : []
    }

    private mutating func take(_ mouse: Mouse, _ context: Context) -> Effects {
        let parts = parts(of: context.area)
        if parts.list.contains(mouse.point) {
            isOnDetails = false
            return act(on: table.handle(mouse, in: parts.list))
        }
        if parts.head.contains(mouse.point), case .press(.left) = mouse.action {
            isOnDetails = false
            search.isTyping = true
        }
        guard parts.details.contains(mouse.point) else { return [] }
        switch mouse.action {
        case .wheelUp: for _ in 0..<3 { scroll(.up, context) }
        case .wheelDown: for _ in 0..<3 { scroll(.down, context) }
        case .press(.left):
            search.isTyping = false
            isOnDetails = row != nil
        default: break
        }
        return []
    }

    private mutating func scroll(_ key: Key, _ context: Context) {
        let body = bodyArea(in: parts(of: context.area).details)
        let count = rows(width: body.width - 1, context).count
        top = DetailRows.top(after: key, from: top, count: count, height: body.height) ?? top
    }

    /// One step out: the details, the field, the filter.
    private mutating func back() -> Effects {
        if isOnDetails {
            isOnDetails = false
        } else if search.back() {
            showRows()
            return follow()
        }
        return []
    }
}
