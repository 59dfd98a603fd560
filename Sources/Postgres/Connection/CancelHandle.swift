import CPostgres
import Glibc

// Sendable by hand: the PGcancel is never changed after it was made, libpq allows it in any thread (PostgreSQL manual,
// 34.7), it is freed exactly once, and all other state is behind the monitor.
/// Cancels what a connection is doing, from any thread.
///
/// It reaches only the call that runs at the moment: the connection begins no other call while a cancel is under way.
public final class CancelHandle: @unchecked Sendable {
    /// Who asked for the cancel of the running call.
    enum Cause {
        case deadline
        case caller
    }

    private struct State {
        var isRunning = false
        var cause: Cause?
        var isUnderWay = false
    }

    private let request: OpaquePointer?
    private let state = Monitor(State())

    init(connection: OpaquePointer) { request = PQgetCancel(connection) }

    deinit { PQfreeCancel(request) }

    /// Asks the server to cancel the running call, and waits until the server has taken the request.
    ///
    /// The call then throws `cancelled`, unless it was faster. A request that reaches the server before the statement
    /// does has no effect: ask again if the call goes on.
    ///
    /// - Returns: Whether a call was running and the server took the request.
    @discardableResult
    public func cancel() -> Bool {
        claim(.caller) && send()
    }

    /// As `cancel`, on a thread of its own, because `PQcancel` blocks and the caller has answers to wait for.
    func cancelAtDeadline() {
        guard claim(.deadline) else { return }
        var thread = pthread_t()
        let handle = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                _ = Unmanaged<CancelHandle>.fromOpaque(context).takeRetainedValue().send()
                return nil
            }, handle.toOpaque())
        if code == 0 {
            pthread_detach(thread)
        } else {
            handle.release()
            state.change { $0.isUnderWay = false }
        }
    }

    private func claim(_ cause: Cause) -> Bool {
        state.withLock { state in
            guard state.isRunning, !state.isUnderWay else { return false }
            state.isUnderWay = true
            state.cause = cause
            return true
        }
    }

    private func send() -> Bool {
        var message = [CChar](repeating: 0, count: 256)
        let taken = PQcancel(request, &message, Int32(message.count)) == 1
        state.change { $0.isUnderWay = false }
        return taken
    }

    func callBegins() {
        state.withLock { state in
            state.isRunning = true
            state.cause = nil
        }
    }

    /// Waits until no cancel is under way that could hit the next call.
    ///
    /// - Returns: Who cancelled the call, and false if a cancel is still under way at the deadline.
    func callEnded(deadline: Deadline) -> (cause: Cause?, isSettled: Bool) {
        let cause = state.withLock { state in
            state.isRunning = false
            return state.cause
        }
        let settled = state.wait(until: deadline) { $0.isUnderWay ? nil : true } ?? false
        return (cause, settled)
    }
}
