import Salon
import SalonStore
import Terminal

/// What an expert does: all services, marked, with own prices and times.
struct ExpertServicesScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case save, toggle, own, clear, category, find, take
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case catalogue
        /// What they do from now on, and what they did when it was read.
        case save(ExpertID, [ExpertService], knowing: [ExpertService])
    }

    enum Answer: Sendable {
        case catalogue(Catalogue)
        case saved
    }

    /// A service, and whether and how the expert does it.
    struct Line: Equatable {
        let service: Service
        let category: String
        var isDone: Bool
        /// Their own price; nil for the catalogue's.
        var price: Money?
        /// Their own hands-on time; nil for the catalogue's.
        var minutes: Minutes?
    }

    /// What is typed in a line.
    enum Column: Equatable {
        case price, minutes
    }

    /// How far the saving is.
    enum State: Equatable {
        case open, saving
        /// The server was away; it is saved when it is back.
        case kept
    }

    static let place = "expertServices"
    static let placeTitle = "Services of an expert"
    private static let list: Scope = "list"
    private static let typing: Scope = "typing"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .save, "save", keys: ["ctrl-s"], permission: .expertsManage,
            help: "Saves what the expert does. Booked appointments stay as they are."),
        .init(
            .toggle, "does it", keys: ["space"], in: [list], permission: .expertsManage,
            help: "Marks the service as done by the expert, or not."),
        .init(
            .own, "own price, time", keys: ["enter"], in: [list], permission: .expertsManage,
            help: "Types the expert's own price, then their own time."),
        .init(
            .clear, "as catalogue", keys: ["del", "backspace"], in: [list], permission: .expertsManage,
            help: "Takes the own price and time away: the catalogue's count."),
        .init(
            .category, "all of these", keys: ["a"], in: [list], permission: .expertsManage,
            help: "Marks all services of the category, or none if all are marked."),
        .init(.find, "find", keys: ["/"], in: [list], help: "Shows only what has the typed words."),
        .init(.take, "take", keys: ["enter", "tab"], in: [typing], help: "Takes what is typed and goes on."),
    ]

    let expert: Expert
    /// Nil while they are on their way.
    var lines: [Line]?
    /// As they were read.
    var saved: [Line] = []
    var failure: SalonError?
    var state = State.open
    /// The service under the cursor.
    var selected: ServiceID?
    var filter = TextField(placeholder: "service or category", limit: 100)
    var isFinding = false
    /// What is being typed, and where.
    var column: Column?
    var field = TextField("", content: .decimal, limit: 12)
    /// What is wrong with what is typed, or with what was saved.
    var problem: String?

    init(_ expert: Expert) { self.expert = expert }

    var scope: Scope { isTyping ? Self.typing : Self.list }
    var isTyping: Bool { isFinding || column != nil }
    var presentation: Presentation {
        .dialog(title: "What \(expert.name.prefix(40)) does", width: 92, height: 40)
    }

    var unsaved: String? {
        if state != .open { return "These services still wait for the server." }
        return lines.map { $0 != saved || column != nil } == true ? "What was changed here is not saved." : nil
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let desk = try backend.desk
        switch job {
        case .catalogue: return .catalogue(try desk.services.catalogue(includeInactive: true))
        case .save(let id, let services, let known):
            try desk.experts.setServices(id, services, knowing: known)
            return .saved
        }
    }

    static func foresight(of job: Job) -> Foresight<ExpertServicesScreen>? {
        switch job {
        case .save: .answer(.saved)
        case .catalogue: nil
        }
    }

    // MARK: Lines

    /// All services, those that are switched off only if the expert does them.
    static func lines(_ catalogue: Catalogue, of expert: ExpertID) -> [Line] {
        let names = Dictionary(catalogue.categories.map { ($0.id, $0) }) { first, _ in first }
        let own = Dictionary(
            catalogue.skills.filter { $0.expertID == expert }.map { ($0.serviceID, $0) }
        ) { first, _ in first }
        return catalogue.services.compactMap { service in
            let category = names[service.categoryID]
            let skill = own[service.id]
            guard skill != nil || (service.isActive && category?.isActive == true) else { return nil }
            return Line(
                service: service, category: category?.name ?? "", isDone: skill != nil, price: skill?.price,
                minutes: skill?.duration)
        }
    }

    /// The lines that the filter finds, in their order.
    var shown: [Line] {
        let lines = lines ?? []
        let query = FuzzyMatch.Query(filter.text)
        return query.isEmpty
            ? lines
            : lines.filter { FuzzyMatch(query, in: FuzzyMatch.Text("\($0.service.name) \($0.category)")) != nil }
    }

    /// The line under the cursor.
    var line: Line? { shown.first { $0.service.id == selected } }

    mutating func change(_ id: ServiceID?, _ change: (inout Line) -> Void) {
        guard let index = lines?.firstIndex(where: { $0.service.id == id }), var line = lines?[index] else { return }
        change(&line)
        lines?[index] = line
    }
}
