import SalonStore
import Synchronization

/// The few threads on which effects block while the main thread stays with the keyboard.
///
/// The main thread puts work in and takes answers out; both queues are behind one lock, and an
/// answer rings the main thread's wake-up. Work that was withdrawn before its turn is never started.
final class Workers<Answer: Sendable>: Sendable {
    /// One piece of work; runs on a worker thread and may block.
    typealias Work = @Sendable () -> Answer

    private struct Queues {
        var waiting: [(id: RequestID, work: Work)] = []
        var running = 0
        var answers: [(id: RequestID, answer: Answer)] = []
        var threads = 0
        var idle = 0
        var stopped = false
    }

    private enum Turn {
        case work(RequestID, Work, othersWait: Bool)
        case sleep, end
    }

    private let queues = Mutex(Queues())
    private let bell = WakeUp()
    private let wakeUp: WakeUp
    private let limit: Int

    /// - Parameters:
    ///   - limit: how many threads at most; each starts when there is work and none is idle.
    ///   - wakeUp: rung after every answer.
    init(limit: Int = 3, wakeUp: WakeUp) {
        self.limit = limit
        self.wakeUp = wakeUp
    }

    /// Queues a piece of work.
    func submit(_ id: RequestID, _ work: @escaping Work) {
        let needsThread = queues.withLock { queues in
            queues.waiting.append((id, work))
            guard queues.idle < queues.waiting.count, queues.threads < limit else { return false }
            queues.threads += 1
            return true
        }
        if needsThread { startThread() } else { bell.ring() }
    }

    /// Takes work back that hasn't begun. What already runs will answer, and its answer is stale.
    func withdraw(_ id: RequestID) {
        queues.withLock { $0.waiting.removeAll { $0.id == id } }
    }

    /// Nothing waits or runs, stale work included, and no answer waits to be taken.
    var isIdle: Bool { queues.withLock { $0.waiting.isEmpty && $0.running == 0 && $0.answers.isEmpty } }

    /// All answers since the last call, in the order they came.
    func takeAnswers() -> [(id: RequestID, answer: Answer)] {
        queues.withLock { queues in
            defer { queues.answers.removeAll(keepingCapacity: true) }
            return queues.answers
        }
    }

    /// Lets the threads end after what they're doing. Waiting work is dropped.
    func stop() {
        queues.withLock {
            $0.stopped = true
            $0.waiting.removeAll()
        }
        bell.ring()
    }

    private func startThread() {
        // Nobody waits for its end: what it does then may still block on a server that is away.
        let thread = try? WorkerThread { [self] in
            while let next = nextWork() {
                let answer = next.work()
                queues.withLock {
                    $0.running -= 1
                    $0.answers.append((next.id, answer))
                }
                wakeUp.ring()
            }
        }
        if let thread { thread.detach() } else { queues.withLock { $0.threads -= 1 } }
    }

    private func nextWork() -> (id: RequestID, work: Work)? {
        while true {
            let turn: Turn = queues.withLock { queues in
                if queues.stopped { return .end }
                if queues.waiting.isEmpty {
                    queues.idle += 1
                    return .sleep
                }
                let first = queues.waiting.removeFirst()
                queues.running += 1
                return .work(first.id, first.work, othersWait: !queues.waiting.isEmpty && queues.idle > 0)
            }
            switch turn {
            case .work(let id, let work, let othersWait):
                // A thread that drains the bell may have taken a ring that was meant for another.
                if othersWait { bell.ring() }
                return (id, work)
            case .end:
                bell.ring()
                return nil
            case .sleep:
                bell.wait(milliseconds: -1)
                queues.withLock { $0.idle -= 1 }
                _ = bell.drain()
            }
        }
    }
}
