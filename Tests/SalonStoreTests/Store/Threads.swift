import Glibc
import Synchronization

/// Runs a body on so many threads that start together, and gives what each returned.
func together<Result: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) -> Result) -> [Result] {
    let shared = Shared(count: count, body: body)
    var threads: [pthread_t] = []
    for index in 0..<count {
        var thread = pthread_t()
        let box = Unmanaged.passRetained(Start { shared.run(index) })
        pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, box.toOpaque())
        threads.append(thread)
    }
    for thread in threads { pthread_join(thread, nil) }
    return shared.results.withLock { results in results.sorted { $0.key < $1.key }.map(\.value) }
}

private final class Start: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

private final class Shared<Result: Sendable>: Sendable {
    let results = Mutex<[Int: Result]>([:])
    private let waiting: Atomic<Int>
    private let body: @Sendable (Int) -> Result

    init(count: Int, body: @escaping @Sendable (Int) -> Result) {
        waiting = Atomic(count)
        self.body = body
    }

    func run(_ index: Int) {
        waiting.subtract(1, ordering: .acquiringAndReleasing)
        while waiting.load(ordering: .acquiring) > 0 { sched_yield() }
        let result = body(index)
        results.withLock { $0[index] = result }
    }
}

/// What a body threw or returned.
func outcome<Value, Failure: Error>(_ body: () throws(Failure) -> Value) -> Result<Value, Failure> {
    do throws(Failure) { return .success(try body()) } catch { return .failure(error) }
}
