import Glibc
import Synchronization

/// The work of a `SlowLine`, on a thread of its own: takes bytes from either side, and hands them on when they are due.
final class LineExchange: Sendable {
    private let listener: Int32
    private let stop: Int32
    private let server: LocalSocket
    private let delay: Duration
    private let counter: SlowLine.Counter

    init(listener: Int32, stop: Int32, server: LocalSocket, delay: Duration, counter: SlowLine.Counter) {
        self.listener = listener
        self.stop = stop
        self.server = server
        self.delay = delay
        self.counter = counter
    }

    /// Bytes on their way in one direction.
    private struct Way {
        let from: Int32
        let to: Int32
        var travelling: [(due: ContinuousClock.Instant, bytes: [UInt8])] = []
        var isOver = false
    }

    private struct Line {
        var out: Way
        var back: Way
        /// True from the first byte that the client sends to the first that it gets back.
        var isAsking = false
    }

    /// Works until the other end of `stop` is closed.
    func run() {
        var lines: [Line] = []
        defer {
            for line in lines { hangUp(line) }
            close(listener)
            close(stop)
        }
        while true {
            var waiting = [pollfd(fd: stop, events: 0, revents: 0), entry(listener)]
            for line in lines {
                waiting.append(entry(line.out.isOver ? -1 : line.out.from))
                waiting.append(entry(line.back.isOver ? -1 : line.back.from))
            }
            let next = lines.lazy.flatMap { [$0.out, $0.back] }.compactMap { $0.travelling.first?.due }.min()
            _ = poll(&waiting, nfds_t(waiting.count), Self.milliseconds(until: next))
            if waiting[0].revents != 0 { return }
            for index in lines.indices {
                if waiting[2 + 2 * index].revents != 0, take(&lines[index].out), !lines[index].isAsking {
                    lines[index].isAsking = true
                    counter.trips.add(1, ordering: .releasing)
                }
                if waiting[3 + 2 * index].revents != 0 { _ = take(&lines[index].back) }
                _ = deliver(&lines[index].out)
                if deliver(&lines[index].back) { lines[index].isAsking = false }
            }
            lines.removeAll { line in
                let isOver = line.out.isOver || line.back.isOver && line.back.travelling.isEmpty
                if isOver { hangUp(line) }
                return isOver
            }
            if waiting[1].revents != 0, let line = accept() { lines.append(line) }
        }
    }

    private func accept() -> Line? {
        let client = Glibc.accept(listener, nil, nil)
        guard client >= 0 else { return nil }
        _ = fcntl(client, F_SETFL, O_NONBLOCK)
        guard let server = try? server.connect() else {
            close(client)
            return nil
        }
        return Line(out: Way(from: client, to: server), back: Way(from: server, to: client))
    }

    private func hangUp(_ line: Line) {
        close(line.out.from)
        close(line.out.to)
    }

    /// Takes what has come; true when something has.
    private func take(_ way: inout Way) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(way.from, &bytes, bytes.count)
        if count > 0 {
            way.travelling.append((.now + delay, Array(bytes[..<count])))
            return true
        }
        if count == 0 || errno != EAGAIN { way.isOver = true }
        return false
    }

    /// Hands on what is due; true when something has arrived.
    private func deliver(_ way: inout Way) -> Bool {
        var hasArrived = false
        while let first = way.travelling.first, first.due <= .now {
            let count = send(way.to, first.bytes, first.bytes.count, Int32(MSG_NOSIGNAL))
            guard count > 0 else {
                if errno != EAGAIN { way.isOver = true }
                return hasArrived
            }
            hasArrived = true
            if count == first.bytes.count {
                way.travelling.removeFirst()
            } else {
                way.travelling[0].bytes.removeFirst(count)
            }
        }
        return hasArrived
    }

    private func entry(_ descriptor: Int32) -> pollfd {
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    }

    /// For `poll`: rounded up, so that it is due then; for ever when nothing travels.
    private static func milliseconds(until due: ContinuousClock.Instant?) -> Int32 {
        guard let due else { return -1 }
        return Int32(max(0, (ContinuousClock.now.duration(to: due) / .milliseconds(1)).rounded(.up)))
    }
}
