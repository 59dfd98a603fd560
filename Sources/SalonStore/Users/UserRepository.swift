import Postgres
import Salon

/// The accounts of staff and clients. Each call takes one round trip.
///
/// All calls throw `forbidden` where the role does not allow it or the session is over, and `unavailable` when the
/// database cannot be reached or cannot do it now.
public struct UserRepository: Sendable {
    let desk: Desk

    /// A page of the list by name. With a text: staff who have it anywhere in name, address or number, as pages;
    /// clients who match it, best first, as one page.
    public func page(
        _ kind: UserKind, text: String = "", _ page: PageRequest<UserKey>
    ) throws(SalonError) -> Page<UserRow, UserKey> {
        try desk.session.require(.usersView)
        let query = text.trimmed
        var pipeline = desk.pipeline()
        let isSearch = kind == .role(.user) && !query.isEmpty
        let rows =
            isSearch
            ? pipeline.add(UserSQL.foundClients, query, Int32(page.limit))
            : add(kind, query, page, to: &pipeline)
        let fetched = try desk.run(pipeline) { (answers) throws(PostgresError) in
            try answers[rows].read { (row) throws(PostgresError) in
                var cursor = row.cursor
                let user = try StaffMember(&cursor)
                return UserRow(user: user, key: UserKey(nameKey: try cursor.next(), id: user.id))
            }
        }
        return isSearch
            ? Page(rows: fetched, hasMoreBefore: false, hasMoreAfter: false) : Page(fetched: fetched, for: page)
    }

    /// Everything about an account. Throws `notFound`.
    public func card(_ id: UserID) throws(SalonError) -> UserCard {
        try desk.session.require(.usersView)
        var pipeline = desk.pipeline()
        let head = pipeline.add(UserSQL.card, id)
        let card = try desk.run(pipeline) { (answers) throws(PostgresError) -> UserCard? in
            guard let row = answers[head].first else { return nil }
            var cursor = row.cursor
            let user = try StaffMember(&cursor)
            _ = try cursor.next(String.self)
            let createdAt: Instant = try cursor.next()
            let failed: Int = try cursor.next()
            let isGuest: Bool = try cursor.next()
            let expert: ExpertID? = try cursor.next()
            let name: String? = try cursor.next()
            let linked: UserCard.LinkedExpert? =
                if let expert, let name { UserCard.LinkedExpert(id: expert, name: name) } else { nil }
            return UserCard(
                user: user, createdAt: createdAt, failedAttempts: failed, isGuest: isGuest, expert: linked,
                passwordChangedAt: try cursor.next(), isLastOwner: try cursor.next())
        }
        guard let card else { throw .notFound(what: "account") }
        return card
    }

    private func add(
        _ kind: UserKind, _ query: String, _ page: PageRequest<UserKey>, to pipeline: inout Pipeline
    ) -> Pipeline.Ticket {
        let key = page.before ?? page.after ?? UserKey(nameKey: "", id: UserID(UUIDValue(high: 0, low: 0)))
        let role: Role?
        let statement: Statement
        switch kind {
        case .role(.user):
            role = .user
            statement = page.isBackwards ? UserSQL.clientsBefore : UserSQL.clients
        case .role(let wanted):
            role = wanted
            statement = page.isBackwards ? UserSQL.staffBefore : UserSQL.staff
        case .staff:
            role = nil
            statement = page.isBackwards ? UserSQL.staffBefore : UserSQL.staff
        }
        return pipeline.add(statement, role?.rawValue, query, key.nameKey, key.id, Int32(page.limit + 1))
    }
}

extension Desk {
    /// The accounts.
    public var users: UserRepository { UserRepository(desk: self) }
}

extension StaffMember {
    /// Reads `UserSQL.member`.
    init(_ cursor: inout RowCursor) throws(PostgresError) {
        self.init(
            id: try cursor.next(), name: try cursor.next(), email: try cursor.next(), phone: try cursor.next(),
            role: try cursor.next(), isVerified: try cursor.next(), lockedUntil: try cursor.next(),
            lastSignIn: try cursor.next(), disabledAt: try cursor.next(), version: try cursor.next())
    }
}
