import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

/// Texts that have broken other programs' SQL, formats and files.
private let hostileTexts = [
    "Robert'); drop table users;--", "' or '1'='1", "\"; rollback; --", "$1 $2 $$ $body$", "100% _ %s %n", "%%",
    #"C:\new\'x\'"#, #"E'\x27' \u0027 \N"#, "/* open", "NULL", "{a,\"b\"}", "(1,2)", "a\tb\nc\r\nd",
    "<b>&amp;</b>", "Łukasz ÅÄÖ ß ﬁ", "李小龍 العربية עברית", "e\u{301} 👩‍👩‍👧 \u{202E}abc", "x\u{1F}\u{7F}x",
    "00000000-0000-4000-8000-0000000000e1",
]

/// Text that one or more calls of a repository write.
private struct WrittenText: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Writes a text by each of the calls and gives back what stands there afterwards.
    let write: @Sendable (SmallSalon, String) throws -> [String?]

    init(_ name: String, _ write: @escaping @Sendable (SmallSalon, String) throws -> [String?]) {
        testDescription = name
        self.write = write
    }

    static let all: [WrittenText] = [
        WrittenText("a client's name, address, alert and notes, added and edited") { salon, text in
            let clients = salon.desk.clients
            let draft = ClientDraft(name: text, address: text, alert: text, notes: text)
            let id = ClientID.random()
            try clients.add(id, draft)
            let sam = try clients.card(SmallSalon.sam).client
            try clients.edit(sam.id, version: sam.version, draft)
            return try [id, sam.id].map { try clients.card($0).client }
                .flatMap { [$0.name, $0.address, $0.alert, $0.notes] }
        },
        WrittenText("an expert's name, specialty and bio, added and edited") { salon, text in
            let experts = try salon.desk(of: "admin").experts
            let draft = ExpertDraft(name: text, specialty: text, bio: text)
            let id = ExpertID.random()
            try experts.add(id, draft)
            let ben = SmallSalon.ben
            try experts.edit(ben, version: try experts.card(ben).version, draft)
            return try [id, ben].map { try experts.card($0).expert }.flatMap { [$0.name, $0.specialty, $0.bio] }
        },
        WrittenText("a service's name and description, added and edited") { salon, text in
            let services = try salon.desk(of: "admin").services
            let draft = ServiceDraft(
                categoryID: SmallSalon.id("ca"), name: text, description: text, price: SmallSalon.euros(1),
                phases: ServicePhases(handsOn: 5))
            let id = ServiceID.random()
            try services.addService(id, draft)
            let cut = try #require(try services.catalogue().service(SmallSalon.cutID))
            try services.editService(cut.id, version: cut.version, draft)
            let catalogue = try services.catalogue()
            return [id, cut.id].map(catalogue.service).flatMap { [$0?.name, $0?.description] }
        },
        WrittenText("the names of categories and add-ons") { salon, text in
            let services = try salon.desk(of: "admin").services
            let id = CategoryID.random()
            try services.addCategory(id, name: text)
            try services.renameCategory(
                SmallSalon.id("ca"), version: #require(try services.catalogue().categories.first).version, name: text)
            var mask = try #require(try services.catalogue().addOns.first)
            mask.name = text
            try services.saveAddOn(mask)
            let catalogue = try services.catalogue()
            return [id, SmallSalon.id("ca")].map { id in catalogue.categories.first { $0.id == id }?.name }
                + [catalogue.addOns.first?.name]
        },
        WrittenText("a booking's new client, note and reasons") { salon, text in
            var query = SmallSalon.query(with: SmallSalon.aiko)
            query.overbooks = true
            let facts = try salon.facts()
            let plan = try Availability(facts.input, for: query).accept(SmallSalon.monday.at(10))
            let request = BookingRequest(
                plan, of: query, client: .new(try ClientDraft(name: text).client(.random())), settlement: .hold,
                notes: text, overbookReason: text)
            let booked = try salon.appointments.book(request, for: query, on: facts).entries[0]
            let moved = try salon.appointments.move(
                booked, to: SmallSalon.monday.at(11), on: facts, overbookReason: text
            ).entry
            let cancelled = try salon.appointments.setStatus(moved, to: .cancelled, reason: text)
            let stored = try Connection.connect(salon.database.adminSettings).query(
                "select overbook_reason, cancelled_reason, customer_name from public.appointments where id = $1",
                cancelled.id)[0]
            return [cancelled.clientName, cancelled.notes] + (try (0..<3).map { try stored.decode($0) })
        },
        WrittenText("the name and the note of somebody on the waitlist, and the note of what they are offered") {
            salon, text in
            let draft = WaitlistDraft(clientID: nil, name: text, services: [SmallSalon.cutID], note: text)
            let added = try salon.desk.waitlist.add(draft)
            let edited = try salon.desk.waitlist.edit(added.entry, draft).entry
            let time = FreedTime(expert: SmallSalon.chloe, span: TimeSpan(SmallSalon.monday.at(10), minutes: 60))
            let held = try #require(try salon.desk.waitlist.offer([time]).first)
            try salon.desk.waitlist.remove(WaitlistRow(entry: edited, offer: held))
            return [added.entry.name, added.entry.note, edited.note, held.appointments[0].notes]
        },
        WrittenText("the notes of a series, and why it was cancelled") { salon, text in
            let rule = try SeriesRule(first: SmallSalon.monday.at(15), everyWeeks: 1, end: .times(2))
            let query = SmallSalon.query(with: SmallSalon.chloe)
            let facts = try salon.appointments.seriesFacts(rule)
            let plans = SeriesPlan(rule, Availability(facts.input, for: query)).occurrences.compactMap(\.plan)
            let booked = try salon.appointments.bookSeries(
                SeriesBooking(rule, plans, of: query, client: .known(SmallSalon.maria), notes: text), for: query,
                on: facts)
            let place = try #require(try salon.appointments.card(booked.entries[0].id).series)
            _ = try salon.appointments.cancelSeries(booked.entries[0], in: place, .all, reason: text)
            let card = try salon.appointments.card(booked.entries[1].id).appointment
            return [card.entry.notes, card.cancelReason]
        },
        WrittenText("an account's name, added and edited") { salon, text in
            let users = try salon.desk(of: "owner").users
            let (id, email) = (UserID.random(), "\(UUIDValue.random())@example.com")
            _ = try users.addStaff(id, AccountDraft(name: text, email: email), as: .receptionist)
            let added = try users.card(id).user
            _ = try users.edit(
                id, version: added.version, AccountDraft(name: text + " ", email: email, phone: "+33 6 11 22 33 55"))
            return [added.name, try users.card(id).user.name]
        },
        WrittenText("the reasons of times off and closures") { salon, text in
            let experts = try salon.desk(of: "admin").experts
            let day = TimeSpan(SmallSalon.monday..<SmallSalon.monday + 1)
            let away = TimeOff(id: .random(), expertID: SmallSalon.ben, during: day, kind: .sick, reason: text)
            let closure = Closure(id: .random(), during: day, reason: text)
            try experts.addTimeOff(away)
            try experts.addClosure(closure)
            let plan = try experts.hours(of: SmallSalon.ben).plan
            return [
                plan.roster.timeOff.first { $0.id == away.id }?.reason,
                plan.closures.first { $0.id == closure.id }?.reason,
            ]
        },
        WrittenText("the note of an appointment and the reason of a refund") { salon, text in
            let owner = try salon.desk(of: "owner")
            let query = SmallSalon.query(with: SmallSalon.aiko)
            let facts = try owner.appointments.bookingFacts(
                FactsQuery(dates: SmallSalon.monday..<SmallSalon.monday + 90))
            let offer = try #require(Availability(facts.input, for: query).offers().first)
            let request = BookingRequest(
                offer.plans[0], of: query, client: .known(SmallSalon.sam), settlement: .payNow(.card))
            let booked = try owner.appointments.book(request, for: query, on: facts).entries[0]
            let noted = try owner.appointments.editNote(booked, text)
            let refunded = try owner.appointments.refund(noted, RefundRequest(method: .card, reason: text)).entry
            let stored = try Connection.connect(salon.database.adminSettings).query(
                "select note from public.payments where appointment_id = $1 and kind = 'refund'", refunded.id)[0]
            return [refunded.notes, try stored.decode(0)]
        },
        WrittenText("the note of a patch test, recorded and corrected") { salon, text in
            let clients = salon.desk.clients
            let recorded = try clients.record(
                PatchTest(
                    id: .random(), clientID: SmallSalon.sam, serviceID: SmallSalon.colourID,
                    testedOn: SmallSalon.monday - 3, note: text))
            return [recorded.first?.test.note, try clients.card(SmallSalon.sam).patchTests.first?.test.note]
        },
        WrittenText("the salon's name and address") { salon, text in
            let settings = try salon.desk(of: "owner").settings
            var wanted = try settings.read()
            wanted.branch.name = text
            wanted.branch.address = text
            return [try settings.save(wanted).branch.name, try settings.read().branch.address]
        },
    ]
}

/// Whatever is typed is text: it reaches the database as a parameter and comes back as it was.
@Suite("Hostile text")
struct HostileTextTests {
    @Test("what is written reads back the same", arguments: WrittenText.all)
    fileprivate func written(field: WrittenText) throws {
        let salon = try SmallSalon()
        for text in hostileTexts {
            let stored = try field.write(salon, text)
            #expect(stored.allSatisfy { $0?.unicodeScalars.elementsEqual(text.unicodeScalars) ?? false }, "\(stored)")
        }
        #expect(try salon.value("select count(*) from public.users where id = '\(SmallSalon.maria)'") == 1)
    }

    @Test("a zero character is no text, and is refused", arguments: WrittenText.all)
    fileprivate func zero(field: WrittenText) throws {
        let salon = try SmallSalon()
        let error = #expect(throws: SalonError.self) { try field.write(salon, "a\u{0}b") }
        #expect(error?.code == "invalid")
    }

    @Test("a search takes no sign for a pattern or for SQL", arguments: hostileTexts)
    func searched(text: String) throws {
        let salon = try SmallSalon()
        let owner = try salon.desk(of: "owner")
        #expect(try salon.desk.clients.search(text).isEmpty)
        #expect(try salon.desk.clients.page(text, PageRequest(limit: 9)).rows.isEmpty)
        #expect(try salon.desk.clients.duplicates(of: ClientDraft(name: text)).isEmpty)
        #expect(try owner.users.page(.staff, text: text, PageRequest(limit: 9)).rows.isEmpty)
        #expect(try owner.users.page(.role(.user), text: text, PageRequest(limit: 9)).rows.isEmpty)
        try salon.book(at: 10)
        #expect(try salon.appointments.list(AppointmentFilter(text: text), PageRequest(limit: 9)).rows.isEmpty)
    }

    @Test("nobody signs in with it, and the right password still works", arguments: hostileTexts)
    func signIn(text: String) throws {
        let salon = try SmallSalon()
        for (email, password) in [(text, SmallSalon.password), ("other@test.salon", text)] {
            let error = #expect(throws: SalonError.self) { try salon.store.signIn(email: email, password: password) }
            #expect(error?.code == "invalid", "\(String(describing: error))")
        }
        #expect(throws: Never.self) {
            try salon.store.signIn(email: "other@test.salon", password: SmallSalon.password)
        }
    }

    @Test("a new salon may be called anything", arguments: hostileTexts)
    func setup(text: String) throws {
        let database = try TestServer.database()
        let (email, password) = ("owner@example.com", "Salon1!pass")
        try NewSalon(
            name: text, timeZone: "Europe/Paris", currency: "EUR", ownerName: text, ownerEmail: email,
            ownerPassword: password
        ).make(database.adminSettings)
        let desk = try Store(settings: database.deskSettings)
            .signIn(email: email, password: password).desk
        #expect(desk.branch.name == text && desk.session.name == text)
    }

    @Test("a desk is named by a word, and nothing else reaches the server", arguments: hostileTexts)
    func desks(text: String) throws {
        let database = try TestServer.database()
        let logins = try DeskLogins(database.adminSettings)
        for attempt in [{ _ = try logins.add(text) }, { try logins.revoke(text) }] as [() throws -> Void] {
            let error = #expect(throws: SalonError.self) { try attempt() }
            #expect(error?.code == "invalid")
        }
    }
}
