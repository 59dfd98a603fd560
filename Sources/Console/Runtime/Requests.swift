/// Names one request for its whole life, its repetitions included.
struct RequestID: Hashable, Sendable {
    let number: Int
}

/// Requests that stand for the same thing on a screen: a newer load of a group makes the older one stale.
struct RequestGroup: Hashable, Sendable, ExpressibleByStringLiteral {
    let name: String

    /// A group of its own name within one screen.
    init(_ name: String) { self.name = name }

    /// A group of its own name within one screen.
    init(stringLiteral value: String) { name = value }

    /// The group of a screen's ordinary load.
    static let main = RequestGroup("main")
}

/// What was asked of the workers and has no final answer yet: ids, groups, repetition and back-off.
///
/// A pure state machine. Time comes in as milliseconds of a clock that never goes back, and what to start
/// comes out as a list. A *load* is replaced by a newer one of its group. A *save* is never replaced nor
/// dropped; saves run one after the other, so that two changes reach the server in the order they were made.
struct Requests<Work> {
    /// Whether a request may be replaced by a newer one.
    enum Kind: Equatable {
        case load(RequestGroup)
        case save
    }

    /// One request.
    struct Request {
        let id: RequestID
        /// The screen that asked; answers go to it.
        let owner: Int
        let kind: Kind
        let work: Work
        /// How often the server could not be reached for it.
        var failures = 0
        var state: State
    }

    /// Where a request stands.
    enum State: Equatable {
        /// With the workers.
        case running
        /// A save behind another save.
        case queued
        /// The server was away; repeated at this time.
        case waiting(until: Int64)
    }

    private(set) var open: [Request] = []
    private var lastNumber = 0

    /// Nothing runs, waits or is queued.
    var isIdle: Bool { open.isEmpty }

    /// Nothing runs. What waits for the server to come back isn't running.
    var isQuiet: Bool { !open.contains { $0.state == .running } }

    /// Saves that have no answer yet.
    var openSaves: Int { open.count { $0.kind == .save } }

    /// The groups of a screen's loads that are with the workers.
    func reading(for owner: Int) -> Set<RequestGroup> {
        Set(
            open.lazy.filter { $0.owner == owner && $0.state == .running }.compactMap { request in
                if case .load(let group) = request.kind { group } else { nil }
            })
    }

    /// Whether a save is with the workers or behind one that is: of one screen, or of any.
    func isSaving(for owner: Int? = nil) -> Bool {
        let saves = open.filter { $0.kind == .save }
        return saves.contains { $0.state == .running } && saves.contains { owner == nil || $0.owner == owner }
    }

    /// When the next repetition is due.
    var nextDue: Int64? {
        open.compactMap { request in
            if case .waiting(let until) = request.state { until } else { nil }
        }.min()
    }

    /// What a new request leads to.
    struct Admission {
        /// Requests to hand to the workers now.
        var start: [Request] = []
        /// Requests that became stale: to be withdrawn from the workers if they haven't begun.
        var stale: [RequestID] = []
    }

    /// Takes a new request in.
    mutating func add(_ work: Work, kind: Kind, owner: Int) -> Admission {
        var admission = Admission()
        if case .load = kind {
            admission.stale = open.filter { $0.owner == owner && $0.kind == kind }.map(\.id)
            open.removeAll { $0.owner == owner && $0.kind == kind }
        }
        lastNumber += 1
        let blocked = kind == .save && open.contains { $0.kind == .save }
        let request = Request(
            id: RequestID(number: lastNumber), owner: owner, kind: kind, work: work,
            state: blocked ? .queued : .running)
        open.append(request)
        if !blocked { admission.start = [request] }
        return admission
    }

    /// Makes the loads of a screen stale: those of one group, or all when it closes. Saves go on.
    mutating func cancel(owner: Int, group: RequestGroup? = nil) -> [RequestID] {
        let isCancelled: (Request) -> Bool = { request in
            guard request.owner == owner, case .load(let itsGroup) = request.kind else { return false }
            return group == nil || group == itsGroup
        }
        let stale = open.filter(isCancelled).map(\.id)
        open.removeAll(where: isCancelled)
        return stale
    }

    /// Gives up a screen's saves that wait for the server. Those that run can't be called back.
    mutating func abandonWaitingSaves(owner: Int) -> [Request] {
        open.removeAll { request in
            guard request.owner == owner, request.kind == .save else { return false }
            return request.state != .running
        }
        return startNextSave()
    }

    /// What an answer means.
    enum Outcome {
        /// Nobody waits for it any more.
        case stale
        /// Final: the request is over. Its save may let the next one start.
        case final(Request, start: [Request])
        /// The server was away. The screen is told the first time, and the request is repeated at the given time.
        case repeated(Request, first: Bool)
    }

    /// Takes an answer in.
    ///
    /// - Parameters:
    ///   - serverWasAway: the request didn't reach the server, or its outcome is unknown; it is repeated.
    ///   - now: milliseconds of a clock that never goes back.
    mutating func answered(_ id: RequestID, serverWasAway: Bool, now: Int64) -> Outcome {
        guard let index = open.firstIndex(where: { $0.id == id }) else { return .stale }
        guard serverWasAway else {
            let request = open.remove(at: index)
            return .final(request, start: request.kind == .save ? startNextSave() : [])
        }
        open[index].failures += 1
        open[index].state = .waiting(until: now + Self.backOff(afterFailures: open[index].failures))
        return .repeated(open[index], first: open[index].failures == 1)
    }

    /// The requests whose repetition is due; all that wait, when the server is known to be back.
    mutating func due(now: Int64, serverIsBack: Bool = false) -> [Request] {
        var start: [Request] = []
        for index in open.indices {
            guard case .waiting(let until) = open[index].state, serverIsBack || until <= now else { continue }
            open[index].state = .running
            start.append(open[index])
        }
        return start
    }

    private mutating func startNextSave() -> [Request] {
        guard !open.contains(where: { $0.kind == .save && $0.state != .queued }),
            let index = open.firstIndex(where: { $0.kind == .save })
        else { return [] }
        open[index].state = .running
        return [open[index]]
    }

    /// Milliseconds to wait before the next attempt: a quarter of a second, doubled each time, at most 4 seconds.
    static func backOff(afterFailures failures: Int) -> Int64 {
        250 << Int64(min(max(failures, 1) - 1, 4))
    }
}
