import Postgres

/// Rosters and busy spans of the window's days and experts.
extension AppointmentSQL {
    /// Whom the window is about, in the order of their columns.
    static let roster = Statement(
        "appointments.roster",
        """
        select e.id, e.name, e.colour, e.is_active, e.roster_version
          from public.experts e
         where \(isOpen) and e.id = any \(experts)
         order by e.display_order, e.name, e.id
        """)

    static let expertServices = Statement(
        "appointments.expert_services",
        """
        select s.expert_id, s.service_id, s.price::text, s.duration
          from public.expert_services s
         where \(isOpen) and s.expert_id = any \(experts)
        """)

    static let shifts = Statement(
        "appointments.shifts",
        """
        select s.id, s.expert_id, s.weekday, s.starts, s.ends, s.valid_from, s.valid_to, s.week, s.every_weeks,
               s.version
          from public.shifts s
         where \(isOpen) and s.expert_id = any \(experts)
           and s.valid_from < \(nextDay) + 2 and (s.valid_to is null or s.valid_to >= \(firstDay) - 1)
        """)

    static let exceptions = Statement(
        "appointments.exceptions",
        """
        select x.id, x.expert_id, x.date, x.starts, x.ends
          from public.shift_exceptions x
         where \(isOpen) and x.expert_id = any \(experts)
           and x.date >= \(firstDay) - 1 and x.date < \(nextDay) + 2
        """)

    static let timeOff = Statement(
        "appointments.time_off",
        """
        select t.id, t.expert_id, t.starts, t.ends, t.kind, nullif(t.reason, '')
          from public.time_off t
         where \(isOpen) and t.expert_id = any \(experts)
           and t.ends > (\(firstDay) - 1)::timestamp and t.starts < (\(nextDay) + 2)::timestamp
         order by t.starts
        """)

    static let closures = Statement(
        "appointments.closures",
        """
        select c.id, c.starts, c.ends, nullif(c.reason, '')
          from public.closures c
         where \(isOpen) and c.branch_id = \(branch)
           and c.ends > (\(firstDay) - 1)::timestamp and c.starts < (\(nextDay) + 2)::timestamp
         order by c.starts
        """)

    /// What holds its expert's time from the day before the days to two days behind them; holds that have run out
    /// hold nothing any more. $1 the experts, null for all.
    static let busy = Statement(
        "appointments.busy",
        """
        select a.id, a.expert_id, a.appointment_date + a.appointment_time, a.duration, a.processing_minutes,
               a.finishing_minutes, a.buffer_minutes
          from public.appointments a
         where \(isOpen) and a.branch_id = \(branch)
           and a.appointment_date >= \(firstDay) - 1 and a.appointment_date < \(nextDay) + 2
           and a.status in ('reserved', 'confirmed', 'arrived', 'in_service')
           and not (a.status = 'reserved' and a.expires_at <= \(moment))
           and a.expert_id is not null and ($1::uuid[] is null or a.expert_id = any($1))
        """)
}
