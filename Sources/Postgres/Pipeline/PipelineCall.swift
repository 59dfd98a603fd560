import CPostgres

/// One run of a pipeline: what is sent in which order, and the answers so far.
struct PipelineCall {
    private enum Form {
        /// Parsed for this once.
        case unprepared
        case prepared(String)
    }

    private struct Command {
        let position: Int
        let form: Form
        /// The name under which to prepare it first.
        let prepareAs: String?
        let beginsTransaction: Bool
    }

    private let pipeline: Pipeline
    /// How many statements in front are the connection's own.
    private let hidden: Int
    private let inTransaction: Bool
    private let commands: [Command]
    private var machine: PipelineMachine
    /// What each statement answered with; nothing for one that failed, was skipped or has been undone.
    private(set) var rows: [Rows]

    /// Plans the call; nothing is sent.
    init(
        _ pipeline: Pipeline, hidden: Int, inTransaction: Bool, prepared: PreparedStatements
    ) throws(PostgresError) {
        self.pipeline = pipeline
        self.hidden = hidden
        self.inTransaction = inTransaction
        var planned = prepared
        var sentEarlier: Set<String> = []
        var sentNow: Set<String> = []
        var commands: [Command] = []
        var steps: [PipelineMachine.Step] = []
        for (position, entry) in pipeline.entries.enumerated() {
            let begins = pipeline.boundaries.contains(position)
            if begins {
                steps.append(.sync)
                sentEarlier.formUnion(sentNow)
                sentNow = []
            }
            var form = Form.unprepared
            var prepareAs: String?
            if !entry.statement.name.isEmpty {
                let types = entry.parameters.types
                let (name, isPrepared) = try planned.lookUp(entry.statement, types: types)
                if !isPrepared {
                    prepareAs = name
                    steps.append(.prepare(position))
                    planned.add(entry.statement, types: types, serverName: name)
                    sentNow.insert(name)
                }
                // Whether an earlier transaction of the pipeline got as far as preparing it is not known yet.
                if !sentEarlier.contains(name) { form = .prepared(name) }
            }
            steps.append(.execute(position))
            commands.append(
                Command(position: position, form: form, prepareAs: prepareAs, beginsTransaction: begins))
        }
        steps.append(.sync)
        self.commands = commands
        let commits = pipeline.entries.indices.filter { pipeline.entries[$0].statement.commits }
        machine = PipelineMachine(steps: steps, commits: Set(commits))
        rows = Array(repeating: Rows(taking: nil), count: pipeline.count)
    }

    /// Hands everything to libpq, which sends what it can.
    func send(on connection: Connection) throws(PostgresError) {
        for command in commands where !send(command, on: connection) { throw unsent }
        if PQpipelineSync(connection.pointer) == 0 { throw unsent }
    }

    private var unsent: PostgresError {
        PostgresError(.lost, outcome: machine.outcomeIfLost(sentWhole: false, inTransaction: inTransaction))
    }

    private func send(_ command: Command, on connection: Connection) -> Bool {
        let pointer = connection.pointer
        let entry = pipeline.entries[command.position]
        let types = entry.parameters.types
        if command.beginsTransaction, PQpipelineSync(pointer) == 0 { return false }
        if let name = command.prepareAs {
            guard PQsendPrepare(pointer, name, entry.statement.sql, Int32(types.count), types) == 1 else {
                return false
            }
        }
        return entry.parameters.withLibpq { count, values, lengths, formats in
            switch command.form {
            case .unprepared:
                PQsendQueryParams(pointer, entry.statement.sql, count, types, values, lengths, formats, 1)
            case .prepared(let name):
                PQsendQueryPrepared(pointer, name, count, values, lengths, formats, 1)
            }
        } == 1
    }

    /// Takes all answers.
    mutating func takeAnswers(on connection: Connection, _ patience: inout Patience) throws(PostgresError) {
        var endsInARow = 0
        while !machine.isComplete {
            switch connection.awaitAnswer(&patience) {
            case .answer: break
            case .lost: throw broken(.lost, connection, patience)
            case .silent: throw broken(.timeout, connection, patience)
            }
            guard let result = PQgetResult(connection.pointer) else {
                // Every answer ends with a null; two of them mean that libpq expects nothing more.
                endsInARow += 1
                if endsInARow > 1 { throw broken(.lost, connection, patience) }
                continue
            }
            endsInARow = 0
            try take(result, connection, patience)
        }
    }

    private mutating func take(
        _ result: OpaquePointer, _ connection: Connection, _ patience: Patience
    ) throws(PostgresError) {
        let answered = Rows(taking: result)
        var use = PipelineMachine.Use.nothing
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: use = machine.receive(.complete)
        case PGRES_PIPELINE_SYNC: use = machine.receive(.sync)
        case PGRES_PIPELINE_ABORTED: use = machine.receive(.skipped)
        case PGRES_FATAL_ERROR:
            let error = ServerError(result: result)
            let isEnd = error.isFatal || PQstatus(connection.pointer) != CONNECTION_OK
            // libpq's own words about a lost connection are no answer of the server.
            if !isEnd || error.isFatal {
                use = machine.receive(.failed(error))
                dropUndone()
            }
            if isEnd { throw broken(.lost, connection, patience) }
        default:
            // A COPY within a pipeline: libpq can't carry it through.
            throw broken(.misuse("COPY can't travel in a pipeline"), connection, patience)
        }
        switch use {
        case .nothing: break
        case .markPrepared(let position):
            guard let command = commands.first(where: { $0.position == position }), let name = command.prepareAs
            else { break }
            let entry = pipeline.entries[position]
            connection.prepared.add(entry.statement, types: entry.parameters.types, serverName: name)
            connection.statistics.preparations += 1
        case .keepRows(let position): rows[position] = answered
        }
        if machine.isOutOfStep { throw broken(.lost, connection, patience) }
    }

    /// Forgets the answers of the transaction that has just failed, so that nobody takes them for facts.
    private mutating func dropUndone() {
        let last = machine.lastExecuted
        let first = pipeline.boundaries.filter { $0 <= last }.max() ?? 0
        for position in first...last { rows[position] = Rows(taking: nil) }
    }

    private func broken(
        _ kind: PostgresError.Kind, _ connection: Connection, _ patience: Patience
    ) -> PostgresError {
        connection.markBroken()
        return PostgresError(
            kind, outcome: machine.outcomeIfLost(sentWhole: patience.isFlushed, inTransaction: inTransaction))
    }

    /// The error of the first statement that failed.
    func failure(on connection: Connection, cause: CancelHandle.Cause?) -> PostgresError? {
        guard let (position, error) = machine.failure else { return nil }
        let isOwn = position < hidden
        return connection.refusal(
            error, cause: cause, statement: pipeline.entries[position].statement.label,
            position: isOwn ? nil : position - hidden)
    }
}
