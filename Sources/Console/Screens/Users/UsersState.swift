import Salon
import SalonStore
import Terminal

/// The tab Users: the accounts of staff and clients, and all about the one under the cursor.
struct UsersScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case open, next, previous, find, turn, refresh
    }

    /// Whom the list shows.
    struct Query: Equatable, Sendable {
        let kind: UserKind
        let text: String
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case page(Query, PageRequest<UserKey>, Table<UserID>.Edge)
        case card(UserID)
    }

    enum Answer: Sendable {
        case page(Page<UserRow, UserKey>)
        case card(UserCard)
    }

    static let place = "users"
    static let placeTitle = "Users"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .open, "open", keys: ["enter"], permission: .usersView,
            help: "Opens the details: contacts, sign-ins, wrong passwords."),
        .init(
            .next, "staff / clients", keys: ["f"], permission: .usersView,
            help: "Shows the next kind of accounts: staff, one role of it, clients."),
        .init(
            .previous, "kind before", keys: ["F"], permission: .usersView, isHinted: false,
            help: "Shows the kind of accounts before."),
        .init(
            .find, "find", keys: ["/"], permission: .usersView,
            help: "Finds accounts while you type: any part of name, e-mail or phone."),
        .init(.turn, "list / details", keys: ["tab"], isHinted: false, help: "Goes to the details and back."),
        .init(.refresh, "refresh", keys: ["R", "f5"], isHinted: false, help: "Reads the accounts anew."),
    ]

    var list = UsersList()
    /// An account that was asked for, whatever the list shows.
    var wanted: UserID?
    /// The account whose card was asked for last.
    var reading: UserID?
    var card: UserCard?
    /// Why there is no card to show.
    var failure: SalonError?
    /// The keys go to the details.
    var isOnDetails = false
    var top = 0

    var isTyping: Bool { list.isTyping }

    /// The account that the keys are about.
    var subject: UserID? { wanted ?? list.table.selected?.id }

    /// Its card, if it is here.
    var shownCard: UserCard? { card?.user.id == subject ? card : nil }

    /// What is known of it: the card's, or the list's as long as the card is on its way.
    var user: StaffMember? { shownCard?.user ?? subject.flatMap { list.rows[$0]?.user } }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let users = try backend.desk.users
        switch job {
        case .page(let query, let page, _): return .page(try users.page(query.kind, text: query.text, page))
        case .card(let id): return .card(try users.card(id))
        }
    }
}
