-- What its person takes back: closures like any other hours; not what a desk offers to who waits, in the background. That
-- is nobody's own change, and who takes the last one back means what they did themselves. An offer is passed on instead.
set local role salon_owner;

-- As in 0036, with closures and but for offers.
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
                where o.change = l.change and o.session = here.id and (
                    o.undoes is not null or u.id is not null
                    or o.entity = 'appointments' and o.action = 'insert' and o.after ? 'waitlist_id'))
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
                       'time_off', 'closures', 'series', 'waitlist', 'patch_tests']) then 'settings'
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
