import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

/// How figures, lists and searches find their rows, as a desk's role and under its policies, in a demo salon.
@Suite("Plans of figures and lists")
struct ReportPlanTests {
    @Test("no month, search or page reads a big table from end to end; the figures add up to the rows")
    func plans() throws {
        let database = try TestServer.database()
        let admin = try Connection.connect(database.adminSettings.withoutStatementLimits)
        try DemoLoader.load(admin, .init(appointments: 30_000, now: demoNow))
        let owner = try Store(settings: database.deskSettings, clock: .frozen(demoNow))
            .signIn(email: DemoSalon.email(of: .owner), password: DemoSalon.password).desk
        let client = try #require(try owner.clients.page("", PageRequest(limit: 1)).rows.first)
        let expert = try #require(try owner.experts.roster().first?.expert)
        let service = try #require(try owner.services.catalogue().services.first)
        let branch = owner.branch.id
        let (first, next) = (owner.today.startOfMonth, owner.today + 1)
        let key: [any PostgresEncodable] = ["m", UUIDValue(high: 0, low: 0), Int32(51)]
        let statements: [(Statement, [any PostgresEncodable])] = [
            (RevenueSQL.breakdown, [branch, first, next]), (RevenueSQL.totals, [branch, first, next]),
            (RevenueSQL.payments, [branch, first, next]), (RevenueSQL.ahead, [branch, owner.localNow]),
            (RevenueSQL.comeback, [branch, first - 42, next - 42, Int32(42)]),
            (ClientSQL.search, ["maria", 20]), (ClientSQL.page, key), (ClientSQL.pageBefore, key),
            (ClientSQL.card, [client.client.id, ExpertID?.none]),
            (CatalogueSQL.futureAppointments, [service.id, owner.today]),
            (ExpertSQL.card, [expert.id, owner.today]), (ExpertSQL.reviews, [expert.id, Int32(30)]),
            (UserSQL.staff, [String?.none, ""] + key), (UserSQL.clients, ["user", ""] + key),
            (UserSQL.clientsBefore, ["user", ""] + key), (UserSQL.card, [client.client.id]),
        ]
        for (statement, parameters) in statements {
            let scans = try scans(of: statement, parameters, owner)
            #expect(scans.isEmpty, "\(statement.name) reads all of \(scans)")
        }

        let report = try owner.revenue.summary(.month(owner.today))
        let value = try admin.query(
            "select sum(total_price)::text from public.appointments where status = 'completed' and appointment_date >= $1",
            first
        )[0].decode(0, as: String.self)
        #expect(report.current.value.description == value)
        #expect(report.byDay.reduce(0) { $0 + $1.value.minor } == report.current.value.minor)
        #expect(report.byService.reduce(0) { $0 + $1.value.minor } == report.current.value.minor)
        #expect(report.byExpert.reduce(0) { $0 + $1.value.minor } == report.current.value.minor)
        #expect(report.byExpert.filter { $0.expert != nil }.allSatisfy { ($0.utilisation ?? 0) <= 100 })
    }

    /// The big tables that a statement reads from end to end, by the server's own count.
    private func scans(
        of statement: Statement, _ parameters: [any PostgresEncodable], _ desk: Desk
    ) throws -> [String] {
        var pipeline = desk.pipeline()
        pipeline.add(Statement(unprepared: statement.sql), parameters: parameters)
        let counts = pipeline.add(
            """
            select relname::text from pg_stat_xact_user_tables
             where seq_scan > 0 and relname in ('appointments', 'payments', 'users', 'reviews')
            """)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in
            try answers[counts].read { (row) throws(PostgresError) in try row.decode(0) }
        }
    }
}
