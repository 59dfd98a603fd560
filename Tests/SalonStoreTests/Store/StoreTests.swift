import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("The way in")
struct StoreTests {
    @Test("a right password opens the desk; three wrong ones lock")
    func signIn() throws {
        let salon = try SmallSalon()
        #expect(salon.desk.session.role == .receptionist)
        #expect(salon.desk.session.permissions == RolePermissions.standard.permissions(of: .receptionist))
        #expect(salon.desk.branch.currency == .euro)
        #expect(salon.desk.today == SmallSalon.monday)
        for left in ["2 tries are left", "One try is left"] {
            let error = #expect(throws: SalonError.self) {
                try salon.store.signIn(email: "owner@test.salon", password: "wrong")
            }
            #expect(error?.code == "invalid")
            #expect(error?.message.contains(left) == true)
        }
        for password in ["wrong", SmallSalon.password] {
            let error = #expect(throws: SalonError.self) {
                try salon.store.signIn(email: "owner@test.salon", password: password)
            }
            #expect(error?.code == "locked")
        }
    }

    @Test("a client has nothing to do at the console")
    func client() throws {
        let salon = try SmallSalon()
        let error = #expect(throws: SalonError.self) {
            try salon.store.signIn(email: "client@test.salon", password: SmallSalon.password)
        }
        #expect(error?.code == "forbidden")
    }

    @Test("a token opens the desk again, until it is signed out")
    func resume() throws {
        let salon = try SmallSalon()
        let again = try salon.store.resume(token: salon.desk.token)
        #expect(again.session == salon.desk.session)
        try salon.store.signOut(again)
        #expect(throws: SalonError.sessionOver) { try salon.store.resume(token: salon.desk.token) }
        #expect(throws: SalonError.sessionOver) { try salon.appointments.day(SmallSalon.monday) }
        #expect(throws: SalonError.sessionOver) { try salon.appointments.expireHolds() }
    }

    @Test("without a session nothing is read and nothing is changed, and the reason is said")
    func signedOut() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        let facts = try salon.facts()
        let query = SmallSalon.query(with: SmallSalon.ben)
        let request = try salon.request(query, at: SmallSalon.monday.at(15), on: facts)
        try salon.store.signOut(salon.desk)
        let desk = salon.appointments
        let calls: [() throws -> Void] = [
            { _ = try desk.book(request, for: query, on: facts) },
            { _ = try desk.move(entry, to: SmallSalon.monday.at(14), on: facts) },
            { _ = try desk.setStatus(entry, to: .arrived) },
            { _ = try desk.pay(entry, PaymentRequest(method: .cash)) },
            { _ = try desk.card(entry.id) },
            { _ = try desk.list(AppointmentFilter(), PageRequest(limit: 1)) },
            { _ = try desk.lookup(entry.visitID) },
        ]
        for call in calls { #expect(throws: SalonError.sessionOver) { try call() } }
        #expect(
            try salon.value("select count(*) from public.appointments where status = 'reserved'", as: Int.self) == 1)
    }

    @Test("session and day come in one round trip, today by the branch's clock")
    func open() throws {
        let salon = try SmallSalon()
        try salon.book(at: 10)
        let before = salon.store.roundTrips
        let (desk, day) = try salon.store.open(token: salon.desk.token)
        #expect(salon.store.roundTrips - before == 1)
        #expect(desk.branch.name == "Maison Lumière")
        #expect(day.date == SmallSalon.monday)
        #expect(day.lanes.map(\.name) == ["Aiko Tanaka", "Ben Okafor", "Chloé Martin"])
        #expect(day.entries.map(\.clientName) == ["Maria Lopez"])
        #expect(day == (try desk.appointments.day(SmallSalon.monday)))
    }

    @Test("a server that is not there is unavailable, and nothing was changed")
    func unreachable() {
        let store = Store(settings: ConnectionSettings("host=/nowhere port=1 dbname=none"))
        guard let token = SessionToken(String(repeating: "a", count: 64)) else { return }
        let error = #expect(throws: SalonError.self) { try store.resume(token: token) }
        guard case .unavailable(_, let outcomeUnknown) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!outcomeUnknown)
    }

    @Test(
        "a lost answer is told apart from a refusal",
        arguments: [
            (TransactionOutcome.unknown, true), (.committed, true), (.rolledBack, false), (.nothingSent, false),
        ])
    func lost(outcome: TransactionOutcome, isUnknown: Bool) {
        guard case .unavailable(_, let outcomeUnknown) = SalonError(PostgresError(.lost, outcome: outcome)) else {
            Issue.record("not unavailable")
            return
        }
        #expect(outcomeUnknown == isUnknown)
    }

    @Test("a token is never printed")
    func secrecy() throws {
        let secret = String(repeating: "ab", count: 32)
        let token = try #require(SessionToken(secret))
        var dumped = ""
        dump(token, to: &dumped)
        #expect(!"\(token) \(String(reflecting: token)) \(dumped)".contains("abab"))
        #expect(SessionToken("short") == nil)
    }
}
