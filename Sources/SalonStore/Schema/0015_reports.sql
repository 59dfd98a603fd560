-- Figures of a period. The rows behind them are not everybody's to add up, so these functions are the owner's and ask
-- for the permission themselves; under row-level security a sum over a month would also lose its index.
--
-- What the words mean, here and on the screen:
--   value      price of the appointments that took place (completed), by their day
--   taken      payments and deposits less refunds, tips apart, by the moment they changed hands
--   lost       price of the no-shows
--   owed       what completed appointments still lack, as of now
set local role salon_owner;

-- Who may see money by period: reports.view any, dashboard.view this month and what it is compared with.
create function salon.require_report(branch uuid, first_day date) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $$
begin
    if salon.allows('reports.view') then
        return;
    end if;
    if not salon.allows('dashboard.view') or first_day < (
        select date_trunc('month', (now() at time zone b.time_zone) - interval '1 month')::date
          from public.branches b where b.id = branch
    ) then
        raise exception using errcode = 'insufficient_privilege', message = 'reports.view';
    end if;
end
$$;

-- One pass over the appointments of the days [first_day, next_day), added up by day, service, expert, and weekday with
-- hour; `kind` says by what.
create function salon.report_breakdown(branch uuid, first_day date, next_day date)
    returns table (
        kind text, day date, service uuid, expert uuid, weekday integer, hour integer,
        completed bigint, value numeric, attended bigint, hands_on bigint
    )
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $$
#variable_conflict use_column
begin
    perform salon.require_report(branch, first_day);
    return query
        select case grouping(a.day, a.service, a.expert, a.weekday)
                   when 7 then 'day' when 11 then 'service' when 13 then 'expert' else 'hour' end,
               a.day, a.service, a.expert, a.weekday, a.hour,
               count(*) filter (where a.status = 'completed'),
               coalesce(sum(a.price) filter (where a.status = 'completed'), 0),
               count(*) filter (where a.status in ('arrived', 'in_service', 'completed')),
               coalesce(sum(a.minutes) filter (where a.status in ('arrived', 'in_service', 'completed')), 0)
          from (
              select b.appointment_date as day, b.service_id as service, b.expert_id as expert, b.status,
                     extract(isodow from b.appointment_date)::integer as weekday,
                     extract(hour from b.appointment_time)::integer as hour,
                     b.total_price as price, b.duration + b.finishing_minutes as minutes
                from public.appointments b
               where b.branch_id = branch and b.appointment_date >= first_day and b.appointment_date < next_day
                 and b.status not in ('cancelled', 'expired')
          ) a
         group by grouping sets ((a.day), (a.service), (a.expert), (a.weekday, a.hour));
end
$$;

-- The figures of the days as a whole. A visit is counted once, however many services it has.
create function salon.report_totals(branch uuid, first_day date, next_day date)
    returns table (
        value numeric, visits bigint, appointments bigint, clients bigint, new_clients bigint,
        no_shows bigint, lost numeric, cancelled bigint, cancelled_within_day bigint, kept_or_missed bigint,
        owed numeric, owed_visits bigint
    )
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $$
#variable_conflict use_column
declare
    zone constant text := (select b.time_zone from public.branches b where b.id = branch);
begin
    perform salon.require_report(branch, first_day);
    return query
        with days as materialized (
            select a.id, a.visit_id, a.user_id, a.status, a.payment_status, a.total_price,
                   a.status = 'cancelled' and a.cancelled_at
                       > ((a.appointment_date + a.appointment_time) at time zone zone) - interval '1 day' as late
              from public.appointments a
             where a.branch_id = branch and a.appointment_date >= first_day and a.appointment_date < next_day
        ), unpaid as (
            select d.visit_id, d.total_price - coalesce((
                       select sum(case p.kind when 'refund' then -p.amount when 'tip' then 0 else p.amount end)
                         from public.payments p where p.appointment_id = d.id), 0) as rest
              from days d where d.status = 'completed' and d.payment_status = 'unpaid'
        ), visitors as (
            select distinct d.user_id from days d where d.status = 'completed' and d.user_id is not null
        )
        select coalesce(sum(d.total_price) filter (where d.status = 'completed'), 0),
               count(distinct d.visit_id) filter (where d.status = 'completed'),
               count(*) filter (where d.status = 'completed'),
               (select count(*) from visitors),
               (select count(*) from visitors v
                 where not exists (
                     select from public.appointments e
                      where e.user_id = v.user_id and e.appointment_date < first_day and e.status = 'completed')),
               count(*) filter (where d.status = 'no_show'),
               coalesce(sum(d.total_price) filter (where d.status = 'no_show'), 0),
               count(*) filter (where d.status = 'cancelled'),
               count(*) filter (where d.late),
               count(*) filter (where d.status in ('arrived', 'in_service', 'completed', 'no_show')),
               (select coalesce(sum(u.rest), 0) from unpaid u where u.rest > 0),
               (select count(distinct u.visit_id) from unpaid u where u.rest > 0)
          from days d;
end
$$;

-- Money that changed hands, by the local day of its moment.
create function salon.report_payments(branch uuid, first_day date, next_day date)
    returns table (day date, kind text, method text, amount numeric, payments bigint)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $$
#variable_conflict use_column
declare
    zone constant text := (select b.time_zone from public.branches b where b.id = branch);
begin
    perform salon.require_report(branch, first_day);
    return query
        select (p.taken_at at time zone zone)::date, p.kind, p.method, sum(p.amount), count(*)
          from public.payments p
         where p.branch_id = branch
           and p.taken_at >= first_day::timestamp at time zone zone
           and p.taken_at < next_day::timestamp at time zone zone
         group by 1, 2, 3;
end
$$;

-- What is booked from a wall-clock moment on: held or fixed, not begun.
create function salon.report_ahead(branch uuid, from_time timestamp)
    returns table (value numeric, visits bigint)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $$
#variable_conflict use_column
begin
    perform salon.require_report(branch, from_time::date);
    return query
        select coalesce(sum(a.total_price), 0), count(distinct a.visit_id)
          from public.appointments a
         where a.branch_id = branch and a.status in ('reserved', 'confirmed')
           and a.appointment_date >= from_time::date
           and a.appointment_date + a.appointment_time >= from_time;
end
$$;

-- Of the clients who came on the days, how many came again within so many days of that visit, and how many had the
-- chance to: those whose days are over by `today`.
create function salon.report_return(branch uuid, first_day date, next_day date, within_days integer)
    returns table (clients bigint, came_back bigint)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $$
#variable_conflict use_column
begin
    perform salon.require_report(branch, first_day + within_days);
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

grant execute on function
    salon.report_breakdown, salon.report_totals, salon.report_payments, salon.report_ahead, salon.report_return
    to salon_console;
