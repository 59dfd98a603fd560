import Postgres

/// Series of visits.
extension AppointmentSQL {
    /// What `busy` reads, of parts of the window that lie far apart: $1 the experts, null for all; $2 the first day of
    /// each part, $3 the day behind its last. Each part is looked up by its days, so that what lies between costs nothing.
    static let busyIn = Statement(
        "appointments.busy_in",
        """
        select a.id, a.expert_id, a.appointment_date + a.appointment_time, a.duration, a.processing_minutes,
               a.finishing_minutes, a.buffer_minutes
          from unnest($2::date[], $3::date[]) p (first_day, next_day)
          join public.appointments a on a.appointment_date >= p.first_day and a.appointment_date < p.next_day
         where \(isOpen) and a.branch_id = \(branch)
           and a.status in ('reserved', 'confirmed', 'arrived', 'in_service')
           and not (a.status = 'reserved' and a.expires_at <= \(moment))
           and a.expert_id is not null and ($1::uuid[] is null or a.expert_id = any($1))
        """)

    /// Begins a series ($1) of a branch ($2) and a client ($3): $4 first start, $5 weeks, $6 times or $7 last day. Once,
    /// however often it is repeated.
    static let addSeries = Statement(
        "series.add",
        """
        insert into public.series (id, branch_id, user_id, first_start, every_weeks, times, until)
        select $1, $2, $3, $4, $5::int, $6::int, $7
         where not exists (select from public.series s where s.id = $1)
        on conflict (id) do nothing
        """)

    /// All appointments of a series ($1), by start.
    static let series = Statement(
        "series.appointments",
        """
        select \(entryColumns)
          from \(entryTables)
         where a.series_id = $1
         order by a.appointment_date, a.appointment_time, a.id
        """)

    /// The series of an appointment ($1): its rule, and its visits by start with whether they are still held.
    static let place = Statement(
        "series.place",
        """
        select s.id, s.first_start, s.every_weeks, s.times, s.until, v.visit, v.starts, v.is_live
          from public.series s
         cross join lateral (
             select a.visit_id as visit, min(a.appointment_date + a.appointment_time) as starts,
                    bool_or(a.status in ('reserved', 'confirmed', 'arrived', 'in_service')) as is_live
               from public.appointments a
              where a.series_id = s.id
              group by a.visit_id
         ) v
         where s.id = (select asked.series_id from public.appointments asked where asked.id = $1)
         order by v.starts, v.visit
        """)

    /// Cancels the visit of an appointment ($1, $2 its version) and those of its series that begin at $3 or later (null:
    /// no others); $4 why. What is not held any more, or is being done, stays as it is.
    static let cancelSeries = Statement(
        "series.cancel",
        """
        with asked as (
            select a.visit_id, a.series_id from public.appointments a
             where a.id = $1 and a.version = $2 and a.status in ('reserved', 'confirmed', 'arrived')
        ), visits as (
            select a.visit_id
              from asked join public.appointments a on a.series_id = asked.series_id
             group by a.visit_id, asked.visit_id
            having a.visit_id = asked.visit_id
                or $3::timestamp is not null and min(a.appointment_date + a.appointment_time) >= $3
        ), cancelled as (
            update public.appointments a
               set status = 'cancelled', cancelled_reason = $4
             where a.visit_id in (select v.visit_id from visits v)
               and a.series_id = (select series_id from asked)
               and a.status in ('reserved', 'confirmed', 'arrived')
            returning a.id
        )
        select salon.demand(exists (select from cancelled where id = $1), 'SL002'), array(select id from cancelled)
        """)
}
