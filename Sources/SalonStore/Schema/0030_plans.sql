-- The same answers at less cost: the server planned some statements anew each time, because it took a list of one for
-- cheaper than any list, or the branches of a case that are not taken for free; and that cost more than the statements do.
set local role salon_owner;

-- Who of a branch waits for times that became free, the oldest first: `experts`, and from when until when. Nobody is asked twice at a time, nor for a time that they let go. It is for
-- the domain to say whether a visit fits.
create function salon.waiting_for(
    branch uuid, at timestamptz, most bigint, experts uuid[], starts timestamp[], ends timestamp[]
) returns setof uuid
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_generic_plan rows 10 as $$
begin
    if not salon.allows('appointments.view') then
        return;
    end if;
    return query
        select w.id
          from public.waitlist w
         where w.branch_id = branch and w.status = 'waiting'
           and not exists (
               select from public.appointments o
                where o.waitlist_id = w.id and o.status = 'reserved' and o.expires_at > coalesce(at, now()))
           and exists (
               select from unnest(experts, starts, ends) f (expert, starts, ends)
                where (w.expert_ids = '{}' or f.expert = any (w.expert_ids))
                  and (w.from_date is null or w.from_date <= f.ends::date)
                  and (w.to_date is null or w.to_date >= f.starts::date - 1)
                  and (w.weekdays = '{}' or extract(isodow from f.starts)::smallint = any (w.weekdays)
                       or extract(isodow from f.ends)::smallint = any (w.weekdays))
                  and (w.from_time is null or f.starts::date < f.ends::date or f.ends::time > w.from_time)
                  and exists (
                      select from public.expert_services x
                       where x.expert_id = f.expert and x.service_id = any (w.service_ids))
                  and not exists (
                      select from public.appointments p
                       where p.waitlist_id = w.id and p.expert_id = f.expert and p.status = 'expired'
                         and p.busy && tsrange(f.starts, f.ends)))
         order by w.created_at, w.id
         limit most;
end
$$;
grant execute on function salon.waiting_for to salon_console;

-- As in 0028; the reading that explains why a change was refused has nothing to read once the change is made. A change
-- leaves its name in salon.made, which goes with it when it is taken back.
drop function salon.open_window(uuid, date, integer, timestamptz, uuid, uuid, integer, uuid[], boolean);
create function salon.open_window(
    wanted_branch uuid, wanted_day date, days integer, at timestamptz, change uuid, wanted uuid[], departed boolean
) returns date
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    branch uuid;
    first_day date;
begin
    if not salon.has_session() or coalesce(current_setting('salon.made', true) = change::text, false) then
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

-- As in 0026, each name looked up by a statement of its own.
create or replace function salon.name_of(field text, value text) returns text
    language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    case field
        when 'expert_id' then return (select name from public.experts where id = value::uuid);
        when 'service_id' then return (select name from public.services where id = value::uuid);
        when 'sub_service_id' then return (select name from public.sub_services where id = value::uuid);
        when 'category_id' then return (select name from public.service_categories where id = value::uuid);
        when 'course_id' then return (select title from public.courses where id = value::uuid);
        when 'offer_id' then return (select title from public.offers where id = value::uuid);
        when 'branch_id' then return (select name from public.branches where id = value::uuid);
        when 'service_ids' then return (
            select string_agg(s.name, ', ' order by w.place)
              from jsonb_array_elements_text(value::jsonb) with ordinality w (id, place)
              join public.services s on s.id = w.id::uuid);
        when 'expert_ids' then return (
            select string_agg(e.name, ', ' order by e.name) from public.experts e
             where e.id in (select w.id::uuid from jsonb_array_elements_text(value::jsonb) w (id)));
        when 'waitlist_id' then return (select customer_name from public.waitlist where id = value::uuid);
        when 'series_id' then return (
            select case every_weeks when 1 then 'every week' else 'every ' || every_weeks || ' weeks' end
              from public.series where id = value::uuid);
        when 'appointment_id' then return (
            select customer_name || ', ' || service_name from public.appointments where id = value::uuid);
        when 'user_id', 'created_by', 'taken_by', 'opened_by', 'closed_by' then return (
            select name from public.users where id = value::uuid);
        else return null;
    end case;
end
$$;

-- As in 0021, the same way.
create or replace function salon.subject_of(of_entity text, of_id uuid, image jsonb) returns text
    language plpgsql stable set search_path = pg_catalog, pg_temp as $$
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

alter function salon.history(text, uuid, integer) set plan_cache_mode = force_generic_plan;
