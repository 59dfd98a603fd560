import Glibc

/// A descriptor that one thread sleeps on and any other thread can make readable.
public final class WakeUp: Sendable {
    /// The end to poll for reading. -1 if the process had no descriptors left.
    public let fileDescriptor: Int32
    private let signalEnd: Int32

    /// Opens the descriptors.
    public init() {
        var ends: (Int32, Int32) = (-1, -1)
        withUnsafeMutableBytes(of: &ends) { ends in
            _ = pipe(ends.assumingMemoryBound(to: Int32.self).baseAddress)
        }
        (fileDescriptor, signalEnd) = ends
        for end in [fileDescriptor, signalEnd] {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(fileDescriptor)
        close(signalEnd)
    }

    /// Makes the descriptor readable; safe from any thread and from a signal handler. Several signals before a `drain` count as one.
    public func signal() {
        var byte: UInt8 = 1
        _ = write(signalEnd, &byte, 1)
    }

    /// Takes all signals that have come so far.
    public func drain() {
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
            while read(fileDescriptor, buffer.baseAddress, buffer.count) > 0 {}
        }
    }
}
