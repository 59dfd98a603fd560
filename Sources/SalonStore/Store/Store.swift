import Postgres
import Salon

/// The salon's database as a console sees it: connections, the clock, and the way in.
///
/// All calls block; call them from a worker thread. Each takes one round trip, once it has a connection.
public final class Store: Sendable {
    let pool: Pool
    private let revive: (@Sendable () throws(SalonError) -> Void)?
    /// What time it is, for everything that the store decides.
    public let clock: StoreClock

    /// A store that connects when it is first asked.
    ///
    /// - Parameters:
    ///   - settings: Where the database is.
    ///   - poolSize: At most so many connections at a time, 1 to 20.
    ///   - clock: The machine's clock, or a frozen one.
    ///   - revive: Starts a server of our own again when it can't be reached, and throws why that fails.
    public init(
        settings: ConnectionSettings, poolSize: Int = 4, clock: StoreClock = .system,
        revive: (@Sendable () throws(SalonError) -> Void)? = nil
    ) {
        pool = Pool(Self.tuned(settings), maximum: min(max(poolSize, 1), 20))
        self.clock = clock
        self.revive = revive
    }

    /// The same with what holds for every session of a desk.
    private static func tuned(_ settings: ConnectionSettings) -> ConnectionSettings {
        var settings = settings
        // The path of the schema's own functions: with another one the server plans what both of us call anew at each
        // change of sides. And nobody slips a table of theirs under a name.
        settings.parameters["search_path"] = "pg_catalog,pg_temp"
        return settings
    }

    /// How often the store has waited for the server: one for each call.
    public var roundTrips: Int { pool.statistics.roundTrips }

    /// Opens the desk for a token that was kept. Throws `forbidden` when the session is over, and `unavailable`.
    public func resume(token: SessionToken) throws(SalonError) -> Desk {
        var pipeline = Pipeline()
        let opening = DeskOpening(token: token, in: &pipeline)
        return try opening.desk(of: run(pipeline), store: self)
    }

    /// Session and day in one round trip: what the start of the console needs.
    ///
    /// - Parameters:
    ///   - token: The token that was kept.
    ///   - date: The day to show; nil for today at the branch.
    /// Throws `forbidden` when the session is over or the role sees no appointments, and `unavailable`.
    public func open(token: SessionToken, date: LocalDate? = nil) throws(SalonError) -> (desk: Desk, day: DayBook) {
        var pipeline = Pipeline()
        let opening = DeskOpening(token: token, in: &pipeline)
        let reading = DayReading(date: date, branch: nil, expert: nil, clock: clock, in: &pipeline)
        let answers = try run(pipeline)
        let desk = try opening.desk(of: answers, store: self)
        return (desk, try desk.appointments.day(from: reading, in: answers))
    }

    /// Closes all connections; a call that is under way gets `unavailable`.
    public func close() { pool.close() }

    /// Sends a pipeline on a connection of its own; what fails is put in the salon's terms.
    func run(_ pipeline: Pipeline) throws(SalonError) -> PipelineAnswers {
        try lease { (connection) throws(PostgresError) in try connection.run(pipeline) }
    }

    /// Sends a pipeline of several transactions of which the first may be refused.
    func settle(_ pipeline: Pipeline) throws(SalonError) -> PipelineOutcome {
        try lease { (connection) throws(PostgresError) in try connection.settle(pipeline) }
    }

    private func lease<Result>(
        _ body: (Connection) throws(PostgresError) -> Result
    ) throws(SalonError) -> Result {
        do throws(PostgresError) {
            return try pool.lease(body)
        } catch {
            guard case .connect = error.kind, revive != nil else { throw SalonError(error) }
        }
        try reviveServer()
        do throws(PostgresError) {
            return try pool.lease(body)
        } catch {
            throw SalonError(error)
        }
    }

    /// Starts a server of our own again if it was killed. Throws `unavailable` when it does not start.
    func reviveServer() throws(SalonError) { try revive?() }

    /// Sends a pipeline and reads its answers.
    func run<Result>(
        _ pipeline: Pipeline, read: (PipelineAnswers) throws(PostgresError) -> Result
    ) throws(SalonError) -> Result {
        let answers = try run(pipeline)
        return try SalonError.mapped { () throws(PostgresError) in try read(answers) }
    }
}
