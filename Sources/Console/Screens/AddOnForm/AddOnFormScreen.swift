import Salon
import SalonStore
import Terminal

/// What the form of an add-on begins with.
struct AddOnFormStart: Equatable, Sendable {
    /// The service it belongs to.
    var service: Service
    /// The add-on that is changed; nil for a new one.
    var addOn: AddOn?
}

/// The form of an add-on, new or known.
struct AddOnFormScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case save
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case save(AddOn)
        /// The add-on as somebody else left it.
        case fresh
    }

    enum Answer: Sendable {
        case saved
        case catalogue(Catalogue)
    }

    static let place = "add-on"
    static let placeTitle = "Add-on"

    static let actions: [ActionRow<ActionName>] = [
        .init(.save, "save", keys: ["ctrl-s"], permission: .servicesManage, help: "Saves the add-on.")
    ]

    let id: AddOnID
    let start: AddOnFormStart
    /// The add-on as the form was filled in; nil for a new one.
    private var before: AddOn?
    var sheet: FormSheet

    init(_ start: AddOnFormStart, _ context: Context) {
        self.start = start
        before = start.addOn
        id = start.addOn?.id ?? context.newID()
        sheet = FormSheet("add-on", Self.form(start.addOn, of: start.service))
    }

    private static func form(_ addOn: AddOn?, of service: Service) -> Form {
        let minutes = addOn.flatMap { $0.minutes == 0 ? nil : "\($0.minutes)" } ?? ""
        return Form([
            FormField("service", "Service", .fixed(service.name)),
            FormField("name", "Name", .text(TextField(addOn?.name ?? "", limit: 300)), isRequired: true),
            FormField(
                "price", "Price",
                .text(
                    TextField(
                        addOn?.price.description ?? "", content: .decimal, placeholder: "such as 15.00", limit: 14)),
                hint: "on top of the service's", isRequired: true),
            FormField(
                "minutes", "Minutes",
                .text(TextField(minutes, content: .integer, placeholder: "none", limit: 5)),
                hint: "how much longer the expert's hands are taken"),
        ])
    }

    var isTyping: Bool { true }
    var unsaved: String? { sheet.unsaved }

    var presentation: Presentation {
        .dialog(title: start.addOn == nil ? "New add-on" : "Edit add-on", width: 64, height: 15)
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let services = try backend.desk.services
        switch job {
        case .save(let addOn):
            try services.saveAddOn(addOn)
            return .saved
        case .fresh: return .catalogue(try services.catalogue(includeInactive: true))
        }
    }

    static func foresight(of job: Job) -> Foresight<AddOnFormScreen>? {
        switch job {
        case .save: .answer(.saved)
        case .fresh: nil
        }
    }

    mutating func update(_ message: Message<AddOnFormScreen>, _ context: Context) -> [Effect<AddOnFormScreen>] {
        switch message {
        case .action(.save): return save(context)
        case .input(let input):
            if case .submitted = sheet.take(input, in: context.area) { return save(context) }
            return []
        case .answer(.save(let addOn), .success):
            let news = "\(start.addOn == nil ? "Added" : "Saved") \(addOn.name)."
            return [.changed(.services), .toast(news), .finish()]
        case .answer(.fresh, .success(.catalogue(let catalogue))):
            merge(catalogue.addOns.first { $0.id == id })
            return []
        case .answer(.fresh, .failure(let error)):
            if case .unavailable = error {} else { sheet.problem = error.message }
            return []
        case .answer(.save, .failure(let error)):
            sheet.refuse(error)
            if case .stale = error { return [.load(.fresh, "fresh")] }
            return []
        case .back: return sheet.back() ? [.close] : []
        case .opened, .answer, .reply, .changed, .tick: return []
        }
    }

    /// Somebody else changed the add-on: what they left is what the next save is based on.
    private mutating func merge(_ addOn: AddOn?) {
        guard let addOn else {
            sheet.problem = SalonError.notFound(what: "add-on").message
            return
        }
        sheet.merge(Self.form(addOn, of: start.service), base: Self.form(before, of: start.service))
        before = addOn
    }

    private mutating func save(_ context: Context) -> [Effect<AddOnFormScreen>] {
        guard let addOn = addOn(context) else { return [] }
        sheet.begin()
        return [.save(.save(addOn))]
    }

    /// The add-on as the form describes it; nil if something can't stay so, which the form then shows.
    private mutating func addOn(_ context: Context) -> AddOn? {
        let form = sheet.form
        let (id, service, version) = (id, start.service.id, before?.version ?? 1)
        let currency = context.branch.currency
        return sheet.checked { errors in
            let name = errors.value("name") { () throws(SalonError) in try Validation.name(form.text("name")) }
            let price = errors.value("price") { () throws(SalonError) in
                try Validation.price(form.text("price"), currency)
            }
            let minutes =
                form.text("minutes").isEmpty
                ? 0
                : errors.value("minutes") { () throws(SalonError) in
                    try Validation.minutes(
                        form.text("minutes"), field: "minutes", allowed: 0...LocalTime.minutesPerDay)
                }
            guard let name, let price, let minutes else { return nil }
            return AddOn(id: id, serviceID: service, name: name, price: price, minutes: minutes, version: version)
        }
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? { sheet.reasonAgainstSaving }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let key = context.keyName(ActionID(Self.place, ActionName.save.rawValue))
        sheet.draw(in: area, into: &frame, context, save: KeyHint(key, "save"))
    }
}
