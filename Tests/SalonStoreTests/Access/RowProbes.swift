import Salon

/// The rules that look at a row: own or somebody else's, a client's or one of the staff, old money or new; and those of
/// the functions.
enum RowProbes {
    static let all = appointments + money + people + records + functions

    private static let own = "'\(AccessSalon.own)'"
    private static let other = "'\(AccessSalon.other)'"
    private static let oldOwn = "'\(AccessSalon.oldOwn)'"
    private static let oldOther = "'\(AccessSalon.oldOther)'"
    private static let oldDeposit = "'\(AccessSalon.oldDeposit)'"
    private static let branch = "'\(SmallSalon.id("b1") as BranchID)'"

    /// A booking of Ben's cut that is not in anybody's way.
    private static func booking(
        on day: String = "2026-11-24", at time: String = "10:00", price: String = "65",
        more: (columns: String, values: String) = ("", "")
    ) -> String {
        """
        insert into public.appointments (branch_id, visit_id, user_id, customer_name, service_id, service_name, expert_id,
            appointment_date, appointment_time, duration, status, total_price\(more.columns))
        values (\(branch), gen_random_uuid(), '\(SmallSalon.sam)', 'Sam Hill', '\(SmallSalon.cutID)', 'Cut',
            '\(SmallSalon.ben)', '\(day)', '\(time)', 60, 'confirmed', \(price)\(more.values))
        """
    }

    private static let manage = Need.all(.appointmentsManage)

    /// A row that names somebody else than whoever writes it.
    private static func forged(_ table: String, _ column: String, _ columns: String, _ values: String)
        -> Probe
    {
        Probe(
            table, need: .never,
            """
            with made as (
                insert into public.\(table) (\(columns), \(column)) values (\(values), '\(SmallSalon.maria)')
                returning \(column)
            )
            select 1 from made where \(column) = '\(SmallSalon.maria)'
            """)
    }

    private static let appointments: [Probe] = [
        Probe(
            "appointments", need: .own(.appointmentsView),
            "select id from public.appointments where id = \(own)"),
        Probe(
            "appointments", need: .all(.appointmentsView),
            "select id from public.appointments where id = \(other)"),
        Probe(
            "appointment_sub_services", "appointments", need: .own(.appointmentsView),
            "select id from public.appointment_sub_services where appointment_id = \(own)"),
        Probe(
            "appointment_sub_services", "appointments", need: .all(.appointmentsView),
            "select id from public.appointment_sub_services where appointment_id = \(other)"),
        Probe(
            "appointments", need: .own(.appointmentsManage),
            "update public.appointments set status = 'arrived' where id = \(own)"),
        Probe(
            "appointments", need: manage,
            "update public.appointments set status = 'arrived' where id = \(other)"),
        Probe(
            "appointments", need: manage, "update public.appointments set notes = 'x' where id = \(own)"),
        Probe(
            "appointments", need: manage,
            "update public.appointments set status = 'cancelled' where id = \(own)"),
        Probe(
            "appointments", need: manage,
            "update public.appointments set appointment_time = '15:00' where id = \(own)"),
        Probe("appointments", need: manage, booking()),
        Probe(
            "appointment_sub_services", need: manage,
            "insert into public.appointment_sub_services (appointment_id, name, price) values (\(other), 'Tea', 0)"
        ),
        Probe(
            "appointment_sub_services", need: .never,
            "update public.appointment_sub_services set price = 0"),
        Probe("appointment_sub_services", need: .never, "delete from public.appointment_sub_services"),
        Probe(
            "appointments", need: .never,
            "delete from public.appointments where id = \(other) and \(AccessSalon.givesTokenAway)"),
        Probe(
            "appointment_sub_services", need: .never,
            """
            insert into public.appointment_sub_services (appointment_id, name, price)
            select \(other), 'Tea', 0 from generate_series(1, 2) n where n = 1 or \(AccessSalon.givesTokenAway)
            """),
        forged("waitlist", "created_by", "branch_id, customer_name", "\(branch), 'Zoe'"),
        forged(
            "series", "created_by", "id, branch_id, first_start, every_weeks, times",
            "gen_random_uuid(), \(branch), '2026-11-23 10:00', 1, 2"),
        // Once booked it belongs to no other series and to nobody else's wish.
        Probe("appointments", need: .never, "update public.appointments set series_id = null where id = \(own)"),
        Probe("appointments", need: .never, "update public.appointments set waitlist_id = null where id = \(own)"),
        Probe(
            "appointments", need: .never,
            """
            with made as (
                \(booking(more: (", created_by", ", '\(SmallSalon.maria)'"))) returning created_by
            )
            select 1 from made where created_by = '\(SmallSalon.maria)'
            """),
        Probe(
            "appointments", need: .all(.appointmentsOverbook),
            booking(on: "2026-11-23", more: (", overbooked, overbook_reason", ", true, 'sister'"))),
        Probe(
            "appointments", need: .all(.appointmentsReopen),
            "update public.appointments set status = 'confirmed' where id = \(oldOther)"),
        Probe("appointments", need: .all(.appointmentsReopen), booking(on: "2026-11-10")),
        Probe(
            "appointments", need: .all(.appointmentsDelete),
            "delete from public.appointments where id = \(other)"),
        Probe("appointments", need: .all(.paymentsDiscount), booking(price: "64.99")),
        Probe(
            "appointments", need: .all(.paymentsDiscount),
            "update public.appointments set total_price = 10 where id = \(other)"),
        Probe(
            "appointment_sub_services", need: .all(.paymentsDiscount),
            """
            insert into public.appointment_sub_services (appointment_id, sub_service_id, name, price)
            values (\(other), '\(SmallSalon.maskID)', 'Mask', 12.50)
            """),
        // What an appointment says of its money is what its payments say.
        Probe(
            "appointments", need: .all(.paymentsTake),
            "with taken as (\(payment("payment", amount: "65"))) \(marking(other, "paid"))"),
        Probe("appointments", need: .never, marking(other, "paid")),
        Probe(
            "appointments", need: .never,
            "with taken as (\(payment("deposit", amount: "64.99"))) \(marking(other, "paid"))"),
        Probe("appointments", need: .never, booking(more: (", payment_status", ", 'paid'"))),
        Probe(
            "appointments", need: .all(.paymentsRefund),
            "with given as (\(payment("refund", of: oldOther, amount: "65"))) \(marking(oldOther, "refunded"))"),
        Probe("appointments", need: .never, marking(oldOther, "refunded")),
        Probe("appointments", need: .never, marking(oldOther, "unpaid")),
    ]

    private static func marking(_ appointment: String, _ status: String) -> String {
        "update public.appointments set payment_status = '\(status)' where id = \(appointment)"
    }

    private static func payment(_ kind: String, of appointment: String = other, amount: String = "5") -> String {
        """
        insert into public.payments (branch_id, appointment_id, kind, method, amount)
        values (\(branch), \(appointment), '\(kind)', 'cash', \(amount))
        """
    }

    private static let money: [Probe] = [
        forged(
            "payments", "taken_by", "branch_id, appointment_id, kind, method, amount",
            "\(branch), \(other), 'tip', 'cash', 5"),
        forged(
            "tills", "opened_by", "branch_id, closed_at, counted, expected", "\(branch), now(), 0, 0"),
        Probe("payments", need: .all(.paymentsTake), payment("payment")),
        Probe("payments", need: .all(.paymentsTake), payment("deposit")),
        Probe("payments", need: .all(.paymentsTake), payment("tip")),
        Probe("payments", need: .all(.paymentsRefund), payment("refund", of: oldDeposit)),
        Probe("payments", need: .never, payment("refund")),
        Probe("payments", need: .never, payment("refund", of: oldOther)),
        // Of this week; of six weeks ago and still owed; of six weeks ago and settled.
        Probe(
            "payments", need: .either(.all(.paymentsTake), .all(.paymentsRefund)),
            "select id from public.payments where kind = 'tip'"),
        Probe(
            "payments", need: .either(.all(.paymentsTake), .all(.paymentsRefund)),
            "select id from public.payments where kind = 'deposit'"),
        Probe(
            "payments", need: .all(.paymentsRefund),
            "select id from public.payments where kind = 'payment'"),
        Probe("payments", need: .never, "update public.payments set amount = 1"),
        Probe("payments", need: .never, "delete from public.payments"),
    ]

    private static let keepsClients = Need.either(.all(.clientsManage), .all(.usersManage))
    private static let seesClients = Need.either(.all(.clientsView), .all(.usersView))

    private static let people: [Probe] = [
        Probe(
            "users", need: .both(.all(.appointmentsManage), seesClients),
            """
            select b.name from salon.bookable b
             where b.client_id = '\(SmallSalon.sam)' and b.service_id = '\(SmallSalon.cutID)'
               and b.expert_id = '\(SmallSalon.ben)'
            """),
        Probe(
            "users", need: seesClients, "select phone from public.users where id = '\(SmallSalon.maria)'"),
        Probe(
            "users", need: .own(.clientsView),
            "select name from salon.client_faces where id = '\(SmallSalon.maria)'"),
        Probe(
            "users", need: .all(.clientsView),
            "select name from salon.client_faces where id = '\(SmallSalon.sam)'"),
        Probe(
            "patch_tests", need: .either(.all(.clientsView), .all(.clientsManage)),
            "select id from public.patch_tests where user_id = '\(SmallSalon.sam)'"),
        Probe(
            "patch_tests", need: .either(.all(.clientsView), .all(.clientsManage)),
            "select tested_on from salon.tested where user_id = '\(SmallSalon.sam)'"),
        Probe("patch_tests", need: .never, "update public.patch_tests set service_id = service_id"),
        Probe(
            "patch_tests", need: .never,
            "update public.patch_tests set note = note where \(AccessSalon.givesTokenAwayLast)"),
        forged(
            "patch_tests", "created_by", "user_id, service_id, tested_on",
            "'\(SmallSalon.maria)', '\(SmallSalon.cutID)', '2026-11-01'"),
        Probe(
            "appointments", need: .all(.clientsView),
            "select phone from salon.appointment_contacts where appointment_id = \(own)"),
        Probe("users", need: .never, "select customer_phone from public.appointments"),
        Probe("users", need: .all(.usersView), "select id from public.users where role = 'owner'"),
        Probe("users", need: .session, "select name from salon.staff_names where name = 'owner'"),
        Probe("users", need: keepsClients, "insert into public.users (name) values ('New Client')"),
        Probe(
            "users", need: keepsClients,
            "update public.users set phone = '1' where id = '\(SmallSalon.maria)'"),
        Probe(
            "users", need: .never,
            "update public.users set phone = '1' where role = 'user' and \(AccessSalon.givesTokenAwayLast)"
        ),
        Probe("users", need: .never, "update public.users set name = 'x' where role <> 'user'"),
        Probe("users", need: .never, "update public.users set role = 'owner'"),
        Probe("users", need: .never, "update public.users set email_verified = true"),
        Probe(
            "users", need: .never, "insert into public.users (name, role) values ('New Owner', 'owner')"),
        Probe("users", need: .never, "select password_hash from public.users"),
        Probe("users", need: .never, "delete from public.users where id = '\(AccessSalon.spare)'"),
    ]

    private static let records: [Probe] = [
        Probe("audit_log", need: .all(.auditView), "select id from public.audit_log"),
        Probe(
            "audit_log", need: .never,
            "insert into public.audit_log (action, entity, entity_id) values ('update', 'users', gen_random_uuid())"
        ),
        Probe("audit_log", need: .never, "update public.audit_log set actor_id = null"),
        Probe("audit_log", need: .never, "delete from public.audit_log"),
        Probe(
            "email_outbox", need: .never,
            "select id from public.email_outbox where kind in ('sign_in_code', 'address_code')"),
        Probe("permissions", need: .all(.rolesManage), "select slug from public.permissions"),
        Probe("permissions", need: .never, "insert into public.permissions values ('all', 99)"),
        Probe("permissions", need: .never, "update public.permissions set slug = slug"),
        Probe("permissions", need: .never, "delete from public.permissions"),
        Probe("role_permissions", need: .all(.rolesManage), "select role from public.role_permissions"),
        Probe(
            "role_permissions", need: .never,
            "insert into public.role_permissions values ('expert', 'audit.view', 'all')"),
        Probe("role_permissions", need: .never, "update public.role_permissions set scope = 'all'"),
        Probe("role_permissions", need: .never, "delete from public.role_permissions"),
    ]

    private static func account(_ email: String) -> String {
        "(select id from salon.staff_names where name = '\(email)')"
    }

    private static let functions: [Probe] = [
        // Nobody has to open a window to say which one it is.
        Probe(
            need: TableProbes.rosters,
            """
            select h.what
              from (select set_config('salon.branch', \(branch), true), set_config('salon.first_day', '2026-11-23', true),
                           set_config('salon.next_day', '2026-11-24', true),
                           set_config('salon.experts', '{\(SmallSalon.ben)}', true) as experts offset 0) w
             cross join lateral (select v.what from salon.window_hours v where w.experts is not null offset 0) h
            """),
        Probe(need: .own(.clientsView), "select id from salon.search_clients('maria')"),
        Probe(need: .all(.clientsView), "select id from salon.search_clients('sam')"),
        Probe(
            need: .all(.clientsView),
            "select id from salon.search_clients('maria') where phone is not null"),
        Probe(
            need: .either(.all(.dashboardView), .all(.reportsView)),
            "select value from salon.report_totals(\(branch), '2026-11-01', '2026-12-01')"),
        Probe(
            need: .all(.reportsView),
            "select value from salon.report_totals(\(branch), '2026-01-01', '2026-12-01')"),
        Probe(need: .session, "select salon.take_turn('\(SmallSalon.ben)')"),
        Probe(
            need: .either(.all(.clientsErase), .all(.clientsManage)),
            "select 1 where salon.remove_client('\(AccessSalon.spare)')"),
        Probe(need: .all(.clientsErase), "select 1 where salon.remove_client('\(SmallSalon.sam)')"),
        Probe(need: .all(.usersManage), "select salon.unlock_account(\(account("other")))"),
        Probe(need: .all(.staffManage), "select salon.unlock_account(\(account("admin")))"),
        Probe(need: .all(.rolesManage), "select salon.set_permission('expert', 'clients.view', null)"),
    ]
}
