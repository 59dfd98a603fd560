import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("The list")
struct ListTests {
    private let monday = SmallSalon.monday

    /// Six thousand appointments on sixty days, a hundred to each day and ten to each start.
    private func crowded() throws -> SmallSalon {
        let salon = try SmallSalon()
        try salon.database.run(
            """
            set salon.bulk = 'on';
            insert into public.appointments (id, branch_id, visit_id, user_id, customer_name, service_id, service_name,
                expert_id, appointment_date, appointment_time, duration, total_price, status, payment_status)
            select md5('appointment ' || n)::uuid, b.id, md5('appointment ' || n)::uuid,
                   case n % 50 when 0 then '\(SmallSalon.sam)'::uuid else '\(SmallSalon.maria)'::uuid end, 'Client',
                   case n % 3 when 0 then '\(SmallSalon.colourID)'::uuid else '\(SmallSalon.cutID)'::uuid end, 'Cut',
                   case n % 2 when 0 then '\(SmallSalon.aiko)'::uuid else '\(SmallSalon.ben)'::uuid end,
                   date '2026-09-01' + n / 100, time '09:00' + make_interval(hours => n % 100 / 10), 60, 65,
                   (array['completed', 'cancelled', 'no_show'])[1 + n % 3],
                   case n % 4 when 0 then 'unpaid' else 'paid' end
              from generate_series(0, 5999) n, public.branches b;
            analyze public.appointments;
            """)
        return salon
    }

    @Test("paging forwards and backwards shows every row once, in order, equal keys or not")
    func paging() throws {
        let salon = try crowded()
        let filter = AppointmentFilter()
        var forwards: [AppointmentKey] = []
        var page = try salon.appointments.list(filter, PageRequest(limit: 173))
        #expect(!page.hasMoreBefore)
        while true {
            forwards += page.rows.map(\.key)
            guard page.hasMoreAfter, let last = forwards.last else { break }
            page = try salon.appointments.list(filter, PageRequest(after: last, limit: 173))
            #expect(page.hasMoreBefore)
        }
        #expect(forwards.count == 6_000 && Set(forwards).count == 6_000)
        #expect(
            zip(forwards, forwards.dropFirst()).allSatisfy { ($0.date, $0.time, $0.id) < ($1.date, $1.time, $1.id) })

        var backwards: [AppointmentKey] = []
        var before = AppointmentKey(date: monday + 400, time: .midnight, id: .random())
        while true {
            let page = try salon.appointments.list(filter, PageRequest(before: before, limit: 211))
            #expect(page.hasMoreAfter)
            backwards = page.rows.map(\.key) + backwards
            guard page.hasMoreBefore, let first = backwards.first else { break }
            before = first
        }
        #expect(backwards == forwards)
    }

    @Test("filters hold together, whichever index serves them")
    func filters() throws {
        let salon = try crowded()
        func count(_ filter: AppointmentFilter) throws -> Int {
            try salon.appointments.list(filter, PageRequest(limit: 500)).rows.count
        }
        let day = try #require(LocalDate(year: 2026, month: 9, day: 10))
        func expected(_ condition: String) throws -> Int {
            try salon.value("select least(500, count(*)) from public.appointments where \(condition)", as: Int.self)
        }
        #expect(try count(AppointmentFilter(from: day, to: day)) == 100)
        #expect(try count(AppointmentFilter(text: "sam hi")) == 120)
        #expect(try count(AppointmentFilter(text: "  ", from: day, to: day)) == 100)
        #expect(
            try count(AppointmentFilter(text: "0611223355", statuses: [.completed]))
                == expected("user_id = '\(SmallSalon.sam)' and status = 'completed'"))
        #expect(try count(AppointmentFilter(text: "nobody at all")) == 0)
        #expect(try count(AppointmentFilter(client: SmallSalon.sam)) == 120)
        #expect(
            try count(AppointmentFilter(statuses: [.noShow], from: day, to: day))
                == expected("status = 'no_show' and appointment_date = '2026-09-10'"))
        #expect(
            try count(AppointmentFilter(statuses: [.noShow, .cancelled], expert: SmallSalon.ben, from: day, to: day))
                == expected(
                    """
                    status in ('no_show', 'cancelled') and expert_id = '\(SmallSalon.ben)'
                    and appointment_date = '2026-09-10'
                    """))
        #expect(
            try count(AppointmentFilter(service: SmallSalon.colourID, from: day, to: day))
                == expected("service_id = '\(SmallSalon.colourID)' and appointment_date = '2026-09-10'"))
        #expect(
            try count(AppointmentFilter(from: day, to: day, unpaidOnly: true))
                == expected(
                    "payment_status = 'unpaid' and status = 'completed' and appointment_date = '2026-09-10'"))
        #expect(
            try count(AppointmentFilter(expert: SmallSalon.aiko, from: day, to: day + 1, unpaidOnly: true))
                == expected(
                    """
                    payment_status = 'unpaid' and status = 'completed' and expert_id = '\(SmallSalon.aiko)'
                    and appointment_date in ('2026-09-10', '2026-09-11')
                    """))
    }

    @Test("an edge of dates holds in both directions")
    func edges() throws {
        let salon = try crowded()
        let day = try #require(LocalDate(year: 2026, month: 9, day: 10))
        let filter = AppointmentFilter(from: day, to: day)
        let beyond = AppointmentKey(date: day + 30, time: .midnight, id: .random())
        let last = try salon.appointments.list(filter, PageRequest(before: beyond, limit: 30))
        #expect(last.rows.count == 30 && last.hasMoreBefore)
        #expect(last.rows.allSatisfy { $0.key.date == day })
        let before = AppointmentKey(date: day - 30, time: .midnight, id: .random())
        let first = try salon.appointments.list(filter, PageRequest(after: before, limit: 30))
        #expect(first.rows.first?.key.date == day)
    }
}
