import Salon
import SalonStore
import Terminal

extension AuditScreen {
    typealias Effects = [Effect<AuditScreen>]

    mutating func update(_ message: Message<AuditScreen>, _ context: Context) -> Effects {
        pages.table.resize(to: parts(of: context.area).list.size)
        switch message {
        case .opened: return reload()
        // Who reads further down stays there; the newest entries come with the way back up.
        case .changed: return pages.table.hasBefore ? [] : reload()
        case .action(let action): return perform(action, context)
        case .input(let input): return take(input, context)
        case .answer(.page(let filter, _, let edge), .success(.page(let page))):
            if filter == query.filter { show(page, at: edge, context) }
            return []
        case .answer(.page(let filter, _, _), .failure(let error)):
            if filter == query.filter { pages.fail(error) }
            return []
        case .answer(.export, .success(.exported(let count, let path))):
            writing = nil
            return [.toast("Wrote \(SpanText.count(count, "entry", "entries")) to \(path).")]
        case .answer(.export(_, let path, _), .failure(let error)): return exportFailed(error, path)
        case .reply(let question, let reply): return take(reply, to: question)
        case .back: return back()
        case .answer, .tick: return []
        }
    }

    /// What is about an entry waits for the entries that were asked for.
    func mustWait(_ message: Message<AuditScreen>, reading: Set<RequestGroup>) -> Bool {
        guard reading.contains(.main), !isOnDetails else { return false }
        return switch message {
        case .action(let action): ![.filter, .refresh, .export].contains(action)
        case .input(.key): true
        default: false
        }
    }

    // MARK: Pages

    /// Reads what is shown anew; the cursor stays.
    private func reload() -> Effects { [load(pages.again, .first)] }

    private func load(_ request: PageRequest<AuditKey>, _ edge: Table<Int64>.Edge) -> Effect<AuditScreen> {
        .load(.page(query.filter, request, edge))
    }

    private mutating func show(
        _ page: Page<AuditEntry, AuditKey>, at edge: Table<Int64>.Edge, _ context: Context
    ) {
        pages.take(page, at: edge) { Self.row($0, context) }
        pages.table.whenEmpty =
            query.words == nil
            ? EmptyState(title: "Nothing has been changed yet", sentence: "Every change will stand here.")
            : EmptyState(
                title: "Nothing in the log answers the filter", sentence: "Narrow it less.", key: .escape,
                action: "the whole log")
    }

    // MARK: Actions

    private mutating func perform(_ action: ActionName, _ context: Context) -> Effects {
        switch action {
        case .open: isOnDetails = entry != nil
        case .turn: isOnDetails = !isOnDetails && entry != nil
        case .refresh: return reload()
        case .filter: return [.open(.auditFilter(query), for: .filter)]
        case .export: return askForFile(context)
        case .person, .kind, .thing, .desk: return narrow(by: action)
        }
        top = 0
        return []
    }

    /// Narrows the log to what the entry under the cursor has, or widens it again.
    private mutating func narrow(by action: ActionName) -> Effects {
        guard let entry else { return [] }
        var query = query
        switch action {
        case .person:
            query.filter.person = query.filter.person == nil ? entry.actor?.id : nil
            query.person = entry.actor?.name
        case .desk: query.filter.desk = query.filter.desk == nil ? entry.desk : nil
        case .kind:
            query.filter.entity = query.filter.entity == nil || query.filter.entityID != nil ? entry.entity : nil
            query.filter.entityID = nil
        default:
            let isNarrow = query.filter.entityID != nil
            query.filter.entity = isNarrow ? nil : entry.entity
            query.filter.entityID = isNarrow ? nil : entry.entityID
            query.thing = entry.subject
        }
        return show(query)
    }

    private mutating func show(_ query: AuditQuery) -> Effects {
        guard query != self.query else { return [] }
        self.query = query
        isOnDetails = false
        return [load(pages.beginning, .first)]
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        switch action {
        case .filter, .refresh: nil
        case .export: writing.map { "\($0) is being written." }
        case .person where query.filter.person == nil && entry != nil && entry?.actor == nil:
            "Nobody who was signed in did this."
        case .open, .turn, .person, .kind, .thing, .desk: entry == nil ? "There is no entry under the cursor." : nil
        }
    }

    /// One step out: the details, the filter, the log.
    private mutating func back() -> Effects {
        if isOnDetails {
            isOnDetails = false
            return []
        }
        return query.words == nil ? [.close] : show(AuditQuery())
    }

    // MARK: Export

    private func askForFile(_ context: Context) -> Effects {
        [
            .ask(
                .file,
                .prompt(
                    title: "Export the log",
                    message: "What is shown now: \(query.words ?? "all of it"). A name in .json makes JSON, else CSV.",
                    field: TextField("~/audit-\(context.today).csv", limit: 1_000), accept: "Write", refuse: "Back"))
        ]
    }

    private mutating func write(_ path: String, replacing: Bool) -> Effects {
        writing = path
        return [.load(.export(query.filter, path: path, replacing: replacing), "export")]
    }

    private mutating func exportFailed(_ error: SalonError, _ path: String) -> Effects {
        if case .unavailable = error {
            return [.toast("The server is away; the file is written when it is back.", .warning)]
        }
        writing = nil
        guard case .conflict(let sentence, _) = error else { return [.toast(error)] }
        return [
            .ask(
                .replace(path: path),
                .confirm(
                    title: "Replace the file?", message: sentence + " What is in it is lost.", accept: "Replace",
                    refuse: "Keep it"))
        ]
    }

    private mutating func take(_ reply: Reply, to question: Question) -> Effects {
        switch (question, reply) {
        case (.filter, .audit(let query)): show(query)
        case (.file, .accepted(let path, _)): write(path, replacing: false)
        case (.replace(let path), .accepted): write(path, replacing: true)
        default: []
        }
    }

    // MARK: Input

    private mutating func take(_ input: Input, _ context: Context) -> Effects {
        let parts = parts(of: context.area)
        switch input {
        case .key(let key) where isOnDetails:
            scroll(key, in: parts.details, context)
            return []
        case .key(let key): return act(on: pages.table.handle(key))
        case .mouse(let mouse) where parts.list.contains(mouse.point):
            isOnDetails = mouse.action == .doublePress(.left)
            return act(on: pages.table.handle(mouse, in: parts.list))
        case .mouse(let mouse) where parts.details.contains(mouse.point):
            if mouse.action == .wheelUp { scroll(.up, in: parts.details, context) }
            if mouse.action == .wheelDown { scroll(.down, in: parts.details, context) }
            return []
        default: return []
        }
    }

    private mutating func act(on outcome: Outcome<Table<Int64>.Event>) -> Effects {
        top = 0
        return pages.needed(after: outcome).map { [load($0.request, $0.edge)] } ?? []
    }

    private mutating func scroll(_ key: Key, in details: Rect, _ context: Context) {
        let count = rows(width: details.width - 1, context).count
        top = DetailRows.top(after: key, from: top, count: count, height: details.height) ?? top
    }
}
