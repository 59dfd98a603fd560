import Glibc

/// What a descriptor is waited for.
struct Readiness: OptionSet, Sendable {
    let rawValue: Int16
    static let read = Readiness(rawValue: Int16(POLLIN))
    static let write = Readiness(rawValue: Int16(POLLOUT))
    /// The other side has hung up, or the descriptor is broken.
    static let hangUp = Readiness(rawValue: Int16(POLLHUP | POLLERR | POLLNVAL))
}

enum Poll {
    /// Waits until `descriptor` is ready or `wakeUp` is signalled.
    ///
    /// Interrupting signals are waited through. Both results are empty at the deadline.
    static func wait(
        _ descriptor: Int32, for wanted: Readiness, or wakeUp: Int32 = -1, until deadline: Deadline
    ) -> (ready: Readiness, woken: Bool) {
        while true {
            // poll skips negative descriptors, so the second entry costs nothing where there is no wake-up.
            var (first, second) = (
                pollfd(fd: descriptor, events: wanted.rawValue, revents: 0),
                pollfd(fd: wakeUp, events: Readiness.read.rawValue, revents: 0)
            )
            let count = withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 2) { entries in
                entries.initializeElement(at: 0, to: first)
                entries.initializeElement(at: 1, to: second)
                let count = poll(entries.baseAddress, 2, deadline.pollMilliseconds)
                (first, second) = (entries[0], entries[1])
                return count
            }
            if count > 0 { return (Readiness(rawValue: first.revents), second.revents != 0) }
            if count == 0 { return ([], false) }
            if errno != EINTR { return (.hangUp, false) }
        }
    }
}
