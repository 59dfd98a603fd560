import Glibc
import Salon
import Synchronization

/// A thread with a small stack, which is enough for code that waits for a database.
package final class WorkerThread: Sendable {
    private let thread: Mutex<pthread_t?>

    /// Starts it. Throws `unavailable` when the system gives no thread.
    package init(_ body: @escaping @Sendable () -> Void) throws(SalonError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, 512 * 1_024)
        let box = Unmanaged.passRetained(Body(body))
        var handle = pthread_t()
        let failure = pthread_create(
            &handle, &attributes,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        guard failure == 0 else {
            box.release()
            throw .unavailable(sentence: "The system gives no thread to work on. Close other programs.")
        }
        thread = Mutex(handle)
    }

    /// Lets it run to its end alone.
    package func detach() {
        thread.withLock { thread in
            if let handle = thread { pthread_detach(handle) }
            thread = nil
        }
    }

    /// Waits for its end; from the thread itself it only lets go.
    package func join() {
        thread.withLock { thread in
            guard let handle = thread else { return }
            thread = nil
            if pthread_equal(handle, pthread_self()) != 0 {
                pthread_detach(handle)
            } else {
                pthread_join(handle, nil)
            }
        }
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
