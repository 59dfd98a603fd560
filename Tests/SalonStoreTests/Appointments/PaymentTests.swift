import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Payments")
struct PaymentTests {
    private let monday = SmallSalon.monday

    @Test("the rest of the visit, with a tip of its own, confirms it")
    func rest() throws {
        let salon = try SmallSalon()
        let visit = try salon.book([SmallSalon.cut, SmallSalon.colour], at: 10).entries
        let receipt = try salon.appointments.pay(
            visit[1], PaymentRequest(method: .card, tip: SmallSalon.euros(5)))
        #expect(receipt.amount == SmallSalon.euros(155) && receipt.tip == SmallSalon.euros(5))
        #expect(receipt.due.isZero)
        #expect(receipt.entries.map(\.id) == visit.map(\.id))
        for entry in receipt.entries {
            #expect(entry.status == .confirmed && entry.paymentStatus == .paid && entry.paymentMethod == .card)
            #expect(entry.paid == entry.price && entry.expiresAt == nil)
        }
        let payments = try salon.appointments.card(visit[0].id).payments.map(\.payment)
        #expect(payments.filter { $0.kind == .tip }.map(\.appointmentID) == [visit[1].id])
        #expect(payments.count == 3)
    }

    @Test("a part is spread in order and confirms; the rest is due; more than that is refused")
    func parts() throws {
        let salon = try SmallSalon()
        let visit = try salon.book([SmallSalon.cut, SmallSalon.colour], at: 10).entries
        let first = try salon.appointments.pay(
            visit[0], PaymentRequest(method: .cash, amount: SmallSalon.euros(100)))
        #expect(first.due == SmallSalon.euros(55))
        #expect(first.entries.map(\.paymentStatus) == [.paid, .unpaid])
        #expect(first.entries.map(\.paid) == [SmallSalon.euros(65), SmallSalon.euros(35)])
        #expect(first.entries.allSatisfy { $0.status == .confirmed })
        let error = #expect(throws: SalonError.self) {
            try salon.appointments.pay(
                first.entries[0], PaymentRequest(method: .cash, amount: Money(minor: 5501, .euro)))
        }
        #expect(error?.message.contains("55.00") == true)
        let second = try salon.appointments.pay(first.entries[0], PaymentRequest(method: .card))
        #expect(second.amount == SmallSalon.euros(55) && second.due.isZero)
        let again = #expect(throws: SalonError.self) {
            try salon.appointments.pay(second.entries[0], PaymentRequest(method: .card))
        }
        #expect(again?.code == "invalid")
        let tip = try salon.appointments.pay(
            second.entries[0], PaymentRequest(method: .cash, tip: SmallSalon.euros(3)))
        #expect(tip.amount.isZero && tip.entries[0].paymentMethod == .cash)
        #expect(
            try salon.value("select sum(amount)::text from public.payments where kind = 'payment'") == "155.00")
    }

    @Test("a cancelled appointment takes no money, and none is taken for it")
    func cancelled() throws {
        let salon = try SmallSalon()
        let visit = try salon.book([SmallSalon.cut, SmallSalon.colour], at: 10).entries
        let cancelled = try salon.appointments.setStatus(visit[0], to: .cancelled, reason: "only the colour")
        #expect(throws: SalonError.self) { try salon.appointments.pay(cancelled, PaymentRequest(method: .cash)) }
        let receipt = try salon.appointments.pay(visit[1], PaymentRequest(method: .cash))
        #expect(receipt.amount == SmallSalon.euros(90))
        #expect(receipt.entries.first { $0.id == cancelled.id }?.status == .cancelled)
        #expect(receipt.entries.first { $0.id == cancelled.id }?.paymentStatus == .unpaid)
    }

    @Test("eight desks take the money of one visit: one has it")
    func race() throws {
        let salon = try SmallSalon(poolSize: 8)
        let visit = try salon.book([SmallSalon.cut, SmallSalon.colour], at: 10).entries
        let outcomes = together(8) { index in
            outcome { () throws(SalonError) in
                try salon.appointments.pay(visit[index % 2], PaymentRequest(method: .cash))
            }
        }
        #expect(outcomes.filter { if case .success = $0 { true } else { false } }.count == 1)
        #expect(outcomes.allSatisfy { if case .failure(let error) = $0 { error.code == "stale" } else { true } })
        #expect(try salon.value("select sum(amount)::text from public.payments") == "155.00")
    }

    @Test("what costs nothing is settled by paying nothing")
    func free() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        try salon.database.run("update public.appointments set total_price = 0")
        let now = try salon.appointments.card(entry.id).appointment.entry
        let receipt = try salon.appointments.pay(now, PaymentRequest(method: .cash))
        #expect(receipt.entries[0].paymentStatus == .paid && receipt.entries[0].status == .confirmed)
        #expect(try salon.value("select count(*) from public.payments", as: Int.self) == 0)
    }

    @Test("the money of an open till goes into it")
    func till() throws {
        let salon = try SmallSalon()
        try salon.database.run("insert into public.tills (branch_id) select id from public.branches")
        let entry = try salon.book(at: 10).entries[0]
        _ = try salon.appointments.pay(entry, PaymentRequest(method: .cash))
        #expect(try salon.appointments.card(entry.id).payments.allSatisfy { $0.payment.tillID != nil })
    }
}
