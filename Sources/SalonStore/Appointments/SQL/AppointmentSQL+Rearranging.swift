import Postgres

/// Appointments that go elsewhere together.
extension AppointmentSQL {
    /// Takes appointments ($1, $2 their versions) from their experts, so that their places are free for others. Part of a
    /// change that gives them a place again.
    static let lift = Statement(
        "appointments.lift",
        """
        with lifted as (
            update public.appointments a set expert_id = null
              from unnest($1::uuid[], $2::bigint[]) as l (id, version)
             where a.id = l.id and a.version = l.version
            returning a.id
        )
        select salon.demand((select count(*) from lifted) = cardinality($1::uuid[]), 'SL002')
        """)

    /// Puts appointments elsewhere, all or none: $1 ids, $2 versions, $3 dates, $4 times, $5 experts, $6 roster versions
    /// (null: any), $7 whether each keeps its expert.
    static let put = Statement(
        "appointments.put",
        """
        with moved as (
            update public.appointments a
               set appointment_date = p.day, appointment_time = p.start, expert_id = p.expert,
                   requested_expert = a.requested_expert and p.keeps_expert
              from unnest($1::uuid[], $2::bigint[], $3::date[], $4::time[], $5::uuid[], $6::bigint[], $7::boolean[])
                       as p (id, version, day, start, expert, roster_version, keeps_expert)
             where a.id = p.id and a.version = p.version
               and exists (
                   select from public.experts e
                    where e.id = p.expert and e.is_active
                      and (p.roster_version is null or e.roster_version = p.roster_version))
            returning a.id
        )
        select salon.demand((select count(*) from moved) = cardinality($1::uuid[]), 'SL002')
        """)
}
