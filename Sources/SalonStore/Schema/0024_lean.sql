-- The same rules at less cost.
--
-- For whoever reads a day: what a policy needs only now and then stands in a function, so that not every statement has to
-- make ready for it; and what a reading is about is found once for all of its statements.
set local role salon_owner;

-- Whether an appointment is among those that one may see.
create function salon.sees_appointment(appointment uuid) returns boolean
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
    return exists (
        select from public.appointments a
         where a.id = appointment
           and (salon.allows('appointments.view') or a.expert_id = salon.own_expert('appointments.view')));
end
$$;

-- Whether it is among them and still owed.
create function salon.sees_debt(appointment uuid) returns boolean
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
    return salon.sees_appointment(appointment) and exists (
        select from public.appointments a where a.id = appointment and a.payment_status = 'unpaid');
end
$$;

-- From when on one sees the payments: all of them where one may give them back, those of seven days where one may take
-- them; null for nobody else.
create function salon.payments_since() returns timestamptz
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
    return case when salon.allows('payments.refund') then '-infinity'
                when salon.allows('payments.take') then salon.moment() - interval '7 days' end;
end
$$;

-- Whether a client is or was with the expert who asks.
create function salon.sees_client(client uuid) returns boolean
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
    return exists (
        select from public.appointments a
         where a.user_id = client and a.expert_id = salon.own_expert('clients.view'));
end
$$;

-- The number that somebody without a card has left with an appointment; null for whoever may not see it.
create function salon.guest_phone(appointment uuid) returns text
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (
        select a.customer_phone from public.appointments a
         where a.id = appointment and salon.allows('appointments.view') and salon.allows('clients.view'));
end
$$;

grant execute on function
    salon.sees_appointment, salon.sees_debt, salon.payments_since, salon.sees_client, salon.guest_phone
    to salon_console;

alter policy console_select on public.appointment_sub_services using (
    (select salon.allows('appointments.view')) or salon.sees_appointment(appointment_id));
alter policy console_select on public.payments using (
    taken_at > (select salon.payments_since())
    or (select salon.allows('payments.take')) and salon.sees_debt(appointment_id));

create or replace view salon.client_faces with (security_barrier) as
    select u.id, u.name, u.alert, u.is_guest, u.version, u.name_key,
           case when (select salon.allows('clients.view')) then u.phone end as phone
      from public.users u
     where u.role = 'user' and ((select salon.allows('clients.view')) or salon.sees_client(u.id));

-- Opens the window of a reading: tells the rest of the transaction which days of which branch it is about, and which
-- experts: those wanted (null: all) who work there, and those who have left with appointments on the days. It chooses
-- what is read; what may be read, the policies say. Answers with the first day, null where there is nothing to read:
-- without a session, for a visit that exists, for an appointment that no longer has the version.
create function salon.open_window(
    wanted_branch uuid, wanted_day date, days integer, at timestamptz, visit uuid, appointment uuid, seen integer,
    wanted uuid[]
) returns date
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    branch uuid;
    first_day date;
begin
    if not salon.has_session()
       or visit is not null and exists (select from public.appointments a where a.visit_id = visit)
       or appointment is not null and not exists (
              select from public.appointments a where a.id = appointment and a.version = seen)
    then
        perform set_config('salon.branch', '', true);
        return null;
    end if;
    select b.id, coalesce(wanted_day, (coalesce(at, now()) at time zone b.time_zone)::date) into branch, first_day
      from public.branches b
     where wanted_branch is null or b.id = wanted_branch
     order by b.created_at, b.id
     limit 1;
    perform set_config('salon.branch', branch::text, true),
            set_config('salon.first_day', first_day::text, true),
            set_config('salon.next_day', (first_day + days)::text, true),
            set_config('salon.at', coalesce(at, now())::text, true),
            set_config('salon.experts', array(
                select e.id from public.experts e
                 where e.branch_id = branch and (wanted is null or e.id = any (wanted))
                   and (e.is_active or exists (
                            select from public.appointments a
                             where a.expert_id = e.id and a.appointment_date >= first_day
                               and a.appointment_date < first_day + days))
            )::text, true);
    return first_day;
end
$$;
grant execute on function salon.open_window to salon_console;

-- For whoever books: the server reads a trigger's condition anew for every statement, and one that asks a function costs
-- more than the function. So that question stands in the trigger's function; otherwise these are as in 0005, 0006, 0017
-- and 0020.

create or replace function salon.guard_appointment() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    person uuid;
    moved constant text[] := array[
        'status', 'expires_at', 'arrived_at', 'started_at', 'completed_at', 'version', 'updated_at', 'busy'];
    starts constant timestamp := new.appointment_date + new.appointment_time;
    is_moved boolean := true;
begin
    if not salon.is_desk(session_user) then
        return new;
    end if;
    person := salon.require_person();
    if tg_op = 'INSERT' then
        new.created_by := person;
        if salon.list_price(new.service_id, new.expert_id, new.offer_id, new.branch_id) <= new.total_price is not true then
            perform salon.require('payments.discount');
        end if;
        if new.payment_status <> 'unpaid' then
            perform salon.require('payments.take');
        end if;
    else
        if salon.scope('appointments.manage') = 'own' and (
            to_jsonb(new) - moved <> to_jsonb(old) - moved
            or old.status not in ('reserved', 'confirmed', 'arrived', 'in_service')
            or new.status in ('cancelled', 'reserved') and new.status <> old.status
        ) then
            perform salon.require('appointments.manage');
        end if;
        if old.status = 'completed' and new.status <> 'completed' then
            perform salon.require('appointments.reopen');
        end if;
        if new.total_price < old.total_price or new.discount <> old.discount
           or (new.service_id, new.offer_id) is distinct from (old.service_id, old.offer_id) then
            perform salon.require('payments.discount');
        end if;
        if new.payment_status <> old.payment_status then
            perform salon.require(
                case new.payment_status when 'refunded' then 'payments.refund' else 'payments.take' end);
        end if;
        is_moved := (new.appointment_date, new.appointment_time, new.expert_id)
            is distinct from (old.appointment_date, old.appointment_time, old.expert_id);
    end if;
    if new.overbooked and (is_moved or not old.overbooked) then
        perform salon.require('appointments.overbook');
    end if;
    -- Who is in the salon already may be moved back by the minutes that the desk was late; so may clocks that differ.
    if is_moved and new.status not in ('arrived', 'in_service') and starts < (
        select (salon.moment() at time zone b.time_zone) - interval '1 hour'
          from public.branches b where b.id = new.branch_id
    ) then
        perform salon.require('appointments.reopen');
    end if;
    return new;
end
$$;

create or replace function salon.guard_add_ons() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if salon.is_desk(session_user) and exists (
        select
          from (select distinct appointment_id from added) touched
          join public.appointments a on a.id = touched.appointment_id
         where a.total_price >= salon.list_price(a.service_id, a.expert_id, a.offer_id, a.branch_id) + (
                   select sum(greatest(o.price, s.price))
                     from public.appointment_sub_services o
                     left join public.sub_services s on s.id = o.sub_service_id
                    where o.appointment_id = a.id) is not true
    ) then
        perform salon.require('payments.discount');
    end if;
    return null;
end
$$;

create or replace function salon.sign() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    person uuid;
begin
    if not salon.is_desk(session_user) then
        return new;
    end if;
    person := salon.require_person();
    case tg_table_name
        when 'payments' then new.taken_by := person;
        when 'waitlist' then
            new.created_by := case tg_op when 'INSERT' then person else old.created_by end;
        when 'tills' then
            if tg_op = 'INSERT' then
                new.opened_by := person;
            else
                new.opened_by := old.opened_by;
                new.closed_by := case when old.closed_at is null and new.closed_at is not null then person
                                      else old.closed_by end;
            end if;
    end case;
    return new;
end
$$;

create or replace function salon.audit() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    unsaid constant text[] := array[
        'password_hash', 'verification_token', 'reset_password_token', 'verification_code', 'fcm_token',
        'reset_password_expires', 'verification_code_expires_at', 'failed_login_attempts', 'lockout_until',
        'last_login', 'updated_at', 'version', 'roster_version', 'busy', 'search', 'name_key',
        'phone_digits', 'reminder_sent', 'transcript', 'metadata'];
    was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    is_now jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    subject constant uuid := coalesce(
        (coalesce(is_now, was) ->> 'id')::uuid,
        md5((coalesce(is_now, was) ->> 'role') || '.' || (coalesce(is_now, was) ->> 'permission'))::uuid);
    row_version constant integer := (is_now ->> 'version')::integer;
    actor uuid;
    signed_in uuid;
    taken_back bigint;
begin
    if salon.is_bulk() then
        return null;
    end if;
    was := was - unsaid;
    is_now := is_now - unsaid;
    if tg_op = 'UPDATE' then
        if was = is_now then
            return null;
        end if;
        -- What a role may do has no other name than its role and permission.
        select jsonb_object_agg(key, value), jsonb_object_agg(key, is_now -> key) into was, is_now
          from jsonb_each(was)
         where value is distinct from is_now -> key
            or tg_table_name = 'role_permissions' and key in ('role', 'permission');
    elsif tg_op = 'INSERT' then
        is_now := jsonb_strip_nulls(is_now - array['id', 'created_at']);
    else
        was := jsonb_strip_nulls(was);
    end if;

    if (tg_table_name = 'appointments' and was ->> 'status' = 'reserved' and is_now ->> 'status' = 'expired')
        is not true then
        -- As salon.current_user_id, but person and session in one look: each booking pays for it.
        select s.user_id, s.id into actor, signed_in
          from salon.sessions s
         where s.token_hash = sha256(convert_to(current_setting('salon.token', true), 'UTF8'))
           and s.desk = session_user and s.expires_at > statement_timestamp();
    end if;
    if signed_in is not null and current_setting('salon.undoing', true) <> '' then
        -- Anybody may claim to take something back; it counts where it is their own change of the same thing.
        select l.id into taken_back
          from public.audit_log l
         where l.id = current_setting('salon.undoing', true)::bigint and l.session = signed_in
           and l.entity = tg_table_name and (l.entity_id = subject or tg_table_name = 'payments');
    end if;
    insert into public.audit_log (actor_id, session, action, entity, entity_id, version, undoes, before, after)
    values (actor, signed_in, lower(tg_op), tg_table_name, subject, row_version, taken_back, was, is_now);
    return null;
end
$$;

create or replace function salon.notify_appointments() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    news record;
begin
    if salon.is_bulk() then
        return null;
    end if;
    for news in
        select branch_id, count(*) as total,
               string_agg(id || ':' || case tg_op when 'DELETE' then 0 else version end, ',') as ids
          from changed group by branch_id
    loop
        perform pg_notify(salon.channel(news.branch_id), case when news.total <= 100 then news.ids else '*' end);
    end loop;
    return null;
end
$$;

create or replace function salon.record_website_payment() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    owed numeric;
begin
    if salon.is_desk(session_user) or salon.is_bulk() then
        return null;
    end if;
    select new.total_price - coalesce(sum(case kind when 'refund' then -amount when 'tip' then 0 else amount end), 0)
      into owed from public.payments where appointment_id = new.id;
    if owed > 0 then
        insert into public.payments (branch_id, appointment_id, kind, method, amount, taken_at)
        values (new.branch_id, new.id, 'payment', coalesce(new.payment_method, 'online'), owed,
                coalesce(new.paid_at, now()));
    end if;
    return null;
end
$$;

-- Not for its owner's sake as before: current_user has to be who speaks.
create or replace function salon.demand_session() returns trigger
    language plpgsql security invoker set search_path = pg_catalog, pg_temp as $$
begin
    if salon.is_desk(current_user) then
        perform salon.require_person();
    end if;
    return null;
end
$$;
grant execute on function salon.require_person to salon_console;

do $$
declare
    made record;
begin
    for made in
        select t.tgname, t.tgrelid::regclass as relation, pg_get_triggerdef(t.oid) as definition
          from pg_catalog.pg_trigger t
         where t.tgqual is not null and t.tgfoid in (
             'salon.guard_appointment'::regproc, 'salon.guard_add_ons'::regproc, 'salon.sign'::regproc,
             'salon.audit'::regproc, 'salon.notify_appointments'::regproc, 'salon.demand_session'::regproc)
    loop
        execute format('drop trigger %I on %s', made.tgname, made.relation);
        execute regexp_replace(made.definition, ' WHEN \(.*\) EXECUTE ', ' EXECUTE ');
    end loop;
end
$$;
drop trigger appointments_paid_insert on public.appointments;
drop trigger appointments_paid_update on public.appointments;
create trigger appointments_paid_insert after insert on public.appointments
    for each row when (new.payment_status = 'paid' and new.source = 'online' and new.created_by is null)
    execute function salon.record_website_payment();
create trigger appointments_paid_update after update of payment_status on public.appointments
    for each row when (new.payment_status = 'paid' and old.payment_status = 'unpaid')
    execute function salon.record_website_payment();

-- The turns at some experts, in one order for all. Their holds that have run out on some days no longer stand in
-- anybody's way; without days, the turns alone.
create function salon.take_turns(experts uuid[], first_day date, last_day date, at timestamptz) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform salon.take_turn(t.expert)
       from (select distinct e.expert from unnest(experts) e (expert) where e.expert is not null order by 1) t;
    if exists (
        select from public.appointments a
         where a.expert_id = any (experts) and a.appointment_date between first_day - 1 and last_day + 1
           and a.status = 'reserved' and a.expires_at <= coalesce(at, now())
    ) then
        update public.appointments
           set status = 'expired'
         where id in (
             select a.id from public.appointments a
              where a.expert_id = any (experts) and a.appointment_date between first_day - 1 and last_day + 1
                and a.status = 'reserved' and a.expires_at <= coalesce(at, now())
              order by a.id
                for update);
    end if;
end
$$;
grant execute on function salon.take_turns to salon_console;
