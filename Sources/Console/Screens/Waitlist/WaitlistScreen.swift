import Salon
import SalonStore
import Terminal

/// Who waits for a time that was not free, the longest first.
struct WaitlistScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case edit, new, book, remove, client, copy, refresh
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case page(PageRequest<WaitlistKey>, Table<WaitlistID>.Edge)
        case remove(WaitlistRow)
    }

    enum Answer: Sendable {
        case page(Page<WaitlistRow, WaitlistKey>)
        case removed(FreedMatch?)
    }

    enum Question: Equatable, Sendable {
        case remove(WaitlistID)
    }

    static let place = "waitlist"
    static let placeTitle = "Waitlist"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .edit, "change", keys: ["enter", "e"], permission: .appointmentsManage, help: "Changes what they wait for."),
        .init(.new, "new", keys: ["n"], permission: .appointmentsManage, help: "Puts somebody on the waitlist."),
        .init(
            .book, "book", keys: ["b"], permission: .appointmentsManage,
            help: "Opens the booking form with the client and what they wait for."),
        .init(
            .remove, "remove", keys: ["x", "del"], permission: .appointmentsManage, isDangerous: true,
            help: "Takes the client off the waitlist; a time that is kept for them is free again."),
        .init(.client, "client", keys: ["o"], permission: .clientsView, help: "Opens the client's card."),
        .init(.copy, "copy phone", keys: ["y"], help: "Puts the phone number on the clipboard."),
        .init(.refresh, "refresh", keys: ["R", "f5"], isHinted: false, help: "Reads the waitlist anew."),
    ]

    var pages = PagedList<WaitlistRow>(
        of: "the waitlist",
        columns: [
            TableColumn("since", title: "Since", minimum: 10, maximum: 10),
            TableColumn("client", title: "Client", minimum: 14, maximum: 20),
            TableColumn("services", title: "Waits for", minimum: 12, maximum: 20),
            TableColumn("experts", title: "With", minimum: 8, maximum: 14, priority: 1),
            TableColumn("when", title: "When", minimum: 26),
            TableColumn("offer", title: "Offered", minimum: 11, maximum: 11, priority: 2),
        ], end: WaitlistScreen.end)

    var presentation: Presentation { .dialog(title: Self.placeTitle, width: 116, height: 30) }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let waitlist = try backend.desk.waitlist
        switch job {
        case .page(let request, _): return .page(try waitlist.page(WaitlistFilter(), request))
        case .remove(let row): return .removed(try waitlist.remove(row))
        }
    }

    static func foresight(of job: Job) -> Foresight<WaitlistScreen>? {
        switch job {
        case .remove: .answer(.removed(nil))
        case .page: nil
        }
    }

    mutating func update(_ message: Message<WaitlistScreen>, _ context: Context) -> [Effect<WaitlistScreen>] {
        pages.table.resize(to: Self.parts(of: context.area).list.size)
        switch message {
        case .opened:
            pages.table.whenEmpty = EmptyState(
                title: "Nobody waits", sentence: "Who finds no free time can wait for one.",
                key: Key(.character("n")), action: "new entry")
            return [load(pages.again, .first)]
        case .changed(let changes):
            let shown: Changes.Kinds = [.waitlist, .clients]
            let offered = pages.rows.values.flatMap { $0.offer?.appointments ?? [] }
            let isNews = !changes.isDisjoint(with: shown) || changes.isNewsOfPatchTests(for: offered)
            return isNews ? [load(pages.again, .first)] : []
        case .action(let action): return perform(action)
        case .input(.key(let key)): return act(on: pages.table.handle(key))
        case .input(.mouse(let mouse)):
            return act(on: pages.table.handle(mouse, in: Self.parts(of: context.area).list))
        case .answer(.page(_, let edge), .success(.page(let page))):
            pages.take(page, at: edge) { Self.row($0, context) }
            return []
        case .answer(.page, .failure(let error)):
            pages.fail(error)
            return []
        case .answer(.remove(let row), .success(.removed(let freed))):
            return [
                .changed(.saved([], freed: freed, .waitlist)), .toast("\(row.entry.name) is off the waitlist."),
            ]
        case .answer(.remove, .failure(let error)): return [.toast(error), load(pages.again, .first)]
        case .reply(.remove(let id), .accepted): return pages.rows[id].map { [.save(.remove($0))] } ?? []
        case .back: return [.close]
        case .answer, .reply, .input, .tick: return []
        }
    }

    /// What is about an entry waits for the entries that were asked for.
    func mustWait(_ message: Message<WaitlistScreen>, reading: Set<RequestGroup>) -> Bool {
        guard reading.contains(.main) else { return false }
        return switch message {
        case .action(let action): ![.new, .refresh].contains(action)
        case .input(.key): true
        default: false
        }
    }

    private func load(
        _ request: PageRequest<WaitlistKey>, _ edge: Table<WaitlistID>.Edge
    ) -> Effect<WaitlistScreen> {
        .load(.page(request, edge))
    }

    private func act(on outcome: Outcome<Table<WaitlistID>.Event>) -> [Effect<WaitlistScreen>] {
        pages.needed(after: outcome).map { [load($0.request, $0.edge)] } ?? []
    }

    private func perform(_ action: ActionName) -> [Effect<WaitlistScreen>] {
        switch action {
        case .new: return [.go(.waitlistForm(.new(WaitlistDraft(clientID: nil, services: []), name: "")))]
        case .refresh: return [load(pages.again, .first)]
        default: break
        }
        guard let row = pages.chosen else { return [] }
        let entry = row.entry
        switch action {
        case .edit: return [.go(.waitlistForm(.edit(entry)))]
        case .book:
            return [
                .go(
                    .booking(
                        BookingStart(
                            client: entry.clientID,
                            services: entry.services.map { BookingStart.Wanted(service: $0.id) },
                            expert: entry.experts.count == 1 ? entry.experts.first : nil)))
            ]
        case .remove:
            let held = row.offer.map { " The time that is kept for them, \($0.start.time), is free again." } ?? ""
            return [
                .ask(
                    .remove(entry.id),
                    .confirm(
                        title: "Take \(entry.name) off the waitlist?",
                        message: "Nothing is offered to them any more.\(held)",
                        accept: "Remove", refuse: "Keep"))
            ]
        case .client: return [.go(.clients(entry.clientID))]
        case .copy: return [.copy(entry.phone, what: "the phone number")]
        case .new, .refresh: return []
        }
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        switch action {
        case .new, .refresh: return nil
        case .copy where pages.chosen?.entry.phone.isEmpty == true: return "There is no phone number to copy."
        case .client where pages.chosen != nil && pages.chosen?.entry.clientID == nil: return "They have no card."
        default: return pages.chosen == nil ? "There is nobody under the cursor." : nil
        }
    }

    // MARK: Looks

    private static func parts(of area: Rect) -> (list: Rect, foot: Rect) {
        let (list, foot) = area.split(bottom: 3)
        return (list, foot.inset(top: 1))
    }

    private static func row(_ row: WaitlistRow, _ context: Context) -> TableRow<WaitlistID> {
        let entry = row.entry
        let since = context.arrival.zone.local(entry.since)
        let offer = row.offer.map { TableCell("\($0.start.date.shortText.prefix(10)) \($0.start.time)", ink: .warning) }
        let passed = row.passes > 0 ? TableCell("passed \(row.passes)×", ink: .muted) : ""
        return TableRow(
            id: entry.id,
            cells: [
                TableCell(SpanText.day(since.date, today: context.today)), TableCell(entry.name, ink: .strong),
                TableCell(entry.services.map(\.name).joined(separator: ", ")),
                TableCell(row.expertNames.isEmpty ? "anyone" : row.expertNames.joined(separator: ", ")),
                TableCell(WaitlistText.when(entry, context)), offer ?? passed,
            ])
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let parts = Self.parts(of: area)
        pages.table.draw(in: parts.list, into: &frame)
        guard let row = pages.chosen else { return }
        let since = context.arrival.zone.local(row.entry.since)
        let facts = [
            row.alert.map { "⚠ \($0)" }, row.offer.map { AppointmentSteps.words($0.patchTestWarnings) },
            row.entry.services.map(\.name).joined(separator: ", "),
            WaitlistText.when(row.entry, context), row.entry.phone.isEmpty ? nil : row.entry.phone,
            "since \(since.date.shortText) \(since.time)" + (row.createdBy.map { " by \($0)" } ?? ""), row.entry.note,
        ].compactMap(\.self)
        for (index, line) in TextWrap.lines(
            facts.joined(separator: " · "), width: parts.foot.width, limit: parts.foot.height
        ).enumerated() {
            frame.write(line, at: parts.foot.row(index).origin, style: Style(.muted), width: parts.foot.width)
        }
    }
}

extension WaitlistScreen {
    /// Behind everybody who ever waits.
    fileprivate static let end = WaitlistKey(
        WaitlistEntry(
            id: WaitlistID(UUIDValue(high: .max, low: .max)), clientID: nil, name: "", services: [],
            since: Instant(seconds: 9_000_000_000)))
}

extension WaitlistRow: PagedRow {
    var id: WaitlistID { entry.id }
    var key: WaitlistKey { WaitlistKey(entry) }
}

/// What somebody waits for, in words.
enum WaitlistText {
    /// "Mon 23 Nov – Fri 27 Nov, from 17:00 on, not on Mon"; "any time".
    static func when(_ entry: WaitlistEntry, _ context: Context) -> String {
        let day = { (date: LocalDate) in SpanText.day(date, today: context.today) }
        let days: String? =
            switch (entry.from, entry.to) {
            case (let from?, let to?): "\(day(from)) – \(day(to))"
            case (let from?, nil): "from \(day(from))"
            case (nil, let to?): "until \(day(to))"
            case (nil, nil): nil
            }
        let words = [days, entry.wish == TimeWish() ? nil : entry.wish.words].compactMap(\.self)
        return words.isEmpty ? "any time" : words.joined(separator: ", ")
    }
}
