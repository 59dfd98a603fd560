import Salon
import SalonStore
import Terminal

/// What the form of a service begins with.
struct ServiceFormStart: Equatable, Sendable {
    /// The categories to choose from.
    var categories: [ServiceCategory]
    /// The category of a new one.
    var category: CategoryID?
    /// The service that is changed; nil for a new one.
    var service: Service?
    /// How many appointments to come keep the old price; nil if nobody counted.
    var future: Int?
}

/// The form of a service, new or known.
struct ServiceFormScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case save
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case add(ServiceID, ServiceDraft)
        case edit(ServiceID, version: Int, ServiceDraft)
        /// The service as somebody else left it.
        case fresh
    }

    enum Answer: Sendable {
        case saved
        case catalogue(Catalogue)
    }

    static let place = "service"
    static let placeTitle = "Service"

    static let actions: [ActionRow<ActionName>] = [
        .init(.save, "save", keys: ["ctrl-s"], permission: .servicesManage, help: "Saves the service.")
    ]

    let id: ServiceID
    let start: ServiceFormStart
    /// The service as the form was filled in; nil for a new one.
    private(set) var before: Service?
    var sheet: FormSheet

    init(_ start: ServiceFormStart, _ context: Context) {
        self.start = start
        before = start.service
        id = start.service?.id ?? context.newID()
        sheet = FormSheet("service", Self.form(start.service, start))
        showHints(context)
    }

    var isTyping: Bool { true }
    var unsaved: String? { sheet.unsaved }

    var presentation: Presentation {
        .dialog(title: before == nil ? "New service" : "Edit service", width: 78, height: 30)
    }

    /// Somebody else changed the service: what they left is what the next save is based on.
    mutating func merge(_ service: Service) {
        sheet.merge(Self.form(service, start), base: Self.form(before, start))
        before = service
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let services = try backend.desk.services
        switch job {
        case .add(let id, let draft): try services.addService(id, draft)
        case .edit(let id, let version, let draft): try services.editService(id, version: version, draft)
        case .fresh: return .catalogue(try services.catalogue(includeInactive: true))
        }
        return .saved
    }

    static func foresight(of job: Job) -> Foresight<ServiceFormScreen>? {
        switch job {
        case .add, .edit: .answer(.saved)
        case .fresh: nil
        }
    }
}
