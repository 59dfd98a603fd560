import ArgumentParser
import Salon
import SalonStore

/// `salon waitlist`: who waits for a time, and what they are offered.
struct WaitlistCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waitlist", abstract: "Who waits for a time, and what they are offered.",
        subcommands: [List.self, Add.self, Remove.self, Offer.self, Book.self, PassOn.self],
        defaultSubcommand: List.self)

    /// Shows the list.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Shows who waits, the oldest first.")
        @Option(help: "waiting, booked or dropped.")
        var status = WaitlistStatus.waiting
        @Option(help: "How many at most, 1 to 500.")
        var limit = 100
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let page = try desk.waitlist.page(WaitlistFilter(statuses: [status]), PageRequest(limit: limit))
                common.report(page.rows, desk)
            }
        }
    }

    /// Puts somebody on the list.
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "add", abstract: "Puts a client on the list.")
        @Option(help: "The client: a name, phone number, e-mail address or id. Somebody new gets a card.")
        var client: String
        @Option(name: .customLong("service"), help: "A service, by name or id; repeat it for several in a row.")
        var services: [String]
        @Option(name: .customLong("expert"), help: "An expert who may do it; may be repeated. Anybody if left out.")
        var experts: [String] = []
        @Option(name: .customLong("from"), help: "The first day that suits.")
        var from: DateArgument?
        @Option(help: "The last day that suits.")
        var to: DateArgument?
        @Option(name: .customLong("weekday"), help: "A day of the week that suits, such as fri; may be repeated.")
        var weekdays: [Weekday] = []
        @Option(help: "The visit begins at this time or later.")
        var after: TimeArgument?
        @Option(help: "The visit begins before this time.")
        var before: TimeArgument?
        @Option(help: "A note.")
        var note: String?
        @Option(help: "A new client's telephone number.")
        var phone: String?
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let lookup = try Lookup(desk)
                var draft = WaitlistDraft(
                    clientID: try lookup.client(client), name: client, phone: phone ?? "", services: [],
                    wish: TimeWish(weekdays: Swift.Set(weekdays), from: after?.time, before: before?.time),
                    note: note ?? "")
                for service in services { draft.services.append(try lookup.service(service).id) }
                for expert in experts { draft.experts.insert(try lookup.expert(expert).id) }
                draft.from = try from?.resolve(field: "from", today: desk.today)
                draft.to = try to?.resolve(field: "to", today: desk.today)
                common.report([try desk.waitlist.add(draft)], desk)
            }
        }
    }

    /// Takes somebody off the list.
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Takes an entry off the list; a time kept for it goes back.")
        @Argument(help: "The entry's id.")
        var entry: WaitlistArgument
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let row = try desk.waitlist.entry(entry.id)
                let freed = try desk.waitlist.remove(row)
                try common.report(freed, desk, done: "\(row.entry.name) waits no more.")
            }
        }
    }

    /// Offers a time to who waits for it.
    struct Offer: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "offer", abstract: "Offers an expert's free time to who has waited longest for it.")
        @Option(help: "Whose time, by name or id.")
        var expert: String
        @Option(help: "From when: 2026-11-21T09:00, or a day and a time: \"fri 3pm\".")
        var at: WhenArgument
        @Option(help: "How many minutes are free.")
        var minutes = 60
        @OptionGroup var common: CommonOptions

        func validate() throws {
            guard (1...1_440).contains(minutes) else { throw ValidationError("--minutes is 1 to 1440.") }
        }

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let expert = try Lookup(desk).expert(expert).id
                let start = try at.resolve(now: desk.localNow)
                let free = FreedTime(expert: expert, span: TimeSpan(start, minutes: minutes))
                common.report(try desk.waitlist.offer([free]), desk)
            }
        }
    }

    /// Books what is offered.
    struct Book: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "book", abstract: "Books the time that is kept for an entry.")
        @Argument(help: "The entry's id.")
        var entry: WaitlistArgument
        @Option(help: "Paid now: cash, card or online.")
        var pay: PaymentMethod?
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let booked = try desk.waitlist.book(try desk.waitlist.offer(to: entry.id), paying: pay)
                common.reportBooked(booked.entries, try Lookup(desk).catalogue, desk)
            }
        }
    }

    /// Gives what is offered to the next.
    struct PassOn: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pass-on", abstract: "Gives the time that is kept for an entry to the next who waits for it.")
        @Argument(help: "The entry's id.")
        var entry: WaitlistArgument
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let offer = try desk.waitlist.offer(to: entry.id)
                let freed = try desk.waitlist.passOn(offer)
                try common.report(freed, desk, done: "\(offer.entry.name) passed on and keeps waiting.")
            }
        }
    }
}

/// An entry of the waitlist named by its id.
struct WaitlistArgument: ExpressibleByArgument {
    let id: WaitlistID

    init?(argument: String) {
        guard let id = WaitlistID(argument) else { return nil }
        self.id = id
    }
}

extension WaitlistStatus: ExpressibleByArgument {}

extension WaitlistRepository {
    /// The time that is kept for an entry. Throws `invalid` for none.
    fileprivate func offer(to id: WaitlistID) throws(SalonError) -> HeldOffer {
        guard let offer = try offers().first(where: { $0.entry.id == id }) else {
            throw .invalid(field: "entry", sentence: "No time is kept for this entry now.")
        }
        return offer
    }
}

extension CommonOptions {
    /// Prints entries, as JSON or a line each.
    fileprivate func report(_ rows: [WaitlistRow], _ desk: Desk) {
        guard !json else { return Output.printJSON(["waitlist": rows.map(WaitlistDocument.init)]) }
        Output.printTable(
            rows.map { row in
                let entry = row.entry
                return [
                    entry.name, entry.services.map(\.name).joined(separator: ", "),
                    row.expertNames.isEmpty ? "anybody" : row.expertNames.joined(separator: ", "), entry.wishText,
                    row.offer.map { "offered \($0.start.date.shortText) \($0.start.time)" } ?? "", entry.id.description,
                ]
            })
    }

    /// Prints the times that are kept.
    fileprivate func report(_ offers: [HeldOffer], _ desk: Desk) {
        guard !json else { return Output.printJSON(["offers": offers.map(OfferDocument.init)]) }
        if offers.isEmpty { Standard.output("Nobody who waits wants this time, or it is not free.\n") }
        tell(offers, desk)
    }

    private func tell(_ offers: [HeldOffer], _ desk: Desk) {
        for offer in offers {
            let start = offer.start
            Standard.output(
                "Offered \(start.date.shortText) \(start.time) to \(offer.entry.name), kept until "
                    + "\(desk.zone.local(offer.expiresAt).time), entry \(offer.entry.id)\n")
        }
    }

    /// Offers what a change gave back to who waits for it, as an open console does, and prints it behind what was done.
    /// The change stands, whatever comes of it.
    func offer(_ freed: FreedMatch?, _ desk: Desk) {
        guard let freed else { return }
        do throws(SalonError) {
            let offers = try desk.waitlist.offer(freed.times)
            if !json { tell(offers, desk) }
        } catch {
            Standard.error("The time that became free could not be offered to who waits: \(error.message)")
        }
    }

    /// Offers what became free to the next, and prints it behind what was done.
    fileprivate func report(_ freed: FreedMatch?, _ desk: Desk, done: String) throws(SalonError) {
        if !json { Standard.output(done + "\n") }
        let offers = try freed.map { (freed) throws(SalonError) in try desk.waitlist.offer(freed.times) } ?? []
        if json || !offers.isEmpty { report(offers, desk) }
    }
}

extension WaitlistEntry {
    /// When somebody wants to come, in few words.
    fileprivate var wishText: String {
        let days = wish.weekdays.sorted { $0.rawValue < $1.rawValue }.map(\.shortName).joined(separator: " ")
        let span = [from.map { "from \($0.shortText)" }, to.map { "to \($0.shortText)" }].compactMap(\.self)
        let hours = [wish.from.map { "after \($0)" }, wish.before.map { "before \($0)" }].compactMap(\.self)
        let parts = span + (days.isEmpty ? [] : [days]) + hours
        return parts.isEmpty ? "any time" : parts.joined(separator: " ")
    }
}

private struct WaitlistDocument: Encodable {
    let id: String
    let client: String
    let clientID: String?
    let phone: String
    let services: [String]
    let experts: [String]
    let from: String?
    let to: String?
    let weekdays: [String]
    let after: String?
    let before: String?
    let note: String?
    let since: String
    let status: String
    let passes: Int
    let alert: String?
    let offer: OfferDocument?

    init(_ row: WaitlistRow) {
        let entry = row.entry
        id = entry.id.description
        client = entry.name
        clientID = entry.clientID?.description
        phone = entry.phone
        services = entry.services.map(\.name)
        experts = row.expertNames
        from = entry.from?.description
        to = entry.to?.description
        weekdays = entry.wish.weekdays.sorted { $0.rawValue < $1.rawValue }.map(\.name)
        after = entry.wish.from?.description
        before = entry.wish.before?.description
        note = entry.note
        since = entry.since.description
        status = entry.status.rawValue
        passes = row.passes
        alert = row.alert
        offer = row.offer.map(OfferDocument.init)
    }
}

private struct OfferDocument: Encodable {
    let entry: String
    let client: String
    let start: String
    let keptUntil: String
    let appointments: [AppointmentDocument]

    init(_ offer: HeldOffer) {
        entry = offer.entry.id.description
        client = offer.entry.name
        start = offer.start.description
        keptUntil = offer.expiresAt.description
        appointments = offer.appointments.map { AppointmentDocument($0, expert: nil) }
    }
}
