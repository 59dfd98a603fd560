import Salon
import SalonStore

extension App {
    /// Takes the time in: the minute, the toast's end, what is to be repeated, the idle lock.
    mutating func advance(to moment: Moment) {
        let before = now
        self.moment = moment
        let isNewSecond = moment.uptime >= nextSecond
        if isNewSecond { nextSecond = moment.uptime + 1_000 }
        for slot in sitting.listening where now != before || (isNewSecond && countsSeconds(slot)) {
            deliver(.tick, to: slot)
        }
        if sitting.toast?.isOver(at: moment.uptime) == true { sitting.toast = nil }
        for request in requests.due(now: moment.uptime) { commands.append(.start(request)) }
        if let due = idleLockDue, due <= moment.uptime { lock(.idle) }
    }

    /// When `advance` has something to do again, in milliseconds of uptime; nil for never.
    var nextDue: Int64? {
        var due = [sitting.toast?.expires, requests.nextDue, idleLockDue].compactMap { $0 }
        if sitting.listening.contains(where: countsSeconds) { due.append(nextSecond) }
        if !isFrozen {
            let intoMinute = moment.instant.microseconds % 60_000_000
            due.append(moment.uptime + (60_000_000 - intoMinute) / 1_000 + 1)
        }
        return due.min()
    }

    private func countsSeconds(_ slot: Int) -> Bool {
        sitting.index(of: slot).map { sitting.slots[$0].screen.countsSeconds } ?? false
    }

    private var idleLockDue: Int64? {
        guard let arrival = sitting.arrival,
            let minutes = settings.idleLockMinutes ?? arrival.branch.idleLockMinutes, minutes > 0
        else { return nil }
        return lastInput + Int64(minutes) * 60_000
    }

    /// Takes the answer to a request in.
    mutating func answer(_ id: RequestID, _ result: Result<any Sendable, SalonError>) {
        var serverWasAway = false
        if case .failure(.unavailable) = result { serverWasAway = true }
        let outcome = requests.answered(id, serverWasAway: serverWasAway, now: moment.uptime)
        defer { takeTypedAhead() }
        if serverWasAway { lostServer() } else { reachedServer() }
        switch outcome {
        case .stale:
            break
        case .repeated(let request, let isFirst):
            if case .load(let group) = request.kind { hasBegun(group, in: request.owner) }
            if isFirst { deliver(result, of: request) }
        case .final(let request, let start):
            if case .load(let group) = request.kind { hasBegun(group, in: request.owner) }
            if case .failure = result, sitting.visible.contains(request.owner) { sitting.typedAhead = [] }
            commands += start.map { .start($0) }
            if case .failure(.sessionOver) = result, request.work.person == sitting.person { lock(.sessionOver) }
            deliver(result, of: request)
        }
    }

    /// Gives an answer to the screen that asked. Its person may have locked the desk since: what the screen says and
    /// does then is for them only.
    private mutating func deliver(_ result: Result<any Sendable, SalonError>, of request: Requests<AnyJob>.Request) {
        if case .success(let answer as AccountScreen.Answer) = result, case .standing(let standing) = answer {
            take(standing)
        } else if sitting.index(of: request.owner) != nil {
            deliver(.answer(request.work, result), to: request.owner)
        } else if let index = aside.firstIndex(where: { $0.index(of: request.owner) != nil }) {
            atSitting(aside: index) { $0.deliver(.answer(request.work, result), to: request.owner) }
        } else if request.kind == .save {
            savedBehindTheScenes(result, request)
        }
    }

    /// Works at a sitting that was put aside.
    private mutating func atSitting(aside index: Int, _ work: (inout App) -> Void) {
        swap(&sitting, &aside[index])
        work(&self)
        swap(&sitting, &aside[index])
        catchUp()
    }

    /// The end of a save whose form is closed. It is told to whom it concerns.
    private mutating func savedBehindTheScenes(
        _ result: Result<any Sendable, SalonError>, _ request: Requests<AnyJob>.Request
    ) {
        let person = request.work.person
        if person != sitting.person, let index = aside.firstIndex(where: { $0.person == person }) {
            return atSitting(aside: index) { $0.savedBehindTheScenes(result, request) }
        }
        switch result {
        case .failure(let error):
            // Whoever signed out meanwhile can't be told; that it failed must be known all the same.
            let whose = person == sitting.person ? "A change" : "A change of \(person?.name ?? "somebody")"
            show(.failed, "\(whose) could not be saved. \(error.message)")
        case .success:
            if request.failures > 0 { show(.good, "The change that waited for the server is saved.") }
            broadcast(.all)
        }
    }

    /// The server can't be reached: the header says since when.
    mutating func lostServer() {
        if case .offline = connection { return }
        connection = .offline(since: now.time)
        sitting.typedAhead = []
    }

    /// The server answers: what waited for it is repeated, and every screen looks again.
    mutating func reachedServer() {
        let before = connection
        connection = .live
        guard case .offline = before else { return }
        show(.good, "The server is back.")
        for request in requests.due(now: moment.uptime, serverIsBack: true) { commands.append(.start(request)) }
        hear(.all)
    }

    /// Takes news of other desks in.
    mutating func hear(_ changes: Changes) {
        if !changes.isDisjoint(with: [.settings, .rights]), !isAtDoor {
            submit(AnyJob(.standing, of: AccountScreen.self), kind: .load("standing"), owner: 0)
        }
        broadcast(changes)
    }

    /// What the person may do here was changed, or how the branch is set: the keys, tabs and screens follow.
    private mutating func take(_ standing: Arrival) {
        take(standing.branch)
        guard let before = sitting.arrival?.session, before.userID == standing.session.userID,
            before != standing.session
        else { return }
        sitting.arrival?.session = standing.session
        follow(standing.session, after: before)
        let now = standing.session
        if (before.permissions, before.expertID) != (now.permissions, now.expertID) {
            show(.info, "What you may do here has changed.")
        }
        broadcast(.all)
    }

    /// The branch's settings have changed: whoever has something open here works by them from now on.
    mutating func take(_ branch: Branch) {
        sitting.arrival?.branch = branch
        for index in aside.indices { aside[index].arrival?.branch = branch }
        // Opening hours and the grid decide what is free.
        broadcast([.settings, .rosters])
    }
}
