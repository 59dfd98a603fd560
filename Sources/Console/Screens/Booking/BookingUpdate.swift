import Salon
import SalonStore
import Terminal

extension BookingScreen {
    typealias Effects = [Effect<BookingScreen>]

    mutating func update(_ message: Message<BookingScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened: return open(context)
        case .action(let action): return perform(action, context)
        case .input(let input): return take(input, context)
        case .answer(let job, let result): return take(result, of: job, context)
        case .reply(.overbook, .accepted(let reason, _)): return overbook(reason, context)
        case .reply(.series, .done): return [.finish()]
        case .reply(.wait, .done): return [.finish()]
        case .reply: return []
        case .changed(let changes):
            let tested: Effects =
                clientID.map { changes.tested.contains($0) ? [.load(.client($0), "client")] : [] } ?? []
            guard !changes.isDisjoint(with: [.appointments, .rosters]) else { return tested }
            return tested + [.load(.facts(wantedDates), "facts")] + (search.map { [.load(.next($0), "next")] } ?? [])
        case .tick: return findStarts(context)
        case .back:
            if pane == .starts {
                pane = .form
                return []
            }
            // An open search is closed first.
            if case .event(.left) = form.handle(.escape) { return [.close] }
            leaveDoubts()
            return []
        }
    }

    private mutating func open(_ context: Context) -> Effects {
        _ = readWhen(context)
        clientID = begin.client
        return [.load(.open(wantedDates, begin.client), "open")]
    }

    /// What chooses or books a start waits for the starts.
    func mustWait(_ message: Message<BookingScreen>, reading: Set<RequestGroup>) -> Bool {
        if message.mustWait(for: form) { return true }
        let areStartsHere = reading.isDisjoint(with: ["facts", "next"])
        return switch message {
        case .action(.book), .action(.nextStart), .action(.previousStart), .action(.series): !areStartsHere
        case .input(.key(let key)): !areStartsHere && (pane == .starts || key == .enter)
        default: false
        }
    }

    // MARK: Answers

    private mutating func take(_ result: Result<Answer, SalonError>, of job: Job, _ context: Context) -> Effects {
        switch (job, result) {
        case (.open(let dates, _), .success(.opened(let desk))):
            catalogue = desk.catalogue
            failure = nil
            if dates.contains(date) { facts = desk.facts }
            if let card = desk.client, clientID == card.client.id { show(card) }
            return begin(with: desk.catalogue, context)
        case (.open, .failure(let error)): failure = error
        case (.search(_, let request), .success(.hits(let hits))):
            form.show(hits.map { Self.item($0, today: context.today) }, in: "client", for: request)
        case (.search(_, let request), .failure(let error)): form.fail(error.message, in: "client", for: request)
        case (.client(let id), .success(.client(let card))):
            guard clientID == id else { return [] }
            // Whoever looks for another client meanwhile goes on looking.
            if case .picker(let search)? = form["client"]?.control, search.isOpen { client = card } else { show(card) }
            showTotal(context)
        case (.facts(let dates), .success(.facts(let facts))):
            guard dates.contains(date) else { return [] }
            self.facts = facts
            return findStarts(context)
        case (.next(let search), .success(.next(let next))):
            guard search == self.search else { return [] }
            found = (search, next)
            return findStarts(context)
        case (.facts, .failure(let error)), (.next, .failure(let error)): complaint = error.message
        case (.duplicates(let draft), .success(.hits(let hits))):
            guard isNewClient, draft == newClientDraft else { return [] }
            let names = hits.prefix(2).map { "\($0.name), \($0.phone ?? $0.email ?? "no phone")" }
            form.update("client") {
                $0.alert = names.isEmpty ? "" : "known already? \(names.joined(separator: "; "))"
            }
        case (.book(let request, _, _), _): return finish(result, request, context)
        default: break
        }
        return []
    }

    /// What the form was opened with: services, an expert, a line from the palette.
    private mutating func begin(with catalogue: Catalogue, _ context: Context) -> Effects {
        showExperts()
        for wanted in begin.services {
            guard let service = catalogue.service(wanted.service) else { continue }
            add(service)
            parts[parts.count - 1].addOns = catalogue.addOns(of: service.id).filter { wanted.addOns.contains($0.id) }
        }
        showParts()
        if let expert = begin.expert.flatMap({ catalogue.expert($0) }) { choose(expert) }
        if begin.client != nil { form.focus(on: parts.isEmpty ? "services" : "when") }
        let effects = begin.line.map { fill(from: $0, catalogue, context) } ?? []
        return effects + findStarts(context)
    }

    mutating func choose(_ expert: Catalogue.Person) {
        form.set("expert", item: PickerItem(id: expert.id.description, title: expert.name))
        showParts()
    }

    // MARK: Input

    private mutating func take(_ input: Input, _ context: Context) -> Effects {
        switch input {
        case .key(let key) where pane == .starts: return walk(key, context)
        case .key(let key):
            // Behind the last field come the starts, and Enter goes there from the day: who asks when has no client yet.
            let asksWhen = key == .enter && form.focusedID == "when" && !isStartChosen && !starts.isEmpty
            if asksWhen || (key == .tab && form.focusedID == "note") {
                pane = .starts
                return []
            }
            return act(on: form.handle(key), context)
        case .paste(let text) where pane == .form: return act(on: form.paste(text), context)
        case .mouse(let mouse):
            if case .press(.left) = mouse.action, let index = start(at: mouse.point, in: context.area) {
                pane = .starts
                choose(index)
                showTotal(context)
                return []
            }
            pane = .form
            return act(on: form.handle(mouse, in: formArea(in: context.area)), context)
        default: return []
        }
    }

    /// Types into the focused search, as if by key.
    mutating func type(_ text: String, _ context: Context) -> Effects {
        text.reduce(into: []) { $0 += act(on: form.handle(Key(.character($1))), context) }
    }

    private mutating func walk(_ key: Key, _ context: Context) -> Effects {
        switch key {
        case .tab: pane = .form
        case .backTab:
            pane = .form
            form.focus(on: "note")
        case .left where start(daysAway: -1) == nil: pane = .form
        case .left, .right: start(daysAway: key == .left ? -1 : 1).map { choose($0) }
        case .enter:
            choose(selected)
            return book(context)
        case .up, Key(.character("k")): choose(max(0, selected - 1))
        case .down, Key(.character("j")): choose(min(starts.count - 1, selected + 1))
        case .home: choose(0)
        case .end: choose(starts.count - 1)
        default: return []
        }
        showTotal(context)
        return []
    }

    private mutating func act(on outcome: Outcome<Form.Event>, _ context: Context) -> Effects {
        guard let event = outcome.event else { return [] }
        complaint = nil
        let effects = act(on: event, context)
        askDoubt()
        return effects
    }

    private mutating func act(on event: Form.Event, _ context: Context) -> Effects {
        switch event {
        case .search("client", let query, let request):
            if query.isEmpty {
                form.show([], in: "client", for: request)
                return [.cancel("search")]
            }
            return [.load(.search(query, request: request), "search")]
        case .search(let id, let query, let request):
            form.show(serviceItems(query), in: id, for: request)
            return []
        case .picked("client", let item):
            guard let id = ClientID(item.id) else { return [] }
            choose(client: id)
            return [.load(.client(id), "client")]
        case .picked("services", let item):
            if !settleDoubt(with: item) { add(item.id) }
            return findStarts(context)
        case .picked(let id, _):
            forgetDoubts(of: id)
            showParts()
            return findStarts(context)
        case .new(_, let name):
            chooseNewClient(name)
            showTotal(context)
            return []
        case .removed:
            forgetDoubts(of: "services")
            readParts()
            return findStarts(context)
        case .changed(let id): return changed(id, context)
        case .focused:
            guard isNewClient, clientID == nil else { return [] }
            return [.load(.duplicates(newClientDraft), "duplicates")]
        case .submitted:
            if isStartChosen { return book(context) }
            if isComplete() { pane = .starts }
            return []
        case .left: return [.close]
        case .refused: return []
        }
    }

    private mutating func changed(_ id: String, _ context: Context) -> Effects {
        forgetDoubts(of: id)
        switch id {
        case "client": if form.item("client") == nil { forgetClient() }
        case "services": readParts()
        case "expert":
            // Del on who is named: anyone will do.
            if form.item("expert") == nil { form.set("expert", item: Self.anyone) }
            showParts()
        case "payment": form.update("payment") { $0.alert = "" }
        case "when":
            let missing = readDays(context)
            return findStarts(context) + missing
        default: break
        }
        return findStarts(context)
    }

    /// Reads when somebody wants to come; asks for the facts of days that are not here.
    mutating func readDays(_ context: Context) -> Effects {
        guard readWhen(context), !isNext, facts?.input.dates.contains(date) != true else { return [] }
        return [.load(.facts(wantedDates), "facts")]
    }

    private mutating func perform(_ action: ActionName, _ context: Context) -> Effects {
        switch action {
        case .book: return book(context)
        case .nextStart: choose(isStartChosen ? min(starts.count - 1, selected + 1) : selected)
        case .previousStart: choose(max(0, selected - 1))
        case .nextFree: return lookAhead(context)
        case .bestFit: return turnRanking(context)
        case .series: return openSeries(context)
        case .wait: return [.open(.waitlistForm(waiting), for: .wait)]
        case .overbook:
            return [
                .ask(
                    .overbook,
                    .prompt(
                        title: "Overbook \(wantedTime.map { "\(date.shortText) \($0)" } ?? "")?",
                        message: refusals.map { $0.sentence + " " }.joined()
                            + "It is booked all the same and marked, and the log keeps the reason.",
                        field: TextField(placeholder: "why", limit: 200), accept: "Overbook", refuse: "Back",
                        isDangerous: true))
            ]
        }
        showTotal(context)
        return []
    }
}
