import Salon
import SalonStore
import Terminal

extension ServicesScreen {
    typealias Effects = [Effect<ServicesScreen>]

    mutating func update(_ message: Message<ServicesScreen>, _ context: Context) -> Effects {
        tree.resize(to: parts(of: context.area).list.size)
        switch message {
        case .opened(.services(let id)):
            if let id { wanted = .service(id) }
            return [.load(.catalogue)]
        case .opened, .tick: return []
        case .action(let action): return perform(action, context)
        case .input(let input): return take(input, context)
        case .answer(let job, let result): return take(result, of: job)
        case .reply(let question, let reply): return take(reply, to: question, context)
        case .changed(let changes):
            // What is to come of the service under the cursor changes with each booking.
            let count = changes.isDisjoint(with: [.appointments]) ? [] : count(anew: true)
            return (changes.isDisjoint(with: [.services, .experts]) ? [] : [.load(.catalogue)]) + count
        case .back: return back()
        }
    }

    // MARK: Answers

    private mutating func take(_ result: Result<Answer, SalonError>, of job: Job) -> Effects {
        switch (job, result) {
        case (.catalogue, .success(.catalogue(let catalogue))):
            let isFirst = self.catalogue == nil
            self.catalogue = catalogue
            failure = nil
            show(unfolding: isFirst ? Set(catalogue.categories.map { .category($0.id) }) : nil)
            if let wanted { tree.select(wanted) }
            wanted = nil
            return count()
        case (.catalogue, .failure(let error)):
            if catalogue == nil { failure = error }
            return []
        case (.future(let id), .success(.count(let count))):
            future[id] = count
            return []
        case (.future, _), (_, .success(.catalogue)), (_, .success(.count)): return []
        case (let job, .success(.saved)): return [.changed(.services), .toast(news(of: job))]
        case (let job, .failure(let error)): return refuse(error, job)
        }
    }

    /// Shows the catalogue as the filter wants it.
    private mutating func show(unfolding open: Set<Node>? = nil) {
        guard let catalogue else { return }
        let query = search.text
        let shown = ServiceTree(catalogue: catalogue, query: query)
        if !query.isEmpty, unfolded == nil { unfolded = tree.open }
        let isRestored = query.isEmpty && unfolded != nil
        tree.whenEmpty =
            query.isEmpty
            ? EmptyState(
                title: "No services yet", sentence: "A category comes first, then its services.",
                key: Key(.character("C")), action: "new category")
            : EmptyState(
                title: "Nothing has “\(query.prefix(40))”", sentence: "Try fewer letters.", key: .escape,
                action: "show all")
        tree.show(shown.nodes, unfolding: query.isEmpty ? (isRestored ? unfolded : open) : shown.everything)
        if query.isEmpty { unfolded = nil }
        if isRestored, let selected = tree.selected { tree.select(selected) }
    }

    /// Another text stands in the field: the cursor goes to the first row that has it.
    private mutating func find() -> Effects {
        show()
        top = 0
        if !search.isEmpty, let catalogue,
            let first = ServiceTree(catalogue: catalogue, query: search.text).firstMatch
        {
            tree.select(first)
        }
        return count()
    }

    /// Asks how many appointments the service under the cursor has to come, if that isn't known.
    private func count(anew: Bool = false) -> Effects {
        guard let service, anew || future[service.id] == nil else { return [] }
        return [.load(.future(service.id), "future")]
    }

    // MARK: Input

    private mutating func take(_ input: Input, _ context: Context) -> Effects {
        switch input {
        case .key(let key) where isOnDetails: scroll(key, context)
        case .key(let key):
            switch search.take(key) {
            case .walks: return act(on: tree.handle(key))
            case .changed: return find()
            case .kept: break
            }
        case .paste(let text): return search.paste(text) ? find() : []
        case .mouse(let mouse): return take(mouse, context)
        default: break
        }
        return []
    }

    private mutating func act(on outcome: Outcome<Tree<Node>.Event>) -> Effects {
        switch outcome.event {
        case .moved:
            top = 0
            return count()
        case .opened: return open()
        case nil: return []
        }
    }

    private mutating func take(_ mouse: Mouse, _ context: Context) -> Effects {
        let parts = parts(of: context.area)
        if parts.list.contains(mouse.point) {
            isOnDetails = false
            return act(on: tree.handle(mouse, in: parts.list))
        }
        if parts.head.contains(mouse.point), case .press(.left) = mouse.action { search.isTyping = true }
        guard parts.details.contains(mouse.point) else { return [] }
        switch mouse.action {
        case .wheelUp: scroll(.up, context)
        case .wheelDown: scroll(.down, context)
        default: break
        }
        return []
    }

    private mutating func scroll(_ key: Key, _ context: Context) {
        let body = bodyArea(in: parts(of: context.area).details)
        let count = rows(width: body.width - 1).count
        top = DetailRows.top(after: key, from: top, count: count, height: body.height) ?? top
    }

    /// One step out: the details, the field, the filter.
    private mutating func back() -> Effects {
        if isOnDetails {
            isOnDetails = false
        } else if search.back() {
            show()
        }
        return []
    }
}
