import Salon
import Terminal

extension App {
    /// Takes one input in.
    mutating func handle(_ input: Input) {
        switch input {
        case .resize(let size):
            self.size = size
            for slot in sitting.slots.map(\.id) { deliver(.input(input), to: slot) }
        case .focus:
            break
        case .end(let signal):
            commands.append(.end(status: 128 + signal))
        case .key, .paste:
            lastInput = moment.uptime
            receive(input)
        case .mouse(let mouse):
            lastInput = moment.uptime
            if !clickShell(mouse), let top { deliver(.input(input), to: top) }
        }
        takeTypedAhead()
    }

    /// The scope of the actions of everywhere: some are for the tabs only.
    private var everywhereScope: Scope { sitting.dialogs.isEmpty ? Everywhere.tabs : "dialogs" }

    /// What a key or a paste means to the top screen.
    enum Meaning {
        /// An action of the screen's own table.
        case action(Action)
        case everywhere(Everywhere.ActionName)
        /// What no action claims.
        case input
    }

    func meaning(of input: Input) -> Meaning? {
        guard let top, let index = sitting.index(of: top) else { return nil }
        guard case .key(let key) = input else { return .input }
        let screen = sitting.slots[index].screen
        let isText = screen.isTyping && key.typed != nil
        if !isText, !geometry.isTooSmall,
            let action = table.action(for: key, at: type(of: screen).place, in: screen.scope)
        {
            return .action(action)
        }
        if !isText, let action = table.action(for: key, at: Everywhere.place, in: everywhereScope),
            let name = Everywhere.ActionName(rawValue: action.rawName), isPossible(name),
            !screen.takesAllKeys || [.quit, .suspend, .redraw].contains(name)
        {
            // The letter that leaves the console only closes a dialog; Ctrl-C leaves from anywhere.
            return .everywhere(name == .quit && key.typed != nil && !sitting.dialogs.isEmpty ? .back : name)
        }
        return geometry.isTooSmall ? nil : .input
    }

    /// Does what a key or a paste says now.
    mutating func take(_ input: Input) {
        if case .key = input, sitting.toast?.level == .failed { sitting.toast = nil }
        guard let top, let meaning = meaning(of: input) else { return }
        switch meaning {
        case .action(let action): perform(action, on: top)
        case .everywhere(let name): perform(name)
        case .input: deliver(.input(input), to: top)
        }
    }

    /// Some actions make no sense at the door or on a screen that is too small for anything.
    private func isPossible(_ name: Everywhere.ActionName) -> Bool {
        switch name {
        case .quit, .suspend, .redraw: true
        case .help, .theme, .mouse: !geometry.isTooSmall
        case .back: !geometry.isTooSmall
        default: !isAtDoor && !geometry.isTooSmall
        }
    }

    /// Does an action by its name: from the palette, or from a screen.
    mutating func perform(_ id: ActionID) {
        guard let action = table.action(id) else { return }
        if action.place == Everywhere.place {
            if let name = Everywhere.ActionName(rawValue: action.rawName), isPossible(name) { perform(name) }
        } else if let top {
            perform(action, on: top)
        }
    }

    /// Does an action of the screen's own table, or says why not.
    private mutating func perform(_ action: Action, on slot: Int) {
        guard let index = sitting.index(of: slot),
            type(of: sitting.slots[index].screen).place == action.place
        else { return }
        if let reason = sitting.slots[index].screen.reason(against: action, context(for: slot)) {
            show(.failed, reason)
            sitting.typedAhead = []
        } else {
            deliver(.action(action.rawName), to: slot)
        }
    }

    private mutating func perform(_ name: Everywhere.ActionName) {
        if let tab = Everywhere.tab(of: name) { return go(to: Destination(tab)) }
        switch name {
        case .palette:
            openDialog(.palette())
        case .help:
            openDialog(.help)
        case .back:
            if let top { deliver(.back, to: top) }
        case .today: go(to: .appointments(on: now.date))
        case .goToDate: askForDate()
        case .undo: openDialog(.undo)
        case .bookOffer: answerOffer(.book)
        case .passOffer: answerOffer(.pass)
        case .lock: lock(.key)
        case .mouse: useMouse(!settings.mouse)
        case .theme:
            let names = settings.themes
            openDialog(
                .question(
                    .reasons(
                        title: "Theme", message: "Now: \(settings.theme).", reasons: names, accept: "Use it",
                        refuse: "Back", isDangerous: false)),
                opener: .shell(.theme(names)))
        case .redraw: commands.append(.redraw)
        case .suspend: commands.append(.suspend)
        case .quit: quit()
        default: break
        }
    }

    private mutating func answerOffer(_ answer: OfferStrip.ActionName) {
        guard let slot = sitting.strip, strip?.offer != nil else {
            return show(.info, "Nothing is offered to anybody of the waitlist now.")
        }
        deliver(.action(answer.rawValue), to: slot)
    }

    mutating func goToDate(_ text: String) {
        guard let date = DateExpression.parse(text, today: now.date) else {
            return askForDate(text, complaint: "This is no date. Write fri, tomorrow, +6w or 24/12.")
        }
        go(to: .appointments(on: date))
    }

    /// Asks for a date: with what was typed, and why that was not taken, when it was none.
    private mutating func askForDate(_ text: String = "", complaint: String? = nil) {
        var dialog = Dialog.prompt(
            title: "Go to a date", message: "As you say it: fri, tomorrow, +6w, 24/12, 2026-12-24.",
            field: TextField(text, placeholder: "fri", limit: 40), accept: "Go", refuse: "Back")
        if let complaint { _ = dialog.complain(complaint) }
        openDialog(.question(dialog), opener: .shell(.date))
    }

    /// A click on the tabs or on the footer.
    private mutating func clickShell(_ mouse: Mouse) -> Bool {
        guard case .press(.left) = mouse.action, !isAtDoor else { return false }
        let geometry = self.geometry
        if geometry.tabs.contains(mouse.point), sitting.dialogs.isEmpty {
            var bar = tabBar
            if case .chosen(let index)? = bar.handle(mouse, in: geometry.tabs).event {
                go(to: Destination(Tab.allCases[index]))
            }
            return true
        }
        if geometry.footer.contains(mouse.point) {
            if let id = footerAction(at: mouse.point) { perform(id) }
            return true
        }
        return false
    }
}
