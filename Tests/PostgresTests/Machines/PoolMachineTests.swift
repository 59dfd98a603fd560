import Testing

@testable import Postgres

@Suite struct PoolMachineTests {
    private typealias Machine = PoolMachine<String>

    private func at(_ seconds: Int) -> Deadline { .after(.seconds(seconds), from: Deadline(nanoseconds: 0)) }

    private func machine(_ maximum: Int) -> Machine { Machine(maximum: maximum, idleLimit: .seconds(60)) }

    /// What was acquired, in one word.
    private func word(_ acquired: Machine.Acquired?) -> String {
        switch acquired {
        case nil: "-"
        case .use(let item): "use \(item)"
        case .connect: "connect"
        case .wait(let ticket): "wait \(ticket)"
        case .closed: "closed"
        }
    }

    @Test func theLastOneReturnedIsLentFirst() {
        var machine = machine(3)
        #expect(word(machine.acquire()) == "connect")
        #expect(word(machine.acquire()) == "connect")
        #expect(machine.release("a", now: at(0)) == [])
        #expect(machine.release("b", now: at(1)) == [])
        #expect(word(machine.acquire()) == "use b")
        #expect(word(machine.acquire()) == "use a")
        #expect(word(machine.acquire()) == "connect")
        #expect(word(machine.acquire()) == "wait 1")
        #expect(machine.count == 3)
    }

    @Test func whoWaitsIsServedInOrderAndNobodyOvertakes() {
        var machine = machine(1)
        _ = machine.acquire()
        #expect(word(machine.acquire()) == "wait 1")
        #expect(word(machine.acquire()) == "wait 2")
        _ = machine.release("a", now: at(0))
        // It is reserved for ticket 1: who comes now waits behind ticket 2.
        #expect(word(machine.acquire()) == "wait 3")
        #expect(word(machine.collect(2)) == "-")
        #expect(word(machine.collect(1)) == "use a")
        #expect(word(machine.collect(1)) == "-")
        _ = machine.release("a", now: at(0))
        #expect(word(machine.collect(3)) == "-")
        #expect(word(machine.collect(2)) == "use a")
    }

    @Test func whoGivesUpIsPassedOver() {
        var machine = machine(1)
        _ = machine.acquire()
        _ = machine.acquire()
        _ = machine.acquire()
        machine.giveUp(1)
        _ = machine.release("a", now: at(0))
        #expect(word(machine.collect(1)) == "-")
        #expect(word(machine.collect(2)) == "use a")
        #expect(machine.waitingCount == 0)
    }

    @Test func thePlaceOfALostConnectionGoesToTheNext() {
        var machine = machine(1)
        _ = machine.acquire()
        _ = machine.acquire()
        machine.discard()
        #expect(word(machine.collect(1)) == "connect")
        #expect(machine.count == 1)
        machine.discard()
        #expect(machine.count == 0)
        #expect(word(machine.acquire()) == "connect")
    }

    @Test func whatIsIdleForTooLongIsClosedOldestFirst() {
        var machine = machine(3)
        for _ in 0..<3 { _ = machine.acquire() }
        _ = machine.release("a", now: at(0))
        _ = machine.release("b", now: at(30))
        #expect(machine.expire(now: at(59)) == [])
        #expect(machine.release("c", now: at(60)) == ["a"])
        #expect(machine.expire(now: at(90)) == ["b"])
        #expect(machine.count == 1 && machine.idleCount == 1)
    }

    @Test func aClosedPoolLendsNothingAndClosesWhatComesBack() {
        var machine = machine(2)
        _ = machine.acquire()
        _ = machine.acquire()
        let ticket = word(machine.acquire())
        #expect(ticket == "wait 1")
        _ = machine.release("a", now: at(0))
        _ = machine.collect(1)
        _ = machine.release("a", now: at(0))
        #expect(machine.close() == ["a"])
        #expect(word(machine.acquire()) == "closed")
        #expect(machine.release("b", now: at(0)) == ["b"])
        #expect(machine.count == 0)
    }

    @Test func whoWaitsWhenThePoolClosesIsToldSo() {
        var machine = machine(1)
        _ = machine.acquire()
        _ = machine.acquire()
        #expect(machine.close() == [])
        #expect(word(machine.collect(1)) == "closed")
        machine.discard()
        #expect(machine.count == 0)
    }
}
