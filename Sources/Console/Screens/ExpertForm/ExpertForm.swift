import Salon
import SalonStore
import Terminal

/// What stands in the form, and what is read out of it.
extension ExpertFormScreen {
    /// The colours of columns, by name.
    static let colours = ["blue", "green", "magenta", "red", "cyan", "yellow", "pink", "orange"]
    private static let noColour = "any"

    static func form(_ expert: Expert?) -> Form {
        func text(_ value: String?, _ placeholder: String = "", limit: Int) -> FormField.Control {
            .text(TextField(value ?? "", placeholder: placeholder, limit: limit))
        }
        // A colour that the website gave stays as it is.
        let colours = Self.colours + [expert?.colour].compactMap(\.self).filter { !Self.colours.contains($0) }
        let order = expert.map { "\($0.displayOrder)" }
        return Form([
            FormField("name", "Name", text(expert?.name, limit: 300), isRequired: true),
            FormField("specialty", "Speciality", text(expert?.specialty, "cuts and colour", limit: 520)),
            FormField("email", "E-mail", text(expert?.email, "name@example.com", limit: 255)),
            FormField("phone", "Phone", text(expert?.phone, "+33 1 23 45 67 89", limit: 30)),
            FormField(
                "bio", "Website", .area(TextArea(expert?.bio ?? "", height: 3)), hint: "what clients read about them"),
            FormField(
                "colour", "Colour",
                .choice(
                    ChoiceControl(
                        [noColour] + colours,
                        selected: expert?.colour.flatMap { colours.firstIndex(of: $0) }.map { $0 + 1 } ?? 0))
            ),
            FormField(
                "order", "Column",
                .text(TextField(order ?? "", content: .integer, placeholder: "the last", limit: 5)),
                hint: "the place in the day, smallest first"),
            FormField("active", "Booking", .toggle(expert?.isActive ?? true, caption: "can be booked")),
        ])
    }

    /// The expert as the form describes them; nil if something can't stay so, which the form then shows.
    mutating func draft() -> ExpertDraft? {
        let form = sheet.form
        let isNew = before == nil
        return sheet.checked { errors in
            let name = errors.value("name") { () throws(SalonError) in try Validation.personName(form.text("name")) }
            let specialty = errors.value("specialty") { () throws(SalonError) in
                try Validation.note(form.text("specialty"), field: "speciality", longest: 500)
            }
            let email = errors.value("email") { () throws(SalonError) in
                form.text("email").allSatisfy(\.isWhitespace) ? "" : try Validation.email(form.text("email"))
            }
            let phone = errors.value("phone") { () throws(SalonError) in
                form.text("phone").allSatisfy(\.isWhitespace) ? "" : try Validation.phone(form.text("phone"))
            }
            let bio = errors.value("bio") { () throws(SalonError) in
                try Validation.note(form.text("bio"), field: "text")
            }
            let order = form.text("order").isEmpty && isNew ? 0 : Int(form.text("order"))
            guard let order, (0...9_999).contains(order) else {
                errors.note("order", "Give a number from 0 to 9999; the smallest stands at the left.")
                return nil
            }
            guard let name, let specialty, let email, let phone, let bio else { return nil }
            return ExpertDraft(
                name: name, email: email, phone: phone, specialty: specialty ?? "", bio: bio ?? "",
                colour: Self.colour(in: form), displayOrder: order, isActive: form.isOn("active"))
        }
    }

    private static func colour(in form: Form) -> String {
        guard case .choice(let choice) = form["colour"]?.control, let index = choice.selected, index > 0 else {
            return ""
        }
        return choice.options[index].title
    }
}
