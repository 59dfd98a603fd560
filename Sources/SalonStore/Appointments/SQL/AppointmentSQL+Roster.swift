import Postgres

/// Rosters and busy spans of some days. All take the parameters of `window`, and all but `closures` the experts as $6,
/// null for all.
extension AppointmentSQL {
    /// Experts who work at the branch, and those who have left with appointments on the days.
    static let experts = Statement(
        "appointments.experts",
        """
        \(window)
        select e.id, e.name, e.colour, e.is_active, e.roster_version
          from public.experts e
         where e.branch_id = (select branch from days)
           and ($6::uuid[] is null or e.id = any($6))
           and (e.is_active or exists (
               select from public.appointments a
                where a.expert_id = e.id and a.appointment_date >= (select first_day from days)
                  and a.appointment_date < (select next_day from days)))
         order by e.display_order, e.name, e.id
        """)

    static let expertServices = Statement(
        "appointments.expert_services",
        """
        \(window)
        select s.expert_id, s.service_id, s.price::text, s.duration
          from public.experts e join public.expert_services s on s.expert_id = e.id
         where e.branch_id = (select branch from days) and e.is_active and ($6::uuid[] is null or e.id = any($6))
        """)

    static let shifts = Statement(
        "appointments.shifts",
        """
        \(window)
        select s.id, s.expert_id, s.weekday, s.starts, s.ends, s.valid_from, s.valid_to, s.week, s.every_weeks,
               s.version
          from public.experts e join public.shifts s on s.expert_id = e.id
         where e.branch_id = (select branch from days) and ($6::uuid[] is null or e.id = any($6))
           and s.valid_from < (select next_day from days) + 2
           and (s.valid_to is null or s.valid_to >= (select first_day from days) - 1)
        """)

    static let exceptions = Statement(
        "appointments.exceptions",
        """
        \(window)
        select x.id, x.expert_id, x.date, x.starts, x.ends
          from public.experts e join public.shift_exceptions x on x.expert_id = e.id
         where e.branch_id = (select branch from days) and ($6::uuid[] is null or e.id = any($6))
           and x.date >= (select first_day from days) - 1 and x.date < (select next_day from days) + 2
        """)

    static let timeOff = Statement(
        "appointments.time_off",
        """
        \(window)
        select t.id, t.expert_id, t.starts, t.ends, t.kind, nullif(t.reason, '')
          from public.experts e join public.time_off t on t.expert_id = e.id
         where e.branch_id = (select branch from days) and ($6::uuid[] is null or e.id = any($6))
           and t.ends > (select first_day from days) - 1 and t.starts < (select next_day from days) + 2
         order by t.starts
        """)

    static let closures = Statement(
        "appointments.closures",
        """
        \(window)
        select c.id, c.starts, c.ends, nullif(c.reason, '')
          from public.closures c
         where c.branch_id = (select branch from days)
           and c.ends > (select first_day from days) - 1 and c.starts < (select next_day from days) + 2
         order by c.starts
        """)

    /// What holds its expert's time from the day before the days to two days behind them; holds that have run out
    /// hold nothing any more.
    static let busy = Statement(
        "appointments.busy",
        """
        \(window)
        select a.id, a.expert_id, a.appointment_date + a.appointment_time, a.duration, a.processing_minutes,
               a.finishing_minutes, a.buffer_minutes
          from public.appointments a
         where a.branch_id = (select branch from days)
           and a.appointment_date >= (select first_day from days) - 1
           and a.appointment_date < (select next_day from days) + 2
           and a.status in ('reserved', 'confirmed', 'arrived', 'in_service')
           and not (a.status = 'reserved' and a.expires_at <= coalesce($4::timestamptz, now()))
           and a.expert_id is not null and ($6::uuid[] is null or a.expert_id = any($6))
        """)
}
