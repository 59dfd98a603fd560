-- What a row's policy cannot say: which columns may change and to what, who is named as its maker, and that no setting of
-- a desk switches a rule off. The guards look at who logged in, so they bind what functions do for a desk as well.
set local role salon_owner;

-- True in a bulk load by whoever may migrate.
create function salon.is_bulk() returns boolean
    language sql stable parallel safe
    return coalesce(current_setting('salon.bulk', true) = 'on', false) and pg_has_role(session_user, 'salon_owner', 'member');
grant execute on function salon.is_bulk to salon_console, salon_website;

-- Refuses what needs a permission that the session does not have; the message is its name.
create function salon.require(wanted text) returns void
    language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    if not salon.allows(wanted) then
        raise exception using errcode = 'insufficient_privilege', message = wanted;
    end if;
end
$$;

-- Who is signed in; nobody is an error of its own (SL005), so that nothing is written that nobody did.
create function salon.require_person() returns uuid
    language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    person constant uuid := salon.current_user_id();
begin
    if person is null then
        raise exception using errcode = 'SL005', message = 'nobody is signed in';
    end if;
    return person;
end
$$;

-- What a service costs with an expert before add-ons, as Pricing.quote reckons it: their own price, cut by the offer. An
-- offer that ran out yesterday still counts: the form may have stood open. Null for what is not in the catalogue.
create function salon.list_price(service uuid, expert uuid, offer uuid, branch uuid) returns numeric
    language plpgsql stable set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    price numeric;
    cut record;
begin
    select coalesce(x.price, s.price) into price
      from public.services s
      left join public.expert_services x on x.service_id = s.id and x.expert_id = list_price.expert
     where s.id = list_price.service;
    if offer is null then
        return price;
    end if;
    select o.discount_percentage as percentage, o.discount_amount as amount,
           case when b.currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND',
                                    'VUV', 'XAF', 'XOF', 'XPF') then 0 else 2 end as decimals
      into cut
      from public.offers o, public.branches b
     where o.id = list_price.offer and b.id = list_price.branch
       and o.is_active and (o.service_id is null or o.service_id = list_price.service)
       and (salon.moment() at time zone b.time_zone)::date between o.start_date and o.end_date + 1;
    return case
        when cut.percentage > 0 then round(price * (100 - cut.percentage) / 100, cut.decimals)
        when cut.amount is not null then greatest(price - cut.amount, 0)
        else price
    end;
end
$$;

-- Appointments of a desk. With the scope `own` only the status moves, forwards.
create function salon.guard_appointment() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    person constant uuid := salon.require_person();
    moved constant text[] := array[
        'status', 'expires_at', 'arrived_at', 'started_at', 'completed_at', 'version', 'updated_at', 'busy'];
    starts constant timestamp := new.appointment_date + new.appointment_time;
    is_moved boolean := true;
begin
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
create trigger appointments_guard before insert or update on public.appointments
    for each row when (salon.is_desk(session_user)) execute function salon.guard_appointment();

-- Add-ons are part of the price: what they cost has been asked for, too.
create function salon.guard_add_ons() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (
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
create trigger appointment_sub_services_guard after insert on public.appointment_sub_services
    referencing new table as added for each statement
    when (salon.is_desk(session_user)) execute function salon.guard_add_ons();

-- Whose name stands under what a desk writes is not the desk's to say.
create function salon.sign() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    person constant uuid := salon.require_person();
begin
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
create trigger payments_sign before insert on public.payments
    for each row when (salon.is_desk(session_user)) execute function salon.sign();
create trigger waitlist_sign before insert or update on public.waitlist
    for each row when (salon.is_desk(session_user)) execute function salon.sign();
create trigger tills_sign before insert or update on public.tills
    for each row when (salon.is_desk(session_user)) execute function salon.sign();

-- A statement of a desk's own ends with the session that it began with: one that gives its token away half-way would
-- leave no name in the log.
create function salon.demand_session() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform salon.require_person();
    return null;
end
$$;
do $$
declare
    written text;
begin
    for written in
        select distinct table_name from information_schema.role_table_grants
         where grantee = 'salon_console' and table_schema = 'public'
           and privilege_type in ('INSERT', 'UPDATE', 'DELETE')
           -- Their rows are signed one by one.
           and table_name not in ('payments', 'tills')
        union select 'users'
    loop
        execute format(
            'create trigger %I after insert or update or delete on public.%I for each statement
                 when (salon.is_desk(current_user)) execute function salon.demand_session()',
            written || '_session', written);
    end loop;
end
$$;

-- As in 0005 and 0006, but a desk can neither be silent nor pass for the website.
drop trigger appointments_notify_insert on public.appointments;
drop trigger appointments_notify_update on public.appointments;
drop trigger appointments_notify_delete on public.appointments;
create trigger appointments_notify_insert after insert on public.appointments
    referencing new table as changed for each statement
    when (not salon.is_bulk()) execute function salon.notify_appointments();
create trigger appointments_notify_update after update on public.appointments
    referencing new table as changed for each statement
    when (not salon.is_bulk()) execute function salon.notify_appointments();
create trigger appointments_notify_delete after delete on public.appointments
    referencing old table as changed for each statement
    when (not salon.is_bulk()) execute function salon.notify_appointments();
drop trigger appointments_paid_insert on public.appointments;
drop trigger appointments_paid_update on public.appointments;
create trigger appointments_paid_insert after insert on public.appointments
    for each row when (
        new.payment_status = 'paid' and new.source = 'online' and new.created_by is null
        and not salon.is_desk(session_user) and not salon.is_bulk()
    ) execute function salon.record_website_payment();
create trigger appointments_paid_update after update of payment_status on public.appointments
    for each row when (
        new.payment_status = 'paid' and old.payment_status = 'unpaid'
        and not salon.is_desk(session_user) and not salon.is_bulk()
    ) execute function salon.record_website_payment();

-- Makes those who give the same expert an appointment wait for each other. A row, not an advisory lock: those are for
-- everybody to take, and a login without a session could stop the salon.
create function salon.take_turn(expert uuid) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if salon.is_desk(session_user) then
        perform salon.require_person();
    end if;
    perform from public.experts e where e.id = expert for no key update;
end
$$;

-- Removes a client: any with the permission, and one without a past or an account who was typed in by mistake.
create function salon.remove_client(client uuid) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    delete from public.users u
     where u.id = client and u.role = 'user'
       and (salon.allows('clients.erase')
            or salon.allows('clients.manage') and u.password_hash is null
               and not exists (select from public.appointments a where a.user_id = client));
    return found;
end
$$;
grant execute on function salon.take_turn, salon.remove_client to salon_console;

-- As in 0015, but nothing that is not given passes for a day of this month.
create or replace function salon.require_report(branch uuid, first_day date) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $$
begin
    if salon.allows('reports.view') then
        return;
    end if;
    if not salon.allows('dashboard.view') or (
        select first_day >= date_trunc('month', (salon.moment() at time zone b.time_zone) - interval '1 month')::date
          from public.branches b where b.id = branch
    ) is not true then
        raise exception using errcode = 'insufficient_privilege', message = 'reports.view';
    end if;
end
$$;

-- As in 0015, within a season: the days are added to the first one before that is asked for.
create or replace function salon.report_return(branch uuid, first_day date, next_day date, within_days integer)
    returns table (clients bigint, came_back bigint)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $$
#variable_conflict use_column
begin
    perform salon.require_report(branch, first_day + least(coalesce(within_days, 0), 92));
    return query
        select count(*), count(*) filter (where exists (
                   select from public.appointments n
                    where n.user_id = c.user_id and n.status = 'completed'
                      and n.appointment_date > c.day and n.appointment_date <= c.day + within_days))
          from (
              select a.user_id, max(a.appointment_date) as day
                from public.appointments a
               where a.branch_id = branch and a.appointment_date >= first_day and a.appointment_date < next_day
                 and a.status = 'completed' and a.user_id is not null
               group by a.user_id
          ) c;
end
$$;

-- Large objects have no policies. (Where the role that migrates does not own them, this warns and changes nothing.)
reset role;
revoke execute on function
    pg_catalog.lo_creat(integer), pg_catalog.lo_create(oid), pg_catalog.lo_from_bytea(oid, bytea)
    from public;
