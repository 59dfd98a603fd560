import Salon
import SalonStore
import Terminal

/// The tab Clients: the list, and the card of the client under the cursor.
struct ClientsScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case open, new, edit, book, find, patchTest, removeTest, copy, history, turn, refresh
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case page(String, PageRequest<ClientKey>, Table<ClientID>.Edge)
        case card(ClientID)
        case remove(PatchTest)
    }

    enum Answer: Sendable {
        case page(Page<ClientRow, ClientKey>)
        case card(ClientCard)
        case removed([PatchTestRow])
    }

    enum Question: Equatable, Sendable {
        /// The form of a new client, or of one who is changed.
        case form
        /// A patch test of the client's.
        case patchTest
        /// Which of these patch tests is removed.
        case removeTest([PatchTestRow])
    }

    static let place = "clients"
    static let placeTitle = "Clients"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .open, "open", keys: ["enter"], permission: .clientsView,
            help: "Opens the client's card; on the card, the appointment under the cursor."),
        .init(.new, "new", keys: ["n"], permission: .clientsManage, help: "Adds a client."),
        .init(
            .book, "book", keys: ["b"], permission: .appointmentsManage, help: "Books an appointment for the client."),
        .init(
            .edit, "edit", keys: ["e"], permission: .clientsManage,
            help: "Changes the client's name, contacts, birthday, alert and notes."),
        .init(
            .find, "find", keys: ["/"], permission: .clientsView,
            help: "Finds clients while you type: any part of name, phone or e-mail."),
        .init(
            .patchTest, "patch test", keys: ["p"], permission: .clientsManage,
            help: "Records that a product was tried on the client's skin, and whether it reacted."),
        .init(
            .removeTest, "remove patch test", keys: ["P"], permission: .clientsManage, isDangerous: true,
            isHinted: false, help: "Removes a patch test that was recorded by mistake; asks which."),
        .init(.copy, "copy phone", keys: ["y"], help: "Puts the phone number on the clipboard."),
        .init(
            .history, "history", keys: ["h"], permission: .clientsManage, isHinted: false,
            help: "Shows who changed the client's card, and when."),
        .init(.turn, "list / card", keys: ["tab"], isHinted: false, help: "Goes from the list to the card and back."),
        .init(.refresh, "refresh", keys: ["R", "f5"], isHinted: false, help: "Reads the list and the card anew."),
    ]

    var list = ClientsList()
    /// A client who was asked for by name, wherever the list's cursor stands.
    var wanted: ClientID?
    /// The client whose card was asked for last.
    var reading: ClientID?
    var card: ClientCard?
    /// Why there is no card to show.
    var failure: SalonError?
    /// The keys go to the card.
    var isOnCard = false
    var pane = ClientPane()

    var isTyping: Bool { list.search.isTyping }

    /// The client whom the keys are about.
    var subject: ClientID? { wanted ?? list.pages.table.selected?.id }

    /// What is known of them: the card's, or the list's as long as the card is on its way.
    var client: Client? {
        guard let subject else { return nil }
        return card?.client.id == subject ? card?.client : list.pages.rows[subject]?.client
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let clients = try backend.desk.clients
        switch job {
        case .page(let text, let request, _): return .page(try clients.page(text, request))
        case .card(let id): return .card(try clients.card(id))
        case .remove(let test): return .removed(try clients.remove(test))
        }
    }
}
