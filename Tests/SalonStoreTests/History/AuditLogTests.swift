import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("The audit log is whole, true and kept")
struct AuditLogTests {
    @Test("every business table is watched, additions included")
    func everyTable() throws {
        let salon = try SmallSalon()
        let unwatched = try salon.value(
            """
            select coalesce(string_agg(c.relname, ' ' order by c.relname), '')
              from pg_class c
             where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
               and not exists (
                   select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'salon.audit'::regproc
                      and t.tgtype & 29 = 29 and t.tgenabled = 'O')
            """, as: String.self)
        // The log itself, mail with its codes, the website's notices, and what a migration alone writes.
        #expect(unwatched == "audit_log email_outbox notifications permissions schema_migrations")
    }

    @Test("a booking and its payment are in it: who by the token, from which desk, in one change")
    func booking() throws {
        let salon = try SmallSalon()
        let visit = try salon.book([SmallSalon.cut, SmallSalon.colour], at: 10, settlement: .payNow(.card))
        let owner = try salon.desk(of: "owner")
        let entries = try owner.history.page(AuditFilter(person: salon.desk.session.userID), PageRequest(limit: 10))
            .rows
        #expect(entries.map(\.entity) == [.payments, .payments, .appointments, .appointments])
        #expect(Set(entries.map(\.change)).count == 1)
        #expect(entries.allSatisfy { $0.desk == "desk_local" && $0.action == .insert && $0.actor?.name == "desk" })
        #expect(Set(entries.suffix(2).map(\.entityID)) == Set(visit.entries.map(\.id.value)))
        #expect(entries[0].sentence.hasPrefix("desk took "))
    }

    @Test("nobody signs another's name: a column that says so, or a token given away half-way, changes nothing")
    func forgedNames() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        let desk = try Connection.connect(salon.database.deskSettings)
        let owner = try salon.value("select id from public.users where name = 'owner'", as: UserID.self)
        try desk.query("select set_config('salon.token', $1, false)", salon.desk.token.secret)
        _ = try? desk.query(
            "update public.appointments set notes = 'x', created_by = $2 where id = $1", entry.id, owner)
        _ = try? desk.query("update public.appointments set notes = 'y' where id = $1", entry.id)
        let names = try salon.value(
            "select string_agg(distinct coalesce(u.name, 'nobody'), ',') from public.audit_log l "
                + "left join public.users u on u.id = l.actor_id where l.entity_id = '\(entry.id)'", as: String.self)
        #expect(names == "desk")
    }

    @Test("the website's changes are in it, by nobody of the staff")
    func website() throws {
        let salon = try SmallSalon()
        let website = try Connection.connect(
            salon.database.addLogin("website_history", in: "salon_website"))
        try website.query("update users set phone = '+33 6 00 00 00 00' where id = $1", SmallSalon.maria)
        let entry = try #require(
            try salon.desk(of: "owner").history.page(AuditFilter(desk: "website_history"), PageRequest(limit: 5)).rows
                .first)
        #expect(entry.actor == nil && entry["phone"]?.after == "+33 6 00 00 00 00")
        #expect(
            entry.sentence
                == "The website changed phone of Maria Lopez from +33 6 11 22 33 44 to +33 6 00 00 00 00.")
    }

    @Test("salon.bulk silences the log for the owner's loads, and for nobody else")
    func bulk() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        func logged() throws -> Int { try salon.value("select count(*) from public.audit_log") }
        let before = try logged()
        try salon.database.run("set salon.bulk = 'on'; update public.appointments set notes = 'loaded'")
        #expect(try logged() == before)
        let desk = try Connection.connect(salon.database.deskSettings)
        try desk.query("select set_config('salon.token', $1, false)", salon.desk.token.secret)
        try desk.query("select set_config('salon.bulk', 'on', false)")
        try desk.query("update public.appointments set notes = 'hidden' where id = $1", entry.id)
        #expect(try logged() == before + 1)
        let website = try Connection.connect(salon.database.addLogin("website_bulk", in: "salon_website"))
        try website.query("select set_config('salon.bulk', 'on', false)")
        try website.query("update appointments set notes = 'hidden too' where id = $1", entry.id)
        #expect(try logged() == before + 2)
    }

    @Test("it is only ever added to, by the owner of the table as well")
    func appendOnly() throws {
        let salon = try SmallSalon()
        try salon.book(at: 10)
        for role in ["salon_owner", "salon_admin"] {
            for statement in [
                "update public.audit_log set desk = 'elsewhere'", "delete from public.audit_log",
                "update public.audit_log set actor_id = null where false", "truncate public.audit_log",
                "truncate public.audit_log cascade",
            ] {
                let error = #expect(throws: PostgresError.self, "\(role): \(statement)") {
                    try salon.database.run("set role \(role); \(statement)")
                }
                #expect(error?.sqlState == .insufficientPrivilege)
            }
        }
        #expect(try salon.value("select count(*) > 0 from public.audit_log", as: Bool.self))
    }

    @Test("no secret is in it, in whatever column a table keeps one")
    func secrets() throws {
        let salon = try SmallSalon()
        let secrets = try salon.value(
            """
            select array_agg(distinct column_name::text order by column_name::text)
              from information_schema.columns
             where table_schema = 'public' and column_name ~ 'password|token|code|secret|hash'
               and column_name <> 'password_changed_at'
            """, as: [String].self)
        #expect(secrets.contains("password_hash") && secrets.contains("verification_code"))
        try salon.database.run(
            """
            update public.users set verification_token = 'sesame', reset_password_token = 'sesame',
                   verification_code = 'sesame', fcm_token = 'sesame', notes = 'seen',
                   password_hash = salon.hash_password('Another-1!word');
            insert into public.users (name, verification_token, fcm_token, password_hash)
            values ('Tom', 'sesame', 'sesame', salon.hash_password('Another-1!word'));
            delete from public.users where name = 'Tom';
            """)
        let spilt = try salon.value(
            """
            select count(*) from public.audit_log
             where coalesce(before, '{}') ?| array['\(secrets.joined(separator: "', '"))']
                or coalesce(after, '{}') ?| array['\(secrets.joined(separator: "', '"))']
                or concat(before, after) ~ 'sesame|\\$2[aby]\\$'
            """, as: Int.self)
        #expect(spilt == 0)
        #expect(try salon.value("select count(*) from public.audit_log where after ? 'notes'", as: Int.self) > 5)
    }

    @Test("a hold that runs out is nobody's doing, whoever's clock has noticed it")
    func expiredHold() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        let later = try salon.desk(of: "other", clock: .frozen(SmallSalon.now.adding(minutes: 300)))
        #expect(try later.appointments.expireHolds().count == 1)
        let newest = try #require(try salon.desk.history.of(.appointments, entry.id.value).first)
        #expect(newest.actor == nil && newest.sentence == "The hold of Maria Lopez, Cut ran out.")
        #expect(try later.history.lastUndoable() == nil)
    }

    @Test("what a role may do has no id, and is in the log by its name")
    func rolePermissions() throws {
        let salon = try SmallSalon()
        try salon.database.run(
            "delete from public.role_permissions where role = 'receptionist' and permission = 'payments.take'")
        let entry = try #require(
            try salon.desk(of: "owner").history.page(
                AuditFilter(entity: .rolePermissions, action: .delete), PageRequest(limit: 5)
            ).rows.first)
        #expect(entry.subject == "receptionist, payments.take")
    }
}
