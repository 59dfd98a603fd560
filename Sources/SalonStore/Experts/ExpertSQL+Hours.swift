import Postgres

/// Exceptions, times off and closures, and the appointments that a change of them concerns.
extension ExpertSQL {
    /// What holds its time, the columns of a `BookedAhead`. $2, $3 the days; $4 now.
    private static func booked(_ name: String, of whom: String) -> Statement {
        Statement(
            name,
            """
            select a.id, a.customer_name, a.service_name, e.name, a.appointment_date + a.appointment_time, a.duration,
                   a.processing_minutes, a.finishing_minutes, a.buffer_minutes
              from public.appointments a join public.experts e on e.id = a.expert_id
             where \(whom) and a.appointment_date >= $2 and a.appointment_date < $3
               and a.status in ('reserved', 'confirmed', 'arrived', 'in_service')
               and not (a.status = 'reserved' and a.expires_at <= coalesce($4::timestamptz, now()))
             order by a.appointment_date, a.appointment_time, a.id
            """)
    }

    /// $1 the expert.
    static let bookedAhead = booked("experts.booked_ahead", of: "a.expert_id = $1")
    /// $1 the branch.
    static let bookedDuring = booked("experts.booked_during", of: "a.branch_id = $1")

    /// Lets changes of one expert's hours wait for each other.
    static let lock = Statement("experts.lock", "select from public.experts where id = $1 for update")

    /// Puts a date's exceptions in place of those that were known, and does nothing where there are others by now.
    ///
    /// $1 the expert, $2 the date, $3 the ids known; the new ones side by side: $4 ids, $5 from, $6 to.
    static let replaceExceptions = Statement(
        "experts.replace_exceptions",
        """
        with now as (
            select coalesce(array_agg(x.id order by x.id), '{}') as ids
              from public.shift_exceptions x where x.expert_id = $1 and x.date = $2
        ), known as (
            select from now where now.ids = (select coalesce(array_agg(k order by k), '{}') from unnest($3::uuid[]) k)
        ), gone as (
            delete from public.shift_exceptions x where x.expert_id = $1 and x.date = $2 and exists (select from known)
        )
        insert into public.shift_exceptions (id, expert_id, date, starts, ends)
        select n.id, $1, $2, n.starts, n.ends
          from known, unnest($4::uuid[], $5::time[], $6::time[]) as n (id, starts, ends)
        """)

    /// The ids of a date's exceptions.
    static let exceptionsOn = Statement(
        "experts.exceptions_on",
        "select id from public.shift_exceptions where expert_id = $1 and date = $2 order by id")

    /// Does nothing for an id that is there: a repeated save.
    static let addTimeOff = Statement(
        "experts.add_time_off",
        """
        insert into public.time_off (id, expert_id, during, kind, reason)
        values ($1, $2, tsrange($3::timestamp, $4::timestamp), $5, $6)
        on conflict (id) do nothing
        """)

    /// $1 the id; $2 to $5 as it was known; $6 to $9 as it shall be.
    static let editTimeOff = Statement(
        "experts.edit_time_off",
        """
        update public.time_off
           set during = tsrange($6::timestamp, $7::timestamp), kind = $8, reason = $9
         where id = $1 and starts = $2 and ends = $3 and kind = $4 and nullif(reason, '') is not distinct from $5
        """)

    /// $1 the id; $2 to $5 as it was known.
    static let removeTimeOff = Statement(
        "experts.remove_time_off",
        """
        delete from public.time_off
         where id = $1 and starts = $2 and ends = $3 and kind = $4 and nullif(reason, '') is not distinct from $5
        """)

    static let oneTimeOff = Statement(
        "experts.one_time_off",
        "select id, expert_id, starts, ends, kind, nullif(reason, '') from public.time_off where id = $1")

    /// Does nothing for an id that is there: a repeated save.
    static let addClosure = Statement(
        "experts.add_closure",
        """
        insert into public.closures (id, branch_id, starts, ends, reason) values ($1, $2, $3, $4, $5)
        on conflict (id) do nothing
        """)

    /// $1 the id; $2 to $4 as it was known; $5 to $7 as it shall be.
    static let editClosure = Statement(
        "experts.edit_closure",
        """
        update public.closures set starts = $5, ends = $6, reason = $7
         where id = $1 and starts = $2 and ends = $3 and nullif(reason, '') is not distinct from $4
        """)

    /// $1 the id; $2 to $4 as it was known.
    static let removeClosure = Statement(
        "experts.remove_closure",
        """
        delete from public.closures
         where id = $1 and starts = $2 and ends = $3 and nullif(reason, '') is not distinct from $4
        """)

    static let oneClosure = Statement(
        "experts.one_closure", "select id, starts, ends, nullif(reason, '') from public.closures where id = $1")
}
