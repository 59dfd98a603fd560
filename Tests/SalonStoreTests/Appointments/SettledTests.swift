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
