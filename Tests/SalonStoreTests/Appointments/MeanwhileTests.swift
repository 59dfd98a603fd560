import Glibc
import Postgres
import Salon
import Synchronization
import TestServer
import Testing

@testable import SalonStore

/// What happens to a booking or a move while somebody else's change is neither made nor given up.
@Suite("Meanwhile")
struct MeanwhileTests {
    private let monday = SmallSalon.monday

    @Test("the old time stays held until the move is sure", arguments: [false, true])
    func moving(isSure: Bool) throws {
        let salon = try SmallSalon()
        let empty = try salon.facts()
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let request = try salon.request(query, at: monday.at(10), on: empty, client: .known(SmallSalon.sam))
        let entry = try salon.book(at: 10).entries[0]
        let booked = try whileOpen(in: salon, commits: isSure) { (open) throws(PostgresError) in
            try open.query(AppointmentSQL.takeTurns, [SmallSalon.aiko], LocalDate?.none, LocalDate?.none, Instant?.none)
            try open.query(
                AppointmentSQL.move, entry.id, entry.version, monday, monday.at(15).time, SmallSalon.aiko, Int?.none,
                String?.none)
        } run: { () throws(SalonError) in
            try salon.appointments.book(request, for: query, on: empty)
        }
        let now = try salon.appointments.card(entry.id).appointment.entry
        switch booked {
        case .success(let visit):
            #expect(isSure && visit.entries[0].start == monday.at(10) && now.start == monday.at(15))
        case .failure(let error):
            #expect(!isSure && error.code == "conflict" && now == entry)
        }
    }

    @Test("a roster that is being changed is waited for, and noticed by booking and move", arguments: [false, true])
    func roster(isMove: Bool) throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 16).entries[0]
        let facts = try salon.facts()
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let request = try salon.request(query, at: monday.at(10), on: facts, client: .known(SmallSalon.sam))
        let outcome = try whileOpen(in: salon, commits: true) { (open) throws(PostgresError) in
            try open.query(
                """
                insert into public.time_off (expert_id, during, kind)
                values ($1, '[2026-11-23 09:00,2026-11-23 12:00)', 'sick')
                """, SmallSalon.aiko)
        } run: { () throws(SalonError) in
            if isMove {
                _ = try salon.appointments.move(entry, to: monday.at(10), on: facts)
            } else {
                _ = try salon.appointments.book(request, for: query, on: facts)
            }
        }
        guard case .failure(.conflict(let sentence, _)) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(sentence.contains("Aiko Tanaka is off sick until 12:00"))
        #expect(try salon.appointments.day(monday).entries == [entry])
    }

    @Test("a roster given up changes nothing: the booking that waited is made")
    func rosterGivenUp() throws {
        let salon = try SmallSalon()
        let facts = try salon.facts()
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let request = try salon.request(query, at: monday.at(10), on: facts)
        let outcome = try whileOpen(in: salon, commits: false) { (open) throws(PostgresError) in
            try open.query("delete from public.shifts where expert_id = $1", SmallSalon.aiko)
        } run: { () throws(SalonError) in
            try salon.appointments.book(request, for: query, on: facts)
        }
        #expect(try outcome.get().entries[0].start == monday.at(10))
    }

    @Test("a hold that has run out is in nobody's way: not of a move, not of what comes back")
    func expiredHolds() throws {
        let salon = try SmallSalon()
        // At two experts: what is done at one puts all holds there in order.
        let moving = try salon.book(at: 9, settlement: .payNow(.cash)).entries[0]
        let paid = try salon.book(with: SmallSalon.ben, at: 15, settlement: .payNow(.cash)).entries[0]
        let cancelled = try salon.appointments.setStatus(paid, to: .cancelled, reason: "ill")
        let holds = try [SmallSalon.aiko, SmallSalon.ben].map {
            try salon.book(with: $0, at: 15, client: .known(SmallSalon.sam)).entries[0]
        }
        let later = try salon.desk(of: "desk", clock: .frozen(SmallSalon.now.adding(minutes: 241))).appointments
        let facts = try later.bookingFacts(FactsQuery(dates: monday..<monday + 1))
        #expect(try later.move(moving, to: monday.at(15), on: facts).entry.start == monday.at(15))
        #expect(try later.setStatus(cancelled, to: .confirmed).status == .confirmed)
        for hold in holds { #expect(try later.card(hold.id).appointment.entry.status == .expired) }
    }

    @Test("a deposit is given back once, however many desks do it at the same moment", arguments: [false, true])
    func refunds(isSure: Bool) throws {
        let salon = try SmallSalon()
        let admin = try salon.desk(of: "admin")
        let entry = try salon.book(at: 10).entries[0]
        _ = try admin.appointments.pay(entry, PaymentRequest(method: .cash, amount: SmallSalon.euros(10)))
        let refund = Statement(
            unprepared: """
                insert into public.payments (branch_id, appointment_id, kind, method, amount)
                values ('\(admin.branch.id)', '\(entry.id)', 'refund', 'cash', 10)
                """)
        let outcome = try whileOpen(in: salon, commits: isSure) { (open) throws(PostgresError) in
            try open.query(refund)
            try open.query("update public.appointments set payment_status = 'refunded' where id = $1", entry.id)
        } run: { () throws(SalonError) in
            var pipeline = admin.pipeline()
            pipeline.add(refund)
            _ = try admin.run(pipeline)
        }
        #expect((try? outcome.get()) == nil ? isSure : !isSure, "\(outcome)")
        #expect(try admin.appointments.card(entry.id).payments.count { $0.payment.kind == .refund } == 1)
    }

    /// Runs `body` while a transaction of somebody else's stands open, which ends once `body` waits for it, or is done
    /// without.
    private func whileOpen<Value: Sendable>(
        in salon: SmallSalon, commits: Bool, _ change: (Connection) throws(PostgresError) -> Void,
        run body: @escaping @Sendable () throws(SalonError) -> Value
    ) throws -> Result<Value, SalonError> {
        let open = try Connection.connect(salon.database.adminSettings)
        try open.execute("begin")
        try change(open)
        let answer = Answer<Value>()
        let thread = try WorkerThread {
            let result = outcome(body)
            answer.value.withLock { $0 = result }
        }
        while answer.value.withLock({ $0 == nil }), try !isSomebodyWaiting(salon) { sched_yield() }
        try open.execute(commits ? "commit" : "rollback")
        thread.join()
        return try #require(answer.value.withLock { $0 })
    }

    private final class Answer<Value: Sendable>: Sendable {
        let value = Mutex<Result<Value, SalonError>?>(nil)
    }

    private func isSomebodyWaiting(_ salon: SmallSalon) throws -> Bool {
        try salon.value(
            """
            select exists (select from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock')
            """)
    }
}
