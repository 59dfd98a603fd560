import Testing

@testable import Postgres

@Suite struct PipelineTests {
    @Test func answersComeInOrderInOneRoundTrip() throws {
        let connection = try SharedDatabase.connect()
        var pipeline = Pipeline()
        let first = pipeline.add("select 1")
        let second = pipeline.add("select generate_series(1, $1)", Int32(3))
        let third = pipeline.add(Statement("pipeline.third", "select $1"), "x")
        let answers = try connection.run(pipeline)
        #expect(answers.count == 3)
        #expect(try answers[first][0].decode(0, as: Int.self) == 1)
        #expect(answers[second].count == 3)
        #expect(try answers[third][0].decode(0, as: String.self) == "x")
        #expect(connection.statistics.roundTrips == 1 && connection.statistics.statements == 3)
        #expect(try connection.run(Pipeline()).count == 0)
        #expect(connection.statistics.roundTrips == 1)
    }

    @Test func theFirstErrorUndoesAllAndIsReportedWithItsStatement() throws {
        let connection = try SharedDatabase.connect()
        try connection.script("create temp table rows (id int)")
        var pipeline = Pipeline()
        pipeline.add("insert into rows values (1)")
        pipeline.add(Statement("pipeline.bad", "select 1 / $1"), Int32(0))
        pipeline.add("insert into rows values (2)")
        let error = #expect(throws: PostgresError.self) { _ = try connection.run(pipeline) }
        #expect(error?.position == 1 && error?.statement == "pipeline.bad" && error?.sqlState == "22012")
        #expect(error?.outcome == .rolledBack)
        #expect(connection.isAtRest)
        #expect(try connection.query("select count(*) from rows")[0].decode(0, as: Int.self) == 0)
    }

    @Test func endTransactionKeepsWhatStandsBeforeIt() throws {
        let connection = try SharedDatabase.connect()
        try connection.script("create temp table rows (id int)")
        let insert = Statement("pipeline.insert", "insert into rows values ($1)")
        var pipeline = Pipeline()
        pipeline.add(insert, Int32(1))
        pipeline.endTransaction()
        pipeline.add(insert, Int32(2))
        pipeline.add("select 1 / 0")
        pipeline.endTransaction()
        // Its preparation was never skipped, but the client cannot know that yet.
        pipeline.add(insert, Int32(3))
        let error = #expect(throws: PostgresError.self) { _ = try connection.run(pipeline) }
        #expect(error?.position == 2)
        let ids = try connection.query("select array_agg(id order by id) from rows")
        #expect(try ids[0].decode(0, as: [Int32].self) == [1, 3])
        #expect(connection.statistics.roundTrips == 3)
        try connection.execute(insert, Int32(4))
        #expect(connection.statistics.preparations == 1)
    }

    @Test func twoTransactionsInOnePipelineAreTwo() throws {
        let connection = try SharedDatabase.connect()
        var pipeline = Pipeline()
        let first = pipeline.add("select pg_current_xact_id()::text")
        pipeline.endTransaction()
        let second = pipeline.add("select pg_current_xact_id()::text")
        let answers = try connection.run(pipeline)
        let ids = try [first, second].map { try answers[$0][0].decode(0, as: String.self) }
        #expect(ids[0] != ids[1])
    }

    @Test func bigPipelinesDoNotLockUp() throws {
        // More than both sockets' buffers hold, in both directions: who only writes, or only reads, waits for ever.
        let connection = try SharedDatabase.connect()
        let text = String(repeating: "x", count: 2_000)
        var pipeline = Pipeline()
        for _ in 0..<5_000 { pipeline.add(Statement("pipeline.echo", "select $1"), text) }
        let answers = try connection.run(pipeline, timeout: .seconds(60))
        #expect(answers.count == 5_000)
        #expect(try answers[4_999][0].decode(0, as: String.self) == text)
        #expect(connection.statistics.roundTrips == 1 && connection.statistics.preparations == 1)
    }

    @Test func settleAnswersWhatStandsBehindARefusal() throws {
        let connection = try SharedDatabase.connect()
        try connection.script("create temp table rows (id int primary key)")
        var pipeline = Pipeline()
        let undone = pipeline.add("insert into rows values (1) returning id")
        let refused = pipeline.add(Statement("settle.insert", "insert into rows values ($1) returning id"), Int32(1))
        pipeline.endTransaction()
        let count = pipeline.add("select count(*) from rows")
        let outcome = try connection.settle(pipeline)
        #expect(outcome.failure?.sqlState == .uniqueViolation && outcome.failure?.position == 1)
        #expect(outcome.answers[undone].isEmpty && outcome.answers[refused].isEmpty)
        #expect(try outcome.answers[count][0].decode(0, as: Int.self) == 0)
        #expect(connection.statistics.roundTrips == 2)
        // A failure behind leaves what stands before it.
        var reading = Pipeline()
        let made = reading.add("insert into rows values (1) returning id")
        reading.endTransaction()
        reading.add("select 1 / 0")
        let kept = try connection.settle(reading)
        #expect(kept.failure?.position == 1 && kept.answers[made].count == 1)
    }

    @Test func copyDoesNotTravelInAPipeline() throws {
        let connection = try SharedDatabase.connect()
        try connection.script("create temp table rows (id int)")
        #expect(throws: PostgresError.self) { try connection.execute("copy rows from stdin") }
        #expect(!connection.isUsable)
    }

    @Test func valuesOfAnyShapeTravel() throws {
        let connection = try SharedDatabase.connect()
        let row = try connection.query(
            "select $1, $2, $3, $4", "", String?.none, PostgresBytes([]), ["a", nil])[0]
        #expect(try row.decode(0, as: String.self) == "")
        #expect(try row.decode(1, as: String?.self) == nil)
        #expect(try row.decode(2, as: PostgresBytes.self).bytes == [])
        #expect(try row.decode(3, as: [String?].self) == ["a", nil])
        // A text with a zero byte is no PostgreSQL text: the server says so, and the connection goes on.
        #expect(throws: PostgresError.self) { try connection.query("select $1", "a\0b") }
        #expect(connection.isAtRest)
    }
}

@Suite struct PreparedStatementTests {
    private let echo = Statement("prepared.echo", "select $1")

    @Test func aNamedStatementIsPreparedOnceAndAtNoRoundTrip() throws {
        let connection = try SharedDatabase.connect()
        for number in 0..<3 {
            #expect(try connection.query(echo, "\(number)")[0].decode(0, as: String.self) == "\(number)")
        }
        #expect(connection.statistics.roundTrips == 3)
        #expect(connection.statistics.preparations == 1)
        let names = try connection.query("select name from pg_prepared_statements")
        #expect(try names.map { try $0.decode(0, as: String.self) } == ["prepared.echo"])
    }

    @Test func otherParameterTypesAreAnotherPreparation() throws {
        let connection = try SharedDatabase.connect()
        var pipeline = Pipeline()
        pipeline.add(echo, "a")
        pipeline.add(echo, 1)
        pipeline.add(echo, "b")
        let answers = try connection.run(pipeline)
        #expect(try answers[1][0].decode(0, as: Int.self) == 1)
        #expect(try answers[2][0].decode(0, as: String.self) == "b")
        _ = try connection.run(pipeline)
        #expect(connection.statistics.preparations == 2)
    }

    @Test func twoTextsUnderOneNameAreRefused() throws {
        let connection = try SharedDatabase.connect()
        try connection.query(echo, "a")
        let error = #expect(throws: PostgresError.self) {
            try connection.query(Statement("prepared.echo", "select $1 || 'x'"), "a")
        }
        #expect(error?.outcome == .nothingSent)
        #expect(connection.isAtRest)
    }

    @Test func aPreparationThatWasSkippedIsMadeUpFor() throws {
        let connection = try SharedDatabase.connect()
        var pipeline = Pipeline()
        pipeline.add("select 1 / 0")
        pipeline.add(echo, "a")
        #expect(throws: PostgresError.self) { _ = try connection.run(pipeline) }
        #expect(connection.statistics.preparations == 0)
        #expect(try connection.query(echo, "b")[0].decode(0, as: String.self) == "b")
    }

    @Test func whatTheServerForgotIsPreparedAgain() throws {
        let connection = try SharedDatabase.connect()
        try connection.query(echo, "a")
        try connection.execute("deallocate all")
        #expect(try connection.query(echo, "b")[0].decode(0, as: String.self) == "b")
        #expect(connection.statistics.preparations == 2)
    }

    @Test func aPlanThatIsOutdatedIsPreparedAgain() throws {
        let connection = try SharedDatabase.connect()
        try connection.script("create temp table wide (a int); insert into wide values (1)")
        let all = Statement("prepared.all", "select * from wide")
        #expect(try connection.query(all).columnCount == 1)
        try connection.script("alter table wide add b int")
        var pipeline = Pipeline()
        pipeline.add("insert into wide values (2, 2)")
        let rows = pipeline.add(all)
        let answers = try connection.run(pipeline)
        #expect(answers[rows].columnCount == 2)
        // The insert ran once: the failure had undone it before it was sent again.
        #expect(answers[rows].count == 2)
    }

    @Test func insideATransactionNothingIsRepeatedButItsFirstStatementIs() throws {
        let connection = try SharedDatabase.connect()
        try connection.query(echo, "a")
        try connection.execute("deallocate all")
        let value = try connection.transaction { connection throws(PostgresError) in
            try connection.query(echo, "b")[0].decode(0, as: String.self)
        }
        #expect(value == "b")
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction { connection throws(PostgresError) in
                try connection.execute("deallocate all")
                try connection.query(echo, "c")
            }
        }
        #expect(error?.sqlState == .invalidStatementName && error?.outcome == .rolledBack)
        #expect(connection.isAtRest)
        #expect(try connection.query(echo, "d")[0].decode(0, as: String.self) == "d")
    }
}
