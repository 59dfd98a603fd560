import Glibc
import Synchronization

/// Runs closures that block on threads of their own: the concurrency runtime has only as many threads as cores.
enum Threads {
    /// How long a test waits for what must come: nothing is lost by it, however slow the machine is.
    static let patience = Duration.seconds(60)

    /// Runs a closure for each number from 0, all at the same time, and waits for all.
    static func run<Value: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) -> Value) -> [Value] {
        let running = (0..<count).map { index in Running { body(index) } }
        return running.map { $0.join() }
    }

    /// A closure that runs.
    final class Running<Value: Sendable>: Sendable {
        private let slot = Slot<Value>()
        private let thread: pthread_t

        init(_ body: @escaping @Sendable () -> Value) {
            let work = Work { [slot] in
                let value = body()
                slot.value.withLock { $0 = value }
            }
            var thread = pthread_t()
            let code = pthread_create(
                &thread, nil,
                { context in
                    if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
                    return nil
                }, Unmanaged.passRetained(work).toOpaque())
            precondition(code == 0, "no thread")
            self.thread = thread
        }

        var isRunning: Bool { slot.value.withLock { $0 == nil } }

        /// Waits for the closure's end. Once only.
        @discardableResult
        func join() -> Value {
            pthread_join(thread, nil)
            guard let value = slot.value.withLock({ $0 }) else { preconditionFailure("the closure has not run") }
            return value
        }
    }

    private final class Slot<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
