import Salon
import SalonStore
import Terminal

/// The tab Services: categories, services and add-ons as a tree, and what the one under the cursor is.
struct ServicesScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case open, new, edit, toggle, addOn, category, find, history, turn, refresh
    }

    /// A row of the tree.
    enum Node: Hashable, Sendable {
        case category(CategoryID)
        case service(ServiceID)
        case addOn(AddOnID)
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case catalogue
        /// How many appointments to come keep the price at which they were booked.
        case future(ServiceID)
        case editService(ServiceID, version: Int, ServiceDraft)
        case addCategory(CategoryID, String)
        case renameCategory(CategoryID, version: Int, String)
        case switchCategory(CategoryID, Bool)
        case removeAddOn(AddOnID)
    }

    enum Answer: Sendable {
        case catalogue(Catalogue)
        case count(Int)
        case saved
    }

    enum Question: Equatable, Sendable {
        case newCategory
        case rename(CategoryID)
        case switchCategory(CategoryID)
        case switchService(ServiceID)
        case removeAddOn(AddOnID)
    }

    static let place = "services"
    static let placeTitle = "Services"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .open, "open", keys: ["enter"], permission: .servicesView,
            help: "Opens the service; a category is folded or unfolded."),
        .init(.new, "new service", keys: ["n"], permission: .servicesManage, help: "Adds a service to the category."),
        .init(
            .edit, "edit", keys: ["e"], permission: .servicesManage,
            help: "Changes the service or the add-on; renames the category."),
        .init(
            .toggle, "off / on", keys: ["x"], permission: .servicesManage, isDangerous: true,
            help: "Switches the service or the category off or on; removes the add-on. Appointments stay."),
        .init(.addOn, "add-on", keys: ["a"], permission: .servicesManage, help: "Adds an add-on to the service."),
        .init(.category, "new category", keys: ["C"], permission: .servicesManage, help: "Adds a category."),
        .init(.find, "find", keys: ["/"], permission: .servicesView, help: "Shows only what has the typed words."),
        .init(
            .history, "history", keys: ["h"], permission: .servicesManage, isHinted: false,
            help: "Shows who changed the service, and when."),
        .init(.turn, "list / details", keys: ["tab"], isHinted: false, help: "Goes to the details and back."),
        .init(.refresh, "refresh", keys: ["R", "f5"], isHinted: false, help: "Reads the services anew."),
    ]

    var catalogue: Catalogue?
    /// Why there is no catalogue to show.
    var failure: SalonError?
    var tree = Tree<Node>(columns: ServiceTree.columns, whenEmpty: EmptyState(title: ""))
    var search = SearchField("service, category or add-on")
    /// What was unfolded before the filter unfolded all.
    var unfolded: Set<Node>?
    /// The row to put the cursor on once the catalogue is there.
    var wanted: Node?
    /// How many appointments to come each service has, as far as it was asked.
    var future: [ServiceID: Int] = [:]
    /// The keys go to the details.
    var isOnDetails = false
    var top = 0

    var isTyping: Bool { search.isTyping }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let services = try backend.desk.services
        switch job {
        case .catalogue: return .catalogue(try services.catalogue(includeInactive: true))
        case .future(let id): return .count(try services.futureAppointments(of: id))
        case .editService(let id, let version, let draft):
            try services.editService(id, version: version, draft)
        case .addCategory(let id, let name): try services.addCategory(id, name: name)
        case .renameCategory(let id, let version, let name):
            try services.renameCategory(id, version: version, name: name)
        case .switchCategory(let id, let isActive): try services.setCategoryActive(id, isActive)
        case .removeAddOn(let id): try services.removeAddOn(id)
        }
        return .saved
    }

    static func foresight(of job: Job) -> Foresight<ServicesScreen>? {
        switch job {
        case .catalogue, .future: nil
        default: .answer(.saved)
        }
    }

    // MARK: What the cursor is on

    var category: ServiceCategory? {
        guard case .category(let id) = tree.selected else { return nil }
        return catalogue?.categories.first { $0.id == id }
    }

    var addOn: AddOn? {
        guard case .addOn(let id) = tree.selected else { return nil }
        return catalogue?.addOns.first { $0.id == id }
    }

    /// The service, or the one of the add-on.
    var service: Service? {
        switch tree.selected {
        case .service(let id): catalogue?.service(id)
        case .addOn: addOn.flatMap { catalogue?.service($0.serviceID) }
        case .category, nil: nil
        }
    }

    /// The category, or the one of the service.
    var categoryHere: CategoryID? { category?.id ?? service?.categoryID }
}
