import Postgres

/// The statements of `ExpertRepository`.
enum ExpertSQL {
    static let columns = """
        e.id, e.branch_id, e.user_id, e.name, e.email, e.phone, e.specialty, e.bio, e.colour, e.display_order,
        (e.rating * 100)::int, e.total_reviews, e.is_active, e.version
        """

    static let roster = Statement(
        "experts.roster",
        """
        select \(columns), (select count(*) from public.expert_services s where s.expert_id = e.id)
          from public.experts e
         where e.branch_id = $1 and ($2 or e.is_active)
         order by not e.is_active, e.display_order, e.name, e.id
        """)

    /// $2 today.
    static let card = Statement(
        "experts.card",
        """
        select \(columns), u.email, u.role,
               (select count(*) from public.appointments a
                 where a.expert_id = e.id and a.appointment_date >= $2 and a.status in ('reserved', 'confirmed'))
          from public.experts e left join public.users u on u.id = e.user_id
         where e.id = $1
        """)

    static let skills = Statement(
        "experts.skills",
        """
        select x.service_id, x.price::text, x.duration, s.name, c.name, s.price::text, s.duration
          from public.expert_services x
          join public.services s on s.id = x.service_id
          join public.service_categories c on c.id = s.category_id
         where x.expert_id = $1
         order by c.display_order, c.name, s.display_order, s.name, s.id
        """)

    static let reviews = Statement(
        "experts.reviews",
        """
        select r.rating, nullif(trim(r.comment), ''),
               (select f.name from salon.client_faces f where f.id = r.user_id), s.name, r.created_at
          from public.reviews r
          left join public.services s on s.id = r.service_id
         where r.expert_id = $1
         order by r.created_at desc, r.id
         limit $2
        """)

    /// Does nothing for an id that is there: a repeated save.
    static let add = Statement(
        "experts.add",
        """
        insert into public.experts
               (id, branch_id, name, email, phone, specialty, bio, colour, display_order, is_active)
        values ($1, $2, $3, $4, $5, $6, $7, $8,
                case when $9 > 0 then $9
                     else (select coalesce(max(display_order), 0) + 1 from public.experts where branch_id = $2) end,
                $10)
        on conflict (id) do nothing
        """)

    static let edit = Statement(
        "experts.edit",
        """
        update public.experts
           set name = $3, email = $4, phone = $5, specialty = $6, bio = $7, colour = $8, display_order = $9,
               is_active = $10
         where id = $1 and version = $2
        """)

    static let setActive = Statement(
        "experts.set_active", "update public.experts set is_active = $2 where id = $1 returning id")

    static let one = Statement("experts.one", "select \(columns) from public.experts e where e.id = $1")

    /// Demands that an expert ($1) does what was known: $2 services, $3 own prices, $4 own times, side by side.
    static let demandServices = Statement(
        "experts.demand_services",
        """
        with known as (
            select s.id, s.price::numeric as price, s.minutes
              from unnest($2::uuid[], $3::text[], $4::int[]) as s (id, price, minutes)
        ), found as (
            select service_id, price, duration from public.expert_services where expert_id = $1
        )
        select salon.demand(
            not exists ((table known except all table found) union all (table found except all table known)), 'SL002')
        """)

    /// Those that are not named any more. $2 the services that stay.
    static let forgetServices = Statement(
        "experts.forget_services",
        "delete from public.expert_services where expert_id = $1 and service_id <> all ($2)")

    /// $2 services, $3 own prices, $4 own times, side by side; null for the catalogue's.
    static let keepServices = Statement(
        "experts.keep_services",
        """
        insert into public.expert_services (expert_id, service_id, price, duration)
        select $1, s.id, s.price::numeric, s.minutes
          from unnest($2::uuid[], $3::text[], $4::int[]) as s (id, price, minutes)
        on conflict (expert_id, service_id) do update set price = excluded.price, duration = excluded.duration
         where (expert_services.price, expert_services.duration)
               is distinct from (excluded.price, excluded.duration)
        """)

    /// One shift: $1.
    static let shift = Statement(
        "experts.shift",
        """
        select id, expert_id, weekday, starts, ends, valid_from, valid_to, week, every_weeks, version
          from public.shifts where id = $1
        """)

    /// Does nothing for an id that is there: a repeated save.
    static let addShift = Statement(
        "experts.add_shift",
        """
        insert into public.shifts (id, expert_id, weekday, starts, ends, valid_from, valid_to, week, every_weeks)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (id) do nothing
        """)

    static let editShift = Statement(
        "experts.edit_shift",
        """
        update public.shifts
           set weekday = $3, starts = $4, ends = $5, valid_from = $6, valid_to = $7, week = $8, every_weeks = $9
         where id = $1 and version = $2
        """)

    static let removeShift = Statement(
        "experts.remove_shift", "delete from public.shifts where id = $1 and version = $2")
}
