import Salon
import SalonStore
import Terminal

/// The form of a patch test: for which service, when, and what the skin said. It finishes with the client's tests.
struct PatchTestScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case save
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case services
        case record(PatchTest)
    }

    enum Answer: Sendable {
        case services(Catalogue)
        case recorded([PatchTestRow])
    }

    static let place = "patch test"
    static let placeTitle = "Patch test"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .save, "save", keys: ["ctrl-s"], permission: .clientsManage,
            help: "Records the patch test; the test of the same service and day is corrected.")
    ]

    let id: PatchTestID
    let client: Client
    private var needs: [PatchTestNeed] = []
    private var sheet: FormSheet

    init(_ client: Client, _ context: Context) {
        self.client = client
        id = context.newID()
        sheet = FormSheet(
            "patch test",
            Form([
                FormField(
                    "service", "Service", .picker(PickerControl(Picker(items: [], placeholder: "type a service"))),
                    isRequired: true),
                FormField(
                    "day", "Made on", .text(TextField("today", placeholder: "today, yesterday, 24/12", limit: 40)),
                    isRequired: true),
                FormField("reaction", "Skin", .choice(ChoiceControl(["no reaction", "reacted"]))),
                FormField("note", "Note", .text(TextField(placeholder: "where, with what", limit: 500))),
            ]))
        showHints(context)
    }

    var isTyping: Bool { true }
    var unsaved: String? { sheet.unsaved }
    var presentation: Presentation { .dialog(title: "Patch test of \(client.name)", width: 70, height: 16) }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let desk = try backend.desk
        switch job {
        case .services: return .services(try desk.services.catalogue())
        case .record(let test): return .recorded(try desk.clients.record(test))
        }
    }

    mutating func update(_ message: Message<PatchTestScreen>, _ context: Context) -> [Effect<PatchTestScreen>] {
        switch message {
        case .opened: return [.load(.services)]
        case .action(.save): return save(context)
        case .input(let input):
            if case .submitted = sheet.take(input, in: context.area) { return save(context) }
            showHints(context)
            return []
        case .answer(.services, .success(.services(let catalogue))):
            offer(catalogue.services.compactMap(\.patchTestNeed))
            return []
        case .answer(.services, .failure(let error)):
            sheet.problem = error.message
            return []
        case .answer(.record(let test), .success(.recorded(let tests))):
            return [.finish(.patchTests(client.id, tests)), .toast(news(of: test))]
        case .answer(.record, .failure(let error)):
            sheet.refuse(error)
            return []
        case .back: return sheet.back() ? [.close] : []
        case .answer, .reply, .changed, .tick: return []
        }
    }

    /// The services that ask for a test; the only one is chosen.
    private mutating func offer(_ needs: [PatchTestNeed]) {
        self.needs = needs
        let items = needs.map {
            PickerItem(
                id: $0.serviceID.description, title: $0.serviceName,
                detail: "good for \(SpanText.count($0.months, "month"))")
        }
        sheet.form.update("service") {
            $0.control = .picker(
                PickerControl(
                    Picker(items: items, placeholder: "type a service"), item: items.count == 1 ? items[0] : nil))
        }
        sheet.form.markSaved()
        sheet.problem = needs.isEmpty ? "No service asks for a patch test. Edit one on the tab Services." : nil
    }

    /// Says how long a test of that day is good.
    private mutating func showHints(_ context: Context) {
        let day = Self.day(sheet.form.text("day"), today: context.today)
        let until = day.flatMap { day in chosen?.lastDay(ofTestOn: day) }
        let hasReacted = sheet.form.choice("reaction") == 1
        sheet.form.update("day") { field in
            field.hint = [day?.shortText, hasReacted ? nil : until.map { "good until \($0.shortText)" }]
                .compactMap(\.self).joined(separator: ", ")
        }
        sheet.form.update("reaction") {
            $0.alert = hasReacted ? "The service is never to be booked for the client." : ""
        }
    }

    /// The day that a text means; a day and a month without a year are the last that have passed.
    private static func day(_ text: String, today: LocalDate) -> LocalDate? {
        guard let day = DateExpression.parse(text, today: today) else { return nil }
        let numbers = text.split { !$0.isNumber }
        let hasYear = numbers.contains { $0.count == 4 } || numbers.count == 3
        let isOfLastYear = day > today && !hasYear && text.first { !$0.isWhitespace }?.isNumber == true
        return isOfLastYear ? day.adding(months: -12) : day
    }

    private var chosen: PatchTestNeed? {
        let id = sheet.form.item("service")?.id
        return needs.first { $0.serviceID.description == id }
    }

    private mutating func save(_ context: Context) -> [Effect<PatchTestScreen>] {
        guard let test = test(context) else { return [] }
        sheet.begin()
        return [.save(.record(test))]
    }

    /// The test as the form describes it; nil if something can't stay so, which the form then shows.
    private mutating func test(_ context: Context) -> PatchTest? {
        let (form, need, id, client) = (sheet.form, chosen, id, client.id)
        return sheet.checked { errors in
            let note = errors.value("note") { () throws(SalonError) in
                try Validation.note(form.text("note"), field: "note", longest: 500)
            }
            let day = Self.day(form.text("day"), today: context.today)
            if day == nil { errors.note("day", "This is no date. Write today, yesterday or 24/12.") }
            if let day, day > context.today { errors.note("day", "This day is still to come.") }
            if need == nil { errors.note("service", "Choose a service.") }
            guard let note, let day, let need else { return nil }
            return PatchTest(
                id: id, clientID: client, serviceID: need.serviceID, testedOn: day,
                hasReacted: form.choice("reaction") == 1, note: note)
        }
    }

    private func news(of test: PatchTest) -> String {
        guard let need = needs.first(where: { $0.serviceID == test.serviceID }) else { return "Saved." }
        let outcome = test.hasReacted ? "reacted" : "good until \(need.lastDay(ofTestOn: test.testedOn).shortText)"
        return "Patch test of \(client.name) for \(need.serviceName): \(outcome)."
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? { sheet.reasonAgainstSaving }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let key = context.keyName(ActionID(Self.place, ActionName.save.rawValue))
        sheet.draw(in: area, into: &frame, context, save: KeyHint(key, "save"))
    }
}
