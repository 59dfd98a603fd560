import Salon
import SalonStore
import Terminal

/// A line of the palette, such as "maria cut fri 3pm ben", in the form: what it says is filled in, and what could be
/// something else is asked at its field.
extension BookingScreen {
    /// Words that can mean several things. The likeliest stands in the form; the field's search opens on all of them
    /// when one comes to the field.
    struct Doubt: Equatable, Sendable {
        let field: String
        let words: String
        /// The likeliest first.
        let choices: [PickerItem]
        /// The service that stands for it; nil for the expert.
        var part: Int?
        var isAsked = false
    }

    mutating func fill(from line: String, _ catalogue: Catalogue, _ context: Context) -> Effects {
        let phrase = BookingPhrase(line, catalogue: catalogue, today: context.today)
        for choice in phrase.services {
            add(choice.best)
            guard choice.isDoubtful else { continue }
            doubts.append(
                Doubt(
                    field: "services", words: choice.words, choices: choice.candidates.map(Self.item), part: lastPart))
        }
        if let choice = phrase.expert, let expert = catalogue.expert(choice.best.id) {
            choose(expert)
            if choice.isDoubtful {
                doubts.append(
                    Doubt(field: "expert", words: choice.words, choices: choice.candidates.map(Self.item)))
            }
        }
        showDoubts()
        if let paying = phrase.paying { choose(paying) }
        var effects: Effects = []
        if let text = phrase.when(today: context.today) {
            form.set("when", text: text)
            effects += readDays(context)
        }
        if !phrase.client.isEmpty {
            form.focus(on: "client")
            effects += type(phrase.client, context)
        }
        return effects
    }

    private static func item(_ person: BookingPhrase.Person) -> PickerItem {
        PickerItem(id: person.id.description, title: person.name)
    }

    private mutating func choose(_ paying: BookingPhrase.Paying) {
        let index: Int? =
            switch paying {
            case .hold: 0
            case .now(.cash): 1
            case .now(.card): 2
            case .now(.online): nil
            }
        form.update("payment") { field in
            guard let index, case .choice(var choice) = field.control else {
                field.alert = "Nobody pays online at the desk."
                return
            }
            choice.selected = index
            field.control = .choice(choice)
        }
    }

    // MARK: Asking

    /// Opens the search of the field with the focus on what its words could mean, once for each doubt. Who closes it
    /// without choosing keeps the likeliest.
    mutating func askDoubt() {
        leaveDoubts()
        guard pane == .form, let index = doubts.firstIndex(where: { $0.field == form.focusedID && !$0.isAsked }) else {
            return
        }
        doubts[index].isAsked = true
        let choices = doubts[index].choices
        if doubts[index].field == "expert", case .picker(let control) = form["expert"]?.control {
            let others = control.picker.items.filter { item in !choices.contains { $0.id == item.id } }
            form.update("expert") {
                $0.control = .picker(PickerControl(Picker(items: choices + others), item: control.item))
            }
            _ = form.handle(.space)
        } else if case .event(.search(let id, _, let request)) = form.handle(.space) {
            form.show(choices + serviceItems("").filter { !choices.contains($0) }, in: id, for: request)
        }
    }

    /// Forgets what was asked and isn't any more.
    mutating func leaveDoubts() {
        let left = doubts.filter { !$0.isAsked || isSearchOpen($0.field) }
        guard left.count < doubts.count else { return }
        doubts = left
        showDoubts()
    }

    private func isSearchOpen(_ field: String) -> Bool {
        switch form[field]?.control {
        case .picker(let control): control.isOpen
        case .list(let control): control.isOpen
        default: false
        }
    }

    /// Puts the service that was picked in the place of the one that stood for the words; false if none was asked for.
    mutating func settleDoubt(with item: PickerItem) -> Bool {
        guard let doubt = doubts.firstIndex(where: { $0.field == "services" && $0.isAsked }),
            let part = parts.firstIndex(where: { $0.number == doubts[doubt].part }),
            doubts[doubt].choices.contains(item),
            let service = catalogue?.services.first(where: { Self.item($0).id == item.id })
        else { return false }
        parts[part].service = service
        parts[part].addOns = []
        doubts.remove(at: doubt)
        showDoubts()
        showParts()
        return true
    }

    /// The person has had their say about a field.
    mutating func forgetDoubts(of field: String) {
        guard doubts.contains(where: { $0.field == field }) else { return }
        doubts.removeAll { $0.field == field }
        showDoubts()
    }

    private mutating func showDoubts() {
        for field in ["services", "expert"] {
            let alert = wordsOfDoubt(about: field).joined(separator: " ")
            form.update(field) { $0.alert = alert }
        }
    }

    private func wordsOfDoubt(about field: String) -> [String] {
        doubts.filter { $0.field == field }.map { doubt in
            let others = doubt.choices.dropFirst().map(\.title)
            return "“\(doubt.words)”: or \(others.prefix(3).joined(separator: ", "))\(others.count > 3 ? " …" : "")?"
        }
    }
}
