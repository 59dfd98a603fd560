-- Reading the log, and taking back what it says.
set local role salon_owner;

-- Versions of what had none, so that a form can tell that somebody else was faster.
create function salon.count_version() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    new.version := old.version + 1;
    return new;
end
$$;
alter table public.shifts add column version integer not null default 1;
alter table public.shift_exceptions add column version integer not null default 1;
alter table public.time_off add column version integer not null default 1;
create trigger shifts_version before update on public.shifts
    for each row execute function salon.count_version();
create trigger shift_exceptions_version before update on public.shift_exceptions
    for each row execute function salon.count_version();
create trigger time_off_version before update on public.time_off
    for each row execute function salon.count_version();

-- What an id in the log stands for, as far as whoever asks may know it.
create function salon.name_of(field text, value text) returns text
    language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    return case field
        when 'expert_id' then (select name from public.experts where id = value::uuid)
        when 'service_id' then (select name from public.services where id = value::uuid)
        when 'sub_service_id' then (select name from public.sub_services where id = value::uuid)
        when 'category_id' then (select name from public.service_categories where id = value::uuid)
        when 'course_id' then (select title from public.courses where id = value::uuid)
        when 'offer_id' then (select title from public.offers where id = value::uuid)
        when 'branch_id' then (select name from public.branches where id = value::uuid)
        when 'appointment_id' then
            (select customer_name || ', ' || service_name from public.appointments where id = value::uuid)
        when 'user_id' then (select name from public.users where id = value::uuid)
        when 'created_by' then (select name from public.users where id = value::uuid)
        when 'taken_by' then (select name from public.users where id = value::uuid)
        when 'opened_by' then (select name from public.users where id = value::uuid)
        when 'closed_by' then (select name from public.users where id = value::uuid)
    end;
end
$$;

-- What a row of the log is about: by its name as it is now, or as the log remembers it.
create function salon.subject_of(of_entity text, of_id uuid, image jsonb) returns text
    language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    return case of_entity
        when 'appointments' then coalesce(
            salon.name_of('appointment_id', of_id::text),
            (image ->> 'customer_name') || ', ' || (image ->> 'service_name'))
        when 'appointment_sub_services' then image ->> 'name'
        when 'payments' then salon.name_of(
            'appointment_id', coalesce(
                image ->> 'appointment_id', (select appointment_id::text from public.payments where id = of_id)))
        when 'expert_services' then coalesce(
            (select e.name || ', ' || s.name
               from public.expert_services x
               join public.experts e on e.id = x.expert_id join public.services s on s.id = x.service_id
              where x.id = of_id),
            salon.name_of('expert_id', image ->> 'expert_id') || ', '
                || salon.name_of('service_id', image ->> 'service_id'))
        when 'shifts' then salon.name_of('expert_id', coalesce(
            image ->> 'expert_id', (select expert_id::text from public.shifts where id = of_id)))
        when 'shift_exceptions' then salon.name_of('expert_id', coalesce(
            image ->> 'expert_id', (select expert_id::text from public.shift_exceptions where id = of_id)))
        when 'time_off' then salon.name_of('expert_id', coalesce(
            image ->> 'expert_id', (select expert_id::text from public.time_off where id = of_id)))
        when 'role_permissions' then (image ->> 'role') || ', ' || (image ->> 'permission')
        when 'users' then coalesce(salon.name_of('user_id', of_id::text), image ->> 'name')
        when 'experts' then coalesce(salon.name_of('expert_id', of_id::text), image ->> 'name')
        when 'services' then coalesce(salon.name_of('service_id', of_id::text), image ->> 'name')
        when 'sub_services' then coalesce(salon.name_of('sub_service_id', of_id::text), image ->> 'name')
        when 'service_categories' then coalesce(salon.name_of('category_id', of_id::text), image ->> 'name')
        when 'branches' then salon.name_of('branch_id', of_id::text)
        else coalesce(image ->> 'name', image ->> 'title', image ->> 'customer_name', image ->> 'reason')
    end;
end
$$;

-- The log as it is read: with names for ids, the fields side by side. Who sees which rows is decided by the policies of
-- whoever asks.
create view salon.log_entries with (security_invoker = true) as
select l.id, l.change, l.at, l.actor_id, (select p.name from public.users p where p.id = l.actor_id)::text as actor,
       l.desk::text as desk, l.action, l.entity, l.entity_id,
       salon.subject_of(l.entity, l.entity_id, coalesce(l.before, '{}') || coalesce(l.after, '{}')) as subject,
       fields.names, fields.was, fields.became, l.undoes,
       (select u.id from public.audit_log u where u.undoes = l.id) as undone_by
  from public.audit_log l
 cross join lateral (
     select coalesce(array_agg(k.field order by k.field), '{}') as names,
            coalesce(array_agg(coalesce(salon.name_of(k.field, l.before ->> k.field), l.before ->> k.field)
                order by k.field), '{}') as was,
            coalesce(array_agg(coalesce(salon.name_of(k.field, l.after ->> k.field), l.after ->> k.field)
                order by k.field), '{}') as became
       from jsonb_object_keys(coalesce(l.before, '{}') || coalesce(l.after, '{}')) as k (field)
 ) fields;

-- The history of one thing, for whoever may see the thing: of an appointment with its money; what an expert does goes
-- by the expert's id as well. `after_version` leaves
-- out what a form that was opened on that version has seen. Contact data is not in it for those who may not see it,
-- nor is money that is older than what their role sees.
create function salon.history(of_entity text, of_id uuid, after_version integer default null)
    returns setof salon.log_entries
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    seen constant text := salon.scope('appointments.view');
    shows_contacts constant boolean := salon.allows('clients.view');
    shows_money constant boolean := salon.allows('payments.take');
    shows_old_money constant boolean := salon.allows('reports.view');
begin
    if not coalesce(salon.allows('audit.view') or case
        when of_entity in ('appointments', 'payments') then seen = 'all' or seen = 'own' and exists (
            select from public.appointments a
             where a.id = coalesce((select p.appointment_id from public.payments p where p.id = of_id), of_id)
               and a.expert_id = salon.current_expert_id())
        when of_entity = 'users' and exists (select from public.users u where u.id = of_id and u.role = 'user')
            then shows_contacts
        when of_entity = 'users' then salon.allows('users.view')
        when of_entity in ('experts', 'expert_services', 'shifts', 'shift_exceptions', 'time_off')
            then salon.allows('experts.manage')
        when of_entity in ('services', 'sub_services', 'service_categories') then salon.allows('services.manage')
        else false
    end, false) then
        -- Who may change something without seeing its history is told that it is stale, not why.
        perform salon.demand(after_version is not null, '42501');
        return;
    end if;
    return query
        select e.id, e.change, e.at, e.actor_id, e.actor, e.desk, e.action, e.entity, e.entity_id, e.subject,
               f.names, f.was, f.became, e.undoes, e.undone_by
          from salon.log_entries e
         cross join lateral (
             select coalesce(array_agg(x.name), '{}'), coalesce(array_agg(x.was), '{}'),
                    coalesce(array_agg(x.became), '{}')
               from unnest(e.names, e.was, e.became) as x (name, was, became)
              where shows_contacts or x.name not in (
                  'customer_phone', 'customer_email', 'phone', 'email', 'address')
         ) f (names, was, became)
         where e.id in (
             select l.id from public.audit_log l
              where l.entity = of_entity and l.entity_id = of_id
                and (after_version is null or l.version > after_version)
             union all
             select l.id from public.audit_log l
              where of_entity = 'expert_services' and l.entity = of_entity
                and (coalesce(l.before, l.after) ->> 'expert_id' = of_id::text
                     or l.entity_id in (select x.id from public.expert_services x where x.expert_id = of_id))
             union all
             select l.id from public.payments p
               join public.audit_log l on l.entity = 'payments' and l.entity_id = p.id
              where of_entity = 'appointments' and p.appointment_id = of_id and after_version is null
                and shows_money and (shows_old_money or l.at > now() - interval '7 days'))
         order by e.id desc;
end
$$;

-- The rows of one's own change in this session: `wanted`, or the last one that was neither taken back nor takes
-- something back. `obstacle` says why it stays as it is.
create function salon.own_change(wanted bigint default null, moment timestamptz default null)
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
                       'time_off']) then 'settings'
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

-- The same with names, for the question whether to take it back.
create function salon.last_change(wanted bigint default null, moment timestamptz default null)
    returns table (entry salon.log_entries, obstacle text, changed_by text)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e, o.obstacle, o.changed_by
      from salon.own_change(wanted, moment) o join salon.log_entries e on e.id = o.id
     order by o.id
$$;

-- Takes one's own change back: all of its rows, or none. It acts as the desk: what the role may not do, the policies
-- refuse here as everywhere, and the constraints and triggers hold. SL004 with the obstacle as the constraint's name:
-- it can't be taken back.
--
-- A booking is cancelled, money is given back by a payment of its own, what was added is removed, what was changed or
-- removed becomes what it was. A new client of a booking that is taken back stays.
create function salon.undo(wanted bigint, moment timestamptz default null) returns void
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
        if step.obstacle is null and step.action <> 'delete' and step.entity not in ('appointments', 'payments') then
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
        if step.entity = 'appointment_sub_services' or is_booking and step.entity = 'users' then
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

-- Gives the money of a payment back by a refund.
create function salon.undo_payment(payment uuid, moment timestamptz) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    taken public.payments;
begin
    insert into public.payments (
        branch_id, appointment_id, kind, method, amount, taken_by, taken_at, till_id, note)
    select p.branch_id, p.appointment_id, 'refund', p.method, p.amount, salon.current_user_id(),
           coalesce(moment, now()),
           (select t.id from public.tills t where t.branch_id = p.branch_id and t.closed_at is null), 'Taken back'
      from public.payments p
     where p.id = payment
    returning * into taken;
    perform salon.demand(found, '42501');
    if (select sum(case kind when 'refund' then -amount when 'tip' then 0 else amount end)
          from public.payments where appointment_id = taken.appointment_id) < 0 then
        raise exception using errcode = 'SL004', constraint = 'changed', message = 'it was given back meanwhile';
    end if;
end
$$;

-- Removes what was added, unless something stands on it by now that would go with it.
create function salon.undo_addition(of_entity text, of_id uuid) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    is_gone boolean;
begin
    if (case of_entity
        when 'users' then exists (select from public.appointments where user_id = of_id)
        when 'services' then exists (select from public.expert_services where service_id = of_id)
            or exists (select from public.sub_services where service_id = of_id)
        when 'service_categories' then exists (select from public.services where category_id = of_id)
        when 'experts' then exists (select from public.expert_services where expert_id = of_id)
            or exists (select from public.shifts where expert_id = of_id)
        else false
    end) then
        raise exception using errcode = 'SL004', constraint = 'used', message = 'it is in use';
    end if;
    if of_entity = 'users' then
        is_gone := salon.remove_client(of_id);
    else
        execute format('with gone as (delete from public.%I where id = $1 returning 1) select exists (select from gone)',
                       of_entity) into is_gone using of_id;
    end if;
    perform salon.demand(is_gone, '42501');
end
$$;

-- Gives a row the values that the log remembers: those of the columns that were changed, or the whole row where it was
-- removed. What the database derives itself is not written.
create function salon.restore(of_entity text, of_id uuid, of_action text, image jsonb)
    returns void language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    columns constant text := (
        select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
          from pg_attribute a
         where a.attrelid = format('public.%I', of_entity)::regclass and a.attnum > 0 and a.attgenerated = ''
           and image ? a.attname);
    is_restored boolean;
begin
    execute format(
        case of_action
            when 'update' then
                'with done as (
                     update public.%1$I set (%2$s) = (select %2$s from jsonb_populate_record(null::public.%1$I, $1))
                      where id = $2 returning 1)
                 select exists (select from done)'
            else
                'with done as (
                     insert into public.%1$I (%2$s) select %2$s from jsonb_populate_record(null::public.%1$I, $1)
                     returning 1)
                 select exists (select from done)'
        end, of_entity, columns) into is_restored using image, of_id;
    perform salon.demand(is_restored, '42501');
end
$$;

-- Nobody asks for it any more: salon.history tells it with the rest.
drop function salon.last_editor(text, uuid);

grant select on salon.log_entries to salon_console;
grant execute on function
    salon.name_of, salon.subject_of, salon.history, salon.own_change, salon.last_change, salon.undo,
    salon.undo_payment, salon.undo_addition, salon.restore
    to salon_console;
