import Postgres
import Salon

/// The salon's experts. Each call takes one round trip.
///
/// All calls throw `forbidden` where the role does not allow it or the session is over, and `unavailable` when the
/// database cannot be reached or cannot do it now.
public struct ExpertRepository: Sendable {
    /// The most reviews that a card holds.
    public static let cardReviews = 30

    let desk: Desk

    /// The experts in the order of their columns, with their hours and load of a day.
    ///
    /// - Parameters:
    ///   - date: The day; nil for today.
    ///   - includeInactive: Also those who have left, behind the others.
    public func roster(on date: LocalDate? = nil, includeInactive: Bool = false) throws(SalonError) -> [ExpertRow] {
        try desk.session.require(.expertsView)
        let date = date ?? desk.today
        var pipeline = desk.pipeline()
        let experts = pipeline.add(ExpertSQL.roster, desk.branch.id, includeInactive)
        let roster = RosterReading(
            branch: desk.branch.id, date: date, days: 1, of: nil, clock: desk.store.clock, in: &pipeline)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in
            let fetched = try roster.read(answers, dates: date..<date + 1, desk: desk)
            let input = fetched.facts.input
            let rosters = Dictionary(input.experts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            return try answers[experts].read { (row) throws(PostgresError) in
                var cursor = row.cursor
                let expert = try Expert(&cursor)
                let version: Int = try cursor.next()
                let day = rosters[expert.id].map {
                    DayLane($0, date: date, closures: input.closures, colour: expert.colour)
                }
                return ExpertRow(expert: expert, version: version, day: day, services: try cursor.next())
            }
        }
    }

    /// Everything about an expert. Throws `notFound`.
    public func card(_ id: ExpertID) throws(SalonError) -> ExpertCard {
        try desk.session.require(.expertsView)
        var pipeline = desk.pipeline()
        let head = pipeline.add(ExpertSQL.card, id, desk.today)
        let skills = pipeline.add(ExpertSQL.skills, id)
        let plan = PlanReading(of: id, desk: desk, in: &pipeline)
        let reviews = pipeline.add(ExpertSQL.reviews, id, Int32(Self.cardReviews))
        let card = try desk.run(pipeline) { (answers) throws(PostgresError) -> ExpertCard? in
            guard let row = answers[head].first else { return nil }
            var cursor = row.cursor
            let expert = try Expert(&cursor)
            let version: Int = try cursor.next()
            let email: String? = try cursor.next()
            let role: Role? = try cursor.next()
            let account: ExpertCard.Account? =
                if let user = expert.userID, let role {
                    ExpertCard.Account(id: user, email: email, role: role)
                } else { nil }
            let plan = try plan.read(answers, expert)
            return ExpertCard(
                expert: expert, version: version, account: account,
                skills: try answers[skills].read { (row) throws(PostgresError) in try skill(row, of: id) },
                shifts: plan.roster.shifts, exceptions: plan.roster.exceptions, timeOff: plan.roster.timeOff,
                closures: plan.closures,
                upcoming: try cursor.next(),
                reviews: try answers[reviews].read { (row) throws(PostgresError) in
                    var cursor = row.cursor
                    return ExpertCard.Review(
                        stars: try cursor.next(), comment: try cursor.next(), client: try cursor.next(),
                        service: try cursor.next(), writtenAt: try cursor.next())
                })
        }
        guard let card else { throw .notFound(what: "expert") }
        return card
    }

    /// Adds an expert; shifts and services follow. The id is the caller's, so that a repeated save adds nothing.
    ///
    /// Throws `invalid`, also for an e-mail address that another expert has already.
    public func add(_ id: ExpertID, _ draft: ExpertDraft) throws(SalonError) {
        try desk.session.require(.expertsManage)
        let expert = try draft.expert(id, branch: desk.branch.id)
        var pipeline = desk.pipeline()
        pipeline.add(
            ExpertSQL.add, id, expert.branchID, expert.name, expert.email, expert.phone, expert.specialty, expert.bio,
            expert.colour, Int32(expert.displayOrder), expert.isActive)
        _ = try desk.run(pipeline)
    }

    /// Changes an expert. Switching somebody off leaves the booked appointments where they are.
    ///
    /// - Parameter version: The version that was changed. Throws `stale` when it is not the newest any more, unless the
    ///   expert already is what the draft says; `notFound`; `invalid`.
    public func edit(_ id: ExpertID, version: Int, _ draft: ExpertDraft) throws(SalonError) {
        try desk.session.require(.expertsManage)
        let wanted = try draft.expert(id, branch: desk.branch.id)
        var pipeline = desk.pipeline()
        pipeline.add(
            ExpertSQL.edit, id, Int32(version), wanted.name, wanted.email, wanted.phone, wanted.specialty, wanted.bio,
            wanted.colour, Int32(wanted.displayOrder), wanted.isActive)
        let now = pipeline.add(ExpertSQL.one, id)
        let missed = MissedChanges(of: .experts, id.value, since: version, desk: desk, in: &pipeline)
        let answers = try desk.run(pipeline)
        let expert = try SalonError.mapped { () throws(PostgresError) in
            try answers[now].first.map { (row) throws(PostgresError) in
                var cursor = row.cursor
                return try Expert(&cursor)
            }
        }
        guard let expert else { throw .notFound(what: "expert") }
        guard ExpertDraft(expert) != ExpertDraft(wanted) else { return }
        throw try missed.stale("expert", mine: wanted.columns, in: answers)
    }

    /// Switches an expert off or on: somebody who is off cannot be booked; what is booked stays. Throws `notFound`.
    public func setActive(_ id: ExpertID, _ isActive: Bool) throws(SalonError) {
        try desk.session.require(.expertsManage)
        var pipeline = desk.pipeline()
        let changed = pipeline.add(ExpertSQL.setActive, id, isActive)
        guard try desk.run(pipeline)[changed].count > 0 else { throw .notFound(what: "expert") }
    }

    func skill(_ row: Row, of expert: ExpertID) throws(PostgresError) -> ExpertCard.Skill {
        var cursor = row.cursor
        let service: ServiceID = try cursor.next()
        let price: String? = try cursor.next()
        let own = ExpertService(
            expertID: expert, serviceID: service,
            price: try price.map { (text) throws(PostgresError) in try desk.money(text) },
            duration: try cursor.next())
        return ExpertCard.Skill(
            own: own, name: try cursor.next(), category: try cursor.next(),
            listPrice: try desk.money(try cursor.next()), listMinutes: try cursor.next())
    }
}

extension Desk {
    /// The salon's experts.
    public var experts: ExpertRepository { ExpertRepository(desk: self) }
}

extension Expert {
    /// Reads `ExpertSQL.columns`, up to the version.
    init(_ cursor: inout RowCursor) throws(PostgresError) {
        self.init(
            id: try cursor.next(), branchID: try cursor.next(), userID: try cursor.next(), name: try cursor.next(),
            email: try cursor.next(), phone: try cursor.next(), specialty: try cursor.next(), bio: try cursor.next(),
            colour: try cursor.next(), displayOrder: try cursor.next(), ratingHundredths: try cursor.next(),
            totalReviews: try cursor.next(), isActive: try cursor.next())
    }
}

extension Expert {
    /// What a form writes, by column.
    fileprivate var columns: [(field: String, value: String?)] {
        [
            ("name", name), ("email", email), ("phone", phone), ("specialty", specialty), ("bio", bio),
            ("colour", colour), ("display_order", "\(displayOrder)"), ("is_active", "\(isActive)"),
        ]
    }
}
