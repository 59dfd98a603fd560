import Salon
import SalonStore
import Terminal

/// What stands in the form, and what is read out of it.
extension BookingScreen {
    static func emptyForm(_ context: Context) -> Form {
        let hold = SpanText.minutes(context.branch.holdMinutes)
        return Form([
            FormField(
                "client", "Client",
                .picker(PickerControl(Picker(searching: "name, phone or e-mail", newTitle: "New client"))),
                isRequired: true),
            hidden(FormField("phone", "Phone", .text(TextField(placeholder: "+33 1 23 45 67 89", limit: 20)))),
            hidden(FormField("email", "E-mail", .text(TextField(placeholder: "name@example.com", limit: 255)))),
            FormField(
                "services", "Services", .list(ListControl(Picker(searching: "type a service"))), isRequired: true),
            hidden(FormField("order", "Order", .choice(ChoiceControl(["as listed", "any order"])))),
            FormField(
                "expert", "Expert", .picker(PickerControl(Picker(items: [anyone]), item: anyone)), isRequired: true),
            FormField(
                "when", "When", .text(TextField(placeholder: "fri, +6w, 24/12, fri 15:00", limit: 40)), isRequired: true
            ),
            FormField("payment", "Payment", .choice(ChoiceControl(["hold \(hold)", "cash", "card"]))),
            FormField("source", "Booked", .choice(ChoiceControl(["at the desk", "by phone", "walk-in"]))),
            FormField("note", "Note", .text(TextField(limit: 500))),
            FormField("total", "Total", .fixed("")),
        ])
    }

    private static func hidden(_ field: FormField) -> FormField {
        var field = field
        field.isHidden = true
        return field
    }

    static let anyone = PickerItem(id: "", title: "Anyone free")

    static func text(of date: LocalDate, _ time: LocalTime?, _ context: Context) -> String {
        let day = date == context.today ? "today" : date == context.today + 1 ? "tomorrow" : date.description
        return day + (time.map { " \($0)" } ?? "")
    }

    // MARK: Reading

    var expertID: ExpertID? { form.item("expert").flatMap { ExpertID($0.id) } }

    var settlement: Settlement {
        switch form.choice("payment") {
        case 1: .payNow(.cash)
        case 2: .payNow(.card)
        default: .hold
        }
    }

    var source: Source {
        switch form.choice("source") {
        case 1: .phone
        case 2: .walkIn
        default: .desk
        }
    }

    var newClientDraft: ClientDraft {
        ClientDraft(name: form.item("client")?.title ?? "", email: form.text("email"), phone: form.text("phone"))
    }

    /// What was typed, for somebody who waits instead.
    var waiting: WaitlistFormStart {
        let draft = newClientDraft
        let from = isNext ? nil : date
        return .new(
            WaitlistDraft(
                clientID: clientID, name: draft.name, phone: draft.phone, services: parts.map(\.service.id),
                experts: expertID.map { [$0] } ?? [], from: from, to: from, wish: wish, note: form.text("note")),
            name: draft.name)
    }

    /// The client of the booking. Throws `invalid` for what a new one can't have.
    func bookingClient() throws(SalonError) -> BookingClient {
        if let clientID { return .known(clientID) }
        guard isNewClient else { throw .invalid(field: "client", sentence: "Choose a client, or type a new name.") }
        return .new(try newClientDraft.client(newClientID))
    }

    // MARK: Client

    static func item(_ hit: ClientHit, today: LocalDate) -> PickerItem {
        var facts = [hit.phone ?? hit.email].compactMap(\.self)
        if let last = hit.lastVisit { facts.append("last \(last.shortText)") }
        if hit.noShows > 0 { facts.append(SpanText.count(hit.noShows, "no-show")) }
        if hit.alert != nil { facts.append("⚠") }
        return PickerItem(id: hit.id.description, title: hit.name, detail: facts.joined(separator: " · "))
    }

    mutating func choose(client id: ClientID) {
        clientID = id
        isNewClient = false
        showNewClientFields()
    }

    mutating func chooseNewClient(_ name: String) {
        clientID = nil
        client = nil
        isNewClient = true
        form.set("client", item: PickerItem(id: "new", title: name, detail: "new client"))
        form.update("client") { field in
            field.hint = "a new client: phone and e-mail go on the card"
            field.alert = ""
        }
        showNewClientFields()
        form.focus(on: "phone")
    }

    mutating func forgetClient() {
        clientID = nil
        client = nil
        isNewClient = false
        form.update("client") { field in
            field.hint = ""
            field.alert = ""
        }
        showNewClientFields()
    }

    private mutating func showNewClientFields() {
        for id in ["phone", "email"] { form.update(id) { $0.isHidden = !isNewClient } }
    }

    /// What the desk should know about whoever was chosen.
    mutating func show(_ card: ClientCard) {
        client = card
        clientID = card.client.id
        var facts = [card.client.phone].compactMap(\.self)
        facts.append(card.completed == 0 ? "first visit" : SpanText.count(card.completed, "visit"))
        if let days = card.averageInterval { facts.append(ClientText.interval(days)) }
        if !card.owed.isZero { facts.append("owes \(card.owed.withCode)") }
        form.set("client", item: PickerItem(id: card.client.id.description, title: card.client.name))
        form.update("client") { field in
            field.hint = facts.joined(separator: " · ")
            field.alert = card.client.alert ?? ""
        }
    }

    // MARK: Services

    static func item(_ service: Service) -> PickerItem {
        PickerItem(
            id: "s:\(service.id)", title: service.name,
            detail: "\(SpanText.minutes(service.phases.clientMinutes))  \(service.price.grouped)")
    }

    /// What the search for services answers: add-ons of what is chosen first, then services.
    func serviceItems(_ query: String) -> [PickerItem] {
        guard let catalogue else { return [] }
        let chosen = Set(parts.map(\.service.id))
        let taken = Set(parts.flatMap(\.addOns).map(\.id))
        let addOns = catalogue.addOns.filter { chosen.contains($0.serviceID) && !taken.contains($0.id) }.map {
            PickerItem(id: "a:\($0.id)", title: "+ \($0.name)", detail: "\($0.minutes) min  \($0.price.grouped)")
        }
        let services = catalogue.services.map(Self.item)
        return FuzzyMatch.rank(FuzzyMatch.Query(query), addOns + services, limit: 40) { FuzzyMatch.Text($0.title) }
            .map(\.item)
    }

    mutating func add(_ itemID: String) {
        guard let catalogue else { return }
        let id = String(itemID.dropFirst(2))
        if itemID.hasPrefix("s:"), let service = ServiceID(id).flatMap({ catalogue.service($0) }) {
            add(service)
        } else if let addOn = catalogue.addOns.first(where: { $0.id.description == id }),
            let index = parts.lastIndex(where: { $0.service.id == addOn.serviceID })
        {
            parts[index].addOns.append(addOn)
            showParts()
        }
    }

    mutating func add(_ service: Service) {
        lastPart += 1
        parts.append(Part(number: lastPart, service: service))
        showParts()
    }

    mutating func showParts() {
        let rows = parts.flatMap { part -> [ListControl.Row] in
            let own = expertID.flatMap { catalogue?.skill($0, part.service.id) }
            let quote = Pricing.quote(part.service, own: own, today: date)
            let head = ListControl.Row(
                id: "s:\(part.number)", title: part.service.name,
                detail: "\(SpanText.minutes(quote.phases.clientMinutes))  \(quote.total.grouped)")
            return [head]
                + part.addOns.map {
                    ListControl.Row(
                        id: "a:\(part.number):\($0.id)", title: $0.name,
                        detail: "\($0.minutes) min  \($0.price.grouped)", isIndented: true)
                }
        }
        form.set("services", rows: rows)
        form.update("order") { $0.isHidden = parts.count < 2 }
        showExperts()
    }

    /// Rows were taken out or put in another order: the add-ons go with their service.
    mutating func readParts() {
        let ids = form.rows("services").map(\.id)
        let order = ids.compactMap { $0.hasPrefix("s:") ? Int($0.dropFirst(2)) : nil }
        parts = order.compactMap { number in
            guard var part = parts.first(where: { $0.number == number }) else { return nil }
            part.addOns = part.addOns.filter { ids.contains("a:\(number):\($0.id)") }
            return part
        }
        showParts()
    }

    /// Who does any of what is chosen is offered; the rest of it goes to anyone. Who was chosen and does nothing of it,
    /// goes.
    mutating func showExperts() {
        guard let catalogue else { return }
        let chosen = form.item("expert")
        let able = catalogue.experts.filter { person in
            person.isActive && (parts.isEmpty || parts.contains { does(person.id, $0.service) })
        }
        let items = [Self.anyone] + able.map { PickerItem(id: $0.id.description, title: $0.name) }
        let item = items.first { $0.id == chosen?.id } ?? Self.anyone
        let others = ExpertID(item.id).map { id in parts.map(\.service).filter { !does(id, $0) }.map(\.name) } ?? []
        form.update("expert") { field in
            field.control = .picker(PickerControl(Picker(items: items), item: item))
            if let chosen, item.id != chosen.id {
                field.hint = "\(chosen.title) does nothing of this."
            } else {
                field.hint = others.isEmpty ? "" : "anyone free for \(others.joined(separator: ", "))"
            }
        }
    }

    func does(_ expert: ExpertID, _ service: Service) -> Bool { catalogue?.skill(expert, service.id) != nil }
}
