import Salon
import SalonStore

extension App {
    /// Takes the time in: the minute, the toast's end, what is to be repeated, the idle lock.
    mutating func advance(to moment: Moment) {
        let before = now
        self.moment = moment
        let isNewSecond = moment.uptime >= nextSecond
        if isNewSecond { nextSecond = moment.uptime + 1_000 }
        for slot in visible where now != before || (isNewSecond && countsSeconds(slot)) { deliver(.tick, to: slot) }
        if toast?.isOver(at: moment.uptime) == true { toast = nil }
        for request in requests.due(now: moment.uptime) { commands.append(.start(request)) }
        if let due = idleLockDue, due <= moment.uptime { lock() }
    }

    /// When `advance` has something to do again, in milliseconds of uptime; nil for never.
    var nextDue: Int64? {
        var due = [toast?.expires, requests.nextDue, idleLockDue].compactMap { $0 }
        if visible.contains(where: countsSeconds) { due.append(nextSecond) }
        if !isFrozen {
            let intoMinute = moment.instant.microseconds % 60_000_000
            due.append(moment.uptime + (60_000_000 - intoMinute) / 1_000 + 1)
        }
        return due.min()
    }

    private func countsSeconds(_ slot: Int) -> Bool {
        index(of: slot).map { slots[$0].screen.countsSeconds } ?? false
    }

    private var idleLockDue: Int64? {
        guard let arrival, !isAtDoor,
            let minutes = settings.idleLockMinutes ?? arrival.branch.idleLockMinutes, minutes > 0
        else { return nil }
        return lastInput + Int64(minutes) * 60_000
    }

    /// Takes the answer to a request in.
    mutating func answer(_ id: RequestID, _ result: Result<any Sendable, SalonError>) {
        var serverWasAway = false
        if case .failure(.unavailable) = result { serverWasAway = true }
        let outcome = requests.answered(id, serverWasAway: serverWasAway, now: moment.uptime)
        if serverWasAway { lostServer() } else { reachedServer() }
        if case .failure(.sessionOver) = result { sessionOver() }
        switch outcome {
        case .stale:
            break
        case .repeated(let request, let isFirst):
            if isFirst { deliver(.answer(request.work, result), to: request.owner) }
        case .final(let request, let start):
            commands += start.map { .start($0) }
            if index(of: request.owner) != nil {
                deliver(.answer(request.work, result), to: request.owner)
            } else if request.kind == .save {
                savedBehindTheScenes(result, failuresBefore: request.failures)
            }
        }
    }

    /// The end of a save whose form is closed.
    private mutating func savedBehindTheScenes(_ result: Result<any Sendable, SalonError>, failuresBefore: Int) {
        switch result {
        case .failure(let error): show(.failed, "A change could not be saved. \(error.message)")
        case .success:
            if failuresBefore > 0 { show(.good, "The change that waited for the server is saved.") }
            broadcast(.all)
        }
    }

    /// The server can't be reached: the header says since when.
    mutating func lostServer() {
        if case .offline = connection { return }
        connection = .offline(since: now.time)
    }

    /// The server answers: what waited for it is repeated, and every screen looks again.
    mutating func reachedServer() {
        let before = connection
        connection = .live
        guard case .offline = before else { return }
        show(.good, "The server is back.")
        for request in requests.due(now: moment.uptime, serverIsBack: true) { commands.append(.start(request)) }
        broadcast(.all)
    }

    /// Takes news of other desks in.
    mutating func hear(_ changes: Changes) {
        if arrival != nil { broadcast(changes) }
    }
}
