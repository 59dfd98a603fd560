-- What the desk's own statements stand on.
set local role salon_owner;

-- Undoes the transaction unless `met`: several services of a visit are booked all or none, and a change is made to the
-- version that the desk has seen or not at all. The codes: SL001 not all booked, SL002 changed meanwhile, SL003 more
-- than is owed.
create function salon.demand(met boolean, code text) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
    if met is not true then
        raise exception using errcode = code, message = 'the desk''s condition is not met';
    end if;
end
$$;

-- Who changed something last, by name: for the sentence to whom it was taken from under the fingers. The log itself is
-- not for everybody.
create function salon.last_editor(of_entity text, of_id uuid) returns text
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not salon.has_session() then
        return null;
    end if;
    return (
        select u.name
          from public.audit_log l left join public.users u on u.id = l.actor_id
         where l.entity = of_entity and l.entity_id = of_id
         order by l.id desc
         limit 1
    );
end
$$;

grant execute on function salon.demand, salon.last_editor to salon_console;
