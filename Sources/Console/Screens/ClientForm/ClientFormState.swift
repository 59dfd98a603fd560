import Salon
import SalonStore
import Terminal

/// What the form of a client begins with.
enum ClientFormStart: Equatable, Sendable {
    /// A new one; with what was typed to find them.
    case new(typed: String)
    /// One who is there.
    case edit(Client)
}

/// The form of a client, new or known. It finishes with the client it is about.
struct ClientFormScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case save, known
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case add(ClientID, ClientDraft)
        case edit(ClientID, version: Int, ClientDraft)
        case duplicates(ClientDraft)
        /// The client as somebody else left them.
        case fresh(ClientID)
    }

    enum Answer: Sendable {
        case saved
        case hits([ClientHit])
        case card(ClientCard)
    }

    enum Question: Equatable, Sendable {
        /// To drop what was typed and open the client who is known.
        case known(ClientID)
    }

    static let place = "client"
    static let placeTitle = "Client"

    static let actions: [ActionRow<ActionName>] = [
        .init(.save, "save", keys: ["ctrl-s"], permission: .clientsManage, help: "Saves the client."),
        .init(
            .known, "open the known one", keys: ["ctrl-o"], permission: .clientsView,
            help: "Leaves the form and opens the client who was pointed out."),
    ]

    let id: ClientID
    /// The client as the form was filled in; nil for a new one.
    private(set) var before: Client?
    var sheet: FormSheet
    /// Clients who may be the same person.
    var hits: [ClientHit] = []

    init(_ start: ClientFormStart, _ context: Context) {
        switch start {
        case .new(let typed):
            id = context.newID()
            sheet = FormSheet("client", Self.form(ClientDraft(name: "")))
            let isNumber = typed.contains { $0.isNumber } && !typed.contains { $0.isLetter }
            sheet.form.set(typed.contains("@") ? "email" : isNumber ? "phone" : "name", text: typed)
        case .edit(let client):
            id = client.id
            before = client
            sheet = FormSheet("client", Self.form(ClientDraft(client)))
        }
        showBirthday(context)
    }

    var isTyping: Bool { true }
    var unsaved: String? { sheet.unsaved }

    var presentation: Presentation {
        .dialog(title: before == nil ? "New client" : "Edit client", width: 78, height: 26)
    }

    /// Somebody else changed the client: what they left is what the next save is based on.
    mutating func merge(_ client: Client) {
        sheet.merge(
            Self.form(ClientDraft(client)), base: Self.form(before.map { ClientDraft($0) } ?? ClientDraft(name: "")))
        before = client
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let clients = try backend.desk.clients
        switch job {
        case .add(let id, let draft):
            try clients.add(id, draft)
            return .saved
        case .edit(let id, let version, let draft):
            try clients.edit(id, version: version, draft)
            return .saved
        case .duplicates(let draft): return .hits(try clients.duplicates(of: draft))
        case .fresh(let id): return .card(try clients.card(id))
        }
    }

    static func foresight(of job: Job) -> Foresight<ClientFormScreen>? {
        switch job {
        case .add, .edit: .answer(.saved)
        case .duplicates, .fresh: nil
        }
    }
}
