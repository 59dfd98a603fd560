-- All hours of the open window (0024, 0030) in one: of its experts the shifts, exceptions and times off, and the closures
-- and opening hours of its branch, from the day before it to the day behind it. Who may see them is asked once instead of
-- table by table, and one statement reads them instead of five.
--
-- first and last are days, starts and ends times of day. A shift is valid from the first day to the last; a time off and a
-- closure go on from starts on the first day to ends on the last; an exception is for its first day, and without times it
-- means off.
set local role salon_owner;

create view salon.window_hours with (security_barrier) as
    select h.* from (
        select 'shift' as what, s.id, s.expert_id, s.weekday, s.starts, s.ends, s.valid_from as first, s.valid_to as last,
               s.week, s.every_weeks, s.version, null::text as kind, null::text as reason
          from public.shifts s
         where s.expert_id = any ((select nullif(current_setting('salon.experts', true), '')::uuid[])::uuid[])
           and s.valid_from < (select nullif(current_setting('salon.next_day', true), '')::date) + 2
           and (s.valid_to is null
                or s.valid_to >= (select nullif(current_setting('salon.first_day', true), '')::date) - 1)
        union all
        select 'exception', x.id, x.expert_id, null, x.starts, x.ends, x.date, null, null, null, null, null, null
          from public.shift_exceptions x
         where x.expert_id = any ((select nullif(current_setting('salon.experts', true), '')::uuid[])::uuid[])
           and x.date >= (select nullif(current_setting('salon.first_day', true), '')::date) - 1
           and x.date < (select nullif(current_setting('salon.next_day', true), '')::date) + 2
        union all
        select 'time_off', t.id, t.expert_id, null, t.starts::time, t.ends::time, t.starts::date, t.ends::date,
               null, null, null, t.kind, nullif(t.reason, '')
          from public.time_off t
         where t.expert_id = any ((select nullif(current_setting('salon.experts', true), '')::uuid[])::uuid[])
           and t.ends > ((select nullif(current_setting('salon.first_day', true), '')::date) - 1)::timestamp
           and t.starts < ((select nullif(current_setting('salon.next_day', true), '')::date) + 2)::timestamp
        union all
        select 'closure', c.id, null, null, c.starts::time, c.ends::time, c.starts::date, c.ends::date,
               null, null, null, null, nullif(c.reason, '')
          from public.closures c
         where c.branch_id = (select nullif(current_setting('salon.branch', true), '')::uuid)
           and c.ends > ((select nullif(current_setting('salon.first_day', true), '')::date) - 1)::timestamp
           and c.starts < ((select nullif(current_setting('salon.next_day', true), '')::date) + 2)::timestamp
        union all
        select 'opening', o.id, null, o.weekday, o.opens, o.closes, null, null, null, null, null, null, null
          from public.opening_hours o
         where o.branch_id = (select nullif(current_setting('salon.branch', true), '')::uuid)
    ) h
     where (select nullif(current_setting('salon.branch', true), '')) is not null
       and (select salon.allows('experts.view') or salon.scope('appointments.view') is not null);
grant select on salon.window_hours to salon_console;
