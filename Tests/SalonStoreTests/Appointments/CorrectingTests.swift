import Postgres
import Salon
import Testing

@testable import SalonStore

@Suite("Notes, refunds and deletion")
struct CorrectingTests {
    @Test("a note is changed and removed, and by who may change appointments")
    func note() throws {
        let salon = try SmallSalon()
        var entry = try salon.book(at: 10).entries[0]
        entry = try salon.appointments.editNote(entry, "  asks for tea ")
        #expect(entry.notes == "asks for tea")
        #expect(try salon.appointments.editNote(entry, "").notes == nil)
        let expert = try salon.desk(of: "expert")
        #expect(throws: SalonError.forbidden(.appointmentsManage)) { try expert.appointments.editNote(entry, "x") }
        #expect(throws: SalonError.self) {
            try salon.appointments.editNote(entry, String(repeating: "x", count: 10_001))
        }
    }

    @Test("money is given back in part and whole, and never more than was paid")
    func refund() throws {
        let salon = try SmallSalon()
        let admin = try salon.desk(of: "admin").appointments
        var entry = try salon.book(at: 10, settlement: .payNow(.card)).entries[0]
        #expect(throws: SalonError.forbidden(.paymentsRefund)) {
            try salon.appointments.refund(entry, RefundRequest(method: .card, reason: "unhappy"))
        }
        let seen = entry
        let part = try admin.refund(
            entry, RefundRequest(method: .card, amount: SmallSalon.euros(20), reason: "late start"))
        entry = part.entry
        #expect(entry.paid == SmallSalon.euros(45) && entry.paymentStatus == .unpaid)
        #expect(entry.due == SmallSalon.euros(20))
        let again = #expect(throws: SalonError.self) {
            try admin.refund(seen, RefundRequest(method: .card, amount: SmallSalon.euros(20), reason: "late start"))
        }
        #expect(again?.code == "stale")
        #expect(throws: SalonError.self) {
            try admin.refund(entry, RefundRequest(method: .cash, amount: SmallSalon.euros(46), reason: "too much"))
        }
        #expect(throws: SalonError.self) { try admin.refund(entry, RefundRequest(method: .cash, reason: " ")) }
        let whole = try admin.refund(entry, RefundRequest(method: .cash, reason: "unhappy"))
        #expect(whole.amount == SmallSalon.euros(45))
        #expect(whole.entry.paymentStatus == .refunded && whole.entry.due.isZero && whole.entry.paid.isZero)
        #expect(throws: SalonError.self) { try admin.refund(whole.entry, RefundRequest(method: .cash, reason: "more")) }
    }

    @Test("an appointment is deleted by an admin; with money it stays, and the log remembers it")
    func delete() throws {
        let salon = try SmallSalon()
        let admin = try salon.desk(of: "admin")
        let paid = try salon.book(at: 10, settlement: .payNow(.card)).entries[0]
        let money = #expect(throws: SalonError.self) { try admin.appointments.delete(paid) }
        #expect(money?.message.contains("Money was taken") == true)
        let entry = try salon.book(at: 12).entries[0]
        #expect(throws: SalonError.forbidden(.appointmentsDelete)) { try salon.appointments.delete(entry) }
        let changed = try salon.appointments.editNote(entry, "wrong client")
        #expect(throws: SalonError.self) { try admin.appointments.delete(entry) }
        try admin.appointments.delete(changed)
        #expect(throws: SalonError.notFound(what: "appointment")) { try salon.appointments.card(entry.id) }
        #expect(throws: SalonError.notFound(what: "appointment")) { try admin.appointments.delete(changed) }
        let offer = try #require(try admin.history.lastUndoable())
        #expect(offer.refusal == UndoObstacle.deleted.error(changedBy: nil))
        #expect(throws: UndoObstacle.deleted.error(changedBy: nil)) { try admin.history.undo(offer) }
        #expect(offer.deed == "removed Maria Lopez, Cut")
    }
}
