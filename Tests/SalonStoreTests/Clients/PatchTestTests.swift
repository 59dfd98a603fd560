import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Patch tests of clients")
struct PatchTestTests {
    private let salon: SmallSalon
    private let day = SmallSalon.monday - 10

    init() throws {
        salon = try SmallSalon()
        try salon.database.run("update public.services set patch_test_months = 6 where id = '\(SmallSalon.colourID)'")
    }

    private func test(
        of client: ClientID = SmallSalon.maria, on day: LocalDate? = nil, reacted: Bool = false, note: String? = nil
    ) -> PatchTest {
        PatchTest(
            id: .random(), clientID: client, serviceID: SmallSalon.colourID, testedOn: day ?? self.day,
            hasReacted: reacted, note: note)
    }

    @Test("stand on the card, the newest first, with what the service asks for")
    func card() throws {
        let clients = salon.desk.clients
        let old = test(on: day - 300)
        let new = test(note: "behind the ear")
        try clients.record(old)
        try clients.record(test(of: SmallSalon.sam))
        let recorded = try clients.record(new)
        let rows = try clients.card(SmallSalon.maria).patchTests
        #expect(rows.map(\.test) == [new, old])
        #expect(recorded == rows && rows[0].serviceName == "Colour" && rows[0].months == 6)
        let desk = try salon.desk.appointments.bookingDesk(
            dates: SmallSalon.monday..<SmallSalon.monday + 1, client: SmallSalon.maria)
        #expect(desk.client?.patchTests == rows)
        #expect(desk.catalogue.service(SmallSalon.colourID)?.patchTestMonths == 6)
    }

    @Test("recorded again the same day, it is corrected; a repeated save adds nothing")
    func corrected() throws {
        let clients = salon.desk.clients
        let wrong = test(reacted: true, note: "red")
        try clients.record(wrong)
        try clients.record(wrong)
        try clients.record(test())
        let rows = try clients.card(SmallSalon.maria).patchTests
        #expect(rows.map(\.test.id) == [wrong.id])
        #expect(rows.first?.test.hasReacted == false && rows.first?.test.note == nil)
        let log = try salon.desk(of: "owner").history.of(.patchTests, wrong.id.value)
        #expect(log.map(\.action) == [.update, .insert])
    }

    @Test("one that was recorded by mistake is removed once, by who sees it as it is; the log keeps it")
    func removed() throws {
        let clients = salon.desk.clients
        let (wrong, other) = (test(note: "behind the ear"), test(on: day - 300))
        try clients.record(wrong)
        try clients.record(other)
        try salon.desk(of: "other").clients.record(test(reacted: true))
        #expect(throws: SalonError.stale(what: "patch test", by: nil).self) { try clients.remove(wrong) }
        let now = try #require(try clients.card(SmallSalon.maria).patchTests.first?.test)
        let before = salon.store.roundTrips
        #expect(try clients.remove(now).map(\.test) == [other])
        #expect(salon.store.roundTrips == before + 1)
        #expect(try clients.remove(now).map(\.test) == [other])
        let log = try salon.desk(of: "owner").history.of(.patchTests, wrong.id.value)
        #expect(log.map(\.action) == [.delete, .update, .insert])
        #expect(log[0].sentence.hasSuffix(" removed the patch test of Maria Lopez, Colour."))
        // What was said of it before still says whose it was.
        #expect(log[1].subject == "Maria Lopez, Colour" && log[1].sentence.contains(" of Maria Lopez, Colour from "))
        let page = try salon.desk(of: "owner").history.page(AuditFilter(entity: .patchTests), PageRequest(limit: 9))
        #expect(page.rows.filter { $0.entityID == wrong.id.value }.map(\.subject) == log.map(\.subject))
    }

    @Test("a recording, a correction and a removal of one's own are taken back, each in turn")
    func takenBack() throws {
        let desk = salon.desk
        func rows() throws -> [PatchTest] { try desk.clients.card(SmallSalon.maria).patchTests.map(\.test) }
        @discardableResult
        func undo() throws -> String {
            let offer = try #require(try desk.history.lastUndoable())
            #expect(offer.refusal == nil)
            return try desk.history.undo(offer).sentence
        }
        let recorded = test(note: "behind the ear")
        try desk.clients.record(recorded)
        try desk.clients.record(test(reacted: true))
        let corrected = try #require(try rows().first)
        try desk.clients.remove(corrected)
        #expect(try rows().isEmpty)
        #expect(try undo() == "Taken back: you removed the patch test of Maria Lopez, Colour.")
        #expect(try rows() == [corrected])
        #expect(try undo().hasPrefix("Taken back: you changed "))
        #expect(try rows() == [recorded])
        try undo()
        #expect(try rows().isEmpty)
    }

    @Test("it does not come back where somebody has recorded the same day anew")
    func recordedAnew() throws {
        let desk = salon.desk
        let wrong = test()
        try desk.clients.record(wrong)
        try desk.clients.remove(wrong)
        try salon.desk(of: "other").clients.record(test(reacted: true))
        let offer = try #require(try desk.history.lastUndoable())
        #expect(throws: SalonError.self) { try desk.history.undo(offer) }
        #expect(try desk.clients.card(SmallSalon.maria).patchTests.map(\.test.hasReacted) == [true])
    }

    @Test("none for a day that is still to come, nor with an overlong note")
    func refused() throws {
        for wrong in [test(on: salon.desk.today + 1), test(note: String(repeating: "x", count: 501))] {
            #expect(throws: SalonError.self) { try salon.desk.clients.record(wrong) }
        }
        try salon.desk.clients.record(test(on: salon.desk.today))
    }

    @Test("an expert sees those of the own clients only and records none; a receptionist records who did it")
    func access() throws {
        let expert = try salon.desk(of: "expert")
        try salon.desk.clients.record(test())
        try salon.desk.clients.record(test(of: SmallSalon.sam))
        try salon.book(with: SmallSalon.aiko, at: 10)
        #expect(try expert.clients.card(SmallSalon.maria).patchTests.count == 1)
        let connection = try Connection.connect(salon.database.deskSettings)
        try connection.query("select set_config('salon.token', $1, false)", expert.token.secret)
        #expect(
            try connection.query("select user_id::text from public.patch_tests").map {
                try $0.decode(0, as: String.self)
            }
                == ["\(SmallSalon.maria)"])
        #expect(throws: SalonError.forbidden(.clientsManage)) { try expert.clients.record(test()) }
        #expect(
            try salon.value(
                "select string_agg(distinct u.email, ',') from public.patch_tests t join public.users u on u.id = t.created_by"
            ) == "desk@test.salon")
    }

    @Test("go with the client")
    func erased() throws {
        try salon.desk.clients.record(test(of: SmallSalon.sam))
        try salon.database.run("delete from public.users where id = '\(SmallSalon.sam)'")
        #expect(try salon.value("select count(*)::text from public.patch_tests") == "0")
    }

    @Test(
        "an appointment has what its service asks for and the client's days, and its card what else they are booked for"
    )
    func appointment() throws {
        let recorded = test()
        try salon.desk.clients.record(recorded)
        try salon.desk.clients.record(test(on: day - 300, reacted: true))
        try salon.desk.clients.record(test(of: SmallSalon.sam, on: day - 2))
        let entry = try salon.book([SmallSalon.cut, SmallSalon.colour], at: 10).entries[0]
        let other = try salon.book(with: SmallSalon.aiko, at: 15).entries[0]
        let gone = try salon.book(with: SmallSalon.aiko, at: 16).entries[0]
        _ = try salon.desk.appointments.setStatus(gone, to: .cancelled, reason: "ill")
        let card = try salon.desk.appointments.card(entry.id)
        let need = PatchTestNeed(serviceID: SmallSalon.colourID, serviceName: "Colour", months: 6)
        let standings = card.appointments.map(\.entry.patchTest)
        #expect(standings.map { $0?.need } == [nil, need])
        #expect(standings[1].map { Set($0.days) } == [day, day - 300] && standings[1]?.reaction == day - 300)
        #expect(try salon.desk.appointments.day(SmallSalon.monday).entries.contains(card.appointments[1].entry))
        #expect(card.client?.appointments.map(\.entry.id) == card.appointments.map(\.entry.id) + [other.id])
        #expect(card.client?.appointments.last?.expertName == "Aiko Tanaka")
        // A line of the list warns of nothing; what moves its appointment reads it with its visit.
        let line = try salon.appointments.list(AppointmentFilter(service: SmallSalon.colourID), PageRequest(limit: 9))
        #expect(line.rows.map(\.entry.id) == [card.appointments[1].entry.id] && line.rows[0].entry.patchTest == nil)
        let moving = try salon.appointments.moveDesk(
            line.rows[0].entry.id, dates: SmallSalon.monday..<SmallSalon.monday + 1)
        #expect(moving.card.appointment.entry.patchTest == standings[1])
    }

    @Test("a service is saved with its months, and refused with others")
    func service() throws {
        let admin = try salon.desk(of: "admin")
        let service = try #require(try admin.services.catalogue().service(SmallSalon.colourID))
        var draft = ServiceDraft(
            categoryID: service.categoryID, name: service.name, price: service.price, phases: service.phases,
            patchTestMonths: 12)
        try admin.services.editService(service.id, version: service.version, draft)
        #expect(try admin.services.catalogue().service(SmallSalon.colourID)?.patchTestMonths == 12)
        let added = ServiceID.random()
        draft.patchTestMonths = 61
        #expect(throws: SalonError.self) { try admin.services.addService(added, draft) }
        draft.patchTestMonths = 60
        try admin.services.addService(added, draft)
        #expect(try admin.services.catalogue().service(added)?.patchTestMonths == 60)
    }
}
