import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Reading the log")
struct HistoryReadingTests {
    private let monday = SmallSalon.monday

    @Test("the card tells who moved the appointment, from where to where, at which desk")
    func card() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        let other = try salon.desk(of: "other")
        _ = try other.appointments.move(entry, to: monday.at(14), expert: SmallSalon.chloe, on: salon.facts())
        let before = salon.store.roundTrips
        let history = try salon.desk.history.of(.appointments, entry.id.value)
        #expect(salon.store.roundTrips == before + 1)
        #expect(
            history[0].cardSentence.hasPrefix(
                "other moved it from 10:00 with Aiko Tanaka to 14:00 with Chloé Martin, at desk local, "))
        #expect(history[1].sentence == "desk booked Maria Lopez, Cut for Mon 23 Nov 2026 10:00 with Aiko Tanaka.")
    }

    @Test("an expert reads the history of the own appointments only, without contact data and money")
    func expert() throws {
        let salon = try SmallSalon()
        let own = try salon.book(at: 10).entries[0]
        _ = try salon.appointments.pay(own, PaymentRequest(method: .cash))
        let others = try salon.book(with: SmallSalon.ben, at: 10, client: .known(SmallSalon.sam)).entries[0]
        let aiko = try salon.desk(of: "expert").history
        let history = try aiko.of(.appointments, own.id.value)
        #expect(history.map(\.entity) == [.appointments, .appointments])
        #expect(history.allSatisfy { $0["customer_phone"] == nil && $0["customer_email"] == nil })
        #expect(try salon.desk.history.of(.appointments, own.id.value).last?["customer_phone"] != nil)
        for (entity, id) in [
            (AuditedEntity.appointments, others.id.value), (.users, SmallSalon.maria.value),
            (.services, SmallSalon.cutID.value), (.experts, SmallSalon.aiko.value),
        ] {
            let error = #expect(throws: SalonError.self) { try aiko.of(entity, id) }
            #expect(error?.code == "forbidden", "\(entity)")
        }
    }

    @Test("what was corrected before it was removed is still called what it was")
    func gone() throws {
        let salon = try SmallSalon()
        let owner = try salon.desk(of: "owner")
        var shift = try #require(try owner.experts.card(SmallSalon.aiko).shifts.first)
        shift.ends = LocalTime(minutes: 17 * 60)
        try owner.experts.editShift(shift)
        try owner.experts.removeShift(shift.id, version: shift.version + 1)
        let hours = try owner.history.of(.shifts, shift.id.value)
        #expect(hours.map(\.action) == [.delete, .update, .insert])
        #expect(hours.allSatisfy { $0.subject == "Aiko Tanaka" })
        let tom = ClientID.random()
        var draft = ClientDraft(name: "Tom Reed")
        try owner.clients.add(tom, draft)
        draft.phone = "+33 6 99 88 77 66"
        try owner.clients.edit(tom, version: 1, draft)
        try salon.database.run("delete from public.users where id = '\(tom)'")
        let log = try owner.history.page(AuditFilter(entity: .users, entityID: tom.value), PageRequest(limit: 9)).rows
        #expect(log.map(\.action) == [.delete, .update, .insert])
        #expect(log.allSatisfy { $0.subject == "Tom Reed" })
    }

    @Test("the log as a whole is the owner's")
    func permission() throws {
        let salon = try SmallSalon()
        for person in ["expert", "desk", "admin"] {
            let desk = try salon.desk(of: person)
            let before = desk.store.roundTrips
            #expect(throws: SalonError.forbidden(.auditView)) {
                try desk.history.page(AuditFilter(), PageRequest(limit: 5))
            }
            #expect(throws: SalonError.forbidden(.auditView)) { try desk.history.entry(1) }
            #expect(throws: SalonError.forbidden(.auditView)) {
                try desk.history.export(AuditFilter(), as: .csv) { _ in }
            }
            #expect(desk.store.roundTrips == before)
            let connection = try Connection.connect(salon.database.deskSettings)
            try connection.query("select set_config('salon.token', $1, false)", desk.token.secret)
            #expect(try connection.query("select from salon.log_entries").isEmpty, "\(person)")
        }
    }

    @Test("filters narrow it: person, desk, kind, row, action, days")
    func filters() throws {
        let salon = try SmallSalon()
        let owner = try salon.desk(of: "owner")
        // The log has its own clock, and midnight may come in between.
        let first = owner.zone.local(StoreClock.system.now).date
        let entry = try salon.book(at: 10).entries[0]
        let other = try salon.desk(of: "other")
        _ = try other.appointments.setStatus(entry, to: .arrived)
        let last = owner.zone.local(StoreClock.system.now).date
        func count(_ filter: AuditFilter) throws -> Int {
            try owner.history.page(filter, PageRequest(limit: 500)).rows.count
        }
        #expect(try count(AuditFilter(person: other.session.userID)) == 1)
        #expect(try count(AuditFilter(desk: "desk_local")) == 2)
        #expect(try count(AuditFilter(entity: .appointments)) == 2)
        #expect(try count(AuditFilter(entity: .appointments, entityID: entry.id.value)) == 2)
        #expect(try count(AuditFilter(entity: .appointments, action: .update)) == 1)
        #expect(try count(AuditFilter(action: .delete)) == 0)
        #expect(try count(AuditFilter(desk: "desk_local", from: first, to: last)) == 2)
        #expect(try count(AuditFilter(to: first - 1)) == 0)
        #expect(try count(AuditFilter(from: last + 1)) == 0)
        let newest = try #require(try owner.history.page(AuditFilter(), PageRequest(limit: 1)).rows.first)
        #expect(try owner.history.entry(newest.id) == newest)
        #expect(throws: SalonError.notFound(what: "entry of the log")) { try owner.history.entry(999_999) }
    }

    @Test("a long log is read page by page by its indexes, and exported whole")
    func volume() throws {
        let salon = try SmallSalon()
        try salon.database.run(
            """
            insert into public.audit_log (at, actor_id, desk, action, entity, entity_id, before, after)
            select timestamptz '2026-01-01' + n * interval '2 minutes',
                   (select id from public.users where name = (array['desk', 'other', 'admin'])[1 + n % 3]),
                   'desk_' || n % 4, (array['insert', 'update', 'update'])[1 + n % 3],
                   (array['appointments', 'payments', 'users'])[1 + n % 3], gen_random_uuid(), '{"notes": "=1+1"}',
                   '{"notes": "b"}'
              from generate_series(1, 100000) n;
            analyze public.audit_log
            """)
        let owner = try salon.desk(of: "owner")
        let deep = PageRequest<AuditKey>(after: AuditKey(id: 50_000), limit: 50)
        let page = try owner.history.page(AuditFilter(), deep)
        #expect(page.rows.count == 50 && page.rows[0].id == 49_999 && page.hasMoreAfter && page.hasMoreBefore)
        let back = try owner.history.page(AuditFilter(), PageRequest(before: AuditKey(id: 49_950), limit: 49))
        #expect(back.rows == Array(page.rows.dropLast()))

        let connection = try Connection.connect(salon.database.deskSettings)
        try connection.query("select set_config('salon.token', $1, false)", owner.token.secret)
        let march = AuditFilter(
            from: LocalDate(year: 2026, month: 3, day: 1), to: LocalDate(year: 2026, month: 3, day: 1))
        for path in HistorySQL.Path.allCases {
            for backwards in [false, true] {
                let statement = HistorySQL.page(path, backwards: backwards)
                var pipeline = Pipeline()
                pipeline.add(
                    Statement(unprepared: "explain \(statement.sql)"), SmallSalon.maria.value, "desk_1",
                    AuditedEntity.users, SmallSalon.maria.value, AuditAction.update, SmallSalon.now, SmallSalon.now,
                    Int64(50_000), 51)
                let plan = try connection.run(pipeline)[0].map { try $0.decode(0, as: String.self) }
                    .joined(separator: "\n")
                #expect(!plan.contains("Seq Scan on audit_log"), "\(statement.name)\n\(plan)")
            }
        }

        var text = ""
        let exported = try owner.history.export(march, as: .csv) { text += $0 }
        let lines = text.split(separator: "\r\n")
        #expect(exported == 720 && lines.count == 721)
        #expect(lines[0].hasPrefix("number,time,person,desk,action,kind,id"))
        var json = ""
        #expect(try owner.history.export(march, as: .json) { json += $0 } == 720)
        #expect(json.hasPrefix("[\n{\"number\":") && json.hasSuffix("}\n]\n"))
    }
}
