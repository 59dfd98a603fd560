import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

/// What a key of the desk costs behind a line on which a round trip takes 40 ms: counted by the connection and by the line
/// itself, not timed.
@Suite("Round trips")
struct RoundTripTests {
    private let monday = SmallSalon.monday

    /// A desk far away from its server.
    private final class FarDesk {
        let salon: SmallSalon
        let store: Store
        let desk: Desk
        private let line: SlowLine

        init(of name: String = "desk") throws {
            salon = try SmallSalon()
            line = try SlowLine(to: salon.database, as: salon.database.deskSettings)
            store = Store(settings: line.settings, poolSize: 1, clock: .frozen(SmallSalon.now))
            desk = try store.resume(token: name == "desk" ? salon.desk.token : salon.desk(of: name).token)
        }

        /// Runs a call and expects that it waits for the server once.
        func once<Value>(
            _ name: String, at location: SourceLocation = #_sourceLocation, _ body: () throws -> Value
        ) rethrows -> Value {
            let (trips, bursts) = (store.roundTrips, line.roundTrips)
            defer {
                #expect(store.roundTrips - trips == 1, "\(name), by the connection", sourceLocation: location)
                #expect(line.roundTrips - bursts == 1, "\(name), by the line", sourceLocation: location)
            }
            return try body()
        }
    }

    @Test("the line counts: two questions one after the other are two round trips, sent together they are one")
    func counting() throws {
        let database = try TestServer.database()
        let line = try SlowLine(to: database, as: database.adminSettings)
        let connection = try Connection.connect(line.settings)
        let before = line.roundTrips
        for _ in 1...2 { _ = try connection.query("select 1") }
        #expect(line.roundTrips - before == 2)
        var pipeline = Pipeline()
        // More than one piece of any socket's.
        let long = String(repeating: "long ", count: 60_000)
        for _ in 1...5 { pipeline.add(Statement(unprepared: "select $1::text"), long) }
        let answers = try connection.run(pipeline)
        #expect(try answers[4][0].decode(0) == long)
        #expect(line.roundTrips - before == 3)
    }

    @Test(
        "looking costs one: day, list, card, free starts, search, client, catalogue, and starting with a kept session")
    func looking() throws {
        let far = try FarDesk()
        let entry = try far.salon.book([SmallSalon.cut, SmallSalon.colour], at: 10).entries[0]
        let (desk, appointments) = (far.desk, far.desk.appointments)
        _ = try far.once("open") { try far.store.open(token: desk.token) }
        _ = try far.once("day") { try appointments.day(monday) }
        _ = try far.once("list") { try appointments.list(AppointmentFilter(text: "maria"), PageRequest(limit: 50)) }
        _ = try far.once("card") { try appointments.card(entry.id) }
        _ = try far.once("free starts") {
            try appointments.freeStarts(
                SmallSalon.query([SmallSalon.cut, SmallSalon.colour]), dates: monday..<monday + 30)
        }
        _ = try far.once("next free") { try appointments.nextFree(SmallSalon.query(), dates: monday..<monday + 14) }
        _ = try far.once("booking form") {
            try appointments.bookingDesk(dates: monday..<monday + 14, client: SmallSalon.maria)
        }
        _ = try far.once("look-up") { try appointments.lookup(entry.visitID) }
        _ = try far.once("search") { try desk.clients.search("maria") }
        _ = try far.once("client") { try desk.clients.card(SmallSalon.maria) }
        _ = try far.once("duplicates") { try desk.clients.duplicates(of: ClientDraft(name: "Maria Lopes")) }
        _ = try far.once("catalogue") { try desk.services.catalogue(includeInactive: true) }
        _ = try far.once("roster") { try desk.experts.roster() }
        _ = try far.once("expert") { try desk.experts.card(SmallSalon.aiko) }
    }

    @Test("changing costs one: a booking held, paid, for a new client; move, status, payment, the minute tick")
    func changing() throws {
        let far = try FarDesk()
        let appointments = far.desk.appointments
        let query = AvailabilityQuery(
            [VisitPart(SmallSalon.cut, addOns: [SmallSalon.mask]), VisitPart(SmallSalon.colour)], today: far.desk.today)
        func book(_ hour: Int, _ settlement: Settlement, _ client: BookingClient) throws -> DayEntry {
            let facts = try far.salon.facts()
            let request = try far.salon.request(
                query, at: monday.at(hour), on: facts, client: client, settlement: settlement)
            return try far.once("book") { try appointments.book(request, for: query, on: facts) }.entries[0]
        }
        var held = try book(10, .hold, .known(SmallSalon.maria))
        let paid = try book(13, .payNow(.card), .known(SmallSalon.sam))
        _ = try book(9, .hold, .new(Client(id: .random(), name: "Zoe Park", phone: "+33 6 99 88 77 66")))
        let facts = try far.salon.facts()
        held = try far.once("move") { try appointments.move(held, to: monday.at(16), on: facts) }.entry
        let swapped = try far.once("swap") { try appointments.swap(held, paid, on: facts) }.entries
        held = swapped[0]
        _ = try far.once("pay") { try appointments.pay(held, PaymentRequest(method: .cash, tip: SmallSalon.euros(5))) }
        _ = try far.once("status") { try appointments.setStatus(swapped[1], to: .arrived) }
        let offer = try #require(try far.once("what can be undone") { try far.desk.history.lastUndoable() })
        _ = try far.once("undo") { try far.desk.history.undo(offer) }
        _ = try far.once("tick") { try appointments.expireHolds() }
        let zoe = ClientID.random()
        try far.once("add a client") { try far.desk.clients.add(zoe, ClientDraft(name: "Zoe Park")) }
        _ = try far.once("record a patch test") {
            try far.desk.clients.record(
                PatchTest(id: .random(), clientID: zoe, serviceID: SmallSalon.colourID, testedOn: monday - 30))
        }
        try far.once("edit a client") { try far.desk.clients.edit(zoe, version: 1, ClientDraft(name: "Zoe Parker")) }
    }

    @Test("a series and the waitlist cost one each: plan, booking, change, cancelling; waiting, offer, answer")
    func planning() throws {
        let far = try FarDesk()
        let (appointments, waitlist) = (far.desk.appointments, far.desk.waitlist)
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let rule = try SeriesRule(first: monday.at(10), everyWeeks: 2, end: .times(4))
        let facts = try far.once("facts of a series") { try appointments.seriesFacts(rule) }
        let plans = SeriesPlan(rule, Availability(facts.input, for: query)).occurrences.compactMap(\.plan)
        let booking = SeriesBooking(rule, plans, of: query, client: .known(SmallSalon.maria))
        let entry = try far.once("book a series") {
            try appointments.bookSeries(booking, for: query, on: facts)
        }.entries[1]
        let place = try #require(try far.once("card") { try appointments.card(entry.id) }.series)
        let book = try far.once("series") { try appointments.seriesBook(entry, place) }
        let moved = try far.once("change a series") {
            try appointments.changeSeries(entry, .all, SeriesChange(hour: .later(60)), in: book)
        }.entries
        let added = try far.once("wait") {
            try waitlist.add(WaitlistDraft(clientID: SmallSalon.sam, services: [SmallSalon.cutID]))
        }
        let row = try far.once("wait for something else") {
            try waitlist.edit(added.entry, WaitlistDraft(clientID: nil, services: [SmallSalon.cutID]))
        }
        let cancelled = try far.once("cancel a series") {
            try appointments.cancelSeries(moved[1], in: place, .following, reason: "away")
        }
        let freed = try #require(cancelled.freed)
        #expect(freed.waiting == [row.entry])
        let matches = try far.once("matches") { try waitlist.matches(for: freed.times) }
        let offer = try #require(matches.offers.first)
        let held = try far.once("offer") { try waitlist.offer(offer, in: matches) }
        #expect(try far.once("offers") { try waitlist.offers() } == [held])
        _ = try far.once("pass on") { try waitlist.passOn(held) }
        let again = try waitlist.matches(
            for: [FreedTime(expert: SmallSalon.ben, span: TimeSpan(monday.at(15), minutes: 60))])
        let other = try waitlist.offer(try #require(again.offers.first), in: again)
        _ = try far.once("book an offer") { try waitlist.book(other, paying: .cash) }
        let page = try far.once("waitlist") {
            try waitlist.page(WaitlistFilter(statuses: [.booked]), PageRequest(limit: 5))
        }
        #expect(page.rows.map(\.entry.id) == [row.entry.id])
        let last = try waitlist.add(WaitlistDraft(clientID: SmallSalon.sam, services: [SmallSalon.cutID]))
        _ = try far.once("wait no more") { try waitlist.remove(last) }
    }

    @Test("being refused costs no more: the answer brings what is free instead, and who changed it")
    func refused() throws {
        let far = try FarDesk()
        let appointments = far.desk.appointments
        let facts = try far.salon.facts()
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let request = try far.salon.request(query, at: monday.at(10), on: facts)
        let entry = try far.salon.book(at: 10).entries[0]
        let taken = #expect(throws: SalonError.self) {
            try far.once("book") { try appointments.book(request, for: query, on: facts) }
        }
        #expect(taken?.code == "conflict")
        _ = try far.salon.appointments.setStatus(entry, to: .arrived)
        let stale = #expect(throws: SalonError.self) {
            try far.once("move") { try appointments.move(entry, to: monday.at(15), on: facts) }
        }
        #expect(stale?.code == "stale")
        // What the rules know is not asked at all.
        let before = far.store.roundTrips
        #expect(throws: SalonError.self) { try appointments.setStatus(entry, to: .noShow) }
        #expect(far.store.roundTrips == before)
    }

    @Test("the owner's screens cost one: revenue, people")
    func owner() throws {
        let far = try FarDesk(of: "owner")
        _ = try far.once("revenue") { try far.desk.revenue.summary(.month(monday)) }
        let settings = try far.once("settings") { try far.desk.settings.read() }
        _ = try far.once("save settings") { try far.desk.settings.save(settings) }
        _ = try far.once("rights and branch") { try far.desk.renewed() }
        _ = try far.once("people") { try far.desk.users.page(.staff, PageRequest(limit: 50)) }
    }

    @Test("signing in, one's own account and each change of another's cost one")
    func accounts() throws {
        let far = try FarDesk(of: "owner")
        let users = far.desk.users
        let draft = AccountDraft(name: "Nina New", email: "nina@test.salon")
        let id = UserID.random()
        let code = try far.once("add") { try users.addStaff(id, draft, as: .expert) }
        guard
            case .mustChoosePassword(let ticket) = try far.once(
                "code",
                {
                    try far.store.beginSignIn(email: draft.email, password: code.text)
                })
        else {
            Issue.record("no password is asked for")
            return
        }
        let nina = try far.once("choose") { try far.store.choosePassword(ticket, new: "Fresh!one1") }.desk
        _ = try far.once("unlock") { try far.store.unlock(nina, password: "Fresh!one1") }
        try far.once("password") { try nina.account.changePassword(from: "Fresh!one1", to: "Other!one1") }
        _ = try far.once("mine") { try nina.account.card() }
        let version = try far.once("card") { try users.card(id) }.user.version
        try far.once("role") { try users.setRole(id, version: version, to: .receptionist) }
        _ = #expect(throws: SalonError.self) {
            try far.once("stale") { try users.setEnabled(id, version: version, false) }
        }
        _ = try far.once("address") { try users.resendVerification(id) }
        _ = #expect(throws: SalonError.self) { try far.once("verify") { try users.verify(id, code: "x") } }
        _ = try far.once("sessions") { try users.sessions(of: id) }
        _ = try far.once("reset") { try users.resetPassword(id) }
        _ = try far.once("table") { try far.desk.roles.set(.expert, .clientsView, .all) }
    }
}
