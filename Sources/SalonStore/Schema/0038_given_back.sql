-- A hold that has run out gives its time to whoever books next; what they leave of it is for who waits, as when the minute
-- tick has found it. So the turns answer with such times: no statement more, and nothing to do where no hold is over.
set local role salon_owner;

-- As in 0024; answers with whose time was given back, and from when until when, if anybody waits for any of it.
drop function salon.take_turns(uuid[], date, date, timestamptz);
create function salon.take_turns(
    experts uuid[], first_day date, last_day date, at timestamptz,
    out given uuid[], out starts timestamp[], out ends timestamp[]
) language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    branches uuid[];
begin
    perform salon.take_turn(t.expert)
       from (select distinct e.expert from unnest(experts) e (expert) where e.expert is not null order by 1) t;
    if exists (
        select from public.appointments a
         where a.expert_id = any (experts) and a.appointment_date between first_day - 1 and last_day + 1
           and a.status = 'reserved' and a.expires_at <= coalesce(at, now())
    ) then
        with expired as (
            update public.appointments
               set status = 'expired'
             where id in (
                 select a.id from public.appointments a
                  where a.expert_id = any (experts) and a.appointment_date between first_day - 1 and last_day + 1
                    and a.status = 'reserved' and a.expires_at <= coalesce(at, now())
                  order by a.id
                    for update)
            returning branch_id, expert_id, busy
        )
        select array_agg(e.expert_id), array_agg(lower(b)), array_agg(upper(b)), array_agg(distinct e.branch_id)
          into given, starts, ends, branches
          from expired e cross join lateral unnest(e.busy) b;
        if not exists (
            select from unnest(branches) b (id)
             cross join lateral salon.waiting_for(b.id, at, 1, given, starts, ends)
        ) then
            given := null;
        end if;
    end if;
end
$$;
grant execute on function salon.take_turns to salon_console;
