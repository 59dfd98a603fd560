import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Revenue")
struct RevenueTests {
    private let monday = SmallSalon.monday
    private var november: RevenuePeriod { .month(monday) }

    private func euros(_ amount: Int) -> Money { SmallSalon.euros(amount) }

    /// November: two cuts' worth of this and that, each chosen to tell two figures apart.
    private func salon() throws -> SmallSalon {
        let salon = try SmallSalon()
        let columns = """
            id, branch_id, visit_id, user_id, customer_name, service_id, service_name, expert_id, appointment_date,
            appointment_time, duration, finishing_minutes, total_price, status, payment_status, cancelled_at, expires_at,
            source
            """
        func row(
            _ id: Int, visit: Int? = nil, _ client: ClientID?, _ service: ServiceID, _ expert: ExpertID?, _ day: String,
            _ time: String, _ price: Int, _ status: String, _ paid: String = "unpaid", cancelled: String? = nil
        ) -> String {
            func quoted(_ text: (some CustomStringConvertible)?) -> String { text.map { "'\($0)'" } ?? "null" }
            let (duration, finishing) = service == SmallSalon.cutID ? (60, 0) : (30, 15)
            return """
                (md5('a\(id)')::uuid, '\(SmallSalon.id("b1") as BranchID)', md5('v\(visit ?? id)')::uuid,
                 \(quoted(client)), 'Somebody', '\(service)', 'Service', \(quoted(expert)), '\(day)', '\(time)',
                 \(duration), \(finishing), \(price), '\(status)', '\(paid)', \(quoted(cancelled)),
                 \(status == "reserved" ? "'2099-01-01'" : "null"), 'desk')
                """
        }
        let (maria, sam) = (SmallSalon.maria, SmallSalon.sam)
        let (cut, colour) = (SmallSalon.cutID, SmallSalon.colourID)
        let rows = [
            row(1, maria, cut, SmallSalon.aiko, "2026-11-18", "10:15", 65, "completed", "paid"),
            row(2, sam, colour, SmallSalon.ben, "2026-11-18", "10:30", 90, "completed"),
            row(3, visit: 3, maria, cut, SmallSalon.chloe, "2026-11-19", "14:00", 65, "completed", "paid"),
            row(4, visit: 3, maria, colour, SmallSalon.chloe, "2026-11-19", "15:00", 90, "completed", "paid"),
            row(5, sam, cut, SmallSalon.aiko, "2026-11-20", "09:00", 65, "no_show"),
            row(6, sam, colour, nil, "2026-11-20", "11:00", 90, "cancelled", cancelled: "2026-11-20 07:00Z"),
            row(7, sam, colour, SmallSalon.ben, "2026-11-20", "16:00", 90, "cancelled", cancelled: "2026-11-16 16:00Z"),
            row(8, maria, cut, SmallSalon.aiko, "2026-10-06", "09:00", 65, "completed", "paid"),
            row(9, maria, cut, SmallSalon.aiko, "2026-11-24", "09:00", 65, "confirmed"),
            row(10, sam, colour, SmallSalon.aiko, "2026-12-02", "09:00", 90, "reserved"),
            row(11, sam, cut, SmallSalon.ben, "2026-11-23", "07:45", 65, "confirmed"),
        ]
        try salon.database.run(
            """
            insert into public.appointments (\(columns)) values \(rows.joined(separator: ", "));
            insert into public.payments (branch_id, appointment_id, kind, method, amount, taken_at)
            select b.id, md5('a' || p.appointment)::uuid, p.kind, p.method, p.amount, p.moment
              from public.branches b, (values
                  (1, 'payment', 'card', 65, '2026-11-18 11:20+01'::timestamptz),
                  (1, 'tip', 'card', 6, '2026-11-18 11:20+01'),
                  (2, 'deposit', 'cash', 20, '2026-11-02 12:00+01'),
                  -- Half past midnight on 1 November in Paris, still October in Greenwich.
                  (3, 'payment', 'online', 65, '2026-10-31 23:30+00'),
                  (4, 'payment', 'online', 90, '2026-10-10 10:00+02'),
                  (4, 'refund', 'online', 10, '2026-11-20 10:00+01'),
                  (8, 'payment', 'cash', 65, '2026-10-06 10:05+02')
              ) as p (appointment, kind, method, amount, moment);
            """)
        return salon
    }

    @Test("value, taken and refunded are three figures; owed, lost and ahead are others")
    func figures() throws {
        let salon = try salon()
        let report = try salon.desk(of: "owner").revenue.summary(november)
        let now = report.current
        #expect(now.value == euros(310) && now.visits == 3 && now.appointments == 4)
        #expect(now.taken == euros(65 + 20 + 65 - 10) && now.refunded == euros(10) && now.refunds == 1)
        #expect(now.tips == euros(6))
        #expect(now.owed == euros(70) && now.visitsOwed == 1)
        #expect(now.noShows == 1 && now.lost == euros(65))
        #expect(now.cancelled == 2 && now.cancelledWithinDay == 1 && now.keptOrMissed == 5)
        #expect(now.noShowPerMille == 200 && now.cancelledPerMille == 286)
        #expect(now.clients == 2 && now.newClients == 1)
        #expect(now.ticket == Money(minor: 10_333, .euro))
        #expect(report.bookedAhead == euros(155) && report.visitsAhead == 2)
        #expect(report.previousDays.upperBound == monday - 31)
        #expect(report.previous.value == euros(65) && report.previous.taken == euros(155))
        #expect(report.comeback == .init(withinDays: 42, clients: 1, cameBack: 0))
    }

    @Test("by day, service, expert, method, weekday and hour")
    func breakdown() throws {
        let salon = try salon()
        let report = try salon.desk(of: "owner").revenue.summary(november)
        #expect(report.byDay.count == 30)
        func day(_ number: Int) -> RevenueReport.Day { report.byDay[number - 1] }
        #expect(day(18).value == euros(155) && day(18).taken == euros(65) && day(18).appointments == 2)
        #expect(day(1).taken == euros(65) && day(1).value == euros(0))
        #expect(day(20).taken == euros(-10))
        #expect(report.byDay.reduce(0) { $0 + $1.taken.minor } == report.current.taken.minor)

        #expect(report.byService.map(\.name) == ["Colour", "Cut"])
        #expect(report.byService.map(\.value) == [euros(180), euros(130)])
        #expect(report.byService.map(\.appointments) == [2, 2] && report.byService[0].category == "Hair")

        #expect(report.byExpert.map(\.name) == ["Chloé Martin", "Ben Okafor", "Aiko Tanaka"])
        #expect(report.byExpert.map(\.value) == [euros(155), euros(90), euros(65)])
        #expect(report.byExpert.map(\.handsOnMinutes) == [105, 45, 60])
        // Nineteen days from Monday to Saturday until today; Ben has a break.
        #expect(report.byExpert.map(\.shiftMinutes) == [19 * 540, 19 * 510, 19 * 540])

        #expect(report.byMethod.map(\.method) == [.card, .online, .cash])
        #expect(report.byMethod.map(\.taken) == [euros(65), euros(55), euros(20)])
        #expect(report.byMethod.map(\.refunded) == [euros(0), euros(10), euros(0)])

        #expect(report.heat[.wednesday, 10] == 2 && report.heat[.thursday, 14] == 1 && report.heat[.friday, 9] == 0)
        #expect(report.heat.weekdays == [.wednesday, .thursday] && report.heat.hours == 10...15)
        #expect(report.heat.greatest == 2)
    }

    @Test("closures and times off are no shift, and a closed week is nobody's fault")
    func utilisation() throws {
        let salon = try salon()
        try salon.database.run(
            """
            insert into public.closures (branch_id, starts, ends)
            select id, '2026-11-18 12:00', '2026-11-18 18:00' from public.branches;
            insert into public.time_off (expert_id, during)
            values ('\(SmallSalon.aiko)', '[2026-11-18 09:00, 2026-11-18 10:00)');
            """)
        let wednesday = RevenuePeriod.day(monday - 5)
        let report = try salon.desk(of: "owner").revenue.summary(wednesday)
        let aiko = try #require(report.byExpert.first { $0.expert == SmallSalon.aiko })
        #expect(aiko.shiftMinutes == 120 && aiko.utilisation == 50)
        let chloe = try #require(report.byExpert.first { $0.expert == SmallSalon.chloe })
        #expect(chloe.appointments == 0 && chloe.shiftMinutes == 180 && chloe.utilisation == 0)
        let sunday = try salon.desk(of: "owner").revenue.summary(.day(monday - 1))
        #expect(sunday.byExpert.isEmpty && sunday.current.value == euros(0) && sunday.current.noShowPerMille == 0)
    }

    @Test("one round trip, whatever the period")
    func roundTrips() throws {
        let salon = try salon()
        let owner = try salon.desk(of: "owner")
        _ = try owner.revenue.summary(november)
        for period in [november, .day(monday), .year(monday), .range(monday - 4_000...monday)] {
            let before = owner.store.roundTrips
            _ = try owner.revenue.summary(period)
            #expect(owner.store.roundTrips == before + 1)
        }
    }

    @Test("the owner sees any period, the admin today and this month, the others nothing and no SQL")
    func roles() throws {
        let salon = try salon()
        // The database holds the admin to its own month.
        let admin = try salon.desk(of: "admin", clock: .system)
        _ = try admin.revenue.summary(.day(admin.today))
        _ = try admin.revenue.summary(.month(admin.today))
        for (who, period) in [
            (admin, RevenuePeriod.week(admin.today)), (admin, .month(admin.today.adding(months: -1))),
            (admin, .day(admin.today - 1)), (salon.desk, november), (try salon.desk(of: "expert"), november),
        ] {
            let before = who.store.roundTrips
            #expect(throws: SalonError.forbidden(.reportsView)) { try who.revenue.summary(period) }
            #expect(who.store.roundTrips == before)
        }
    }

    @Test(
        "the database refuses too",
        arguments: [
            ("desk", "report_totals($1, $2, $3)"), ("desk", "report_breakdown($1, $2, $3)"),
            ("desk", "report_payments($1, $2, $3)"), ("expert", "report_totals($1, $2, $3)"),
            ("admin", "report_totals($1, $2, $3)"),
        ])
    func database(who: String, call: String) throws {
        let salon = try salon()
        let desk = who == "desk" ? salon.desk : try salon.desk(of: who)
        var pipeline = desk.pipeline()
        pipeline.add(
            Statement(unprepared: "select * from salon.\(call)"), desk.branch.id, monday - 400, monday - 300)
        let error = #expect(throws: SalonError.self) { _ = try desk.run(pipeline) }
        #expect(error?.code == "forbidden")
    }
}
