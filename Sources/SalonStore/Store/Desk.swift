import Postgres
import Salon

/// A signed-in desk: who works at it, at which branch, and the way to everything they may reach.
public struct Desk: Sendable {
    /// Who is signed in, and what they may do.
    public let session: Session
    /// The branch where the desk stands.
    public let branch: Branch
    /// The branch's clock.
    public let zone: Zone
    /// The secret of this session.
    public let token: SessionToken
    let store: Store
    /// As of when it was opened, and with it what was read in the same round trip.
    let opened: CommitPoint?
    /// The round trip that this desk shares with other calls; nil for one of its own for each.
    let trip: SharedTrip?

    init(
        session: Session, branch: Branch, zone: Zone, token: SessionToken, store: Store, opened: CommitPoint? = nil,
        trip: SharedTrip? = nil
    ) {
        self.session = session
        self.branch = branch
        self.zone = zone
        self.token = token
        self.store = store
        self.opened = opened
        self.trip = trip
    }

    /// The same desk where the branch's settings have changed.
    public func taking(_ branch: Branch) -> Desk {
        Desk(session: session, branch: branch, zone: zone, token: token, store: store)
    }

    /// The same desk as it is now, for one that was told that rights or settings have changed. The session's end stays
    /// where it is. Throws `forbidden` when the session is over, and `unavailable`.
    public func renewed() throws(SalonError) -> Desk {
        var pipeline = Pipeline()
        let opening = DeskOpening(token: token, extending: false, in: &pipeline)
        return try opening.desk(of: send(pipeline), store: store)
    }

    /// The moment it is now.
    public var now: Instant { store.clock.now }
    /// The wall clock at the branch.
    public var localNow: LocalDateTime { zone.local(now) }
    /// Today at the branch.
    public var today: LocalDate { localNow.date }

    /// A pipeline that says first, in its own transaction only, who is asking.
    func pipeline() -> Pipeline {
        var pipeline = Pipeline()
        identify(in: &pipeline)
        return pipeline
    }

    /// Says who is asking: the first statement of each transaction.
    @discardableResult
    func identify(in pipeline: inout Pipeline) -> Pipeline.Ticket { pipeline.add(StoreSQL.identify, token.secret) }

    /// Sends a pipeline that was begun with `pipeline()`. Throws `forbidden` when the session is over.
    func run(_ pipeline: Pipeline) throws(SalonError) -> PipelineAnswers {
        let answers = try send(pipeline)
        let identity = try SalonError.mapped { () throws(PostgresError) in try answers[0].row() }
        try demandSession(identity)
        return answers
    }

    /// Sends a pipeline that was begun with `pipeline()`, and reads its answers. Throws `forbidden` when the session is
    /// over.
    func run<Result>(
        _ pipeline: Pipeline, read: (PipelineAnswers) throws(PostgresError) -> Result
    ) throws(SalonError) -> Result {
        let answers = try run(pipeline)
        return try SalonError.mapped { () throws(PostgresError) in try read(answers) }
    }

    private func send(_ pipeline: Pipeline) throws(SalonError) -> PipelineAnswers {
        if let trip { try trip.run(pipeline, on: store) } else { try store.run(pipeline) }
    }

    /// Sends a pipeline of several transactions, begun with `pipeline()`, of which the first may be refused.
    func settle(_ pipeline: Pipeline) throws(SalonError) -> PipelineOutcome {
        if let trip { try trip.settle(pipeline, on: store) } else { try store.settle(pipeline) }
    }

    /// Throws `forbidden` when the answer to `identify` says that the session is over.
    func demandSession(_ identity: Row) throws(SalonError) {
        let isSignedIn = try SalonError.mapped { () throws(PostgresError) in try identity.decode(1, as: Bool.self) }
        guard isSignedIn else { throw .sessionOver }
    }

    /// An amount of the branch's currency as the database writes it.
    func money(_ text: String) throws(PostgresError) -> Money {
        try Money.decode(text, branch.currency)
    }
}

extension Rows {
    /// The first row. Throws a decoding error when there is none: for statements that always answer with one.
    func row() throws(PostgresError) -> Row {
        guard let row = first else {
            throw PostgresError.unreadable(column: "row", expected: "one row", found: "none")
        }
        return row
    }

    /// All rows, read.
    func read<Value>(_ body: (Row) throws(PostgresError) -> Value) throws(PostgresError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(count)
        for row in self { values.append(try body(row)) }
        return values
    }
}
