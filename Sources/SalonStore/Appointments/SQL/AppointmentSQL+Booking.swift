import Postgres

/// Booking. The statements are one transaction: all of a visit's services are booked, or nothing is.
extension AppointmentSQL {
    /// The card of a new client; made once, however often the booking is repeated.
    static let addClient = Statement(
        "appointments.add_client",
        """
        insert into public.users (id, name, email, phone, address, gender, birthday, alert, notes, is_guest)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (id) do nothing
        """)

    /// Books the lines of a visit, in one order for all desks, or none: a line whose time is taken, whose roster has
    /// changed, whose service or expert has been switched off, makes no row. What is paid at once goes to the open till.
    ///
    /// $1 branch, $2 the visits of the lines, $3 client, $4 status, $5 payment status, $6 method, $7 minutes to hold
    /// (null: not held), $8 source, $9 notes, $10 overbook reason (null: not overbooked), $11 now; then the lines: $12 ids,
    /// $13 services, $14 names, $15 experts, $16 requested, $17 dates, $18 times, $19 to $22 phases, $23 prices,
    /// $24 offers, $25 roster versions (null: any); $26 series, $27 entry of the waitlist (null: none).
    static let book = Statement(
        "appointments.book",
        """
        with made as (
            insert into public.appointments (
                id, branch_id, visit_id, user_id, customer_name, customer_phone, customer_email, service_id,
                service_name, expert_id, requested_expert, appointment_date, appointment_time, duration,
                processing_minutes, finishing_minutes, buffer_minutes, total_price, offer_id, status,
                payment_status, payment_method, paid_at, expires_at, arrived_at, started_at, source, notes, overbooked,
                overbook_reason, series_id, waitlist_id)
            select l.id, $1, l.visit, c.id, c.name, coalesce(c.phone, ''), coalesce(c.email, ''), l.service,
                   l.name, l.expert, l.requested, l.day, l.starts, l.hands_on,
                   l.processing, l.finishing, l.buffer, l.price::numeric, l.offer, $4::text,
                   $5::text, $6::text,
                   case when $5::text = 'paid' then coalesce($11::timestamptz, now()) end,
                   coalesce($11::timestamptz, now()) + make_interval(mins => $7::int),
                   case when $4::text = 'arrived' then coalesce($11::timestamptz, now()) end,
                   case when $4::text = 'in_service' then coalesce($11::timestamptz, now()) end,
                   $8::text, $9::text, $10::text is not null, $10::text, $26::uuid, $27::uuid
              from unnest(
                       $12::uuid[], $13::uuid[], $14::text[], $15::uuid[], $16::bool[], $17::date[], $18::time[],
                       $19::int[], $20::int[], $21::int[], $22::int[], $23::text[], $24::uuid[], $25::bigint[], $2::uuid[]
                   ) as l (id, service, name, expert, requested, day, starts, hands_on, processing, finishing, buffer,
                           price, offer, roster_version, visit)
             cross join lateral (
                 select b.client_id as id, b.name, b.phone, b.email
                   from salon.bookable b
                  where b.client_id = $3 and b.service_id = l.service and b.expert_id = l.expert
                    and (l.roster_version is null or b.roster_version = l.roster_version)
                 offset 0
             ) c
             order by l.expert, l.day, l.starts, l.id
            on conflict do nothing
            returning id, branch_id, total_price
        ), taken as (
            insert into public.payments (branch_id, appointment_id, kind, method, amount, taken_at, till_id)
            select m.branch_id, m.id, 'payment', $6::text, m.total_price, coalesce($11::timestamptz, now()),
                   (select t.id from public.tills t where t.branch_id = m.branch_id and t.closed_at is null)
              from made m
             where $5::text = 'paid' and m.total_price > 0
        )
        select salon.demand((select count(*) from made) = cardinality($12::uuid[]), 'SL001')
        """)

    /// The add-ons of what was booked: $1 appointments, $2 add-ons, $3 names, $4 prices, $5 minutes.
    static let bookAddOns = Statement(
        "appointments.book_add_ons",
        """
        insert into public.appointment_sub_services (appointment_id, sub_service_id, name, price, minutes)
        select o.appointment, a.id, o.name, o.price::numeric, o.minutes
          from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::int[])
               as o (appointment, add_on, name, price, minutes)
          left join public.sub_services a on a.id = o.add_on
        """)
}
