import Salon
import SalonStore
import Terminal

/// What the form of an entry of the waitlist begins with.
enum WaitlistFormStart: Equatable, Sendable {
    /// A new one, with what is known of it, and the client's name.
    case new(WaitlistDraft, name: String)
    /// One that waits.
    case edit(WaitlistEntry)
}

/// Putting somebody on the waitlist, or changing what they wait for.
struct WaitlistFormScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case save
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case catalogue
        case search(String, request: Int)
        case add(WaitlistDraft, WaitlistID)
        case edit(WaitlistEntry, WaitlistDraft)
    }

    enum Answer: Sendable {
        case catalogue(Catalogue)
        case hits([ClientHit])
        case saved(WaitlistRow)
    }

    static let place = "waitlistForm"
    static let placeTitle = "Waiting for a time"

    static let actions: [ActionRow<ActionName>] = [
        .init(.save, "save", keys: ["ctrl-s"], permission: .appointmentsManage, help: "Saves what they wait for.")
    ]

    /// The entry that is changed; nil for a new one.
    let entry: WaitlistEntry?
    /// Made once, so that a repeated save adds nothing.
    let id: WaitlistID
    var draft: WaitlistDraft
    var catalogue: Catalogue?
    var sheet: FormSheet

    init(_ start: WaitlistFormStart, _ context: Context) {
        id = context.newID()
        let name: String
        switch start {
        case .new(let draft, let client):
            entry = nil
            self.draft = draft
            name = client
        case .edit(let known):
            entry = known
            draft = WaitlistDraft(known)
            name = known.name
        }
        sheet = FormSheet("entry", Self.form(draft, name: name, isNew: entry == nil, context))
    }

    private static func form(_ draft: WaitlistDraft, name: String, isNew: Bool, _ context: Context) -> Form {
        let picker = Picker(searching: "name, phone or e-mail", newTitle: "New client")
        let chosen = draft.clientID.map { PickerItem(id: $0.description, title: name) }
        var phone = FormField(
            "phone", "Phone", .text(TextField(draft.phone, placeholder: "+33 1 23 45 67 89", limit: 20)))
        phone.isHidden = true
        let day = { (date: LocalDate?) in
            FormField.Control.text(TextField(date?.description ?? "", placeholder: "fri, +2w, 24/12", limit: 40))
        }
        return Form([
            isNew
                ? FormField("client", "Client", .picker(PickerControl(picker, item: chosen)), isRequired: true)
                : FormField("client", "Client", .fixed(name)),
            phone,
            FormField(
                "services", "Services", .list(ListControl(Picker(searching: "type a service"))), isRequired: true),
            FormField("expert", "Expert", .picker(PickerControl(Picker(items: [anyone]), item: anyone))),
            FormField("from", "From", day(draft.from), hint: "the first day; empty: as soon as can be"),
            FormField("until", "Until", day(draft.to), hint: "the last day; empty: any"),
            FormField(
                "when", "Times",
                .text(
                    TextField(
                        draft.wish == TimeWish() ? "" : draft.wish.words, placeholder: "after 5, not mon", limit: 80)),
                hint: "empty: at any time"),
            FormField("note", "Note", .text(TextField(draft.note, limit: 500))),
        ])
    }

    private static let anyone = PickerItem(id: "", title: "anyone")

    var isTyping: Bool { true }
    var unsaved: String? { sheet.unsaved }
    var presentation: Presentation {
        .dialog(title: entry == nil ? "On the waitlist" : "Change an entry of the waitlist", width: 84, height: 26)
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let desk = try backend.desk
        switch job {
        case .catalogue: return .catalogue(try desk.services.catalogue())
        case .search(let text, _): return .hits(try desk.clients.search(text, limit: 12))
        case .add(let draft, let id): return .saved(try desk.waitlist.add(draft, id: id))
        case .edit(let entry, let draft): return .saved(try desk.waitlist.edit(entry, draft))
        }
    }

    static func foresight(of job: Job) -> Foresight<WaitlistFormScreen>? {
        switch job {
        case .add, .edit: .end([.waitlist, .clients])
        case .catalogue, .search: nil
        }
    }

    // MARK: What is there

    mutating func show(_ catalogue: Catalogue) {
        self.catalogue = catalogue
        let rows = draft.services.compactMap { id in
            catalogue.service(id).map { ListControl.Row(id: id.description, title: $0.name, detail: Self.length($0)) }
        }
        sheet.form.set("services", rows: rows)
        let experts = catalogue.experts.filter(\.isActive).map { PickerItem(id: $0.id.description, title: $0.name) }
        let known =
            draft.experts.count > 1
            ? PickerItem(id: "", title: "\(draft.experts.count) experts")
            : draft.experts.first.flatMap { id in experts.first { $0.id == id.description } }
        sheet.form.update("expert") { field in
            field.control = .picker(
                PickerControl(Picker(items: [Self.anyone] + experts), item: known ?? Self.anyone))
        }
        sheet.form.markSaved()
    }

    static func length(_ service: Service) -> String { SpanText.minutes(service.phases.clientMinutes) }

    /// What the form says; nil while something in it means nothing. Notes what is wrong at its field.
    func read(_ errors: inout FormErrors, today: LocalDate) -> WaitlistDraft? {
        var read = draft
        read.phone = sheet.form.text("phone")
        read.note = sheet.form.text("note")
        read.services = sheet.form.rows("services").compactMap { ServiceID($0.id) }
        read.from = day("from", &errors, today)
        read.to = day("until", &errors, today)
        let times = sheet.form.text("when")
        if times.allSatisfy(\.isWhitespace) {
            read.wish = TimeWish()
        } else if times != draft.wish.words {
            if let when = WhenExpression.parse(times, today: today), when.date == nil, when.time == nil {
                read.wish = when.wish
            } else {
                errors.note("when", "Write after 5, before noon, not mon, sat.")
            }
        }
        for obstacle in read.obstacles(today: today) where errors.sentences[obstacle.field] == nil {
            errors.note(obstacle.field, obstacle.sentence)
        }
        if read.clientID == nil, read.name.isEmpty { errors.note("client", "Choose a client, or type a new name.") }
        return errors.sentences.isEmpty ? read : nil
    }

    private func day(_ field: String, _ errors: inout FormErrors, _ today: LocalDate) -> LocalDate? {
        let text = sheet.form.text(field)
        guard !text.allSatisfy(\.isWhitespace) else { return nil }
        guard let date = DateExpression.parse(text, today: today) else {
            errors.note(field, "No date. Write fri, +2w, 24/12.")
            return nil
        }
        return date
    }
}
