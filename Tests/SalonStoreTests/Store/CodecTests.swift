import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("The domain's values in PostgreSQL's formats")
struct CodecTests {
    @Test("go there and back, and mean the same to the server")
    func roundTrip() throws {
        let database = try TestServer.database()
        let connection = try Connection.connect(database.adminSettings)
        defer { withExtendedLifetime(database) {} }
        let id = AppointmentID.random()
        let date = try #require(LocalDate(year: 1999, month: 12, day: 31))
        let time = try #require(LocalTime(hour: 23, minute: 59))
        let instant = try #require(Instant("1969-07-20T20:17:40Z"))
        let row = try connection.query(
            """
            select $1::uuid, $1::uuid::text, $2::date, $2::date::text, $3::time, $3::time::text,
                   $4::timestamp, $4::timestamp::text, $5::timestamptz, ($5::timestamptz at time zone 'UTC')::text,
                   $6::text::numeric(10,2)::text, $7::int2
            """, id, date, time, date.at(time), instant, Money(minor: -1250, .euro), Weekday.sunday
        ).row()
        #expect(try row.decode(0) == id)
        #expect(try row.decode(1) == id.description)
        #expect(try row.decode(2) == date)
        #expect(try row.decode(3) == "1999-12-31")
        #expect(try row.decode(4) == time)
        #expect(try row.decode(5) == "23:59:00")
        #expect(try row.decode(6) == date.at(time))
        #expect(try row.decode(7) == "1999-12-31 23:59:00")
        #expect(try row.decode(8) == instant)
        #expect(try row.decode(9) == "1969-07-20 20:17:40")
        #expect(try Money.decode(row.decode(10), .euro) == Money(minor: -1250, .euro))
        #expect(try row.decode(11) == Weekday.sunday)
    }

    @Test("an endless time off stays one")
    func infinity() throws {
        let database = try TestServer.database()
        let connection = try Connection.connect(database.adminSettings)
        defer { withExtendedLifetime(database) {} }
        let row = try connection.query("select 'infinity'::timestamp, '-infinity'::timestamp").row()
        let far = try row.decode(0, as: LocalDateTime.self)
        #expect(far > SmallSalon.monday.at(0) + 1_440 * 365 * 1_000)
        #expect(try row.decode(1, as: LocalDateTime.self) < SmallSalon.monday.at(0))
    }

    @Test("every word of the domain is one the database's checks take")
    func words() throws {
        let salon = try SmallSalon()
        let expert = SmallSalon.aiko
        for kind in TimeOffKind.allCases {
            try salon.database.run(
                """
                insert into public.time_off (expert_id, during, kind)
                values ('\(expert)', '[2027-01-01,2027-01-02)', '\(kind.rawValue)')
                """)
        }
        let booked = try salon.book(at: 10).entries[0]
        for status in AppointmentStatus.allCases {
            try salon.database.run(
                "update public.appointments set status = '\(status.rawValue)' where id = '\(booked.id)'")
        }
        for source in Source.allCases {
            try salon.database.run(
                "update public.appointments set source = '\(source.rawValue)' where id = '\(booked.id)'")
        }
        for role in Role.allCases where role != .user {
            try salon.database.run("update public.users set role = '\(role.rawValue)' where id = '\(SmallSalon.sam)'")
        }
        for method in PaymentMethod.allCases {
            for kind in PaymentKind.allCases {
                try salon.database.run(
                    """
                    insert into public.payments (branch_id, appointment_id, kind, method, amount)
                    select branch_id, id, '\(kind.rawValue)', '\(method.rawValue)', 1 from public.appointments
                    """)
            }
        }
        #expect(try salon.value("select count(*) from public.permissions", as: Int.self) == Permission.allCases.count)
    }
}
