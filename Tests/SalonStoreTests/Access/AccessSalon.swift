import Postgres
import Salon
import TestServer

@testable import SalonStore

/// A small salon with a row in every table, something of Aiko's own and the same of Ben's, and everybody signed in.
struct AccessSalon {
    let small: SmallSalon
    var database: TestDatabase { small.database }

    static let own: AppointmentID = SmallSalon.id("f1")
    static let other: AppointmentID = SmallSalon.id("f2")
    /// Completed and paid six weeks ago.
    static let oldOwn: AppointmentID = SmallSalon.id("f3")
    static let oldOther: AppointmentID = SmallSalon.id("f4")
    /// Completed the day after, with a deposit only.
    static let oldDeposit: AppointmentID = SmallSalon.id("f5")
    /// A row of this id stands in every table that has ids, and nothing refers to it.
    static let spare = "\(SmallSalon.id("ee") as ClientID)"
    /// A condition that is true, and nobody is signed in any more.
    static let givesTokenAway = "set_config('salon.token', '', true) is not null"
    /// The same, once other rows have passed every check.
    static let givesTokenAwayLast = "(id <> '\(spare)' or \(givesTokenAway))"

    /// For files of the test, gone with the process.
    let folder: DataHome

    init() throws {
        small = try SmallSalon()
        folder = try TestFolder.make()
        try database.run(
            """
            revoke all on database \(database.name) from public;
            grant connect on database \(database.name) to salon_console, salon_website;
            do $$ begin create role desk_elsewhere login in role salon_console;
            exception when duplicate_object or unique_violation then null; end $$;
            """)
        try database.run(Self.rows)
        try database.run(Self.sessions)
    }

    /// The token of the person of a role: signed in at this desk.
    static func token(_ role: Role) -> String {
        let digit =
            switch role {
            case .user: "1"
            case .expert: "2"
            case .receptionist: "3"
            case .admin: "4"
            case .owner: "5"
            }
        return String(repeating: digit, count: 64)
    }

    /// The owner's, at another desk; and at this one, over.
    private static let foreignToken = String(repeating: "6", count: 64)
    private static let expiredToken = String(repeating: "7", count: 64)

    /// The desk of the person of a role, as a console opens it.
    func desk(_ role: Role) throws -> Desk {
        guard let token = SessionToken(Self.token(role)) else { throw SalonError.sessionOver }
        return try Store(settings: database.deskSettings, clock: .frozen(SmallSalon.now)).resume(token: token)
    }

    /// Lets admins do everything but one thing.
    func grantAdminAll(but permission: Permission) throws {
        try database.run(
            """
            insert into public.role_permissions (role, permission)
            select 'admin', slug from public.permissions on conflict (role, permission) do nothing;
            delete from public.role_permissions where role = 'admin' and permission = '\(permission.rawValue)'
            """)
    }

    private static let rows = """
        insert into public.users (id, name, email, role) values
            ('\(spare)', 'Gone Soon', null, 'user');
        insert into public.appointments (id, branch_id, visit_id, user_id, customer_name, customer_phone, customer_email,
            service_id, service_name, expert_id, appointment_date, appointment_time, duration, status, payment_status,
            total_price, source)
        select ('00000000-0000-4000-8000-0000000000' || a.id)::uuid, b.id, gen_random_uuid(), u.id, u.name,
               coalesce(u.phone, ''), coalesce(u.email, ''), s.id, s.name,
               ('00000000-0000-4000-8000-0000000000' || a.expert)::uuid, a.day::date, '10:00', 60, a.status, a.paid, 65,
               'desk'
          from (values ('f1', 'e1', 'c1', '2026-11-23', 'confirmed', 'unpaid'),
                       ('f2', 'e2', 'c2', '2026-11-23', 'confirmed', 'unpaid'),
                       ('f3', 'e1', 'c1', '2026-10-05', 'completed', 'paid'),
                       ('f4', 'e2', 'c2', '2026-10-05', 'completed', 'paid'),
                       ('f5', 'e2', 'c2', '2026-10-06', 'completed', 'unpaid')
               ) as a (id, expert, client, day, status, paid)
          join public.users u on u.id = ('00000000-0000-4000-8000-0000000000' || a.client)::uuid
          join public.services s on s.name = 'Cut'
         cross join public.branches b;
        insert into public.appointment_sub_services (appointment_id, name, price)
        select id, 'Tea', 0 from public.appointments;
        insert into public.payments (id, branch_id, appointment_id, kind, method, amount, taken_at)
        select ('00000000-0000-4000-8000-0000000000' || p.id)::uuid, b.id,
               ('00000000-0000-4000-8000-0000000000' || p.appointment)::uuid, p.kind, 'cash', p.amount, p.at::timestamptz
          from (values ('d1', 'f4', 'payment', 65, '2026-10-05 09:00Z'),
                       ('d2', 'f5', 'deposit', 10, '2026-10-06 09:00Z'),
                       ('d3', 'f4', 'tip', 5, '2026-11-22 09:00Z')) as p (id, appointment, kind, amount, at),
               public.branches b;
        insert into public.opening_hours (id, branch_id, weekday, opens, closes)
        select '\(spare)', id, 7, '09:00', '10:00' from public.branches;
        insert into public.closures (id, branch_id, starts, ends)
        select '\(spare)', id, '2026-12-25', '2026-12-26' from public.branches;
        insert into public.waitlist (id, branch_id, customer_name) select '\(spare)', id, 'Tom Reed' from public.branches;
        insert into public.series (id, branch_id, first_start, every_weeks, times)
        select '\(spare)', id, '2026-11-23 10:00', 1, 2 from public.branches;
        insert into public.tills (id, branch_id) select '\(spare)', id from public.branches;
        insert into public.branches (id, name) values ('\(spare)', 'Maison Vide');
        insert into public.roles (id, name) values ('\(spare)', 'Guest');
        insert into public.service_categories (id, name) values ('\(spare)', 'Nails');
        insert into public.services (id, name, price, duration) values ('\(spare)', 'Manicure', 30, 30);
        insert into public.sub_services (id, name, price) values ('\(spare)', 'Tea', 0);
        insert into public.experts (id, name, branch_id) values ('\(spare)', 'Gone', '\(spare)');
        insert into public.expert_services (id, expert_id, service_id) values ('\(spare)', '\(spare)', '\(spare)');
        insert into public.shifts (id, expert_id, weekday, starts, ends, valid_from)
        values ('\(spare)', '\(spare)', 1, '09:00', '12:00', '2026-01-01');
        insert into public.shift_exceptions (id, expert_id, date) values ('\(spare)', '\(spare)', '2026-12-31');
        insert into public.time_off (id, expert_id, during) values ('\(spare)', '\(spare)', '[2026-12-28, 2026-12-29)');
        insert into public.offers (id, title, discount_percentage, start_date, end_date) values
            ('\(spare)', 'Summer', 50, '2026-06-01', '2026-08-31');
        insert into public.patch_tests (id, user_id, service_id, tested_on)
        values (gen_random_uuid(), '\(SmallSalon.sam)', '\(SmallSalon.colourID)', '2026-10-01'),
               ('\(spare)', '\(SmallSalon.maria)', '\(SmallSalon.colourID)', '2026-10-02');
        insert into public.courses (id, title) values ('\(spare)', 'Plaits');
        insert into public.course_applications (id, customer_name, customer_phone) values ('\(spare)', 'Zoe', '0622');
        insert into public.gallery (id, image_url) values ('\(spare)', 'a.jpg');
        insert into public.reviews (id, rating, comment) values ('\(spare)', 5, 'Lovely');
        insert into public.notifications (id, title, message) values ('\(spare)', 'Come', 'again');
        insert into public.conversations (id, transcript, phone) values ('\(spare)', '[]', '0633');
        insert into public.email_outbox (id, to_address, subject, body, kind) values
            ('\(spare)', 'maria@example.com', 'x', 'x', 'reminder'),
            (gen_random_uuid(), 'owner@test.salon', 'x', '123456', 'sign_in_code');
        """

    /// Everybody's, a client's too; and the owner's that are worth nothing here.
    private static let sessions = """
        insert into salon.sessions (token_hash, user_id, desk, expires_at)
        select salon.token_hash(repeat(n::text, 64)), u.id, 'desk_local', now() + interval '1 day'
          from unnest(array['user', 'expert', 'receptionist', 'admin', 'owner']) with ordinality as r (role, n)
         cross join lateral (
             select id from public.users u where u.role = r.role
              order by u.email = 'desk@test.salon' desc, u.email = 'client@test.salon' desc limit 1) u;
        insert into salon.sessions (id, token_hash, user_id, desk, expires_at)
        select s.id, salon.token_hash(s.token), u.id, s.desk, now() + s.rest
          from (values ('00000000-0000-4000-8000-0000000000a0'::uuid, '\(foreignToken)', 'desk_elsewhere', interval '1 day'),
                       (gen_random_uuid(), '\(expiredToken)', 'desk_local', interval '-1 second')
               ) as s (id, token, desk, rest),
               public.users u where u.email = 'owner@test.salon';
        """

    /// Whoever has a session, and what their role may do; `nobody` has none.
    static let people: [(token: String, granted: [Permission: PermissionScope]?)] =
        [("", nil)]
        + Role.allCases.filter(\.canSignIn).map {
            (token($0), RolePermissions.standard.permissions(of: $0))
        }

    /// What the attacks call by name.
    func variables() throws -> [(key: String, value: String)] {
        let owner = try Connection.connect(database.adminSettings)
        var variables: [(String, String)] = [
            ("branch", "\(SmallSalon.id("b1") as BranchID)"), ("own", "\(Self.own)"),
            ("other", "\(Self.other)"),
            ("old_paid_own", "\(Self.oldOwn)"), ("old_paid", "\(Self.oldOther)"),
            ("maria", "\(SmallSalon.maria)"),
            ("sam", "\(SmallSalon.sam)"), ("aiko", "\(SmallSalon.aiko)"), ("ben", "\(SmallSalon.ben)"),
            ("cut", "\(SmallSalon.cutID)"), ("colour", "\(SmallSalon.colourID)"),
            ("mask", "\(SmallSalon.maskID)"),
            ("expired_offer", Self.spare), ("owner_session", "\(SmallSalon.id("a0") as ClientID)"),
            ("old_payment", "\(SmallSalon.id("d1") as ClientID)"), ("database", database.name),
            ("client", Self.token(.user)), ("elsewhere", Self.foreignToken),
            ("expired", Self.expiredToken),
            ("revoked", String(repeating: "8", count: 64)),
        ]
        for row in try owner.query(
            "select role, id::text from public.users where email ~ '^(owner|admin|desk|expert)@'")
        {
            variables.append((try row.decode(0), try row.decode(1)))
        }
        let hash = try owner.query("select encode(token_hash, 'hex') from salon.sessions limit 1").row()
        variables.append(("hashed", try hash.decode(0)))
        return variables
    }

    /// All that could be changed: rows, rights, rules.
    func fingerprint() throws -> String {
        try small.value(
            """
            select md5(string_agg(md5(part), '' order by md5(part)))
              from (select query_to_xml('select * from ' || oid::regclass, true, true, '')::text as part
                      from pg_class where relnamespace in ('public'::regnamespace, 'salon'::regnamespace) and relkind = 'r'
                    union all
                    select concat(oid, relname, relacl, relrowsecurity, relforcerowsecurity, relowner, reltriggers)
                      from (select *, (select count(*) from pg_trigger t where t.tgrelid = c.oid and t.tgenabled <> 'D')
                                          as reltriggers from pg_class c) c
                     where relnamespace in ('public'::regnamespace, 'salon'::regnamespace)
                    union all
                    select concat(attrelid, attname, attacl) from pg_attribute where attacl is not null
                    union all
                    select concat(oid, proname, proacl, prosrc) from pg_proc where pronamespace > 16383
                    union all
                    select concat(oid, polname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
                      from pg_policy
                    union all
                    select concat(oid, rolname, rolsuper, rolcanlogin) from pg_roles
                    union all
                    select concat(oid) from pg_largeobject_metadata) parts
            """)
    }
}
