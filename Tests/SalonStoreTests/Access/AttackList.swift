/// What somebody with psql and a desk's login may try. A line is one attack; it is refused or it yields nothing. `#` says
/// what the lines below it are about.
///
/// The names after colons are psql's variables: ids of `AccessSalon`, and tokens that are not the session's own.
enum AttackList {
    /// Nobody has signed in at this desk.
    static let nobody = """
        # sessions that are none: guessed, empty, expired, revoked, of another desk, a hash in the token's place
        set salon.token = 'guess'; select id from users
        set salon.token = ''; select id from appointments
        set salon.token = '0000000000000000000000000000000000000000000000000000000000000000'; select id from users
        set salon.token = :'expired'; select id from users
        set salon.token = :'revoked'; select id from users
        set salon.token = :'elsewhere'; select id from users
        set salon.token = :'hashed'; select id from users
        set salon.token = :'elsewhere'; update appointments set notes = 'x'
        set salon.token = :'client'; select id from users
        select * from salon.resume(:'elsewhere')
        select * from salon.resume(:'expired')
        select * from salon.resume(null)
        select * from salon.session_from_token(:'elsewhere')
        select 'ended' where salon.sign_out(:'elsewhere')
        select 'ended' where salon.sign_out(null)
        # identity by any other setting
        set salon.user_id = 'owner'; set salon.role = 'owner'; select id from users
        set session authorization salon_admin
        set session authorization desk_elsewhere; select id from users
        set role salon_owner
        set role salon_admin
        set role salon_website
        set role salon_console; select id from users
        set role desk_elsewhere
        set row_security = off; select id from users
        # internals
        table salon.sessions
        table salon.sign_in_attempts
        table salon.sign_in_counters
        table salon.one_time_codes
        table salon.clock
        insert into salon.clock (moment) values ('2020-01-01')
        insert into salon.sessions (token_hash, user_id, desk, expires_at) values ('x', :'owner', 'desk_local', 'infinity')
        table public.schema_migrations
        select id, name from salon.client_faces
        select phone from salon.appointment_contacts
        select name from salon.staff_names
        # functions, with nobody signed in and with arguments that nobody means
        select * from salon.search_clients('maria')
        select * from salon.search_clients(null, null)
        select 'seen' where salon.sees_appointment(:'own') or salon.sees_debt(:'own') or salon.sees_client(:'maria')
        select 'seen' where salon.sees_appointment(null) or salon.payments_since() is not null
        select 'told' where salon.guest_phone(:'own') is not null
        select 'opened' where salon.open_window(:'branch', '2026-11-21', 1, null, null, null, true) is not null
        select 'opened' where salon.open_window(null, null, null, null, null, null, true) is not null
        select what from salon.window_hours
        do $$ begin perform set_config('salon.branch', (array(select id from branches))[1]::text, false), set_config('salon.experts', '{00000000-0000-4000-8000-0000000000e1}', false), set_config('salon.first_day', '2020-01-01', false), set_config('salon.next_day', '2030-01-01', false); end $$; select what from salon.window_hours
        select * from salon.report_totals(:'branch', '2020-01-01', '2030-01-01')
        select * from salon.report_payments(null, null, null)
        select salon.set_permission('receptionist', 'audit.view', 'all')
        select salon.set_role(:'owner', null, 'user')
        select salon.reset_password(:'owner')
        select * from salon.sessions_of(:'owner')
        select * from salon.sessions_of(null)
        select * from salon.my_account()
        select * from salon.history('users', :'owner')
        select * from salon.history(null, null)
        select * from salon.last_change()
        select salon.undo(1)
        select salon.restore('users', :'owner', 'update', '{"name": "x"}')
        select 'removed' where salon.remove_client(:'maria')
        select salon.take_turn(:'ben')
        select 'kept waiting' from pg_advisory_xact_lock(uuid_hash_extended(:'ben', 0))
        select salon.choose_password(gen_random_uuid(), 'Hacked-1!')
        select * from salon.sign_in_result(gen_random_uuid())
        select * from salon.sign_in_result(null)
        select salon.hash_password('x')
        select salon.store_password(:'owner', 'Hacked-1!')
        select salon.make_code(:'owner', 'sign_in')
        select salon.describe_session(:'owner', 'infinity')
        select salon.audit()
        select salon.guard_appointment()
        # files, programs, other servers, large objects
        copy users to stdout
        copy users (id, name) to stdout
        copy (select id from users) to '/tmp/stolen'
        copy (select id from users) to program 'cat > /tmp/stolen'
        copy notifications from program 'echo x'
        copy notifications from '/etc/passwd'
        select pg_read_file('/etc/passwd')
        select pg_read_binary_file('postgresql.conf')
        select pg_ls_dir('.')
        select lo_import('/etc/passwd')
        select lo_export(1, '/tmp/stolen')
        select lo_create(4711)
        select lo_from_bytea(4711, 'x')
        select dblink('dbname=salon user=salon_admin', 'select 1')
        load 'dblink'
        create extension dblink
        create extension file_fdw
        # objects of one's own to stand in the way of the salon's
        create temp table users (id uuid)
        create table public.mine (id int)
        create table salon.mine (id int)
        create schema mine
        create function public.lower(text) returns text language sql return 'owner'
        create function pg_temp.allows(text) returns boolean language sql return true
        create view public.mine as select * from users
        create rule mine as on select to users do instead select 1
        create trigger mine before insert on appointments execute function salon.touch()
        create policy mine on users using (true)
        alter table users disable row level security
        alter table users no force row level security
        alter table users owner to desk_local
        alter function salon.allows(text) owner to desk_local
        drop policy console_select on users
        drop table users
        create or replace function salon.allows(wanted text) returns boolean language sql return true
        set search_path = pg_temp, public; select id from users
        grant select on users to desk_local
        grant salon_owner to desk_local
        alter role desk_local superuser
        create role mine superuser
        alter system set log_statement = 'all'
        alter database :"database" set salon.token = 'x'
        # cursors, prepared statements, blocks, what others are doing
        begin; declare held cursor with hold for select id from users; commit; fetch all from held
        prepare stolen as select id from users; execute stolen
        do $$ begin if exists (select from users) then raise exception 'leak'; end if; end $$
        do $$ begin execute 'select 1 from pg_authid'; raise exception 'leak'; end $$
        select rolpassword from pg_authid
        select passwd from pg_shadow
        select usename from pg_stat_activity where usename <> current_user and query not like '<insufficient%' and query <> ''
        select pg_terminate_backend(pid) from pg_stat_activity where usename = 'salon_admin'
        select most_common_vals from pg_stats where tablename = 'users' and attname = 'name'
        explain (analyze, costs off, timing off, summary off) update users set name = 'x'
        select pg_stat_reset()
        select pg_reload_conf()
        select pg_switch_wal()
        select 1 from pg_hba_file_rules
        # a lock that would keep others out
        begin; lock table users in access exclusive mode
        begin; lock table salon.sign_in_counters
        select id from users for update
        select 1 / (count(*) - count(*)) from users where name = 'owner' having count(*) > 0
        """

    /// A receptionist is signed in.
    static let receptionist = """
        # prices and discounts by hand
        update appointments set total_price = 0 where id = :'other'
        update appointments set total_price = total_price - 0.01 where id = :'other'
        update appointments set discount = 10, discount_reason = 'friend' where id = :'other'
        update appointments set service_id = :'colour' where id = :'other'
        insert into appointments (branch_id, visit_id, user_id, customer_name, service_id, service_name, expert_id, appointment_date, appointment_time, duration, status, total_price) values (:'branch', gen_random_uuid(), :'maria', 'Maria', :'cut', 'Cut', :'ben', '2026-11-24', '10:00', 60, 'confirmed', 0)
        insert into appointments (branch_id, visit_id, user_id, customer_name, service_id, service_name, expert_id, appointment_date, appointment_time, duration, status, total_price) values (:'branch', gen_random_uuid(), :'maria', 'Maria', :'cut', 'Cut', :'ben', '2026-11-24', '10:00', 60, 'confirmed', 64.99)
        insert into appointments (branch_id, visit_id, user_id, customer_name, service_name, expert_id, appointment_date, appointment_time, duration, status, total_price) values (:'branch', gen_random_uuid(), :'maria', 'Maria', 'Cut', :'ben', '2026-11-24', '10:00', 60, 'confirmed', 65)
        insert into appointments (branch_id, visit_id, user_id, customer_name, service_id, service_name, expert_id, offer_id, appointment_date, appointment_time, duration, status, total_price) values (:'branch', gen_random_uuid(), :'maria', 'Maria', :'cut', 'Cut', :'ben', :'expired_offer', '2026-11-24', '10:00', 60, 'confirmed', 32.50)
        insert into appointment_sub_services (appointment_id, sub_service_id, name, price) values (:'other', :'mask', 'Mask', 0)
        insert into appointment_sub_services (appointment_id, sub_service_id, name, price) values (:'other', :'mask', 'Mask', 12.50)
        update appointment_sub_services set price = 0
        delete from appointment_sub_services
        update services set price = 1
        update expert_services set price = 1
        insert into offers (title, discount_percentage, start_date, end_date) values ('mine', 100, '2026-01-01', '2027-01-01')
        # money that is not there, or goes the other way
        insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'other', 'refund', 'cash', 65)
        update payments set amount = 0.01
        update payments set taken_by = null
        delete from payments
        select id from payments where appointment_id = :'old_paid' and kind = 'payment'
        update appointments set payment_status = 'refunded' where id = :'old_paid'
        # paid without money, owed although it was paid, more given back than was taken
        update appointments set payment_status = 'paid' where id = :'other'
        update appointments set payment_status = 'paid', payment_method = 'card', paid_at = now() where id = :'other'
        update appointments set payment_status = 'unpaid' where id = :'old_paid'
        update appointments set payment_status = 'unpaid'; select id from payments where appointment_id = :'old_paid' and kind = 'payment'
        update appointments set total_price = 1000 where id = :'old_paid'
        insert into appointments (branch_id, visit_id, user_id, customer_name, service_id, service_name, expert_id, appointment_date, appointment_time, duration, status, payment_status, total_price) values (:'branch', gen_random_uuid(), :'maria', 'Maria', :'cut', 'Cut', :'ben', '2026-11-24', '10:00', 60, 'confirmed', 'paid', 65)
        set constraints all deferred; update appointments set payment_status = 'paid' where id = :'other'
        do $$ begin update appointments set payment_status = 'paid' where id = '00000000-0000-4000-8000-0000000000f2'; end $$
        do $$ begin update appointments set payment_status = 'paid' where id = '00000000-0000-4000-8000-0000000000f2'; set constraints all immediate; exception when others then null; end $$
        with paid as (update appointments set payment_status = 'paid' where id = :'other') select 1 where false
        with taken as (insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'other', 'deposit', 'cash', 64.99)) update appointments set payment_status = 'paid' where id = :'other'
        with taken as (insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'other', 'tip', 'cash', 65)) update appointments set payment_status = 'paid' where id = :'other'
        with taken as (insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'own', 'payment', 'cash', 65)) update appointments set payment_status = 'paid' where id = :'other'
        # more than is owed, whatever the appointment says of itself
        insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'other', 'payment', 'cash', 65.01)
        insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'other', 'deposit', 'cash', 65.01)
        insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'other', 'payment', 'cash', 65)
        insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'other', 'deposit', 'cash', 40), (:'branch', :'other', 'payment', 'cash', 40)
        insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'old_paid', 'payment', 'cash', 0.01)
        with taken as (insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'other', 'payment', 'cash', 66)) update appointments set payment_status = 'paid' where id = :'other'
        do $$ begin insert into payments (branch_id, appointment_id, kind, method, amount) select id, '00000000-0000-4000-8000-0000000000f2', 'deposit', 'cash', 40 from branches; insert into payments (branch_id, appointment_id, kind, method, amount) select id, '00000000-0000-4000-8000-0000000000f2', 'deposit', 'cash', 40 from branches; end $$
        with cheaper as (update appointments set total_price = 60 where id = :'other') insert into payments (branch_id, appointment_id, kind, method, amount) values (:'branch', :'other', 'deposit', 'cash', 61)
        # the guards themselves
        drop trigger appointments_settled_update on appointments
        drop trigger payments_settled on payments
        alter table appointments disable trigger appointments_settled_update
        alter table appointments alter constraint appointments_settled_update not deferrable
        select salon.check_settled()
        # what already took place, or shall never have
        update appointments set status = 'confirmed' where id = :'old_paid'
        update appointments set appointment_date = '2026-11-01' where id = :'other'
        insert into appointments (branch_id, visit_id, user_id, customer_name, service_id, service_name, expert_id, appointment_date, appointment_time, duration, status, total_price) values (:'branch', gen_random_uuid(), :'maria', 'Maria', :'cut', 'Cut', :'ben', '2026-11-03', '10:00', 60, 'completed', 65)
        delete from appointments where id = :'other'
        truncate appointments cascade
        # a name that is not mine, a version that was never reached, a branch that is another
        update appointments set created_by = :'owner' where id = :'other'
        update appointments set version = 1000 where id = :'other'
        update appointments set branch_id = gen_random_uuid() where id = :'other'
        insert into audit_log (actor_id, action, entity, entity_id) values (:'owner', 'update', 'users', :'owner')
        # the token given away half-way through a statement, so that nobody did it
        update appointments set notes = 'x' where id = :'other' and set_config('salon.token', '', false) is not null
        update appointments set payment_status = 'paid' where id = :'other' and set_config('salon.token', 'x', false) is not null
        update series set created_by = :'owner'
        delete from series
        update patch_tests set created_by = :'owner'
        update patch_tests set tested_on = tested_on + 30
        delete from patch_tests where set_config('salon.token', '', false) is not null
        delete from waitlist where set_config('salon.token', '', false) is not null
        update waitlist set note = 'x' where set_config('salon.token', :'elsewhere', false) is not null
        # rules switched off by a setting
        set salon.bulk = 'on'; set salon.token = ''; update appointments set payment_status = 'paid' where id = :'other'
        set session_replication_role = replica
        set row_security = off; select id from audit_log
        alter table appointments disable trigger appointments_guard
        # accounts, roles, secrets
        select id from users where role <> 'user'
        select password_hash from users
        select verification_code, reset_password_token from users
        select users from users
        select to_jsonb(users) from users
        select id from users where password_hash like '$2%'
        select count(*) from users group by password_hash
        select u.id from users u order by u.password_hash
        update users set password_hash = null where id = :'maria'
        update users set email_verified = true where id = :'maria'
        update users set role = 'owner' where id = :'maria'
        update users set disabled_at = null where id = :'maria'
        update users set failed_login_attempts = 0, lockout_until = null
        update users set name = 'x' where id = :'owner'
        delete from users where id = :'owner'
        delete from users where id = :'maria'
        select 'removed' where salon.remove_client(:'maria')
        select 'removed' where salon.remove_client(:'owner')
        select salon.undo_payment(:'old_payment', null)
        select salon.restore('users', :'maria', 'update', '{"role": "owner"}')
        select salon.undo_addition('services', :'cut')
        insert into users (name, role) values ('me', 'owner')
        insert into users (name, password_hash) values ('me', 'x')
        insert into users (id, name) values (:'owner', 'me') on conflict (id) do update set name = excluded.name
        select salon.set_role(:'receptionist', null, 'owner')
        select salon.set_role(:'receptionist', null, null)
        select salon.add_staff(gen_random_uuid(), 'Me', 'me@example.com', null, 'owner', null)
        select salon.reset_password(:'owner')
        select salon.reset_password(null)
        select salon.edit_account(:'owner', null, 'x', 'me@example.com', null)
        select salon.delete_account(:'expert', null)
        select salon.set_enabled(:'owner', null, false)
        select * from salon.sessions_of(:'owner')
        select salon.end_sessions(:'owner')
        select 'ended' where salon.end_sessions(null) > 0
        select 'ended' where salon.end_session(:'owner_session')
        select salon.unlock_account(:'owner')
        select salon.set_permission('receptionist', 'reports.view', 'all')
        select salon.set_permission(null, null, null)
        insert into role_permissions values ('receptionist', 'audit.view', 'all')
        update role_permissions set scope = 'all'
        delete from role_permissions
        select role from role_permissions
        insert into permissions values ('all', 99)
        # what is an admin's or the owner's
        select id from audit_log
        delete from audit_log
        update audit_log set actor_id = null
        truncate audit_log
        select id from email_outbox
        insert into email_outbox (to_address, subject, body, kind) values ('x', 'x', 'x', 'x')
        select id from course_applications
        update branches set name = 'x'
        insert into opening_hours (branch_id, weekday, opens, closes) values (:'branch', 7, '09:00', '10:00')
        insert into closures (branch_id, starts, ends) values (:'branch', '2026-12-24', '2026-12-25')
        insert into experts (name) values ('me')
        update experts set user_id = :'receptionist'
        delete from shifts
        insert into time_off (expert_id, during) values (:'ben', '[2026-12-01, 2026-12-02)')
        delete from reviews
        update reviews set rating = 1
        insert into gallery (image_url) values ('x')
        select * from salon.report_totals(:'branch', '2026-11-01', '2026-12-01')
        select * from salon.report_payments(:'branch', '2026-11-23', '2026-11-24')
        select * from salon.report_breakdown(:'branch', '2026-11-01', '2026-12-01')
        select * from salon.report_ahead(:'branch', '2026-11-23 08:00')
        select * from salon.report_return(:'branch', '2026-11-01', '2026-12-01', 42)
        # rows that a policy hides, told by an error, a plan, a lock or a foreign key
        select id from users where role <> 'user' and 1 / (length(name) - length(name)) = 1
        select id from users where role <> 'user' and cast(email as integer) = 1
        select id from audit_log where pg_advisory_xact_lock(id) is not null
        select (select name::int from users where role = 'owner')
        create function pg_temp.tell(text) returns boolean language plpgsql cost 0.0001 as 'begin raise exception ''%'', $1; end'; select id from users where pg_temp.tell(name)
        explain (analyze, costs off, timing off, summary off) select 'leak' from audit_log where 1 / (id - id) = 1
        select id from users where role = 'owner' for update
        copy (select id from users where role <> 'user') to stdout
        copy waitlist from stdin
        merge into users using (select 1) s on users.role = 'owner' when matched then delete
        begin; declare taken cursor for select id from payments where appointment_id = :'old_paid' for update; fetch all from taken; rollback
        """
}
