import Postgres
import TestServer
import Testing

/// What goes with a change of an appointment or of a roster, whoever makes it.
@Suite struct AppointmentTriggerTests {
    @Test func aChangeRaisesTheVersionAndStampsTheStatus() throws {
        let salon = try SchemaFixture()
        let id = try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:00")
        for (status, column) in [
            ("arrived", "arrived_at"), ("in_service", "started_at"), ("completed", "completed_at"),
        ] {
            try salon.connection.script("update appointments set status = '\(status)'")
            #expect(try salon.text("select (\(column) is not null)::text from appointments") == "true")
        }
        #expect(try salon.text("select version || ' ' || (expires_at is null) from appointments") == "4 true")
        let log = try salon.text(
            """
            select count(*) || ' ' || min(desk) from audit_log
             where entity_id = '\(id)' and action = 'update' and after ? 'status'
            """)
        #expect(log == "3 salon_admin")
    }

    @Test func takingACancellationBackForgetsItsReason() throws {
        let salon = try SchemaFixture()
        try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:00")
        try salon.connection.script("update appointments set status = 'cancelled', cancelled_reason = 'ill'")
        #expect(try salon.text("select (cancelled_at is not null)::text from appointments") == "true")
        try salon.connection.script("update appointments set status = 'confirmed'")
        #expect(try salon.text("select concat(cancelled_at, cancelled_reason) from appointments")?.isEmpty == true)
    }

    /// The statement of the web backend's `PUT /appointments/:id/pay`.
    private let websitePays = """
        update appointments set payment_status = 'paid', status = 'confirmed', paid_at = now(), payment_method = 'online',
            expires_at = null where payment_status = 'unpaid'
        """

    @Test func aPaymentOnTheWebsiteIsWrittenDown() throws {
        let salon = try SchemaFixture()
        try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:00")
        try salon.connection.script(websitePays)
        #expect(try salon.text("select status from appointments") == "confirmed")
        #expect(try salon.text("select kind || method || amount from payments") == "paymentonline40.00")
    }

    @Test func aPaymentNeverTouchesACancelledAppointment() throws {
        let salon = try SchemaFixture()
        try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:00")
        try salon.connection.script("update appointments set status = 'cancelled'")
        let refusal = salon.refusal { () throws(PostgresError) in try salon.connection.script(websitePays) }
        #expect(refusal == "appointments_paid_after_cancelling")
    }

    @Test func aLatePaymentLeavesACompletedAppointmentCompleted() throws {
        let salon = try SchemaFixture()
        try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:00")
        try salon.connection.script("update appointments set status = 'completed'")
        try salon.connection.script(websitePays)
        #expect(try salon.text("select status || payment_status from appointments") == "completedpaid")
    }

    @Test func statusAndMoneyAreChecked() throws {
        let salon = try SchemaFixture()
        try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:00")
        for change in ["status = 'lost'", "payment_status = 'maybe'", "total_price = -1", "payment_method = 'shells'"] {
            let refusal = salon.refusal { () throws(PostgresError) in
                try salon.connection.script("update appointments set \(change)")
            }
            #expect(refusal?.hasSuffix("_check") == true, "\(change)")
        }
    }

    @Test(arguments: [
        "insert into shifts (expert_id, weekday, starts, ends, valid_from) values ('EXPERT', 1, '09:00', '17:00', '2026-01-01')",
        "insert into shift_exceptions (expert_id, date) values ('EXPERT', '2026-11-21')",
        "insert into time_off (expert_id, during) values ('EXPERT', '[2026-11-21 09:00, 2026-11-21 12:00)')",
        "insert into closures (branch_id, starts, ends) values ('BRANCH', '2026-12-25', '2026-12-26')",
    ])
    func everyChangeOfARosterRaisesItsVersion(_ insert: String) throws {
        let salon = try SchemaFixture()
        func version() throws -> Int {
            Int(try salon.text("select roster_version::text from experts where id = '\(SchemaFixture.ben)'") ?? "") ?? 0
        }
        let table = insert.split(separator: " ")[2]
        let before = try version()
        let filled = insert.replacing("EXPERT", with: SchemaFixture.ben).replacing("BRANCH", with: SchemaFixture.branch)
        try salon.connection.script(filled)
        #expect(try version() == before + 1)
        try salon.connection.script("update \(table) set id = id")
        #expect(try version() == before + 2)
        try salon.connection.script("delete from \(table)")
        #expect(try version() == before + 3)
        #expect(try salon.text("select version::text from experts where id = '\(SchemaFixture.ben)'") == "1")
    }

    @Test func theChannelOfABranchTellsIdsAndVersionsOnly() throws {
        let salon = try SchemaFixture()
        let channel = try salon.text("select salon.channel('\(SchemaFixture.branch)')") ?? ""
        let listener = Listener(salon.database.adminSettings, channels: [channel], wakeUp: WakeUp())
        guard case .connected = listener.next(timeout: .seconds(60)) else {
            Issue.record("not listening")
            return
        }
        let id = try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:00")
        try salon.connection.script("update appointments set notes = 'window seat'")
        try salon.connection.script("delete from appointments")
        var heard: [String] = []
        while heard.count < 3, let event = listener.next(timeout: .seconds(60)) {
            if case .notification(let notification) = event { heard.append(notification.payload) }
        }
        #expect(heard == ["\(id):1", "\(id):2", "\(id):0"])
    }
}
