import Postgres
import Salon

/// The statements that turn a token into a desk, and the reading of their answers.
struct DeskOpening {
    private let token: SessionToken
    private let session: Pipeline.Ticket
    private let branch: Pipeline.Ticket

    /// Adds the statements to a pipeline that is still empty.
    ///
    /// - Parameter extending: Whether the session counts as used, which moves its end.
    init(token: SessionToken, extending: Bool = true, in pipeline: inout Pipeline) {
        self.token = token
        pipeline.add(StoreSQL.identify, token.secret)
        session = pipeline.add(extending ? StoreSQL.resume : StoreSQL.session, token.secret)
        branch = pipeline.add(StoreSQL.branch)
    }

    /// Throws `forbidden` when the session is over.
    func desk(of answers: PipelineAnswers, store: Store) throws(SalonError) -> Desk {
        guard let row = answers[session].first else { throw .sessionOver }
        let (person, salon) = try SalonError.mapped { () throws(PostgresError) -> (Session, Branch?) in
            var cursor = row.cursor
            let person = try Session(&cursor)
            return (person, try answers[branch].first.map { (row) throws(PostgresError) in try Branch(row) })
        }
        guard let salon else { throw .noBranch }
        return Desk(
            session: person, branch: salon, zone: try ZoneFiles.zone(named: salon.timeZone), token: token, store: store,
            opened: answers[branch].first.flatMap { CommitPoint($0, column: 13) })
    }
}

extension Session {
    /// Reads user id, name, address, role, expert id, permissions and their scopes. A permission that this program does not
    /// know gives nothing.
    init(_ cursor: inout RowCursor) throws(PostgresError) {
        let id: UserID = try cursor.next()
        let name: String = try cursor.next()
        let email: String? = try cursor.next()
        let role: Role = try cursor.next()
        let expert: ExpertID? = try cursor.next()
        let slugs: [String] = try cursor.next()
        let scopes: [String] = try cursor.next()
        var permissions: [Permission: PermissionScope] = [:]
        for (slug, scope) in zip(slugs, scopes) {
            if let permission = Permission(rawValue: slug) {
                permissions[permission] = PermissionScope(rawValue: scope)
            }
        }
        self.init(userID: id, name: name, email: email, role: role, expertID: expert, permissions: permissions)
    }
}

extension Branch {
    /// Reads `StoreSQL.branchColumns`.
    init(_ row: Row) throws(PostgresError) {
        var cursor = row.cursor
        let idleLock: Int?
        self.init(
            id: try cursor.next(), name: try cursor.next(), address: try cursor.next(), phone: try cursor.next(),
            email: try cursor.next(), timeZone: try cursor.next(), currency: try cursor.next(),
            slotMinutes: try cursor.next(), holdMinutes: try cursor.next())
        idleLock = try cursor.next()
        idleLockMinutes = idleLock == 0 ? nil : idleLock
        waitlistMinutes = try cursor.next()
        noticeMinutes = try cursor.next()
        horizonDays = try cursor.next()
    }
}
