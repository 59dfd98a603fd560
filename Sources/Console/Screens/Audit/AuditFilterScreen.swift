import Salon
import SalonStore
import Terminal

/// Narrows the audit log. It finishes with the filter.
struct AuditFilterScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case apply, clear
    }

    /// Looking people up while their name is typed.
    enum Job: Equatable, Sendable {
        case people(String, request: Int)
    }

    static let place = "auditFilter"
    static let placeTitle = "Filter of the log"

    static let actions: [ActionRow<ActionName>] = [
        .init(.apply, "show", keys: ["ctrl-s"], help: "Shows what the filter leaves."),
        .init(.clear, "the whole log", keys: ["ctrl-r"], help: "Shows everything again."),
    ]

    private var form: Form

    init(_ query: AuditQuery) {
        let filter = query.filter
        let person = filter.person.map { PickerItem(id: $0.description, title: query.person ?? "one person") }
        let kinds = AuditedEntity.allCases.map { PickerItem(id: $0.rawValue, title: $0.title) }
        let action = filter.action.flatMap { AuditAction.allCases.firstIndex(of: $0) }
        form = Form([
            FormField(
                "person", "Person", .picker(PickerControl(Picker(searching: "anybody; type a name"), item: person))),
            FormField(
                "kind", "Kind",
                .picker(
                    PickerControl(
                        Picker(items: kinds, placeholder: "anything"),
                        item: kinds.first { $0.id == filter.entity?.rawValue }))),
            FormField(
                "action", "Done",
                .choice(
                    ChoiceControl(
                        ["anything"] + AuditAction.allCases.map(\.title), selected: action.map { $0 + 1 } ?? 0))),
            FormField("desk", "Desk", .text(TextField(filter.desk ?? "", placeholder: "desk_front", limit: 63))),
            FormField(
                "from", "From",
                .text(TextField(filter.from?.description ?? "", placeholder: "1/11, mon, -7d", limit: 40))),
            FormField("to", "To", .text(TextField(filter.to?.description ?? "", placeholder: "today", limit: 40))),
        ])
    }

    var isTyping: Bool { true }
    var presentation: Presentation { .dialog(title: "Filter the log", width: 66, height: 17) }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> [PickerItem] {
        switch job {
        case .people(let text, _):
            let rows = try backend.desk.users.page(.staff, text: text, PageRequest(limit: 50)).rows
            // "ana" means Ana before Tanaka.
            let best = FuzzyMatch.rank(FuzzyMatch.Query(text), rows) {
                FuzzyMatch.Text("\($0.user.name) \($0.user.email ?? "")")
            }
            return best.prefix(12).map { match in
                let user = match.item.user
                return PickerItem(id: user.id.description, title: user.name, detail: user.role.rawValue)
            }
        }
    }

    mutating func update(_ message: Message<AuditFilterScreen>, _ context: Context) -> [Effect<AuditFilterScreen>] {
        switch message {
        case .action(.apply): return apply(context)
        case .action(.clear): return [.finish(.audit(AuditQuery()))]
        case .input(let input): return take(input, context)
        case .answer(.people(_, let request), .success(let items)):
            form.show(items, in: "person", for: request)
            return []
        case .answer(.people(_, let request), .failure(let error)):
            form.fail(error.message, in: "person", for: request)
            return []
        case .back: return form.handle(.escape) == .event(.left(isChanged: form.isChanged)) ? [.close] : []
        case .opened, .reply, .changed, .tick: return []
        }
    }

    func mustWait(_ message: Message<AuditFilterScreen>, reading: Set<RequestGroup>) -> Bool {
        message.mustWait(for: form)
    }

    private mutating func take(_ input: Input, _ context: Context) -> [Effect<AuditFilterScreen>] {
        switch input {
        case .key(let key): act(on: form.handle(key), context)
        case .paste(let text): act(on: form.paste(text), context)
        case .mouse(let mouse): act(on: form.handle(mouse, in: context.area), context)
        default: []
        }
    }

    private mutating func act(on outcome: Outcome<Form.Event>, _ context: Context) -> [Effect<AuditFilterScreen>] {
        switch outcome.event {
        case .search(_, let text, let request): [.load(.people(text, request: request), "people")]
        case .submitted: apply(context)
        default: []
        }
    }

    private mutating func apply(_ context: Context) -> [Effect<AuditFilterScreen>] {
        var query = AuditQuery()
        query.filter.person = form.item("person").flatMap { UserID($0.id) }
        query.person = form.item("person")?.title
        query.filter.entity = form.item("kind").flatMap { AuditedEntity(rawValue: $0.id) }
        let action = (form.choice("action") ?? 0) - 1
        query.filter.action = AuditAction.allCases.indices.contains(action) ? AuditAction.allCases[action] : nil
        let desk = form.text("desk")
        query.filter.desk = desk.allSatisfy(\.isWhitespace) ? nil : desk
        var errors: [String: String] = [:]
        query.filter.from = date("from", &errors, context)
        query.filter.to = date("to", &errors, context)
        return form.check(errors) ? [.finish(.audit(query))] : []
    }

    private func date(_ field: String, _ errors: inout [String: String], _ context: Context) -> LocalDate? {
        let text = form.text(field)
        guard !text.allSatisfy(\.isWhitespace) else { return nil }
        let date = DateExpression.parse(text, today: context.today).map { Self.past($0, today: context.today) }
        if date == nil { errors[field] = "This is no date. Write 21/11, mon or -7d." }
        return date
    }

    /// The log is about the past: of a day without a year, and of a weekday, the last one is meant.
    private static func past(_ date: LocalDate, today: LocalDate) -> LocalDate {
        guard date > today else { return date }
        return date <= today + 7 ? date + -7 : date.adding(months: -12)
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        var form = form
        form.actions = Self.actions.map { row in
            KeyHint(context.keyName(ActionID(Self.place, row.rawName)), row.title)
        }
        form.draw(in: area.inset(top: 1), into: &frame, isFocused: true)
    }
}
