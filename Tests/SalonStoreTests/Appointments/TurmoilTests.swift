import Postgres
import Salon
import TestServer
import Testing
import Turmoil

@testable import SalonStore

@Suite("Thirty-two desks at once", .serialized)
struct TurmoilTests {
    @Test("no overlap, nothing lost or half made, no deadlock")
    func calm() throws {
        let report = try turmoil(each: 25, killing: .never)
        #expect(report.faults.isEmpty, "\(report.faults.prefix(5))")
        #expect(report.deadlocks == 0)
        #expect(report.inGaps > 0)
        try expectVariety(report)
    }

    @Test("the same with connections killed in between: every booking whose answer was lost is found or made once")
    func killing() throws {
        let report = try turmoil(each: 25, killing: .everyOperations(25))
        #expect(report.faults.isEmpty, "\(report.faults.prefix(5))")
        #expect(report.deadlocks == 0 && report.kills > 10)
        #expect(report.record.answers[.broken, default: 0] + report.record.answers[.unknown, default: 0] > 0)
        try expectVariety(report)
    }

    private func turmoil(each count: Int, killing: Turmoil.Killing) throws -> TurmoilReport {
        let salon = try SmallSalon()
        let dina: ExpertID = SmallSalon.id("e4")
        try salon.database.run(
            """
            insert into public.experts (id, name, branch_id, display_order)
            select '\(dina)', 'Dina Haddad', id, 4 from public.branches;
            insert into public.expert_services (expert_id, service_id) select '\(dina)', id from public.services;
            insert into public.shifts (expert_id, weekday, starts, ends, valid_from)
            select '\(dina)', day, '09:00', '18:00', '2026-01-01' from generate_series(1, 6) day;
            """)
        let place = Turmoil.Place(
            admin: salon.database.adminSettings, desk: salon.database.deskSettings, token: salon.desk.token,
            now: SmallSalon.now, dates: SmallSalon.monday + 1..<SmallSalon.monday + 5,
            experts: [SmallSalon.aiko, SmallSalon.ben, SmallSalon.chloe, dina],
            wishes: [
                VisitPart(SmallSalon.cut), VisitPart(SmallSalon.cut, addOns: [SmallSalon.mask]),
                VisitPart(SmallSalon.colour), VisitPart(SmallSalon.colour),
            ], client: SmallSalon.maria)
        return try Turmoil(at: place, desks: 32, for: .operations(count), killing: killing).run()
    }

    /// A quiet turmoil would prove nothing.
    private func expectVariety(_ report: TurmoilReport) throws {
        for kind in Ledger.Kind.allCases { #expect(report.record.milliseconds[kind]?.isEmpty == false, "\(kind)") }
        #expect(report.record.booked.count > 100 && report.record.refused.count > 20)
        #expect(report.record.booked.contains { $0.lines.count > 1 })
        let times = report.record.milliseconds.values.flatMap(\.self).sorted()
        print(
            "32 desks: \(times.count) calls in \(report.seconds) s, p50 \(times[times.count / 2]) ms, "
                + "p99 \(times[times.count * 99 / 100]) ms, \(report.record.answers), \(report.kills) kills")
    }
}
