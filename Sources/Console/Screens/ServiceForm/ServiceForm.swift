import Salon
import SalonStore
import Terminal

/// What stands in the form, and what is read out of it.
extension ServiceFormScreen {
    /// The fields for minutes: its name, its label, what stands beside it.
    private static let minuteFields = [
        ("processing", "Processing"), ("finishing", "Finishing"), ("buffer", "Clean-up"),
    ]

    static func form(_ service: Service?, _ start: ServiceFormStart) -> Form {
        let categories = start.categories.map {
            PickerItem(id: $0.id.description, title: $0.name, detail: $0.isActive ? "" : "off")
        }
        let chosen = (service?.categoryID ?? start.category)?.description
        func minutes(_ value: Minutes?) -> FormField.Control {
            .text(
                TextField(
                    value.flatMap { $0 == 0 ? nil : "\($0)" } ?? "", content: .integer, placeholder: "none", limit: 5))
        }
        let phases = service?.phases
        return Form([
            FormField("name", "Name", .text(TextField(service?.name ?? "", limit: 300)), isRequired: true),
            FormField(
                "category", "Category",
                .picker(PickerControl(Picker(items: categories), item: categories.first { $0.id == chosen })),
                isRequired: true),
            FormField(
                "price", "Price",
                .text(
                    TextField(
                        service?.price.description ?? "", content: .decimal, placeholder: "such as 65.00", limit: 14)),
                isRequired: true),
            FormField(
                "duration", "Hands on",
                .text(
                    TextField(
                        phases.map { "\($0.handsOn)" } ?? "", content: .integer, placeholder: "minutes", limit: 5)),
                isRequired: true),
            FormField("processing", "Processing", minutes(phases?.processing)),
            FormField("finishing", "Finishing", minutes(phases?.finishing)),
            FormField("buffer", "Clean-up", minutes(phases?.buffer)),
            FormField("sum", "Together", .fixed("")),
            FormField(
                "patch test", "Patch test",
                .text(
                    TextField(
                        service?.patchTestMonths.map { "\($0)" } ?? "", content: .integer, placeholder: "none needed",
                        limit: 3)),
                hint: "for how many months one is good"),
            FormField("description", "Description", .area(TextArea(service?.description ?? "", height: 3))),
            FormField("active", "Booking", .toggle(service?.isActive ?? true, caption: "can be booked")),
        ])
    }

    /// Shows what follows from what is typed: the time in all, and who keeps the old price.
    mutating func showHints(_ context: Context) {
        let times = (["duration"] + Self.minuteFields.map(\.0)).map { field -> Minutes? in
            let text = sheet.form.text(field)
            return text.isEmpty ? 0 : try? Validation.minutes(text, allowed: 0...LocalTime.minutesPerDay)
        }
        let known = times.compactMap(\.self)
        sheet.form.update("sum") { field in
            field.control = .fixed(known.count == times.count ? Self.words(known) : "–")
        }
        guard let before else { return }
        let price = try? Validation.price(sheet.form.text("price"), context.branch.currency)
        sheet.form.update("price") { field in
            guard field.error.isEmpty, let price, price != before.price else {
                field.hint = ""
                return
            }
            let keep =
                switch start.future {
                case nil: "Appointments that are booked keep"
                case 0: "No appointment is to come at"
                case 1: "The one appointment to come keeps"
                case .some(let count): "The \(count) appointments to come keep"
                }
            field.hint = "\(keep) \(before.price.grouped)."
        }
    }

    /// "client 1 h 40, expert free for 35 min".
    private static func words(_ times: [Minutes]) -> String {
        let phases = ServicePhases(handsOn: times[0], processing: times[1], finishing: times[2], buffer: times[3])
        guard phases.totalMinutes > 0 else { return "–" }
        let free = phases.processing > 0 ? ", the expert is free for \(SpanText.minutes(phases.processing)) of it" : ""
        return "\(SpanText.minutes(phases.clientMinutes)) for the client\(free)"
    }

    /// The service as the form describes it; nil if something can't stay so, which the form then shows.
    mutating func draft(_ context: Context) -> ServiceDraft? {
        let form = sheet.form
        let currency = context.branch.currency
        return sheet.checked { errors in
            let name = errors.value("name") { () throws(SalonError) in try Validation.name(form.text("name")) }
            let price = errors.value("price") { () throws(SalonError) in
                try Validation.price(form.text("price"), currency)
            }
            let handsOn = errors.value("duration") { () throws(SalonError) in
                try Validation.minutes(form.text("duration"), field: "hands-on time")
            }
            let others = Self.minuteFields.map { field, label in
                form.text(field).isEmpty
                    ? 0
                    : errors.value(field) { () throws(SalonError) in
                        try Validation.minutes(
                            form.text(field), field: "\(label.lowercased()) time", allowed: 0...LocalTime.minutesPerDay)
                    }
            }
            let months =
                form.text("patch test").isEmpty
                ? nil
                : errors.value("patch test") { () throws(SalonError) in
                    try PatchTestNeed.checked(months: Int(form.text("patch test")) ?? 0)
                }
            let description = errors.value("description") { () throws(SalonError) in
                try Validation.note(form.text("description"), field: "description", longest: 4_000)
            }
            guard let category = form.item("category").flatMap({ CategoryID($0.id) }) else {
                errors.note("category", "Choose a category.")
                return nil
            }
            guard let name, let price, let handsOn, let processing = others[0], let finishing = others[1],
                let buffer = others[2], let description
            else { return nil }
            return ServiceDraft(
                categoryID: category, name: name, description: description, price: price,
                phases: ServicePhases(handsOn: handsOn, processing: processing, finishing: finishing, buffer: buffer),
                patchTestMonths: months, isActive: form.isOn("active"))
        }
    }
}
