import Salon
import SalonStore
import Terminal

extension ClientsScreen {
    typealias Effects = [Effect<ClientsScreen>]

    mutating func update(_ message: Message<ClientsScreen>, _ context: Context) -> Effects {
        list.fit(parts(of: context.area).list.size, context)
        switch message {
        case .opened(let destination): return open(destination)
        case .action(let action): return perform(action, context)
        case .input(let input): return take(input, context)
        case .answer(.page(let text, _, let edge), .success(.page(let page))):
            list.take(page, of: text, at: edge, context)
            if let wanted { list.pages.table.select(wanted) }
            return follow()
        case .answer(.page, .failure(let error)):
            list.pages.fail(error)
            return []
        case .answer(.card(let id), .success(.card(let card))): return id == reading ? show(card) : []
        case .answer(.card(let id), .failure(let error)):
            if id == reading { failure = error }
            return []
        case .answer(.remove(let test), .success(.removed(let tests))):
            show(tests, of: test.clientID)
            return [.toast("The patch test of \(test.testedOn.shortText) is removed.")]
        case .answer(.remove, .failure(let error)): return [.toast(error)] + follow(anew: true)
        case .answer: return []
        case .reply(.form, .client(let id)):
            open(card: id)
            return list.reload() + follow(anew: true)
        case .reply(.patchTest, .patchTests(let id, let tests)):
            show(tests, of: id)
            return []
        case .reply(.removeTest(let tests), .accepted(_, let choice)):
            guard let choice, tests.indices.contains(choice) else { return [] }
            return [.save(.remove(tests[choice].test))]
        case .reply, .tick: return []
        case .changed(let changes):
            let shown: Changes.Kinds = [.clients, .appointments, .payments]
            let isTested = reading.map(changes.tested.contains) ?? false
            guard isTested || !changes.isDisjoint(with: shown) else { return [] }
            return (changes.isDisjoint(with: [.clients]) ? [] : list.reload()) + follow(anew: true)
        case .back: return back()
        }
    }

    private mutating func open(_ destination: Destination) -> Effects {
        guard case .clients(let id) = destination else { return [] }
        let isFirst = list.pages.table.state == .loading
        if let id { open(card: id) }
        return (isFirst && id == nil ? list.reload() : []) + follow(anew: id != nil)
    }

    /// Shows a client's card, whoever the list's cursor is on.
    private mutating func open(card id: ClientID) {
        wanted = id
        isOnCard = true
        list.search.isTyping = false
        pane = ClientPane()
        list.pages.table.select(id)
    }

    /// The list's keys wait for the clients that were asked for, and the one about the card's tests for the card.
    func mustWait(_ message: Message<ClientsScreen>, reading: Set<RequestGroup>) -> Bool {
        switch message {
        case .action(.find), .action(.new), .action(.refresh): false
        case .action(.removeTest) where reading.contains("card"): true
        case .action(.open) where isOnCard: reading.contains("card")
        case .action: !isOnCard && reading.contains("list")
        case .input(.key(let key)):
            isOnCard ? reading.contains("card") : reading.contains("list") && list.search.isForList(key)
        default: false
        }
    }

    // MARK: The card

    /// Reads the card of whoever the keys are about, if that is somebody else now.
    private mutating func follow(anew: Bool = false) -> Effects {
        guard let subject else {
            reading = nil
            card = nil
            isOnCard = false
            return [.cancel("card")]
        }
        guard anew || subject != reading else { return [] }
        if subject != reading { pane = ClientPane() }
        reading = subject
        failure = nil
        return [.load(.card(subject), "card")]
    }

    private mutating func show(_ card: ClientCard) -> Effects {
        self.card = card
        failure = nil
        // The list is turned to where the client stands, so that Esc leads there.
        guard let wanted, wanted == card.client.id, list.pages.rows[wanted] == nil else { return [] }
        return list.seek(card.client.name)
    }

    private mutating func show(_ tests: [PatchTestRow], of client: ClientID) {
        if card?.client.id == client { card?.patchTests = tests }
    }

    /// The list's cursor moved: the card follows it again.
    private mutating func leaveWanted() -> Effects {
        wanted = nil
        return follow()
    }

    // MARK: Input

    private mutating func take(_ input: Input, _ context: Context) -> Effects {
        switch input {
        case .key(let key) where isOnCard:
            _ = pane.handle(key, extent(context))
            return []
        case .key(let key):
            let effects = list.take(key)
            return effects + leaveWanted()
        case .paste(let text): return list.paste(text)
        case .mouse(let mouse): return take(mouse, context)
        default: return []
        }
    }

    private mutating func take(_ mouse: Mouse, _ context: Context) -> Effects {
        let parts = parts(of: context.area)
        if parts.list.contains(mouse.point) {
            isOnCard = false
            if case .doublePress(.left) = mouse.action { isOnCard = true }
            let effects = list.take(mouse, in: parts.list)
            return effects + leaveWanted()
        }
        if parts.head.contains(mouse.point), case .press(.left) = mouse.action {
            isOnCard = false
            list.search.isTyping = true
            return []
        }
        guard parts.details.contains(mouse.point) else { return [] }
        let extent = extent(context)
        switch mouse.action {
        case .wheelUp: pane.scroll(by: -3, extent)
        case .wheelDown: pane.scroll(by: 3, extent)
        case .press(.left), .doublePress(.left):
            isOnCard = true
            list.search.isTyping = false
            let body = bodyArea(in: parts.details)
            let index = mouse.point.y - body.y + pane.top - extent.text
            guard body.contains(mouse.point), (0..<extent.appointments).contains(index) else { return [] }
            pane.select(index, extent)
            if case .doublePress = mouse.action { return openAppointment() }
        default: break
        }
        return []
    }

    /// One step out: the card, the field, the filter.
    private mutating func back() -> Effects {
        if isOnCard {
            isOnCard = false
            return leaveWanted()
        }
        return list.back()
    }

    // MARK: Actions

    private mutating func perform(_ action: ActionName, _ context: Context) -> Effects {
        switch action {
        case .open:
            if isOnCard { return openAppointment() }
            list.search.isTyping = false
            isOnCard = subject != nil
            return []
        case .turn:
            list.search.isTyping = false
            isOnCard = !isOnCard && subject != nil
            return isOnCard ? [] : leaveWanted()
        case .find:
            isOnCard = false
            list.search.isTyping = true
            return leaveWanted()
        case .new: return [.open(.clientForm(.new(typed: list.search.text)), for: .form)]
        case .edit: return client.map { [.open(.clientForm(.edit($0)), for: .form)] } ?? []
        case .book: return [.go(.booking(BookingStart(client: subject)))]
        case .patchTest: return client.map { [.open(.patchTest($0), for: .patchTest)] } ?? []
        case .removeTest: return askWhichTest()
        case .copy: return client?.phone.map { [.copy($0, what: "the phone number")] } ?? []
        case .history:
            return client.map { [.go(.history(HistorySubject(entity: .users, id: $0.id.value, name: $0.name)))] } ?? []
        case .refresh: return list.reload() + follow(anew: true)
        }
    }

    /// Of the newest tests, because the dialog lists them all.
    private func askWhichTest() -> Effects {
        guard let card, card.client.id == subject else { return [] }
        let tests = Array(card.patchTests.prefix(8))
        return [
            .ask(
                .removeTest(tests),
                .reasons(
                    title: "Remove a patch test of \(card.client.name)?",
                    message: "Only what was recorded by mistake: the skin is known by it. Which one?",
                    reasons: tests.map { row in
                        let outcome = row.test.hasReacted ? "reacted" : "no reaction"
                        return "\(row.test.testedOn.shortText), \(row.serviceName): \(outcome)"
                    }, accept: "Remove", refuse: "Keep"))
        ]
    }

    private func openAppointment() -> Effects {
        guard let card, card.client.id == subject, card.appointments.indices.contains(pane.selected) else { return [] }
        return [.go(.appointment(card.appointments[pane.selected].entry.id))]
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        switch action {
        case .new, .find, .refresh: return nil
        case .open where isOnCard:
            return card?.appointments.isEmpty == false ? nil : "There is no appointment to open."
        case .open, .turn, .edit, .patchTest, .history: return subject == nil ? "Find a client first." : nil
        case .removeTest:
            guard subject != nil else { return "Find a client first." }
            guard let card, card.client.id == subject else { return "The card is not here yet." }
            return card.patchTests.isEmpty ? "There is no patch test to remove." : nil
        case .book:
            if let reason = AppointmentSteps.reasonAgainstBooking(context) { return reason }
            return subject == nil ? "Find a client first." : nil
        case .copy:
            guard context.session.allows(.clientsView) else { return "Phone numbers are known at the desk only." }
            guard subject != nil else { return "Find a client first." }
            return client?.phone == nil ? "There is no phone number to copy." : nil
        }
    }
}
