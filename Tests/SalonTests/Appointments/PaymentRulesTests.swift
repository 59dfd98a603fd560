import Testing

@testable import Salon

@Suite struct PaymentRulesTests {
    private func outcome(
        _ kind: PaymentKind, _ amount: Int, status: AppointmentStatus = .confirmed, price: Int = 6_500, paid: Int = 0
    ) -> Result<PaymentRules.Outcome, SalonError> {
        Result { () throws(SalonError) in
            try PaymentRules.apply(
                kind, euros(amount), to: .init(status: status, price: euros(price), paid: euros(paid)))
        }
    }

    private func becomes(_ status: AppointmentStatus, _ payment: PaymentStatus) -> Result<
        PaymentRules.Outcome, SalonError
    > { .success(.init(status: status, paymentStatus: payment)) }

    @Test(arguments: AppointmentStatus.allCases)
    func `a payment confirms a reserved appointment and never touches a cancelled one`(_ status: AppointmentStatus) {
        for kind in [PaymentKind.payment, .deposit, .tip] {
            let result = outcome(kind, 6_500, status: status)
            switch status {
            case .cancelled, .expired:
                guard case .failure(let error) = result else {
                    Issue.record("\(kind) was taken for a \(status) appointment")
                    continue
                }
                #expect(error.code == "invalid" && error.message.contains(status.title))
            case .reserved where kind != .tip: #expect(result == becomes(.confirmed, .paid))
            default: #expect(result == becomes(status, kind == .tip ? .unpaid : .paid))
            }
        }
    }

    @Test func `a part leaves it unpaid, the rest pays it, more is refused`() {
        #expect(outcome(.deposit, 2_000, status: .reserved) == becomes(.confirmed, .unpaid))
        #expect(outcome(.payment, 4_500, paid: 2_000) == becomes(.confirmed, .paid))
        #expect(outcome(.payment, 4_499, paid: 2_000) == becomes(.confirmed, .unpaid))
        for (amount, paid) in [(4_501, 2_000), (1, 6_500), (0, 0), (-1, 0)] {
            guard case .failure(let error) = outcome(.payment, amount, paid: paid) else {
                Issue.record("\(amount) was taken")
                continue
            }
            #expect(error.code == "invalid")
        }
    }

    @Test func `what costs nothing is settled with nothing`() {
        #expect(outcome(.payment, 0, status: .reserved, price: 0) == becomes(.confirmed, .paid))
        #expect((try? outcome(.payment, 1, price: 0).get()) == nil)
    }

    @Test func `a refund gives back what was paid and no more, whatever the status`() {
        #expect(outcome(.refund, 6_500, status: .cancelled, paid: 6_500) == becomes(.cancelled, .refunded))
        #expect(outcome(.refund, 500, status: .completed, paid: 6_500) == becomes(.completed, .unpaid))
        #expect((try? outcome(.refund, 6_501, paid: 6_500).get()) == nil)
        #expect((try? outcome(.refund, 1).get()) == nil)
        #expect((try? outcome(.refund, 0, paid: 6_500).get()) == nil)
    }

    @Test func `giving back needs more than taking`() {
        #expect(PaymentRules.permission(for: .refund) == .paymentsRefund)
        for kind in [PaymentKind.payment, .deposit, .tip] {
            #expect(PaymentRules.permission(for: kind) == .paymentsTake)
        }
    }

    @Test func `a visit is its appointments in order and costs what is not called off`() throws {
        let visitID = VisitID.random()
        func appointment(_ start: String, _ price: Int, _ status: AppointmentStatus, visit: VisitID) throws
            -> Appointment
        {
            Appointment(
                id: .random(), branchID: .random(), visitID: visit, clientID: nil, clientName: "Zoe",
                serviceID: .random(), serviceName: "Cut", expertID: nil, start: try moment(start),
                phases: ServicePhases(handsOn: 30, buffer: 10), status: status, price: euros(price))
        }
        let late = try appointment("2026-11-21T11:00", 4_000, .confirmed, visit: visitID)
        let early = try appointment("2026-11-21T10:00", 2_500, .completed, visit: visitID)
        let off = try appointment("2026-11-21T12:00", 9_900, .cancelled, visit: visitID)
        let visit = try #require(Visit([late, early, off]))
        #expect(visit.appointments.map(\.start) == [early.start, late.start, off.start])
        #expect(visit.price == euros(6_500))
        #expect(visit.end == (try moment("2026-11-21T12:30")))
        #expect(Visit([]) == nil)
        let other = try appointment("2026-11-21T09:00", 1_000, .confirmed, visit: .random())
        #expect(Visit.group([late, other, early]).map(\.appointments.count) == [1, 2])
        #expect(early.busySpans == [TimeSpan(early.start, minutes: 40)])
    }
}
