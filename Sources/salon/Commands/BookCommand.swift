import ArgumentParser
import Salon
import SalonStore

/// `salon book`: one or several services for a client at a time.
struct BookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book", abstract: "Books one or several services for a client.",
        discussion: """
            The client is found by name, phone, e-mail or id. Somebody nobody knows yet is a new client; \
            --phone and --email go on their card.
            """)

    @Option(help: "The client: a name, phone number, e-mail address or id.")
    var client: String
    @OptionGroup var visit: VisitOptions
    @Option(help: "When: 2026-11-21T09:00, or a day and a time: \"fri 3pm\".")
    var at: WhenArgument
    @Option(help: "Paid now: cash, card or online.")
    var pay: PaymentMethod?
    @Flag(help: "Held until it is paid. This is so without --pay.")
    var hold = false
    @Option(help: "Books over another appointment, for this reason.")
    var overbook: String?
    @Option(help: "A note for the desk.")
    var note: String?
    @Option(help: "A new client's telephone number.")
    var phone: String?
    @Option(help: "A new client's e-mail address.")
    var email: String?
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !(hold && pay != nil) else { throw ValidationError("Either --hold or --pay, not both.") }
    }

    func run() throws {
        try common.atDesk { desk throws(SalonError) in
            let lookup = try Lookup(desk)
            let start = try at.resolve(now: desk.localNow)
            let query = AvailabilityQuery(
                try visit.parts(lookup), today: desk.today, overbooks: overbook != nil)
            let client = try bookingClient(lookup)
            let facts = try desk.appointments.bookingFacts(
                FactsQuery(dates: start.date..<start.date + 3, experts: query.experts))
            let plan = try Availability(facts.input, for: query).accept(start)
            let booked = try desk.appointments.book(
                BookingRequest(
                    plan, of: query, client: client, settlement: pay.map { .payNow($0) } ?? .hold, notes: note,
                    overbookReason: overbook), for: query, on: facts)
            common.reportBooked(booked.entries, lookup.catalogue, desk)
            common.offer(booked.freed, desk)
        }
    }

    private func bookingClient(_ lookup: Lookup) throws(SalonError) -> BookingClient {
        if let known = try lookup.client(client) { return .known(known) }
        return .new(
            try ClientDraft(name: client, email: email ?? "", phone: phone ?? "").client(.random()))
    }
}
