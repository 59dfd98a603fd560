-- The window of 0024, without a look at each expert who ever left: over the years they become more than those who work.
-- It is about the experts that are wanted, or about all who work at the branch and, where `departed` says so, those who
-- have left with appointments on the days.
set local role salon_owner;

drop function salon.open_window(uuid, date, integer, timestamptz, uuid, uuid, integer, uuid[]);
create function salon.open_window(
    wanted_branch uuid, wanted_day date, days integer, at timestamptz, visit uuid, appointment uuid, seen integer,
    wanted uuid[], departed boolean
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
                 where e.branch_id = branch
                   and case when wanted is not null then e.id = any (wanted)
                            else e.is_active or departed and e.id in (
                                select a.expert_id from public.appointments a
                                 where a.branch_id = branch and a.appointment_date >= first_day
                                   and a.appointment_date < first_day + days) end
            )::text, true);
    return first_day;
end
$$;
grant execute on function salon.open_window to salon_console;
