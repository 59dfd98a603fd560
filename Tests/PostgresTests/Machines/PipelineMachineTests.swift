import Testing

@testable import Postgres

@Suite struct PipelineMachineTests {
    private let refusal = ServerError(sqlState: .uniqueViolation)

    @Test func eachAnswerFindsItsStatement() {
        var machine = PipelineMachine(steps: [.prepare(0), .execute(0), .execute(1), .sync], commits: [])
        #expect(machine.receive(.complete) == .markPrepared(0))
        #expect(machine.receive(.complete) == .keepRows(0))
        #expect(machine.receive(.complete) == .keepRows(1))
        #expect(!machine.isComplete)
        #expect(machine.receive(.sync) == .nothing)
        #expect(machine.isComplete && machine.failure == nil && !machine.isOutOfStep)
    }

    @Test func theFirstErrorIsKeptAndTheRestIsSkipped() {
        var machine = PipelineMachine(
            steps: [.execute(0), .prepare(1), .execute(1), .execute(2), .sync, .execute(3), .sync], commits: [])
        _ = machine.receive(.complete)
        #expect(machine.receive(.failed(refusal)) == .nothing)
        #expect(machine.receive(.skipped) == .nothing)
        #expect(machine.receive(.skipped) == .nothing)
        _ = machine.receive(.sync)
        // The next transaction is another matter.
        #expect(machine.receive(.failed(ServerError(sqlState: .checkViolation))) == .nothing)
        _ = machine.receive(.sync)
        #expect(machine.isComplete)
        #expect(machine.failure?.position == 1)
        #expect(machine.failure?.error.sqlState == .uniqueViolation)
    }

    @Test func aDeferredConstraintFailsTheLastStatement() {
        var machine = PipelineMachine(steps: [.execute(0), .execute(1), .sync], commits: [])
        _ = machine.receive(.complete)
        _ = machine.receive(.complete)
        _ = machine.receive(.failed(refusal))
        #expect(!machine.isComplete)
        _ = machine.receive(.sync)
        #expect(machine.isComplete && machine.failure?.position == 1)
    }

    @Test func anAnswerToNothingIsNoticed() {
        var early = PipelineMachine(steps: [.execute(0), .sync], commits: [])
        _ = early.receive(.sync)
        #expect(early.isOutOfStep)
        var late = PipelineMachine(steps: [.execute(0), .sync], commits: [])
        _ = late.receive(.complete)
        _ = late.receive(.sync)
        _ = late.receive(.complete)
        #expect(late.isOutOfStep)
    }

    @Test func aLostPipelineIsUnknownOnceItMayHaveCommitted() {
        var machine = PipelineMachine(steps: [.execute(0), .execute(1), .sync], commits: [])
        #expect(machine.outcomeIfLost(sentWhole: false, inTransaction: false) == .rolledBack)
        #expect(machine.outcomeIfLost(sentWhole: true, inTransaction: false) == .unknown)
        _ = machine.receive(.complete)
        _ = machine.receive(.complete)
        #expect(machine.outcomeIfLost(sentWhole: true, inTransaction: false) == .unknown)
    }

    @Test func aStatementThatFailedHasUndoneTheWhole() {
        var machine = PipelineMachine(steps: [.execute(0), .execute(1), .sync], commits: [])
        _ = machine.receive(.complete)
        _ = machine.receive(.failed(ServerError(sqlState: .adminShutdown, severity: "FATAL")))
        #expect(machine.outcomeIfLost(sentWhole: true, inTransaction: false) == .rolledBack)
    }

    @Test func theServersEndInPlaceOfTheCommitIsUnknown() {
        var machine = PipelineMachine(steps: [.execute(0), .sync], commits: [])
        _ = machine.receive(.complete)
        _ = machine.receive(.failed(ServerError(sqlState: .adminShutdown, severity: "FATAL")))
        #expect(machine.outcomeIfLost(sentWhole: true, inTransaction: false) == .unknown)
    }

    @Test func insideATransactionALostStatementIsRolledBackAndALostCommitUnknown() {
        let statement = PipelineMachine(steps: [.execute(0), .sync], commits: [])
        #expect(statement.outcomeIfLost(sentWhole: true, inTransaction: true) == .rolledBack)
        let commit = PipelineMachine(steps: [.execute(0), .sync], commits: [0])
        #expect(commit.outcomeIfLost(sentWhole: true, inTransaction: true) == .unknown)
    }

    @Test func severalTransactionsInOnePipelineAreUnknownTogether() {
        let machine = PipelineMachine(steps: [.execute(0), .sync, .execute(1), .sync], commits: [])
        #expect(machine.outcomeIfLost(sentWhole: false, inTransaction: false) == .unknown)
    }
}
