-- The turn at an expert's time (0017, 0023), first come, first served. A row's lock goes to whoever asks at the moment when
-- it is given back, so that with many desks at once some waited twenty times as long as others; an advisory lock goes to
-- who has waited longest. It writes nothing, either.
set local role salon_owner;

create or replace function salon.take_turn(expert uuid) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if salon.is_desk(session_user) then
        perform salon.require_person();
    end if;
    perform pg_advisory_xact_lock(uuid_hash_extended(expert, 0)) where expert is not null;
end
$$;

-- Only the turn itself takes such locks: with them a desk's login could keep all others waiting without a session. Where
-- whoever migrates may not say so about the server's own functions, its administrator may.
reset role;
do $$
declare
    lock regprocedure;
begin
    for lock in
        select p.oid from pg_catalog.pg_proc p
         where p.pronamespace = 'pg_catalog'::regnamespace and p.proname like 'pg\_%advisory%lock%'
    loop
        execute format('revoke execute on function %s from public', lock);
        execute format('grant execute on function %s to salon_owner, salon_website', lock);
    end loop;
exception
    when insufficient_privilege then null;
end
$$;
