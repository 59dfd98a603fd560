import Glibc

/// A pipe that ends another thread's sleep in `poll` or `read`.
///
/// Rings add up to nothing more than "look again": the reader drains them all at once.
final class WakeUp: Sendable {
    /// The end to poll for reading.
    let readEnd: Int32
    private let writeEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        // A process that can't open two descriptors can't open a database either: it sleeps until a key comes.
        if pipe(&ends) != 0 { ends = [-1, -1] }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// The descriptor a signal handler may write one byte to.
    var signalEnd: Int32 { writeEnd }

    /// Wakes the reader. A full pipe means that it's already being woken.
    func ring() {
        var byte: UInt8 = 1
        while write(writeEnd, &byte, 1) < 0, errno == EINTR {}
    }

    /// Takes everything that was written; the bytes matter to signals only.
    func drain() -> [UInt8] {
        var taken: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64)
        while true {
            let count = read(readEnd, &buffer, buffer.count)
            if count > 0 {
                taken.append(contentsOf: buffer[0..<count])
            } else if count == 0 || errno != EINTR {
                return taken
            }
        }
    }

    /// Sleeps until rung or until the time is over.
    func wait(milliseconds: Int32) {
        var entry = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        poll(&entry, 1, milliseconds)
    }
}
