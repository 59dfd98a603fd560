-- Who writes on an expert's time has the turn there (salon.take_turn, 0017): one at a time, in the order of asking, so
-- that no two wait for each other in a circle. A turn that bookings could share would let them keep a move waiting for
-- ever: who shares a row's lock passes those who want it alone.
set local role salon_owner;

-- Replace those of 0008: a roster's change takes the turn first, so that a booking either is there before it, or is
-- compared with the new version.
create or replace function salon.bump_roster() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    touched uuid;
    branch uuid;
begin
    for touched in
        select case when tg_op <> 'DELETE' then new.expert_id end
        union select case when tg_op <> 'INSERT' then old.expert_id end
        order by 1
    loop
        perform salon.take_turn(touched) where touched is not null;
        update public.experts set roster_version = roster_version + 1
         where id = touched returning branch_id into branch;
        if branch is not null then
            perform pg_notify(salon.channel(branch), 'roster:' || touched);
        end if;
    end loop;
    return null;
end
$$;

create or replace function salon.bump_rosters_of_branch() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    touched uuid;
begin
    for touched in
        select case when tg_op <> 'DELETE' then new.branch_id end
        union select case when tg_op <> 'INSERT' then old.branch_id end
        order by 1
    loop
        perform salon.take_turn(e.id)
           from (select id from public.experts where branch_id = touched order by id) e;
        update public.experts set roster_version = roster_version + 1 where branch_id = touched;
        perform pg_notify(salon.channel(touched), 'roster:*') where touched is not null;
    end loop;
    return null;
end
$$;
