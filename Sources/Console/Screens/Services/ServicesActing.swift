import Salon
import SalonStore
import Terminal

/// The actions of the table.
extension ServicesScreen {
    mutating func perform(_ action: ActionName, _ context: Context) -> Effects {
        switch action {
        case .open: return open()
        case .turn:
            search.isTyping = false
            isOnDetails.toggle()
            return []
        case .find:
            isOnDetails = false
            search.isTyping = true
            return []
        case .refresh:
            future = [:]
            return [.load(.catalogue)]
        case .new:
            return [
                .go(.serviceForm(ServiceFormStart(categories: catalogue?.categories ?? [], category: categoryHere)))
            ]
        case .edit: return edit()
        case .toggle: return askToSwitch()
        case .addOn: return service.map { [.go(.addOnForm(AddOnFormStart(service: $0)))] } ?? []
        case .history:
            return service.map { [.go(.history(HistorySubject(entity: .services, id: $0.id.value, name: $0.name)))] }
                ?? []
        case .category: return [.ask(.newCategory, Self.nameDialog("New category", "", accept: "Add"))]
        }
    }

    /// A category is folded, a service is read.
    mutating func open() -> Effects {
        search.isTyping = false
        guard category == nil else {
            _ = tree.handle(.space)
            return []
        }
        isOnDetails = tree.selected != nil
        return []
    }

    private func edit() -> Effects {
        if let category {
            return [.ask(.rename(category.id), Self.nameDialog("Rename the category", category.name, accept: "Rename"))]
        }
        guard let service else { return [] }
        if let addOn { return [.go(.addOnForm(AddOnFormStart(service: service, addOn: addOn)))] }
        return [
            .go(
                .serviceForm(
                    ServiceFormStart(
                        categories: catalogue?.categories ?? [], service: service, future: future[service.id])))
        ]
    }

    private static func nameDialog(_ title: String, _ name: String, accept: String, message: String = "") -> Dialog {
        .prompt(
            title: title, message: message, field: TextField(name, placeholder: "Hair", limit: 300), accept: accept,
            refuse: "Back")
    }

    // MARK: Off and on

    private func askToSwitch() -> Effects {
        if let category { return [.ask(.switchCategory(category.id), switchDialog(category))] }
        if let addOn {
            return [
                .ask(
                    .removeAddOn(addOn.id),
                    .confirm(
                        title: "Remove \(addOn.name.prefix(60))?",
                        message: "It can't be booked any more. Appointments that have it keep it.", accept: "Remove it",
                        refuse: "Keep it"))
            ]
        }
        return service.map { [.ask(.switchService($0.id), switchDialog($0))] } ?? []
    }

    private func switchDialog(_ service: Service) -> Dialog {
        let name = service.name.prefix(60)
        guard service.isActive else {
            return .confirm(
                title: "Switch \(name) on?", message: "It can be booked again, at \(service.price.withCode).",
                accept: "Switch it on", refuse: "Leave it off", isDangerous: false)
        }
        let stay =
            switch future[service.id] {
            case nil: "Appointments that are booked stay as they are."
            case 0: "It has no appointments to come."
            case 1: "The one appointment to come stays as it is."
            case .some(let count): "The \(count) appointments to come stay as they are."
            }
        return .confirm(
            title: "Switch \(name) off?", message: "It can't be booked any more, here or on the website. \(stay)",
            accept: "Switch it off", refuse: "Keep it on")
    }

    private func switchDialog(_ category: ServiceCategory) -> Dialog {
        let name = category.name.prefix(60)
        let services = SpanText.count(catalogue?.services(in: category.id).count ?? 0, "service")
        guard category.isActive else {
            return .confirm(
                title: "Switch \(name) on?",
                message: "Its \(services) can be booked again, but for those that are switched off themselves.",
                accept: "Switch it on", refuse: "Leave it off", isDangerous: false)
        }
        return .confirm(
            title: "Switch \(name) off?",
            message: "None of its \(services) can be booked any more, here or on the website. Appointments that are "
                + "booked stay as they are.",
            accept: "Switch it off", refuse: "Keep it on")
    }

    // MARK: Answers to questions

    func take(_ reply: Reply, to question: Question, _ context: Context) -> Effects {
        guard case .accepted(let text, _) = reply else { return [] }
        switch question {
        case .newCategory: return [.save(.addCategory(context.newID(), text))]
        case .rename(let id):
            guard let category = catalogue?.categories.first(where: { $0.id == id }) else { return [] }
            return [.save(.renameCategory(id, version: category.version, text))]
        case .removeAddOn(let id): return [.save(.removeAddOn(id))]
        case .switchCategory(let id):
            guard let category = catalogue?.categories.first(where: { $0.id == id }) else { return [] }
            return [.save(.switchCategory(id, !category.isActive))]
        case .switchService(let id):
            guard let service = catalogue?.service(id) else { return [] }
            var draft = ServiceDraft(service)
            draft.isActive.toggle()
            return [.save(.editService(id, version: service.version, draft))]
        }
    }

    func news(of job: Job) -> String {
        switch job {
        case .editService(_, _, let draft):
            draft.isActive
                ? "\(draft.name) can be booked again." : "\(draft.name) is switched off. Its appointments stay."
        case .addCategory(_, let name): "Added the category \(name). n adds a service to it."
        case .renameCategory(_, _, let name): "The category is called \(name) now."
        case .switchCategory(_, let isActive):
            isActive ? "The category can be booked again." : "The category is switched off. Its appointments stay."
        case .removeAddOn: "The add-on is removed. Appointments that have it keep it."
        case .catalogue, .future: ""
        }
    }

    /// What was typed isn't lost: a name that can't be taken is asked for again.
    func refuse(_ error: SalonError, _ job: Job) -> Effects {
        switch (job, error) {
        case (_, .unavailable):
            return [.toast("The server is away. The change is kept and made when it is back.", .warning)]
        case (.addCategory(_, let name), .invalid(_, let sentence)):
            return [.ask(.newCategory, Self.nameDialog("New category", name, accept: "Add", message: sentence))]
        case (.renameCategory(let id, _, let name), .invalid), (.renameCategory(let id, _, let name), .stale):
            let again = Self.nameDialog("Rename the category", name, accept: "Rename", message: error.message)
            return [.load(.catalogue), .ask(.rename(id), again)]
        default: return [.toast(error), .load(.catalogue)]
        }
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        switch action {
        case .find, .refresh, .category: return nil
        case .new:
            guard let catalogue else { return "The services are still on their way." }
            return catalogue.categories.isEmpty ? "Add a category first: C." : nil
        case .open, .turn, .edit, .toggle: return tree.selected == nil ? "There is nothing under the cursor." : nil
        case .addOn, .history: return service == nil ? "Put the cursor on a service first." : nil
        }
    }
}

extension ServiceDraft {
    /// The form of a service that is there already.
    init(_ service: Service) {
        self.init(
            categoryID: service.categoryID, name: service.name, description: service.description, price: service.price,
            phases: service.phases, isActive: service.isActive)
    }
}
