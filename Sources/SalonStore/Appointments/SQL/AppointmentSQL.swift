/// The statements of `AppointmentRepository`. Each brings its own indexed window: a date, a key, a visit.
enum AppointmentSQL {
    /// The columns of a `DayEntry`, in the order in which it reads them; of `appointments a` and its client `u`.
    static let entryColumns = """
        a.id, a.visit_id, a.version, a.user_id, a.customer_name, a.customer_phone, u.alert, a.service_id,
        a.service_name,
        (select string_agg(o.name, ', ' order by o.name)
           from public.appointment_sub_services o where o.appointment_id = a.id),
        a.status, a.payment_status, a.payment_method, a.total_price::text,
        (select coalesce(sum(case p.kind when 'refund' then -p.amount when 'tip' then 0 else p.amount end), 0)::text
           from public.payments p where p.appointment_id = a.id),
        a.appointment_date + a.appointment_time, a.duration, a.processing_minutes, a.finishing_minutes,
        a.buffer_minutes, a.expert_id, a.requested_expert, a.expires_at, a.source, a.overbooked, a.notes
        """

    /// Where `entryColumns` come from.
    static let entryTables = "public.appointments a left join public.users u on u.id = a.user_id"

    /// The branch and the days that a reading is about.
    ///
    /// $1 the branch, null for the first; $2 the first day, null for today there; $3 the number of days;
    /// $4 the moment it is now, null for the database's; $5 a visit: where it exists, nothing is read.
    static let window = """
        with days as (
            select first.branch, first.day as first_day, first.day + $3::int as next_day
              from (
                  select b.id as branch,
                         coalesce($2::date, (coalesce($4::timestamptz, now()) at time zone b.time_zone)::date) as day
                    from public.branches b
                   where ($1::uuid is null or b.id = $1)
                     and ($5::uuid is null
                          or not exists (select from public.appointments v where v.visit_id = $5))
                   order by b.created_at, b.id
                   limit 1
              ) first
        )
        """
}
