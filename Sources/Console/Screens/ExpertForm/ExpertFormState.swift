import Salon
import SalonStore
import Terminal

/// What the form of an expert begins with: somebody who is changed, or nobody for a new one.
struct ExpertFormStart: Equatable, Sendable {
    var expert: Expert?
    /// The version of the expert that the form shows.
    var version = 0
}

/// The form of an expert, new or known.
struct ExpertFormScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case save
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case add(ExpertID, ExpertDraft)
        case edit(ExpertID, version: Int, ExpertDraft)
        /// The expert as somebody else left them.
        case fresh(ExpertID)
    }

    enum Answer: Sendable {
        case saved
        case card(ExpertCard)
    }

    static let place = "expert"
    static let placeTitle = "Expert"

    static let actions: [ActionRow<ActionName>] = [
        .init(.save, "save", keys: ["ctrl-s"], permission: .expertsManage, help: "Saves the expert.")
    ]

    let id: ExpertID
    /// The expert as the form was filled in, with their version; nil for a new one.
    var before: (expert: Expert, version: Int)?
    var sheet: FormSheet

    init(_ start: ExpertFormStart, _ context: Context) {
        before = start.expert.map { ($0, start.version) }
        id = start.expert?.id ?? context.newID()
        sheet = FormSheet("expert", Self.form(start.expert))
    }

    var isTyping: Bool { true }
    var unsaved: String? { sheet.unsaved }

    var presentation: Presentation {
        .dialog(title: before == nil ? "New expert" : "Edit expert", width: 78, height: 28)
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let experts = try backend.desk.experts
        switch job {
        case .add(let id, let draft): try experts.add(id, draft)
        case .edit(let id, let version, let draft): try experts.edit(id, version: version, draft)
        case .fresh(let id): return .card(try experts.card(id))
        }
        return .saved
    }

    static func foresight(of job: Job) -> Foresight<ExpertFormScreen>? {
        switch job {
        case .add, .edit: .answer(.saved)
        case .fresh: nil
        }
    }
}
