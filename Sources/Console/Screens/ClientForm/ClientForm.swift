import Salon
import SalonStore
import Terminal

/// What stands in the form, and what is read out of it.
extension ClientFormScreen {
    static func form(_ draft: ClientDraft) -> Form {
        func line(_ text: String, _ placeholder: String = "", limit: Int) -> FormField.Control {
            .text(TextField(text, placeholder: placeholder, limit: limit))
        }
        return Form([
            FormField("name", "Name", line(draft.name, limit: 300), isRequired: true),
            FormField("phone", "Phone", line(draft.phone, "+33 6 12 34 56 78", limit: 30)),
            FormField("email", "E-mail", line(draft.email, "name@example.com", limit: 300)),
            FormField("alert", "Alert", line(draft.alert, "allergies: what everybody must know", limit: 500)),
            FormField(
                "birthday", "Birthday", line(draft.birthday?.description ?? "", "12/3/1988 or 12 mar 1988", limit: 40)),
            FormField("address", "Address", line(draft.address, limit: 1_000)),
            FormField("notes", "Notes", .area(TextArea(draft.notes, height: 4, limit: 10_000))),
        ])
    }

    /// The client as typed so far, for the search for duplicates.
    var typed: ClientDraft {
        let form = sheet.form
        return ClientDraft(name: form.text("name"), email: form.text("email"), phone: form.text("phone"))
    }

    /// The client as the form describes them; nil if something can't stay so, which the form then shows.
    mutating func draft(_ context: Context) -> ClientDraft? {
        let form = sheet.form
        return sheet.checked { errors in
            func text(_ field: String, _ longest: Int) -> String {
                (errors.value(field) { () throws(SalonError) in
                    try Validation.note(form.text(field), field: field, longest: longest)
                } ?? nil) ?? ""
            }
            func filled(_ field: String, _ check: (String) throws(SalonError) -> String) -> String {
                let typed = form.text(field)
                guard !typed.allSatisfy(\.isWhitespace) else { return "" }
                return errors.value(field) { () throws(SalonError) in try check(typed) } ?? ""
            }
            let name = errors.value("name") { () throws(SalonError) in try Validation.personName(form.text("name")) }
            let phone = filled("phone") { (typed) throws(SalonError) in try Validation.phone(typed) }
            let email = filled("email") { (typed) throws(SalonError) in try Validation.email(typed) }
            let birthday = errors.value("birthday") { () throws(SalonError) in
                try Self.birthday(form.text("birthday"), today: context.today)
            }
            return ClientDraft(
                name: name ?? "", email: email, phone: phone, address: text("address", 1_000),
                birthday: birthday ?? nil, alert: text("alert", 500), notes: text("notes", 10_000))
        }
    }

    /// The day that a text means; nil for a blank one. A year of two digits is the last that has passed.
    static func birthday(_ text: String, today: LocalDate) throws(SalonError) -> LocalDate? {
        guard let first = text.first(where: { !$0.isWhitespace }) else { return nil }
        guard first != "+", first != "-",
            text.contains(where: \.isNumber), let date = DateExpression.parse(text, today: today)
        else {
            throw .invalid(field: "birthday", sentence: "This is no date. Write 12/3/1988 or 12 mar 1988.")
        }
        if date <= today { return date }
        if text.split(whereSeparator: { !$0.isNumber }).contains(where: { $0.count == 4 }) {
            throw .invalid(field: "birthday", sentence: "This day is still to come.")
        }
        guard date.year > today.year + 1 else {
            throw .invalid(field: "birthday", sentence: "Write the birthday with its year, such as 12/3/1988.")
        }
        return date.adding(months: -1_200)
    }

    /// Says below the field which day was understood.
    mutating func showBirthday(_ context: Context) {
        let day = try? Self.birthday(sheet.form.text("birthday"), today: context.today)
        let words = day.map { ClientText.birthday($0, context.today).map(\.0).joined() }
        sheet.form.update("birthday") { $0.hint = words ?? "" }
    }

    // MARK: Duplicates

    /// Points out, at each field, who has the same.
    mutating func showDuplicates(_ context: Context) {
        let key = context.keyName(ActionID(Self.place, ActionName.known.rawValue))
        let typed = typed
        for (field, match, words) in [
            ("name", ClientMatch.name, "has this name"), ("phone", .phone, "has this phone number"),
            ("email", .email, "has this e-mail address"),
        ] {
            let hit = hits.first { $0.shared(with: typed).contains(match) }
            let text = hit.map { hit in
                let contact = [match == .phone ? nil : hit.phone, match == .email ? nil : hit.email]
                    .compactMap(\.self).first
                let last = hit.lastVisit.map { "last here \(ClientText.day($0, context.today))" }
                let facts = [contact, last].compactMap(\.self).joined(separator: ", ")
                let who = match == .name ? "Somebody" : String(hit.name.prefix(60))
                return "\(who) \(words)\(facts.isEmpty ? "" : " (\(facts))"). \(key) opens that card."
            }
            sheet.form.update(field) { $0.alert = text ?? "" }
        }
    }

    /// Whoever was pointed out first.
    var known: ClientHit? { hits.first { !$0.shared(with: typed).isEmpty } }
}
