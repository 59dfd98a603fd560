import Postgres
import Salon
import Testing

@testable import SalonStore

/// What an appointment says of its money is what its payments say. The attacks are in `AttackList`.
@Suite("Paid means paid")
struct SettledTests {
    private func marking(_ entry: DayEntry) -> String {
        "update public.appointments set payment_status = 'paid' where id = '\(entry.id)'"
    }

    @Test("a desk's word alone is refused with a sentence; the website's money is written down for it")
    func refused() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        var pipeline = salon.desk.pipeline()
        pipeline.add(Statement(unprepared: marking(entry)))
        let error = #expect(throws: SalonError.self) { try salon.desk.run(pipeline) }
        #expect(error?.code == "invalid" && error?.message.contains("Take a payment") == true)
        #expect(try salon.appointments.card(entry.id).appointment.entry.paymentStatus == .unpaid)

        try salon.database.run(marking(entry))
        let card = try salon.appointments.card(entry.id)
        #expect(card.appointment.entry.paymentStatus == .paid && card.payments.map(\.payment.amount) == [entry.price])
    }

    @Test("a deposit stands by itself; more than is owed is refused, also of what two desks take at once")
    func owed() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        func taking(_ amount: Int) -> Statement {
            Statement(
                unprepared: """
                    insert into public.payments (branch_id, appointment_id, kind, method, amount)
                    values ('\(salon.desk.branch.id)', '\(entry.id)', 'deposit', 'cash', \(amount))
                    """)
        }
        func take(_ amount: Int) throws(SalonError) {
            var pipeline = salon.desk.pipeline()
            pipeline.add(taking(amount))
            _ = try salon.desk.run(pipeline)
        }
        try take(30)
        let other = try Connection.connect(salon.database.deskSettings)
        try other.query("select set_config('salon.token', $1, false)", salon.desk.token.secret)
        try other.query("begin")
        try other.query(taking(30))
        try take(30)
        #expect(throws: PostgresError.self) { try other.query("commit") }
        #expect(throws: SalonError.self) { try take(6) }
        #expect(try salon.appointments.card(entry.id).appointment.entry.due == SmallSalon.euros(5))
        let rest = try salon.appointments.pay(
            try salon.appointments.card(entry.id).appointment.entry, PaymentRequest(method: .card))
        #expect(rest.amount == SmallSalon.euros(5) && rest.entries[0].paymentStatus == .paid)
        #expect(throws: SalonError.self) { try take(1) }
    }

    @Test("what was free is paid and taken back without a payment")
    func free() throws {
        let salon = try SmallSalon()
        let admin = try salon.desk(of: "admin")
        let id = AppointmentID.random()
        var pipeline = admin.pipeline()
        pipeline.add(
            Statement(
                unprepared: """
                    insert into public.appointments (id, branch_id, visit_id, user_id, customer_name, service_id,
                        service_name, expert_id, appointment_date, appointment_time, duration, status, payment_status,
                        total_price)
                    values ('\(id)', '\(admin.branch.id)', '\(id)', '\(SmallSalon.maria)', 'Maria Lopez',
                        '\(SmallSalon.cutID)', 'Cut', '\(SmallSalon.aiko)', '2026-11-23', '10:00', 60, 'confirmed',
                        'paid', 0)
                    """))
        _ = try admin.run(pipeline)
        _ = try admin.history.undo(try #require(try admin.history.lastUndoable()))
        let card = try admin.appointments.card(id)
        #expect(card.appointment.entry.paymentStatus == .refunded && card.payments.isEmpty)
    }
}
