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

    /// The same statements, with others in front; tickets of this pipeline no longer fit.
    func preceded(by statements: [Statement]) -> Pipeline {
        var result = Pipeline()
        for statement in statements { result.add(statement) }
        result.entries += entries
        result.boundaries = Set(boundaries.map { $0 + statements.count })
        return result
    }
}

/// What became of a pipeline of several transactions of which one may fail.
public struct PipelineOutcome: Sendable {
    /// The answers; no rows for statements that failed, were skipped or have been undone by a failure behind them.
    public let answers: PipelineAnswers
    /// The first statement's failure; the others' transactions have taken effect all the same.
    public let failure: PostgresError?
}

/// The answers of a pipeline, one for each statement.
public struct PipelineAnswers: Sendable {
    let rows: [Rows]

    /// The rows of the statement that was added with this ticket.
    public subscript(ticket: Pipeline.Ticket) -> Rows { rows[ticket.position] }

    /// The rows of the statement at a position, from 0.
    public subscript(position: Int) -> Rows { rows[position] }

    /// The number of statements.
    public var count: Int { rows.count }
}
