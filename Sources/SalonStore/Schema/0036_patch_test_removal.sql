-- A patch test that was recorded by mistake can be removed, and each step with one can be taken back.
set local role salon_owner;

create policy console_delete on public.patch_tests for delete to salon_console
    using ((select salon.allows('clients.manage')));
-- What was removed comes back as the whole row.
grant delete, insert (created_by, created_at) on public.patch_tests to salon_console;

-- Who records a test at a desk, or brings it back, stands under it.
create function salon.sign_patch_test() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if salon.is_desk(session_user) then
        new.created_by := salon.require_person();
        new.created_at := now();
    end if;
    return new;
end
$$;
create trigger patch_tests_sign before insert on public.patch_tests
    for each row execute function salon.sign_patch_test();

-- As in 0025, with patch tests among what is taken back.
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
                       'time_off', 'series', 'waitlist', 'patch_tests']) then 'settings'
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

-- As in 0030, with the client and the service of a patch test.
create or replace function salon.subject_of(of_entity text, of_id uuid, image jsonb) returns text
    language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    test record;
begin
    case of_entity
        when 'appointments' then return coalesce(
            salon.name_of('appointment_id', of_id::text),
            (image ->> 'customer_name') || ', ' || (image ->> 'service_name'));
        when 'appointment_sub_services' then return image ->> 'name';
        when 'payments' then return salon.name_of('appointment_id', coalesce(
            image ->> 'appointment_id', (select appointment_id::text from public.payments where id = of_id)));
        when 'expert_services' then return coalesce(
            (select e.name || ', ' || s.name
               from public.expert_services x
               join public.experts e on e.id = x.expert_id join public.services s on s.id = x.service_id
              where x.id = of_id),
            salon.name_of('expert_id', image ->> 'expert_id') || ', '
                || salon.name_of('service_id', image ->> 'service_id'));
        when 'shifts' then return salon.name_of('expert_id', coalesce(
            image ->> 'expert_id', (select expert_id::text from public.shifts where id = of_id)));
        when 'shift_exceptions' then return salon.name_of('expert_id', coalesce(
            image ->> 'expert_id', (select expert_id::text from public.shift_exceptions where id = of_id)));
        when 'time_off' then return salon.name_of('expert_id', coalesce(
            image ->> 'expert_id', (select expert_id::text from public.time_off where id = of_id)));
        when 'patch_tests' then
            select coalesce(image ->> 'user_id', t.user_id::text) as client,
                   coalesce(image ->> 'service_id', t.service_id::text) as service into test
              from (values (1)) one left join public.patch_tests t on t.id = of_id;
            return salon.name_of('user_id', test.client) || ', ' || salon.name_of('service_id', test.service);
        when 'role_permissions' then return (image ->> 'role') || ', ' || (image ->> 'permission');
        when 'users' then return coalesce(salon.name_of('user_id', of_id::text), image ->> 'name');
        when 'experts' then return coalesce(salon.name_of('expert_id', of_id::text), image ->> 'name');
        when 'services' then return coalesce(salon.name_of('service_id', of_id::text), image ->> 'name');
        when 'sub_services' then return coalesce(salon.name_of('sub_service_id', of_id::text), image ->> 'name');
        when 'service_categories' then return coalesce(salon.name_of('category_id', of_id::text), image ->> 'name');
        when 'branches' then return salon.name_of('branch_id', of_id::text);
        else return coalesce(image ->> 'name', image ->> 'title', image ->> 'customer_name', image ->> 'reason');
    end case;
end
$$;
