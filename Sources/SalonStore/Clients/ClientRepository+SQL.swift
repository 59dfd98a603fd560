import Postgres

/// The statements of `ClientRepository`.
enum ClientSQL {
    static let columns = """
        u.id, u.name, u.email, u.phone, u.address, u.gender, u.birthday, u.alert, u.notes, u.is_guest, u.version
        """

    static let search = Statement(
        "clients.search",
        "select id, name, phone, email, alert, last_visit, next_visit, no_shows from salon.search_clients($1, $2::int)")

    /// The last day on which a client was here; one step in the index of their appointments.
    private static let lastVisit = """
        (select max(a.appointment_date) from public.appointments a
          where a.user_id = u.id and a.appointment_date <= current_date
            and a.status in ('arrived', 'in_service', 'completed'))
        """

    /// All clients by name; $1, $2 the key before the first row.
    static let page = Statement(
        "clients.page",
        """
        select \(columns), u.name_key, \(lastVisit) from public.users u
         where u.role = 'user' and (u.name_key, u.id) > ($1::text, $2::uuid)
         order by u.name_key, u.id limit $3
        """)

    static let pageBefore = Statement(
        "clients.page_before",
        """
        select \(columns), u.name_key, \(lastVisit) from public.users u
         where u.role = 'user' and (u.name_key, u.id) < ($1::text, $2::uuid)
         order by u.name_key desc, u.id desc limit $3
        """)

    static let found = Statement(
        "clients.found",
        """
        select \(columns), u.name_key, hit.l
          from salon.search_clients($1, $2::int) with ordinality as hit (id, n, p, e, a, g, b, v, l, x, s, place)
          join public.users u on u.id = hit.id
         order by hit.place
        """)

    /// A client and the figures of the card; only an expert's own where $2 is one.
    static let card = Statement(
        "clients.card",
        """
        select \(columns), f.completed, f.no_shows, f.cancelled, f.spent::text, f.owed::text, f.first_visit,
               f.last_visit
          from public.users u
          cross join lateral (
              select count(*) filter (where a.status = 'completed') as completed,
                     count(*) filter (where a.status = 'no_show') as no_shows,
                     count(*) filter (where a.status = 'cancelled') as cancelled,
                     coalesce(sum(a.total_price) filter (where a.status = 'completed'), 0) as spent,
                     coalesce(sum(a.total_price) filter (
                         where a.status = 'completed' and a.payment_status = 'unpaid'), 0) as owed,
                     min(a.appointment_date) filter (where a.status = 'completed') as first_visit,
                     max(a.appointment_date) filter (where a.status = 'completed') as last_visit,
                     bool_or(a.expert_id = $2) as is_own
                from public.appointments a where a.user_id = u.id
          ) f
         where u.id = $1 and u.role = 'user' and ($2::uuid is null or f.is_own)
        """)

    static let cardAppointments = Statement(
        "clients.card_appointments",
        """
        select \(AppointmentSQL.entryColumns), e.name
          from \(AppointmentSQL.entryTables) left join public.experts e on e.id = a.expert_id
         where a.user_id = $1 and ($2::uuid is null or a.expert_id = $2)
         order by a.appointment_date desc, a.appointment_time desc, a.id desc
         limit $3
        """)

    /// Does nothing for an id that is there: a repeated save.
    static let add = Statement(
        "clients.add",
        """
        insert into public.users (id, name, email, phone, address, birthday, alert, notes, is_guest, role)
        values ($1, $2, $3, $4, $5, $6, $7, $8, true, 'user')
        on conflict (id) do nothing
        """)

    static let edit = Statement(
        "clients.edit",
        """
        update public.users
           set name = $3, email = $4, phone = $5, address = $6, birthday = $7, alert = $8, notes = $9
         where id = $1 and version = $2 and role = 'user'
        """)

    static let one = Statement(
        "clients.one", "select \(columns) from public.users u where u.id = $1 and u.role = 'user'")
}
