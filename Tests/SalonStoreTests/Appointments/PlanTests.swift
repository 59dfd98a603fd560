import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

/// How the server finds the rows, as a desk's role and under its policies, among 60,000 appointments.
@Suite("Plans")
struct PlanTests {
    @Test("no list, day or card reads the whole table of appointments")
    func plans() throws {
        let database = try TestServer.database()
        try DemoLoader.load(
            Connection.connect(database.adminSettings.withoutStatementLimits), .init(appointments: 60_000, now: demoNow)
        )
        try database.run("analyze")
        let desk = try Store(settings: database.deskSettings, clock: .frozen(demoNow))
            .signIn(email: "desk@demo.salon", password: "Salon-demo-1!").desk
        let connection = try Connection.connect(database.deskSettings)
        try connection.query("select set_config('salon.token', $1, false)", desk.token.secret)
        let today = desk.today
        let busy = try desk.appointments.day(today)
        let entry = try #require(busy.entries.first)
        let experts = [ExpertID]?.none
        var statements: [(Statement, [any PostgresEncodable])] = [
            (AppointmentSQL.day, [ExpertID?.none]), (AppointmentSQL.expertDays, [entry.expertID]),
            (AppointmentSQL.elsewhere, [entry.expertID, entry.clientID]),
            (AppointmentSQL.loads, [ExpertID?.none]), (AppointmentSQL.busy, [experts]),
            (AppointmentSQL.cardAppointments, [entry.id]), (AppointmentSQL.cardAddOns, [entry.id]),
            (AppointmentSQL.cardPayments, [entry.id]), (AppointmentSQL.cardClient, [entry.id, today]),
            (AppointmentSQL.visit, [entry.visitID]), (AppointmentSQL.visitOf, [entry.id]),
            (AppointmentSQL.visitExists, [entry.visitID]), (AppointmentSQL.current, [entry.id]),
            (AppointmentSQL.lockVisit, [entry.id]),
            (AppointmentSQL.expireHolds, [desk.branch.id, demoNow]),
            (AppointmentSQL.setStatus, [entry.id, 1, AppointmentStatus.arrived, String?.none]),
            (AppointmentSQL.pay, [entry.id, 1, PaymentMethod.cash, Money?.none, Money?.none, demoNow]),
            (AppointmentSQL.busyIn, [experts, [today - 4, today + 24], [today + 6, today + 34]]),
            (AppointmentSQL.series, [SeriesID.random()]), (AppointmentSQL.place, [entry.id]),
            (AppointmentSQL.takeTurnsOfSeries, [SeriesID.random()]),
            (AppointmentSQL.cancelSeries, [entry.id, 1, today.at(.midnight), "away"]),
            (WaitlistSQL.openOffers, [desk.branch.id, demoNow, WaitlistID?.none]),
            (WaitlistSQL.row, [WaitlistID.random()]),
            (WaitlistSQL.matchingExpired, [desk.branch.id, demoNow, 50]),
            (WaitlistSQL.matchingSeries, [desk.branch.id, demoNow, 50, SeriesID.random()]),
            (WaitlistSQL.giveBack, [WaitlistID.random(), demoNow, VisitID?.none]),
            (ClientSQL.card, [entry.clientID]), (ClientSQL.cardAppointments, [entry.clientID, 100]),
            (ClientSQL.page, ["", entry.clientID, 51]), (ClientSQL.pageBefore, ["z", entry.clientID, 51]),
        ]
        let wanted: [(AppointmentSQL.ListPath, any PostgresEncodable)] = [
            (.text, "maria"), (.client, entry.clientID), (.expert, entry.expertID), (.unpaid, VisitID?.none),
            (.status, AppointmentStatus.cancelled), (.service, entry.serviceID), (.day, VisitID?.none),
        ]
        for (path, value) in wanted {
            for backwards in [false, true] {
                statements.append(
                    (
                        AppointmentSQL.list(path, backwards: backwards),
                        [
                            desk.branch.id, value, today, LocalTime.midnight, entry.id,
                            backwards ? today - 3_000 : today + 3_000, [String]?.none, ExpertID?.none, ServiceID?.none,
                            ClientID?.none, false, 51,
                        ]
                    ))
            }
        }
        for (statement, parameters) in statements {
            for mode in ["force_custom_plan", "force_generic_plan"] {
                let plan = try plan(of: statement, parameters, mode: mode, on: connection)
                #expect(plan.contains(" on appointments"), "\(statement.name)")
                if statement.sql.contains(AppointmentSQL.lineColumns) {
                    let isLine = !statement.sql.contains(AppointmentSQL.entryColumns)
                    #expect(plan.contains("patch_tests") != isLine, "\(statement.name)")
                }
                for table in Self.big {
                    #expect(!plan.contains("Seq Scan on \(table)"), "\(statement.name) (\(mode))\n\(plan)")
                }
            }
        }
        let waiting = try scans(
            of: WaitlistSQL.matching,
            [
                desk.branch.id, demoNow, 50, busy.lanes.map(\.expertID), busy.lanes.map { _ in today.at(.midnight) },
                busy.lanes.map { _ in (today + 7).at(.midnight) },
            ], desk)
        #expect(waiting.rows > 0)
        #expect(waiting.tables.isEmpty)
    }

    /// What a statement answers whose work a function does, and the big tables that it reads from end to end, by the
    /// server's own count.
    private func scans(
        of statement: Statement, _ parameters: [any PostgresEncodable], _ desk: Desk
    ) throws -> (rows: Int, tables: [String]) {
        var pipeline = desk.pipeline()
        let rows = pipeline.add(statement, parameters: parameters)
        let counts = pipeline.add(
            """
            select relname::text from pg_stat_xact_user_tables where seq_scan > 0 and relname = any($1)
            """, Self.big)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in
            let tables = try answers[counts].read { (row) throws(PostgresError) in try row.decode(0, as: String.self) }
            return (answers[rows].count, tables)
        }
    }

    /// Tables that grow with the salon's years.
    private static let big = ["appointments", "appointment_sub_services", "payments", "users", "audit_log", "reviews"]

    /// The plan with which the server would run a prepared statement.
    private func plan(
        of statement: Statement, _ parameters: [any PostgresEncodable], mode: String, on connection: Connection
    ) throws -> String {
        try connection.query(Statement(unprepared: "set plan_cache_mode = \(mode)"))
        var pipeline = Pipeline()
        pipeline.add(Statement(unprepared: "explain \(statement.sql)"), parameters: parameters)
        return try connection.run(pipeline)[0].map { try $0.decode(0, as: String.self) }.joined(separator: "\n")
    }
}
