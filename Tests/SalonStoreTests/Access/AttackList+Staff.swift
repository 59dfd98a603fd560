/// Experts and admins: what is not their own, and what is above them.
extension AttackList {
    /// An expert is signed in.
    static let expert = """
        # contact data of the own clients
        select phone from users
        select id from users where id = :'maria'
        select email from users where role = 'user'
        select customer_phone from appointments
        select customer_email from appointments where id = :'own'
        select appointments from appointments
        select to_jsonb(a) from appointments a
        select row(a.*) from appointments a
        select phone, email from salon.appointment_contacts
        select id from salon.client_faces where phone is not null
        select * from salon.search_clients('maria') where phone is not null or email is not null
        select id from salon.search_clients('0611')
        select id from salon.search_clients('maria@')
        copy (select customer_phone from appointments) to stdout
        explain (analyze, costs off, timing off, summary off, verbose) select customer_phone from appointments
        update appointments set notes = 'x' where customer_phone like '+33%'
        update appointments set notes = customer_phone where id = :'own'
        # what is not the own
        select id from appointments where id = :'other'
        select id from appointments where expert_id <> :'aiko'
        select id from appointment_sub_services where appointment_id = :'other'
        select id from salon.client_faces where id = :'sam'
        select id from salon.search_clients('sam')
        select id from payments
        select id from waitlist
        select id from series
        select id from patch_tests where user_id = :'sam'
        select id from conversations
        select id from notifications
        select id from tills
        select id from email_outbox
        select * from salon.report_ahead(:'branch', '2026-11-23 08:00')
        select * from salon.history('appointments', :'other')
        select * from salon.history('users', :'maria')
        select 'seen' where salon.sees_appointment(:'other') or salon.sees_client(:'sam')
        select 'seen' where salon.payments_since() is not null
        select 'told' where salon.guest_phone(:'own') is not null or salon.guest_phone(:'other') is not null
        do $$ begin perform salon.open_window(null, '2026-11-23', 1, null, null, null, true); end $$; select id from appointments where id = :'other'
        select 'removed' where salon.remove_client(:'maria')
        update appointments set status = 'arrived' where id = :'other'
        # more than the status
        update appointments set notes = 'x' where id = :'own'
        update appointments set appointment_time = '15:00' where id = :'own'
        update appointments set expert_id = :'ben' where id = :'own'
        update appointments set expert_id = :'aiko' where id = :'other'
        update appointments set total_price = 0 where id = :'own'
        update appointments set payment_status = 'paid' where id = :'own'
        update appointments set status = 'cancelled', cancelled_reason = 'x' where id = :'own'
        update appointments set status = 'confirmed' where id = :'old_paid_own'
        update appointments set status = 'arrived', user_id = :'sam' where id = :'own'
        update appointments set status = 'arrived', overbooked = true, overbook_reason = 'x' where id = :'own'
        update appointments set status = 'arrived' where id = :'own' and set_config('salon.token', '', false) is not null
        delete from appointments where id = :'own'
        insert into appointments (branch_id, visit_id, user_id, customer_name, service_id, service_name, expert_id, appointment_date, appointment_time, duration, status, total_price) values (:'branch', gen_random_uuid(), :'maria', 'Maria', :'cut', 'Cut', :'aiko', '2026-11-24', '10:00', 60, 'confirmed', 65)
        insert into appointment_sub_services (appointment_id, sub_service_id, name, price) values (:'own', :'mask', 'Mask', 12.50)
        insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'own', 'payment', 'cash', 65)
        insert into users (name) values ('client')
        update users set alert = 'x' where id = :'maria'
        update salon.client_faces set name = 'x'
        delete from salon.client_faces
        update experts set user_id = null
        update experts set user_id = :'expert' where id = :'ben'
        insert into time_off (expert_id, during) values (:'aiko', '[2026-12-01, 2026-12-02)')
        update expert_services set price = 1000 where expert_id = :'aiko'
        # hidden rows told by an error or by an answer
        select id from salon.client_faces where 1 / (length(name) - length(name)) = 1 and id = :'sam'
        select id from appointments where expert_id = :'ben' and cast(customer_name as integer) = 1
        insert into users (id, name) values (:'sam', 'x')
        insert into users (name, email) values ('x', 'maria@example.com')
        insert into users (name, email) values ('x', 'maria@example.com') on conflict do nothing
        do $$ begin perform from appointments where id = '00000000-0000-4000-8000-0000000000f2' for update; if found then raise exception 'leak'; end if; end $$
        select salon.set_permission('expert', 'clients.view', 'all')
        """

    /// An admin is signed in.
    static let admin = """
        # what is the owner's
        select id from audit_log
        select role from role_permissions
        select id from email_outbox
        update branches set currency = 'USD'
        insert into opening_hours (branch_id, weekday, opens, closes) values (:'branch', 7, '09:00', '10:00')
        select salon.set_permission('admin', 'audit.view', 'all')
        select salon.set_permission('receptionist', 'payments.refund', 'all')
        select * from salon.report_totals(:'branch', '2026-01-01', '2026-12-01')
        select * from salon.report_totals(:'branch', '2025-11-01', '2026-12-01')
        select * from salon.report_totals(:'branch', null, '2026-12-01')
        select * from salon.report_totals(null, '2026-11-01', '2026-12-01')
        select * from salon.report_breakdown(:'branch', '-infinity', 'infinity')
        select * from salon.report_payments(:'branch', '2026-01-01', '2026-02-01')
        select * from salon.report_return(:'branch', '2020-01-01', '2020-02-01', 10000)
        select * from salon.report_return(:'branch', '2025-01-01', '2025-02-01', null)
        select * from salon.report_ahead(:'branch', '2026-01-01')
        select * from salon.report_ahead(:'branch', null)
        # accounts above, the own role, the last owner
        select salon.set_role(:'admin', null, 'owner')
        select salon.set_role(:'receptionist', null, 'admin')
        select salon.set_role(:'receptionist', null, 'owner')
        select salon.set_role(:'owner', null, 'receptionist')
        select salon.add_staff(gen_random_uuid(), 'Me', 'me@example.com', null, 'owner', null)
        select salon.add_staff(gen_random_uuid(), 'Me', 'me@example.com', null, 'admin', null)
        select salon.edit_account(:'owner', null, 'x', 'me@example.com', null)
        select salon.reset_password(:'owner')
        select salon.set_enabled(:'owner', null, false)
        select salon.delete_account(:'owner', null)
        select salon.delete_account(:'admin', null)
        select salon.end_sessions(:'owner')
        update users set role = 'admin' where id = :'receptionist'
        update users set name = 'x' where role <> 'user'
        delete from users where role <> 'user'
        insert into users (name, role) values ('me', 'receptionist')
        select password_hash from users where id = :'admin'
        update users set password_hash = null where id = :'owner'
        # a debt that vanishes, money that is given back and still there
        update appointments set payment_status = 'refunded' where id = :'other'
        update appointments set payment_status = 'refunded' where id = :'old_paid'
        insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'old_paid', 'refund', 'cash', 65)
        insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'other', 'refund', 'cash', 0.01)
        with given as (insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'old_paid', 'refund', 'cash', 64.99)) update appointments set payment_status = 'refunded' where id = :'old_paid'
        with given as (insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'old_paid', 'refund', 'cash', 66)) update appointments set payment_status = 'refunded' where id = :'old_paid'
        select salon.undo_payment(:'old_payment', null)
        # the past is not rewritten
        update payments set amount = 1
        delete from payments
        delete from audit_log
        insert into audit_log (action, entity, entity_id) values ('update', 'users', :'owner')
        update reviews set comment = 'lovely'
        insert into reviews (rating) values (5)
        delete from tills
        update appointments set created_by = null where id = :'other'
        set role salon_owner; delete from audit_log
        """
}
