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

    /// What the screen asks of the database, in one round trip.
    enum Job: Equatable, Sendable {
        case save(AddOn)
    }

    enum Answer: Sendable {
        case saved
    }

    static let place = "add-on"
    static let placeTitle = "Add-on"

    static let actions: [ActionRow<ActionName>] = [
        .init(.save, "save", keys: ["ctrl-s"], permission: .servicesManage, help: "Saves the add-on.")
    ]

    let id: AddOnID
    let start: AddOnFormStart
    var sheet: FormSheet

    init(_ start: AddOnFormStart, _ context: Context) {
        self.start = start
        id = start.addOn?.id ?? context.newID()
        let minutes = start.addOn.flatMap { $0.minutes == 0 ? nil : "\($0.minutes)" } ?? ""
        sheet = FormSheet(
            "add-on",
            Form([
                FormField("service", "Service", .fixed(start.service.name)),
                FormField("name", "Name", .text(TextField(start.addOn?.name ?? "", limit: 300)), isRequired: true),
                FormField(
                    "price", "Price",
                    .text(
                        TextField(
                            start.addOn?.price.description ?? "", content: .decimal, placeholder: "such as 15.00",
                            limit: 14)),
                    hint: "on top of the service's", isRequired: true),
                FormField(
                    "minutes", "Minutes",
                    .text(TextField(minutes, content: .integer, placeholder: "none", limit: 5)),
                    hint: "how much longer the expert's hands are taken"),
            ]))
    }

    var isTyping: Bool { true }
    var unsaved: String? { sheet.unsaved }

    var presentation: Presentation {
        .dialog(title: start.addOn == nil ? "New add-on" : "Edit add-on", width: 64, height: 15)
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let services = try backend.desk.services
        switch job {
        case .save(let addOn): try services.saveAddOn(addOn)
        }
        return .saved
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
        case .answer(_, .failure(let error)):
            sheet.refuse(error)
            return []
        case .back: return sheet.back() ? [.close] : []
        case .opened, .reply, .changed, .tick: return []
        }
    }

    private mutating func save(_ context: Context) -> [Effect<AddOnFormScreen>] {
        guard let addOn = addOn(context) else { return [] }
        sheet.begin()
        return [.save(.save(addOn))]
    }

    /// The add-on as the form describes it; nil if something can't stay so, which the form then shows.
    private mutating func addOn(_ context: Context) -> AddOn? {
        let form = sheet.form
        let (id, service, currency) = (id, start.service.id, context.branch.currency)
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
            return AddOn(id: id, serviceID: service, name: name, price: price, minutes: minutes)
        }
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? { sheet.reasonAgainstSaving }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let key = context.keyName(ActionID(Self.place, ActionName.save.rawValue))
        sheet.draw(in: area, into: &frame, context, save: KeyHint(key, "save"))
    }
}
