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

    /// All hours of the window, each with what it is of; without a window it reads nothing.
    static let hours = Statement(
        "appointments.hours",
        """
        select id, expert_id, weekday, starts, ends, first, last, week, every_weeks, version, kind, reason, what
          from salon.window_hours
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
