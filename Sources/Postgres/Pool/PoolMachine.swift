/// Decides who gets which connection of a pool, without doing any I/O and without a clock.
///
/// Connections are lent last in, first out, so that those that are not needed grow old and are closed. Those who wait
/// are served first come, first served: nobody who comes later gets past them.
struct PoolMachine<Item> {
    typealias Ticket = UInt64

    enum Acquired {
        case use(Item)
        /// A place is reserved for a connection that the caller now makes.
        case connect
        case wait(Ticket)
        case closed
    }

    private struct Idle {
        let item: Item
        let since: Deadline
    }

    private let maximum: Int
    private let idleLimit: Duration
    private var idle: [Idle] = []
    /// Connections that exist or are being made, idle ones included.
    private(set) var count = 0
    private var waiting: [Ticket] = []
    private var served: [Ticket: Acquired] = [:]
    private var nextTicket: Ticket = 0
    private(set) var isClosed = false

    init(maximum: Int, idleLimit: Duration) {
        self.maximum = maximum
        self.idleLimit = idleLimit
    }

    var idleCount: Int { idle.count }
    var waitingCount: Int { waiting.count }

    mutating func acquire() -> Acquired {
        if isClosed { return .closed }
        if waiting.isEmpty {
            if let last = idle.popLast() { return .use(last.item) }
            if count < maximum {
                count += 1
                return .connect
            }
        }
        nextTicket += 1
        waiting.append(nextTicket)
        return .wait(nextTicket)
    }

    /// What the holder of a ticket has been given; nil as long as it must wait.
    mutating func collect(_ ticket: Ticket) -> Acquired? {
        if let answer = served.removeValue(forKey: ticket) { return answer }
        return isClosed ? .closed : nil
    }

    /// Gives up waiting.
    mutating func giveUp(_ ticket: Ticket) {
        waiting.removeAll { $0 == ticket }
    }

    /// Takes a healthy connection back.
    ///
    /// - Returns: Connections to close.
    mutating func release(_ item: Item, now: Deadline) -> [Item] {
        if isClosed {
            count -= 1
            return [item]
        }
        if waiting.isEmpty {
            idle.append(Idle(item: item, since: now))
        } else {
            served[waiting.removeFirst()] = .use(item)
        }
        return expire(now: now)
    }

    /// A connection is gone, or could not be made: its place goes to the next who waits.
    mutating func discard() {
        count -= 1
        guard !isClosed, !waiting.isEmpty, count < maximum else { return }
        count += 1
        served[waiting.removeFirst()] = .connect
    }

    /// - Returns: Connections that have been idle for too long; the caller closes them.
    mutating func expire(now: Deadline) -> [Item] {
        let expired = idle.prefix { Deadline.after(idleLimit, from: $0.since) <= now }.count
        guard expired > 0 else { return [] }
        let items = idle.prefix(expired).map(\.item)
        idle.removeFirst(expired)
        count -= expired
        return items
    }

    /// - Returns: The idle connections; those that are lent are closed when they come back.
    mutating func close() -> [Item] {
        isClosed = true
        waiting = []
        let items = idle.map(\.item)
        count -= idle.count
        idle = []
        return items
    }
}
