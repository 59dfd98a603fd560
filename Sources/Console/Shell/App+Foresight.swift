import Salon

extension App {
    /// The loads that will be wanted when a save has succeeded, as far as its end is foreseen: found by trying it on a
    /// copy.
    func wanted(after save: Requests<AnyJob>.Request) -> [AnyJob] {
        guard save.kind == .save, let foresight = save.work.foresight else { return [] }
        var copy = self
        switch foresight {
        case .answer(let answer): copy.answer(save.id, .success(answer))
        case .end(let changes):
            copy.carryOut(.finish(.done), from: save.owner)
            copy.broadcast(changes)
        }
        let known = Set(requests.open.map(\.id))
        return copy.requests.open.filter { request in
            request.kind != .save && !known.contains(request.id) && request.work.person == save.work.person
        }.map(\.work)
    }

    /// Takes the answer to a request in, and with it the answers to what was foreseen to be wanted then: what the screens
    /// ask for now, and is among these, is here already.
    mutating func answer(
        _ id: RequestID, _ result: Result<any Sendable, SalonError>,
        bringing brought: [(load: AnyJob, result: Result<any Sendable, SalonError>)]
    ) {
        let earlier = takeCommands()
        answer(id, result)
        var later: [Command] = []
        var new = takeCommands()
        while !new.isEmpty {
            for command in new {
                if case .start(let request) = command, request.kind != .save,
                    let seen = brought.first(where: { $0.load.isSame(as: request.work) })
                {
                    answer(request.id, seen.result)
                } else {
                    later.append(command)
                }
            }
            new = takeCommands()
        }
        commands = earlier + later
    }
}
