import Postgres

/// The statements of `WaitlistRepository`.
enum WaitlistSQL {
    /// The columns that `WaitlistReader` reads, of `tables`.
    private static let columns = """
        w.id, w.user_id, w.customer_name::text, coalesce(c.phone, w.customer_phone)::text, w.from_date, w.to_date,
        w.from_time, w.to_time, w.weekdays, w.expert_ids, w.note, w.created_at, w.status, w.version,
        s.ids, s.categories, s.names, s.prices, s.durations, s.processing, s.finishing, s.buffers, s.active
        """

    /// Entries `w` with the face of their client `c` and their services `s`, in their order.
    private static let tables = """
        public.waitlist w
          left join lateral (
              select f.phone, f.alert from salon.client_faces f where f.id = w.user_id offset 0
          ) c on true
          cross join lateral (
              select coalesce(array_agg(s.id order by x.place), '{}') as ids,
                     coalesce(array_agg(s.category_id order by x.place), '{}') as categories,
                     coalesce(array_agg(s.name::text order by x.place), '{}') as names,
                     coalesce(array_agg(s.price::text order by x.place), '{}') as prices,
                     coalesce(array_agg(s.duration::bigint order by x.place), '{}') as durations,
                     coalesce(array_agg(s.processing_minutes::bigint order by x.place), '{}') as processing,
                     coalesce(array_agg(s.finishing_minutes::bigint order by x.place), '{}') as finishing,
                     coalesce(array_agg(s.buffer_minutes::bigint order by x.place), '{}') as buffers,
                     coalesce(array_agg(s.is_active order by x.place), '{}') as active
                from unnest(w.service_ids) with ordinality x (id, place) join public.services s on s.id = x.id
          ) s
        """

    /// What else a row of the list shows: the alert, the experts' names, how often they let a time go, and who put them
    /// on the list.
    private static let rowColumns = """
        \(columns), c.alert,
        array(select e.name::text from public.experts e where e.id = any(w.expert_ids) order by e.display_order, e.name),
        (select count(distinct p.visit_id) from public.appointments p where p.waitlist_id = w.id and p.status = 'expired'),
        (select n.name::text from salon.staff_names n where n.id = w.created_by)
        """

    /// A page of the list, the oldest first: $1 branch, $2 statuses, $3 client (null for all), $4 and $5 the key before
    /// the first row (behind the last, backwards), $6 how many rows.
    static func page(backwards: Bool) -> Statement {
        let (beyond, order) = backwards ? ("<", "desc") : (">", "asc")
        return Statement(
            "waitlist.page.\(order)",
            """
            select \(rowColumns)
              from \(tables)
             where w.branch_id = $1 and w.status = any($2::text[]) and ($3::uuid is null or w.user_id = $3)
               and (w.created_at, w.id) \(beyond) ($4::timestamptz, $5::uuid)
             order by w.created_at \(order), w.id \(order)
             limit $6
            """)
    }

    /// An entry ($1) as a row of the list.
    static let row = Statement("waitlist.row", "select \(rowColumns) from \(tables) where w.id = $1")

    /// Puts a client ($3) of a branch ($2) on the list: $1 id, $4 services, $5 experts, $6 first day, $7 last day, $8 days
    /// of the week, $9 earliest and $10 latest hour, $11 note, $12 now. Once, however often it is repeated.
    static let add = Statement(
        "waitlist.add",
        """
        with added as (
            insert into public.waitlist (
                id, branch_id, user_id, customer_name, customer_phone, service_ids, expert_ids, from_date, to_date,
                weekdays, from_time, to_time, note, created_at)
            select $1, $2, c.id, c.name, coalesce(c.phone, ''), $4, $5, $6, $7, $8::smallint[], $9, $10, $11,
                   coalesce($12::timestamptz, now())
              from public.users c
             where c.id = $3 and c.role = 'user'
            on conflict (id) do nothing
        )
        select salon.demand(exists (select from public.users c where c.id = $3 and c.role = 'user'), 'P0002')
        """)

    /// Changes what an entry ($1, $2 its version) waits for; the rest as in `add`, from the services ($3) on.
    static let edit = Statement(
        "waitlist.edit",
        """
        with edited as (
            update public.waitlist w
               set service_ids = $3, expert_ids = $4, from_date = $5, to_date = $6, weekdays = $7::smallint[],
                   from_time = $8, to_time = $9, note = $10
             where w.id = $1 and w.version = $2 and w.status = 'waiting'
            returning w.id
        )
        select salon.demand(exists (select from edited), 'SL002')
        """)

    /// Takes an entry ($1, $2 its version) off the list.
    static let drop = Statement(
        "waitlist.drop",
        """
        with dropped as (
            update public.waitlist w set status = 'dropped'
             where w.id = $1 and w.version = $2 and w.status = 'waiting'
            returning w.id
        )
        select salon.demand(exists (select from dropped), 'SL002')
        """)

    /// The times that are kept for entries of a branch ($1) and not over ($2 now); $3 one entry, null for all.
    static let openOffers = Statement(
        "waitlist.open_offers",
        """
        select a.waitlist_id, \(AppointmentSQL.entryColumns),
               (select e.name from public.experts e where e.id = a.expert_id)
          from \(AppointmentSQL.entryTables)
         where a.branch_id = $1 and a.waitlist_id is not null and ($3::uuid is null or a.waitlist_id = $3)
           and a.status = 'reserved' and a.expires_at > coalesce($2::timestamptz, now())
         order by a.expires_at, a.visit_id, a.appointment_date, a.appointment_time, a.id
        """)

    /// The entries to which times of a branch ($1) are offered and not over ($2 now).
    static let offered = Statement(
        "waitlist.offered",
        """
        select \(columns)
          from \(tables)
         where w.id in (
             select a.waitlist_id from public.appointments a
              where a.branch_id = $1 and a.waitlist_id is not null and a.status = 'reserved'
                and a.expires_at > coalesce($2::timestamptz, now()))
        """)

    /// Who of a branch ($1) waits for times that became free, the oldest first; $2 now, $3 how many at most, $4 experts,
    /// $5 and $6 from when until when. It is for the domain to say whether a visit fits.
    static let matching = matching("waitlist.matching", freed: "select $4::uuid[], $5::timestamp[], $6::timestamp[]")

    /// The same for the times of holds that the transaction has set expired.
    static let matchingExpired = matching(
        "waitlist.matching_expired",
        freed: """
            select array_agg(a.expert_id), array_agg(lower(b)), array_agg(upper(b))
              from public.appointments a cross join lateral unnest(a.busy) b
             where a.branch_id = $1 and a.status = 'expired' and a.updated_at = now()
               and a.appointment_date >= (coalesce($2::timestamptz, now()) - interval '2 days')::date
            """)

    /// The same for the times to come that a series ($4) does not hold any more.
    static let matchingSeries = matching(
        "waitlist.matching_series",
        freed: """
            select array_agg(a.expert_id), array_agg(lower(b)), array_agg(upper(b))
              from public.appointments a cross join lateral unnest(a.busy) b
             where a.series_id = $4 and a.status = 'cancelled'
               and a.appointment_date >= (coalesce($2::timestamptz, now()) - interval '1 day')::date
            """)

    private static func matching(_ name: String, freed: String) -> Statement {
        Statement(
            name,
            """
            select \(columns)
              from \(tables)
             where w.id = any (array(
                 select salon.waiting_for($1, $2, $3, f.experts, f.starts, f.ends)
                   from (\(freed)) f (experts, starts, ends)
                  where f.experts is not null))
             order by w.created_at, w.id
            """)
    }

    /// Keeps other desks from offering the same entry ($1, $2 its version) a time.
    static let lock = Statement(
        "waitlist.lock",
        """
        with entry as (
            select w.id from public.waitlist w
             where w.id = $1 and w.version = $2 and w.status = 'waiting'
               for update
        )
        select salon.demand(exists (select from entry), 'SL002')
        """)

    /// Demands that no time is kept for an entry ($1) yet; $2 now. A statement of its own: it must see what the desk
    /// before this one has done, for whose lock it waited.
    static let demandNoOffer = Statement(
        "waitlist.demand_no_offer",
        """
        select salon.demand(
            not exists (
                select from public.appointments a
                 where a.waitlist_id = $1 and a.status = 'reserved'
                   and a.expires_at > coalesce($2::timestamptz, now())), 'SL002')
        """)

    /// Confirms the visit ($1) that is kept for somebody; $2 how many appointments it has, $3 now.
    static let confirm = Statement(
        "waitlist.confirm",
        """
        with confirmed as (
            update public.appointments a set status = 'confirmed'
             where a.visit_id = $1 and a.status = 'reserved' and a.expires_at > coalesce($3::timestamptz, now())
            returning a.id
        )
        select salon.demand((select count(*) from confirmed) = $2, 'SL002')
        """)

    /// Gives a time that is kept for an entry ($1) back before its end; $2 now. It is no cancellation. With $3 it must be
    /// this visit's.
    static let giveBack = Statement(
        "waitlist.give_back",
        """
        with given as (
            update public.appointments a
               set status = 'expired', expires_at = least(a.expires_at, coalesce($2::timestamptz, now()))
             where a.waitlist_id = $1 and a.status = 'reserved' and ($3::uuid is null or a.visit_id = $3)
               and a.expires_at > coalesce($2::timestamptz, now())
            returning a.id
        )
        select salon.demand($3::uuid is null or exists (select from given), 'SL002')
        """)
}
