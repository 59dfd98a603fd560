/// Statements that travel together: one round trip, the answers in order.
///
///     var pipeline = Pipeline()
///     pipeline.add(identify, token)
///     let day = pipeline.add(appointmentsOfDay, date)
///     let answers = try connection.run(pipeline)
///     for row in answers[day] { … }
///
/// The statements are one transaction (unless they begin and commit one of their own): the first error undoes those
/// before it and skips those behind it. `endTransaction()` commits what stands before it and begins the next
/// transaction, in the same round trip.
public struct Pipeline: Sendable {
    /// Names one statement of a pipeline, to find its rows in the answers.
    public struct Ticket: Sendable, Hashable {
        let position: Int
    }

    struct Entry: Sendable {
        let statement: Statement
        let parameters: Parameters
    }

    private(set) var entries: [Entry] = []
    /// Before which entries a transaction of their own begins.
    private(set) var boundaries: Set<Int> = []

    /// An empty pipeline.
    public init() {}

    /// A pipeline of one statement without parameters.
    init(_ statement: Statement) { add(statement) }

    /// Whether nothing has been added.
    public var isEmpty: Bool { entries.isEmpty }

    /// The number of statements.
    public var count: Int { entries.count }

    /// Adds a statement with its parameters.
    @discardableResult
    public mutating func add(_ statement: Statement, _ parameters: any PostgresEncodable...) -> Ticket {
        add(statement, parameters: parameters)
    }

    /// Adds a statement with its parameters in an array.
    @discardableResult
    public mutating func add(_ statement: Statement, parameters: [any PostgresEncodable]) -> Ticket {
        entries.append(Entry(statement: statement, parameters: Parameters(parameters)))
        return Ticket(position: entries.count - 1)
    }

    /// Commits what stands before, whatever becomes of what stands behind. An error undoes and skips only the
    /// statements of its own transaction; `run` still throws the first error.
    public mutating func endTransaction() {
        if !entries.isEmpty { boundaries.insert(entries.count) }
    }

    /// Adds all statements of another pipeline, in transactions of their own.
    ///
    /// - Returns: Where they stand; tickets of the other pipeline fit the answers of these positions.
    public mutating func append(_ other: Pipeline) -> Range<Int> {
        let first = count
        endTransaction()
        take(other)
        return first..<count
    }

    /// The same statements, with others in front; tickets of this pipeline no longer fit.
    func preceded(by statements: [Statement]) -> Pipeline {
        var result = Pipeline()
        for statement in statements { result.add(statement) }
        result.take(self)
        return result
    }

    private mutating func take(_ other: Pipeline) {
        boundaries.formUnion(other.boundaries.map { $0 + count })
        entries += other.entries
    }
}

/// What became of a pipeline of several transactions of which one may fail.
public struct PipelineOutcome: Sendable {
    /// The answers; no rows for statements that failed, were skipped or have been undone by a failure behind them.
    public let answers: PipelineAnswers
    /// The first statement's failure; the others' transactions have taken effect all the same.
    public let failure: PostgresError?

    /// What became of the statements at these positions, as of a pipeline of their own.
    public subscript(positions: Range<Int>) -> PipelineOutcome {
        let isTheirs = failure.map { positions.contains($0.position ?? positions.lowerBound) } ?? false
        return PipelineOutcome(answers: answers[positions], failure: isTheirs ? failure : nil)
    }
}

/// The answers of a pipeline, one for each statement.
public struct PipelineAnswers: Sendable {
    let rows: [Rows]

    /// The rows of the statement that was added with this ticket.
    public subscript(ticket: Pipeline.Ticket) -> Rows { rows[ticket.position] }

    /// The rows of the statement at a position, from 0.
    public subscript(position: Int) -> Rows { rows[position] }

    /// The answers of the statements at these positions, as a pipeline of their own would have them.
    public subscript(positions: Range<Int>) -> PipelineAnswers { PipelineAnswers(rows: Array(rows[positions])) }

    /// The number of statements.
    public var count: Int { rows.count }
}
