-- Series: visits that repeat. What binds them is a row of its own; each visit is an appointment like any other.
set local role salon_owner;

create table public.series (
    id uuid primary key,
    branch_id uuid not null references public.branches,
    user_id uuid references public.users on delete set null,
    -- As it was booked. Where the visits stand now is said by themselves.
    first_start timestamp not null,
    every_weeks smallint not null check (every_weeks between 1 and 52),
    times smallint check (times between 1 and 104),
    until date check (until >= first_start::date),
    created_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version integer not null default 1,
    constraint series_ends check ((times is null) <> (until is null))
);
create index series_by_client on public.series (user_id);
create trigger series_version before update on public.series
    for each row execute function salon.touch_version();

alter table public.appointments add column series_id uuid references public.series on delete set null;
create index appointments_by_series on public.appointments (series_id, appointment_date, appointment_time, id)
    where series_id is not null;
-- A visit is booked as part of a series, and stays so.
grant select (series_id), insert (series_id) on public.appointments to salon_console;

alter table public.series enable row level security;
alter table public.series force row level security;
create policy owner on public.series to salon_owner using (true) with check (true);
create policy console_select on public.series for select to salon_console using (
    (select salon.allows('appointments.view'))
    or exists (select from public.appointments a where a.series_id = series.id));
create policy console_insert on public.series for insert to salon_console
    with check ((select salon.allows('appointments.manage')));
grant select, insert on public.series to salon_console;

-- As in 0024, and who began a series.
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
        when 'series' then new.created_by := person;
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
create trigger series_sign before insert on public.series
    for each row execute function salon.sign();
create trigger series_audit after insert or update or delete on public.series
    for each row execute function salon.audit();

-- As in 0021. A series and an entry of the waitlist go back with the change that they are part of.
create or replace function salon.own_change(wanted bigint default null, moment timestamptz default null)
    returns table (
        id bigint, change bigint, entity text, entity_id uuid, action text, before jsonb, after jsonb,
        obstacle text, changed_by text
    )
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    me constant uuid := salon.current_user_id();
    here record;
    found bigint := wanted;
begin
    select s.id, s.created_at into here
      from salon.sessions s
     where s.token_hash = salon.token_hash(current_setting('salon.token', true)) and s.user_id = me;
    if here.id is null then
        return;
    end if;
    if found is null then
        select l.change into found
          from public.audit_log l
         where l.actor_id = me and l.session = here.id
           and l.id >= (select b.id from public.audit_log b where b.at >= here.created_at order by b.at, b.id limit 1)
           and not exists (
               select from public.audit_log o left join public.audit_log u on u.undoes = o.id
                where o.change = l.change and o.session = here.id and (o.undoes is not null or u.id is not null))
         order by l.id desc
         limit 1;
    end if;
    return query
        select l.id, l.change, l.entity, l.entity_id, l.action, l.before, l.after,
               case
                   when exists (select from public.audit_log u where u.undoes = l.id) then 'undone'
                   when l.undoes is not null then 'undo'
                   when l.entity in ('appointments', 'users') and l.action = 'delete' then 'deleted'
                   when l.entity = 'users' and (
                       l.before ?| array['role', 'email_verified', 'password_changed_at', 'disabled_at']
                       or not exists (select from public.users p where p.id = l.entity_id and p.role = 'user'))
                       then 'account'
                   when l.entity = 'payments' and l.after ->> 'kind' in ('refund', 'tip') then l.after ->> 'kind'
                   when l.entity = 'payments' and exists (
                       select from public.tills t
                        where t.id = (l.after ->> 'till_id')::uuid and t.closed_at is not null) then 'till'
                   when l.entity <> all (array[
                       'appointments', 'appointment_sub_services', 'payments', 'users', 'services', 'sub_services',
                       'service_categories', 'experts', 'expert_services', 'shifts', 'shift_exceptions',
                       'time_off', 'series', 'waitlist']) then 'settings'
                   when since.id is not null then 'changed'
                   when l.before ->> 'status' = 'reserved'
                       and (l.before ->> 'expires_at')::timestamptz <= coalesce(moment, now()) then 'hold'
               end,
               (select p.name::text from public.users p where p.id = since.actor_id)
          from public.audit_log l
          left join lateral (
              select r.id, r.actor_id
                from public.audit_log r
               where r.entity = l.entity and r.entity_id = l.entity_id and r.id > l.id and r.change <> l.change
                 and r.undoes is null and not exists (select from public.audit_log u where u.undoes = r.id)
               order by r.id desc
               limit 1
          ) since on true
         where l.change = found and l.session = here.id and l.actor_id = me
         order by l.id;
end
$$;

-- As in 0021. A series whose booking is taken back stays, with nothing but cancelled visits.
create or replace function salon.undo(wanted bigint, moment timestamptz default null) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    is_booking constant boolean := exists (
        select from salon.own_change(wanted, moment) where entity = 'appointments' and action = 'insert');
    step record;
begin
    -- First the turns and the rows, in one order for all; then what has become of them meanwhile.
    perform salon.take_turn(turn.expert)
       from (select distinct coalesce((o.before ->> 'expert_id')::uuid, a.expert_id) as expert
               from salon.own_change(wanted, moment) o join public.appointments a on a.id = o.entity_id
              where o.entity = 'appointments' and o.action = 'update'
              order by 1) turn
      where turn.expert is not null;
    perform from public.appointments a
      where a.id in (select coalesce((o.after ->> 'appointment_id')::uuid, o.entity_id)
                       from salon.own_change(wanted, moment) o)
      order by a.id for update;
    for step in select * from salon.own_change(wanted, moment) loop
        if step.obstacle is null and step.action <> 'delete' and step.entity not in ('appointments', 'payments', 'series')
        then
            execute format('select from public.%I where id = $1 for update', step.entity) using step.entity_id;
        end if;
    end loop;
    select o.obstacle into step from salon.own_change(wanted, moment) o order by o.obstacle limit 1;
    if not found or step.obstacle is not null then
        raise exception using errcode = 'SL004', constraint = coalesce(step.obstacle, 'nothing'),
            message = 'this cannot be taken back';
    end if;

    for step in select * from salon.own_change(wanted, moment) order by id desc loop
        perform set_config('salon.undoing', step.id::text, true);
        if step.entity = 'appointment_sub_services' or is_booking and step.entity in ('users', 'series') then
            continue;
        elsif step.entity = 'payments' then
            perform salon.undo_payment(step.entity_id, moment);
        elsif step.entity = 'appointments' and step.action = 'insert' then
            update public.appointments
               set status = 'cancelled', cancelled_reason = 'Taken back',
                   payment_status = case when payment_status = 'paid' then 'refunded' else payment_status end
             where id = step.entity_id;
            perform salon.demand(found, '42501');
        elsif step.action = 'insert' then
            perform salon.undo_addition(step.entity, step.entity_id);
        else
            perform salon.restore(step.entity, step.entity_id, step.action, step.before);
        end if;
    end loop;
    perform set_config('salon.undoing', '', true);
end
$$;
