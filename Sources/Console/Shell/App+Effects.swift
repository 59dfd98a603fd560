import Salon
import SalonStore
import Terminal

extension App {
    /// Does what a screen wants.
    mutating func carryOut(_ effect: AnyEffect, from slot: Int) {
        switch effect {
        case .load(let job, let group): submit(job, kind: .load(group), owner: slot)
        case .save(let job): submit(job, kind: .save, owner: slot)
        case .cancel(let group): withdraw(requests.cancel(owner: slot, group: group))
        case .open(let destination, let question?): openDialog(destination, opener: .screen(slot, question))
        case .open(let destination, nil): go(to: destination)
        case .close: close(slot)
        case .finish(let reply): finish(slot, reply)
        case .shell(let request): carryOut(request, from: slot)
        }
    }

    private mutating func submit(_ job: AnyJob, kind: Requests<AnyJob>.Kind, owner: Int) {
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
        case .signedIn(let arrival, let staysSignedIn): signedIn(arrival, staysSignedIn: staysSignedIn)
        case .forgetToken: commands.append(.keepToken(nil))
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
        toast = Toast(level, text, expires: moment.uptime + (level == .failed ? 8_000 : 4_000))
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
        if let permission = tab.permission, let arrival, !arrival.session.allowsSome(permission) {
            return show(.failed, SalonError.forbidden(permission).message)
        }
        if let lost = slots.filter({ dialogs.contains($0.id) }).compactMap(\.screen.unsaved).first {
            return openDialog(
                .question(
                    .confirm(title: "Leave without saving?", message: lost, accept: "Leave", refuse: "Stay")),
                opener: .shell(.leave(for: destination)))
        }
        leave(for: destination, tab)
    }

    /// Shows a tab and closes every dialog.
    private mutating func leave(for destination: Destination, _ tab: Tab) {
        let wasOpen = slots.contains { $0.tab == tab }
        let moved = self.tab != tab
        self.tab = tab
        for dialog in dialogs { remove(dialog) }
        if !wasOpen { open(ScreenList.make(destination, context(for: nil), offers: offers), tab: tab) }
        guard let slot = slots.first(where: { $0.tab == tab })?.id else { return }
        catchUp()
        if !wasOpen || !moved || destination != Destination(tab) { deliver(.opened(destination), to: slot) }
    }

    /// Closes a dialog, after a question if something would be lost.
    mutating func close(_ slot: Int) {
        guard dialogs.contains(slot), let index = index(of: slot) else { return }
        guard let lost = slots[index].screen.unsaved else { return remove(slot) }
        openDialog(
            .question(
                .confirm(title: "Close without saving?", message: lost, accept: "Discard", refuse: "Go on")),
            opener: .shell(.discard(slot: slot)))
    }

    /// Closes a dialog at once and gives its opener the reply.
    private mutating func finish(_ slot: Int, _ reply: Reply) {
        guard dialogs.contains(slot), let index = index(of: slot) else { return }
        let opener = slots[index].opener
        remove(slot)
        switch opener {
        case .screen(let asker, let question): deliver(.reply(question, reply), to: asker)
        case .shell(let question): answered(question, reply)
        case nil: break
        }
    }

    private mutating func answered(_ question: ShellQuestion, _ reply: Reply) {
        switch (question, reply) {
        case (.discard(let slot), .accepted):
            for request in requests.abandonWaitingSaves(owner: slot) { commands.append(.start(request)) }
            remove(slot)
        case (.leave(let destination), .accepted):
            if let tab = destination.tab { leave(for: destination, tab) }
        case (.quit, .accepted): commands.append(.end(status: 0))
        case (.date, .accepted(let text, _)): goToDate(text)
        case (.theme(let names), .accepted(_, let index?)) where names.indices.contains(index):
            settings.theme = names[index]
            commands.append(.theme(names[index]))
        default: break
        }
    }

    // MARK: Signing in and out

    /// Shows the sign-in screen, for anybody or for the person who locked the desk.
    mutating func showDoor(_ screen: SignInScreen) {
        let slot = open(screen)
        doorSlot = slot
        deliver(.opened(.account), to: slot)
    }

    mutating func signedIn(_ arrival: Arrival, staysSignedIn: Bool?) {
        if let door = doorSlot {
            for slot in visible { remove(slot) }
            withdraw(requests.cancel(owner: door))
            doorSlot = nil
        }
        lastInput = moment.uptime
        if self.arrival?.session.userID != arrival.session.userID { closeEverything() }
        self.arrival = arrival
        connection = .live
        if let staysSignedIn { commands.append(.keepToken(staysSignedIn ? arrival.token : nil)) }
        if !slots.contains(where: { $0.tab == tab }) {
            let first = Tab.allCases.first { $0.permission.map(arrival.session.allowsSome) ?? true } ?? .more
            go(to: Destination(first))
        }
        // The day was for the first look only; later ones ask again.
        self.arrival?.day = nil
        catchUp()
    }

    /// Ends the session: nothing of it stays on the screen.
    mutating func signOut() {
        closeEverything()
        arrival = nil
        commands.append(.keepToken(nil))
        showDoor(SignInScreen())
    }

    /// Locks the desk. What is open stays open behind the door.
    mutating func lock() {
        guard doorSlot == nil, let arrival else { return }
        showDoor(SignInScreen(locked: arrival))
    }

    /// The session ended on the server: the same person signs in again and finds everything as it was.
    mutating func sessionOver() {
        guard !isAtDoor, let arrival else { return }
        showDoor(SignInScreen(locked: arrival, news: SalonError.sessionOver.message))
    }

    private mutating func closeEverything() {
        for slot in slots where slot.id != doorSlot { withdraw(requests.cancel(owner: slot.id)) }
        slots.removeAll { $0.id != doorSlot }
        dialogs = []
        toast = nil
        tab = .appointments
    }
}

extension App {
    /// Opens the first screen: the desk of who is signed in, or the sign-in screen, which first tries a kept token.
    mutating func begin(_ arrival: Arrival?, token: SessionToken? = nil, email: String? = nil) {
        if let arrival {
            signedIn(arrival, staysSignedIn: nil)
        } else {
            showDoor(token.map { SignInScreen(resuming: $0, email: email) } ?? SignInScreen())
        }
    }
}
