/// The statements of `AppointmentRepository`. Each brings its own indexed window: a date, a key, a visit.
enum AppointmentSQL {
    /// The columns of a `DayEntry`, in the order in which it reads them; of `entryTables`.
    static let entryColumns = """
        a.id, a.visit_id, a.version, a.user_id, a.customer_name,
        case when a.user_id is null
             then (select k.phone from salon.appointment_contacts k where k.appointment_id = a.id) else c.phone end,
        c.alert, a.service_id, a.service_name,
        (select string_agg(o.name, ', ' order by o.name)
           from public.appointment_sub_services o where o.appointment_id = a.id),
        a.status, a.payment_status, a.payment_method, a.total_price::text, (\(paid))::text,
        a.appointment_date + a.appointment_time, a.duration, a.processing_minutes, a.finishing_minutes,
        a.buffer_minutes, a.expert_id, a.requested_expert, a.expires_at, a.source, a.overbooked, a.notes
        """

    /// Where `entryColumns` come from: appointments `a`, each with the face of its client `c`. An expert sees no contacts:
    /// views of schema `salon` tell them apart. `offset 0` has them asked by key.
    static let entryTables = """
        public.appointments a
          left join lateral (
              select f.phone, f.alert from salon.client_faces f where f.id = a.user_id offset 0
          ) c on true
        """

    /// What was paid for an appointment `a`, tips apart. Only of what is still owed are all payments to be seen by
    /// whoever takes them; of the rest the appointment itself says it.
    static let paid = """
        case a.payment_status
            when 'paid' then a.total_price
            when 'refunded' then 0.00
            else (select coalesce(sum(case p.kind when 'refund' then -p.amount when 'tip' then 0 else p.amount end), 0.00)
                    from public.payments p where p.appointment_id = a.id)
        end
        """

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
