import Postgres
import TestServer
import Testing

/// What the exclusion constraint refuses and lets pass, for whoever writes.
@Suite struct DoubleBookingTests {
    @Test func theWebsitesColumnsAloneAreGuarded() throws {
        let salon = try SchemaFixture()
        try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:00")
        for time in ["08:45", "09:00", "09:29"] {
            let refusal = salon.refusal { () throws(PostgresError) in
                try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: time)
            }
            #expect(refusal == "appointments_expert_free", "at \(time)")
        }
    }

    @Test func theWebsitesBookingIsCompleted() throws {
        let salon = try SchemaFixture()
        let id = try salon.bookOnline(SchemaFixture.colour, with: SchemaFixture.ben, at: "09:00")
        let row = try salon.text(
            """
            select concat_ws(' ', branch_id = '\(SchemaFixture.branch)', visit_id = id, service_name, duration,
                processing_minutes, finishing_minutes, buffer_minutes, source,
                expires_at between now() + interval '239 min' and now() + interval '241 min')
            from appointments where id = '\(id)'
            """)
        #expect(row == "t t Colour 45 35 30 5 online t")
        let busy = try salon.text("select busy::text from appointments where id = '\(id)'")
        #expect(
            busy == #"{["2026-11-21 09:00:00","2026-11-21 09:45:00"),["2026-11-21 10:20:00","2026-11-21 10:55:00")}"#)
    }

    @Test func anExpertsOwnDurationCounts() throws {
        let salon = try SchemaFixture()
        try salon.connection.script(
            """
            insert into expert_services (expert_id, service_id, duration)
            values ('\(SchemaFixture.dina)', '\(SchemaFixture.cut)', 50)
            """)
        try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.dina, at: "09:00")
        let refusal = salon.refusal { () throws(PostgresError) in
            try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.dina, at: "09:45")
        }
        #expect(refusal == "appointments_expert_free")
    }

    @Test func backToBackIsNoConflict() throws {
        let salon = try SchemaFixture()
        for time in ["09:00", "09:30", "08:30"] {
            try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: time)
        }
        #expect(try salon.text("select count(*)::text from appointments") == "3")
    }

    @Test func aCutFitsInAColoursProcessingGap() throws {
        let salon = try SchemaFixture()
        try salon.bookOnline(SchemaFixture.colour, with: SchemaFixture.ben, at: "09:00")
        // The gap is 09:45 to 10:20.
        for time in ["09:44", "09:51", "10:20", "10:54"] {
            let refusal = salon.refusal { () throws(PostgresError) in
                try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: time)
            }
            #expect(refusal == "appointments_expert_free", "at \(time)")
        }
        try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:45")
        try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "10:55")
    }

    @Test func anAppointmentMayPassMidnight() throws {
        let salon = try SchemaFixture()
        try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "23:45")
        let refusal = salon.refusal { () throws(PostgresError) in
            try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "00:00", on: "2026-11-22")
        }
        #expect(refusal == "appointments_expert_free")
    }

    @Test(arguments: ["cancelled", "no_show", "completed", "expired"])
    func whatIsNotLiveFreesItsTime(_ status: String) throws {
        let salon = try SchemaFixture()
        let id = try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:00")
        try salon.connection.script("update appointments set status = '\(status)' where id = '\(id)'")
        try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:00")
        let back = salon.refusal { () throws(PostgresError) in
            try salon.connection.script("update appointments set status = 'confirmed' where id = '\(id)'")
        }
        #expect(back == "appointments_expert_free")
    }

    @Test(arguments: ["reserved", "confirmed", "arrived", "in_service"])
    func whatIsLiveHoldsIt(_ status: String) throws {
        let salon = try SchemaFixture()
        try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:00", status: status)
        let refusal = salon.refusal { () throws(PostgresError) in
            try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:15")
        }
        #expect(refusal == "appointments_expert_free")
    }

    @Test func onConflictDoNothingAnswersWithNoRow() throws {
        let salon = try SchemaFixture()
        try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:00")
        let second = try salon.bookOnline(
            SchemaFixture.cut, with: SchemaFixture.ben, at: "09:15", suffix: "on conflict do nothing")
        #expect(second.isEmpty)
    }

    @Test func withoutAnExpertNothingIsTaken() throws {
        let salon = try SchemaFixture()
        for _ in 0..<2 { try salon.bookOnline(SchemaFixture.cut, with: nil, at: "09:00") }
        #expect(try salon.text("select count(*)::text from appointments where expert_id is null") == "2")
        let given = salon.refusal { () throws(PostgresError) in
            try salon.connection.script("update appointments set expert_id = '\(SchemaFixture.ben)'")
        }
        #expect(given == "appointments_expert_free")
    }

    @Test func anEmptySpanIsRefused() throws {
        let salon = try SchemaFixture()
        let id = try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:00")
        let zero = salon.refusal { () throws(PostgresError) in
            try salon.connection.script("update appointments set duration = 0 where id = '\(id)'")
        }
        #expect(zero == "appointments_busy_not_empty" || zero == "appointments_duration_check")
    }

    @Test func overbookingIsOnPurposeAndSaysWhy() throws {
        let salon = try SchemaFixture()
        try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:00")
        func overbook(_ reason: String) throws(PostgresError) {
            try salon.connection.script(
                """
                insert into appointments (service_id, expert_id, customer_name, appointment_date, appointment_time,
                    total_price, overbooked, overbook_reason)
                values ('\(SchemaFixture.cut)', '\(SchemaFixture.ben)', 'Sam', '2026-11-21', '09:00', 40, true, '\(reason)')
                """)
        }
        #expect(salon.refusal { () throws(PostgresError) in try overbook(" ") } == "appointments_overbook_reason")
        try overbook("her train leaves")
        #expect(
            try salon.text("select action || ' ' || (after ->> 'overbook_reason') from audit_log order by id desc")
                == "insert her train leaves")
    }

    @Test func aHoldThatRanOutMakesRoomForTheWebsite() throws {
        let salon = try SchemaFixture()
        let old = try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:00")
        try salon.connection.script("update appointments set expires_at = now() - interval '1 min' where id = '\(old)'")
        try salon.bookOnline(SchemaFixture.cut, with: SchemaFixture.ben, at: "09:15")
        #expect(try salon.text("select status from appointments where id = '\(old)'") == "expired")
    }

    @Test func sixteenAtOnceForOneSlot() async throws {
        let salon = try SchemaFixture()
        let settings = salon.database.adminSettings
        let won = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    try Connection.connect(settings).execute(
                        """
                        insert into appointments (service_id, expert_id, customer_name, appointment_date,
                            appointment_time, status, total_price)
                        values ('00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000e1', 'Sam',
                            '2026-11-21', '09:00', 'confirmed', 40)
                        on conflict do nothing
                        """)
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(won == 1)
    }
}
