import Postgres

/// The statements of `ClientRepository`.
enum ClientSQL {
    /// The columns of a `Client` of `users u`, in the order in which they are read.
    private static let columns = columns(face: "u")
    /// The same of the faces `c`: an expert sees those of the own clients, and nothing behind them.
    static let faceColumns = columns(face: "c")
    /// Where `faceColumns` come from; asked by key.
    static let faces = "salon.client_faces c left join public.users u on u.id = c.id"

    private static func columns(face: String) -> String {
        """
        \(face).id, \(face).name, u.email, u.phone, u.address, u.gender, u.birthday, \(face).alert, u.notes,
        \(face).is_guest, \(face).version
        """
    }

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
        select \(faceColumns), salon.fold(c.name), c.last_visit
          from salon.search_clients($1, $2::int) with ordinality
               as c (id, name, p, e, alert, is_guest, b, version, last_visit, x, s, place)
          left join public.users u on u.id = c.id
         order by c.place
        """)

    /// A client and the figures of the card; for an expert, those of the own appointments.
    static let card = Statement(
        "clients.card",
        """
        select \(faceColumns), f.completed, f.no_shows, f.cancelled, f.spent::text, f.owed::text, f.first_visit,
               f.last_visit
          from \(faces)
          cross join lateral (
              select count(*) filter (where a.status = 'completed') as completed,
                     count(*) filter (where a.status = 'no_show') as no_shows,
                     count(*) filter (where a.status = 'cancelled') as cancelled,
                     coalesce(sum(a.total_price) filter (where a.status = 'completed'), 0) as spent,
                     coalesce(sum(a.total_price) filter (
                         where a.status = 'completed' and a.payment_status = 'unpaid'), 0) as owed,
                     min(a.appointment_date) filter (where a.status = 'completed') as first_visit,
                     max(a.appointment_date) filter (where a.status = 'completed') as last_visit
                from public.appointments a where a.user_id = c.id
          ) f
         where c.id = $1
        """)

    static let cardAppointments = Statement(
        "clients.card_appointments",
        """
        select \(AppointmentSQL.lineColumns), e.name
          from \(AppointmentSQL.lineTables) left join public.experts e on e.id = a.expert_id
         where a.user_id = $1
         order by a.appointment_date desc, a.appointment_time desc, a.id desc
         limit $2
        """)

    /// Does nothing for an id that is there: a repeated save.
    static let add = Statement(
        "clients.add",
        """
        insert into public.users (id, name, email, phone, address, birthday, alert, notes, is_guest)
        values ($1, $2, $3, $4, $5, $6, $7, $8, true)
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
