import Salon
import SalonStore
import Terminal

extension App {
    /// Does what a screen wants.
    mutating func carryOut(_ effect: AnyEffect, from slot: Int) {
        switch effect {
        case .load(let job, let group): submit(job, kind: .load(group), owner: slot)
        case .save(let job): submit(job, kind: .save, owner: slot)
        case .cancel(let group):
            withdraw(requests.cancel(owner: slot, group: group))
            hasBegun(group, in: slot)
        case .open(let destination, let question?): openDialog(destination, opener: .screen(slot, question))
        case .open(let destination, nil): go(to: destination)
        case .close: close(slot)
        case .finish(let reply): finish(slot, reply)
        case .shell(let request): carryOut(request, from: slot)
        }
    }

    /// Hands a job to the workers. It is done in the name of who is signed in now, also if another is when it is done.
    mutating func submit(_ job: AnyJob, kind: Requests<AnyJob>.Kind, owner: Int) {
        var job = job
        job.person = sitting.person
        let admission = requests.add(job, kind: kind, owner: owner)
        withdraw(admission.stale)
        commands += admission.start.map { .start($0) }
    }

    private mutating func carryOut(_ request: ShellRequest, from slot: Int) {
        switch request {
        case .go(let destination): go(to: destination)
        case .toast(let level, let text): show(level, text)
        case .copy(let text, let what):
            commands.append(.copy(text))
            show(.info, "Copied \(what).")
        case .changed(let changes): broadcast(changes)
        case .branch(let branch): take(branch)
        case .signedIn(let arrival, let staysSignedIn): signedIn(arrival, staysSignedIn: staysSignedIn)
        case .forgetToken:
            if sitting.staysSignedIn { commands.append(.keepToken(nil)) }
            sitting.staysSignedIn = false
        case .signOut: signOut()
        case .perform(let id): perform(id)
        case .theme(let name):
            settings.theme = name
            commands.append(.theme(name))
        case .mouse(let on): useMouse(on)
        case .quit: commands.append(.end(status: 0))
        }
    }

    /// Shows a line until its time is over.
    mutating func show(_ level: Toast.Level, _ text: String) {
        sitting.toast = Toast(level, text, expires: expiry(of: level))
    }

    func expiry(of level: Toast.Level) -> Int64 {
        moment.uptime + (level == .failed ? 8_000 : 4_000)
    }

    mutating func useMouse(_ on: Bool) {
        settings.mouse = on
        commands.append(.mouse(on))
        show(.info, on ? "The mouse is on." : "The mouse is off: the terminal can mark text.")
    }

    // MARK: Going and closing

    /// Shows a tab, or a dialog over what is there.
    mutating func go(to destination: Destination) {
        guard let tab = destination.tab else { return openDialog(destination) }
        if let permission = tab.permission, let arrival = sitting.arrival, !arrival.session.allows(tab) {
            return show(.failed, SalonError.forbidden(permission).message)
        }
        if let lost = sitting.slots.filter({ sitting.dialogs.contains($0.id) }).compactMap(\.screen.unsaved).first {
            return openDialog(
                .question(
                    .confirm(title: "Leave without saving?", message: lost, accept: "Leave", refuse: "Stay")),
                opener: .shell(.leave(for: destination)))
        }
        leave(for: destination, tab)
    }

    /// Shows a tab and closes every dialog.
    private mutating func leave(for destination: Destination, _ tab: Tab) {
        for dialog in sitting.dialogs { remove(dialog) }
        turn(to: destination, tab)
    }

    /// Shows a tab below the dialogs.
    mutating func turn(to destination: Destination, _ tab: Tab) {
        let wasOpen = sitting.slots.contains { $0.tab == tab }
        let moved = sitting.tab != tab
        sitting.tab = tab
        if !wasOpen { open(ScreenList.make(destination, context(for: nil), offers: offers), tab: tab) }
        guard let slot = sitting.slots.first(where: { $0.tab == tab })?.id else { return }
        catchUp()
        if !wasOpen || !moved || destination != Destination(tab) { begin(destination, in: slot) }
    }

    /// Closes a dialog, after a question if something would be lost.
    mutating func close(_ slot: Int) {
        guard sitting.dialogs.contains(slot), let index = sitting.index(of: slot) else { return }
        guard let lost = sitting.slots[index].screen.unsaved else { return remove(slot) }
        openDialog(
            .question(
                .confirm(title: "Close without saving?", message: lost, accept: "Discard", refuse: "Go on")),
            opener: .shell(.discard(slot: slot)))
    }

    /// Closes a dialog at once and gives its opener the reply.
    private mutating func finish(_ slot: Int, _ reply: Reply) {
        guard sitting.dialogs.contains(slot), let index = sitting.index(of: slot) else { return }
        let opener = sitting.slots[index].opener
        remove(slot)
        switch opener {
        case .screen(let asker, let question): deliver(.reply(question, reply), to: asker)
        case .shell(let question): answered(question, reply)
        case nil: break
        }
    }

    private mutating func answered(_ question: Sitting.ShellQuestion, _ reply: Reply) {
        switch (question, reply) {
        case (.discard(let slot), .accepted):
            for request in requests.abandonWaitingSaves(owner: slot) { commands.append(.start(request)) }
            remove(slot)
        case (.leave(let destination), .accepted):
            if let tab = destination.tab { leave(for: destination, tab) }
        case (.signOut, .accepted): leaveDesk()
        case (.quit, .accepted): commands.append(.end(status: 0))
        case (.date, .accepted(let text, _)): goToDate(text)
        case (.theme(let names), .accepted(_, let index?)) where names.indices.contains(index):
            settings.theme = names[index]
            commands.append(.theme(names[index]))
        default: break
        }
    }
}
