import Postgres

/// Moving, status and money. Each change names the version that the desk has seen.
extension AppointmentSQL {
    /// The turns at some experts ($1), in one order for all: who writes on an expert's time comes after who was there
    /// first. Without it two changes that collide in the constraint could wait for each other until the deadlock's end.
    /// Their holds that have run out on some days ($2 to $3, null for none; $4 now) give their time back: answers with
    /// the experts, and from when until when, if somebody waits for it.
    static let takeTurns = Statement(
        "appointments.take_turns",
        "select t.given, t.starts, t.ends, \(StoreSQL.planOnce) from salon.take_turns($1, $2, $3, $4) t")

    /// The turns at the experts of a visit: $1 an appointment of it.
    static let takeTurnsOfVisit = Statement(
        "appointments.take_turns_of_visit",
        """
        select salon.take_turns(array(
            select a.expert_id from public.appointments a
             where a.visit_id = (select asked.visit_id from public.appointments asked where asked.id = $1)
        ), null, null, null), \(StoreSQL.planOnce)
        """)

    /// The turns at the experts of a series ($1).
    static let takeTurnsOfSeries = Statement(
        "series.take_turns",
        """
        select salon.take_turns(
                   array(select a.expert_id from public.appointments a where a.series_id = $1), null, null, null),
               \(StoreSQL.planOnce)
        """)

    /// Moves an appointment: $1 id, $2 version, $3 date, $4 time, $5 expert, $6 roster version (null: any),
    /// $7 overbook reason (null: not overbooked).
    static let move = Statement(
        "appointments.move",
        """
        with moved as (
            update public.appointments a
               set appointment_date = $3, appointment_time = $4, expert_id = $5,
                   requested_expert = a.requested_expert and a.expert_id is not distinct from $5,
                   overbooked = $7::text is not null, overbook_reason = $7::text
             where a.id = $1 and a.version = $2
               and ($5::uuid is null or exists (
                   select from public.experts e
                    where e.id = $5 and e.is_active and ($6::bigint is null or e.roster_version = $6)))
            returning a.id
        )
        select salon.demand(exists (select from moved), 'SL002')
        """)

    /// Changes the status: $1 id, $2 version, $3 status, $4 why it is cancelled.
    static let setStatus = Statement(
        "appointments.set_status",
        """
        with changed as (
            update public.appointments a
               set status = $3::text,
                   cancelled_reason = case when $3::text = 'cancelled' then $4::text else a.cancelled_reason end
             where a.id = $1 and a.version = $2
            returning a.id
        )
        select salon.demand(exists (select from changed), 'SL002')
        """)

    /// Keeps other desks from paying the same visit: $1 an appointment of it.
    static let lockVisit = Statement(
        "appointments.lock_visit",
        """
        select a.id from public.appointments a
         where a.visit_id = (select asked.visit_id from public.appointments asked where asked.id = $1)
         order by a.id
           for update
        """)

    /// Takes money for the visit of an appointment ($1, $2 its version): $3 method, $4 amount (null: all that is owed),
    /// $5 tip (null: none), $6 now. What is paid is spread over the visit's appointments in their order. An appointment
    /// that is paid in full is marked so, as the website does; a reserved one is confirmed by any payment.
    static let pay = Statement(
        "appointments.pay",
        """
        with owed as (
            select a.id, a.branch_id, a.appointment_date, a.appointment_time, a.total_price,
                   greatest(a.total_price - (\(paid)), 0) as due
              from public.appointments a
             where a.visit_id = (select asked.visit_id from public.appointments asked where asked.id = $1)
               and (a.status in ('reserved', 'confirmed', 'arrived', 'in_service', 'completed')
                    or a.id = $1 and a.status = 'no_show')
               and a.payment_status <> 'refunded'
        ), given as (
            select coalesce($4::text::numeric, sum(o.due)) as amount, coalesce(sum(o.due), 0) as due,
                   coalesce(sum(o.total_price), 0) as price
              from owed o
        ), shares as (
            select o.*, greatest(0, least(o.due, g.amount - coalesce(sum(o.due) over (
                       order by o.appointment_date, o.appointment_time, o.id
                       rows between unbounded preceding and 1 preceding), 0))) as share
              from owed o cross join given g
        ), till as (
            select t.id from public.tills t
             where t.closed_at is null and t.branch_id = (select o.branch_id from owed o limit 1)
        ), taken as (
            insert into public.payments (branch_id, appointment_id, kind, method, amount, taken_at, till_id)
            select s.branch_id, s.id, 'payment', $3::text, s.share, coalesce($6::timestamptz, now()), (select id from till)
              from shares s where s.share > 0
            union all
            select s.branch_id, s.id, 'tip', $3::text, $5::text::numeric, coalesce($6::timestamptz, now()), (select id from till)
              from shares s where s.id = $1 and $5::text::numeric > 0
        ), paid as (
            update public.appointments a
               set status = case when a.status = 'reserved' and (s.share > 0 or s.due = 0) then 'confirmed'
                                 else a.status end,
                   payment_status = case when s.share = s.due then 'paid' else a.payment_status end,
                   payment_method = case when s.share > 0 or a.payment_method is null and s.due = 0 then $3::text
                                         else a.payment_method end,
                   paid_at = case when s.share = s.due then coalesce(a.paid_at, $6::timestamptz, now())
                                  else a.paid_at end,
                   expires_at = case when s.share > 0 or s.due = 0 then null else a.expires_at end
              from shares s
             where a.id = s.id
            returning a.id
        )
        select salon.demand((select asked.version from public.appointments asked where asked.id = $1) = $2, 'SL002'),
               salon.demand(
                   exists (select from paid where id = $1)
                   and (select g.amount <= g.due and (g.amount > 0 or $5::text::numeric > 0 or g.due = 0 and g.price = 0)
                          from given g), 'SL003'),
               (select g.amount::text from given g), (select (g.due - g.amount)::text from given g)
        """)

    /// An appointment as it is now ($1).
    static let current = Statement(
        "appointments.current",
        """
        select \(entryColumns)
          from \(entryTables)
         where a.id = $1
        """)

    /// The visit of an appointment ($1) as it is now.
    static let visitOf = Statement(
        "appointments.visit_of",
        """
        select \(entryColumns)
          from \(entryTables)
         where a.visit_id = (select asked.visit_id from public.appointments asked where asked.id = $1)
         order by a.appointment_date, a.appointment_time, a.id
        """)

    /// The minute tick: holds of a branch ($1) that have run out give their time back; $2 now. Answers with their times.
    static let expireHolds = Statement(
        "appointments.expire_holds",
        """
        update public.appointments
           set status = 'expired'
         where id in (
             select a.id from public.appointments a
              where a.branch_id = $1 and a.status = 'reserved' and a.expires_at <= coalesce($2::timestamptz, now())
              order by a.id
                for update skip locked
         )
        returning expert_id, appointment_date + appointment_time, duration, processing_minutes, finishing_minutes,
                  buffer_minutes
        """)
}
