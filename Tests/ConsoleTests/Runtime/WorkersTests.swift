import Synchronization
import Testing

@testable import Console

@Suite("Workers") struct WorkersTests {
    /// Waits until so many answers came, or none for a minute.
    private func answers(_ workers: Workers<Int>, _ wakeUp: WakeUp, count: Int) -> [Int] {
        var answers: [Int] = []
        var patience = 600
        while answers.count < count, patience > 0 {
            wakeUp.wait(milliseconds: 100)
            _ = wakeUp.drain()
            let new = workers.takeAnswers().map(\.answer)
            patience = new.isEmpty ? patience - 1 : 600
            answers += new
        }
        return answers
    }

    @Test("do all work and wake the main thread") func allWork() {
        let wakeUp = WakeUp()
        let workers = Workers<Int>(wakeUp: wakeUp)
        for number in 0..<500 { workers.submit(RequestID(number: number)) { number } }
        #expect(answers(workers, wakeUp, count: 500).sorted() == Array(0..<500))
        workers.stop()
    }

    @Test("run side by side: two pieces of work that wait for each other both end") func sideBySide() {
        let wakeUp = WakeUp()
        let workers = Workers<Int>(limit: 2, wakeUp: wakeUp)
        let (first, second) = (WakeUp(), WakeUp())
        workers.submit(RequestID(number: 1)) {
            first.ring()
            second.wait(milliseconds: 60_000)
            return 1
        }
        workers.submit(RequestID(number: 2)) {
            second.ring()
            first.wait(milliseconds: 60_000)
            return 2
        }
        #expect(answers(workers, wakeUp, count: 2).sorted() == [1, 2])
        workers.stop()
    }

    @Test("never start what was withdrawn before its turn") func withdraw() {
        let wakeUp = WakeUp()
        let workers = Workers<Int>(limit: 1, wakeUp: wakeUp)
        let gate = WakeUp()
        workers.submit(RequestID(number: 1)) {
            gate.wait(milliseconds: 60_000)
            return 1
        }
        workers.submit(RequestID(number: 2)) { 2 }
        workers.submit(RequestID(number: 3)) { 3 }
        workers.withdraw(RequestID(number: 2))
        #expect(!workers.isIdle)
        gate.ring()
        #expect(answers(workers, wakeUp, count: 2) == [1, 3])
        #expect(workers.isIdle)
        workers.stop()
    }
}
