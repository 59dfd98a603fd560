import Salon
import SalonStore
import Terminal

/// The tab Users: the accounts of staff and clients, and all about the one under the cursor.
struct UsersScreen: ConsoleScreen {
    /// Whom the list shows.
    struct Query: Equatable, Sendable {
        let kind: UserKind
        let text: String
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case page(Query, PageRequest<UserKey>, Table<UserID>.Edge)
        case card(UserID)
        case deed(Deed, StaffMember)
    }

    enum Answer: Sendable {
        case page(Page<UserRow, UserKey>)
        case card(UserCard)
        case done
        /// Done, with a code to hand over.
        case code(HandedCode)
    }

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

    var isTyping: Bool { list.search.isTyping }

    /// The account that the keys are about.
    var subject: UserID? { wanted ?? list.pages.table.selected?.id }

    /// Its card, if it is here.
    var shownCard: UserCard? { card?.user.id == subject ? card : nil }

    /// What is known of it: the card's, or the list's as long as the card is on its way.
    var user: StaffMember? { shownCard?.user ?? subject.flatMap { list.pages.rows[$0]?.user } }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let users = try backend.desk.users
        switch job {
        case .page(let query, let page, _): return .page(try users.page(query.kind, text: query.text, page))
        case .card(let id): return .card(try users.card(id))
        case .deed(let deed, let user): return try perform(deed, on: user, with: users)
        }
    }

    static func foresight(of job: Job) -> Foresight<UsersScreen>? {
        switch job {
        case .deed: .answer(.done)
        case .page, .card: nil
        }
    }
}
