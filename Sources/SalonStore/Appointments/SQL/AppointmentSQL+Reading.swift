import Postgres

/// The day, the list and the card.
extension AppointmentSQL {
    /// The appointments of the window's days, and those of the day before that go on after midnight; $1 one expert,
    /// null for all.
    static let day = days("appointments.day", of: "($1::uuid is null or a.expert_id = $1)")

    /// The same of one expert ($1): their own index makes a week of theirs as cheap as a day.
    static let expertDays = days("appointments.expert_days", of: "a.expert_id = $1::uuid")

    private static func days(_ name: String, of expert: String) -> Statement {
        Statement(
            name,
            """
            select \(entryColumns)
              from \(entryTables)
             where a.branch_id = \(branch)
               and a.appointment_date >= \(firstDay) - 1
               and a.appointment_date < \(nextDay)
               and (a.appointment_date >= \(firstDay)
                    or a.appointment_date + a.appointment_time + make_interval(
                        mins => a.duration + a.processing_minutes + a.finishing_minutes + a.buffer_minutes
                    ) > \(firstDay))
               and \(expert)
             order by a.appointment_date, a.appointment_time, a.id
            """)
    }

    /// What the clients of one expert ($1) on the window's days, and one client more ($2, or null), have with others then.
    static let elsewhere = Statement(
        "appointments.elsewhere",
        """
        select \(lineColumns), e.name
          from \(lineTables) left join public.experts e on e.id = a.expert_id
         where a.branch_id = \(branch)
           and a.appointment_date >= \(firstDay) - 1 and a.appointment_date < \(nextDay)
           and a.status in ('reserved', 'confirmed', 'arrived', 'in_service')
           and a.expert_id is distinct from $1::uuid
           and a.user_id = any(array(
               select $2::uuid union
               select own.user_id from public.appointments own
                where own.expert_id = $1::uuid and own.branch_id = \(branch)
                  and own.appointment_date >= \(firstDay) - 1 and own.appointment_date < \(nextDay)
                  and own.status in ('reserved', 'confirmed', 'arrived', 'in_service')))
         order by a.appointment_date, a.appointment_time, a.id
        """)

    /// Of each of the window's days the visits that take or took place, and the minutes for which they hold or held
    /// hands; $1 one expert, null for all.
    static let loads = Statement(
        "appointments.loads",
        """
        select a.appointment_date, count(distinct a.visit_id),
               sum(a.duration + a.finishing_minutes + a.buffer_minutes)
          from public.appointments a
         where a.branch_id = \(branch)
           and a.appointment_date >= \(firstDay)
           and a.appointment_date < \(nextDay)
           and a.status in ('reserved', 'confirmed', 'arrived', 'in_service', 'completed')
           and not (a.status = 'reserved' and a.expires_at <= \(moment))
           and ($1::uuid is null or a.expert_id = $1)
         group by a.appointment_date
        """)

    /// By which index a list is read: the narrowest of what is asked for.
    enum ListPath: String, CaseIterable {
        case text, client, expert, unpaid, status, service, day

        /// The condition that the index serves; $2 is what it asks for.
        fileprivate var condition: String {
            switch self {
            case .text: "a.user_id = any(array(select c.id from salon.search_clients($2::text, 200) c))"
            case .client: "a.user_id = $2::uuid"
            case .expert: "a.expert_id = $2::uuid"
            case .unpaid:
                "a.payment_status = 'unpaid' and $2::uuid is null"
                    + " and a.status in ('reserved', 'confirmed', 'arrived', 'in_service', 'completed')"
            case .status: "a.status = $2::text"
            case .service: "a.service_id = $2::uuid"
            case .day: "$2::uuid is null"
            }
        }
    }

    /// A page of the list.
    ///
    /// $1 the branch; $2 what the path asks for; $3, $4, $5 the key before the first row (behind the last, backwards);
    /// $6 the last day (the first, backwards); $7 statuses, $8 expert, $9 service, $10 client, null for all; $11 unpaid
    /// only; $12 how many rows.
    static func list(_ path: ListPath, backwards: Bool) -> Statement {
        let (beyond, within, order) = backwards ? ("<", ">=", "desc") : (">", "<=", "asc")
        return Statement(
            "appointments.list.\(path.rawValue).\(order)",
            """
            select \(lineColumns), e.name
              from \(lineTables) left join public.experts e on e.id = a.expert_id
             where a.branch_id = $1 and \(path.condition)
               and (a.appointment_date, a.appointment_time, a.id) \(beyond) ($3::date, $4::time, $5::uuid)
               and a.appointment_date \(within) $6::date
               and ($7::text[] is null or a.status = any($7))
               and ($8::uuid is null or a.expert_id = $8)
               and ($9::uuid is null or a.service_id = $9)
               and ($10::uuid is null or a.user_id = $10)
               and (not $11::bool or (a.payment_status = 'unpaid'
                    and a.status in ('reserved', 'confirmed', 'arrived', 'in_service', 'completed')))
             order by a.appointment_date \(order), a.appointment_time \(order), a.id \(order)
             limit $12
            """)
    }

    /// Which visits a card, or what is shown after an undo, is about.
    private static let visitAsked =
        "a.visit_id = (select asked.visit_id from public.appointments asked where asked.id = $1)"
    private static let visitsChanged = """
        a.visit_id = any(array(
            select changed.visit_id
              from public.appointments changed
             where changed.id = any($1::uuid[] || array(
                       select paid.appointment_id from public.payments paid where paid.id = any($1::uuid[])))))
        """

    /// The visit of an appointment ($1), with what only the card shows.
    static let cardAppointments = cardAppointments("appointments.card", where: visitAsked)

    /// The same of the visits of some appointments and payments ($1).
    static let changedAppointments = cardAppointments("appointments.changed", where: visitsChanged)

    private static func cardAppointments(_ name: String, where condition: String) -> Statement {
        Statement(
            name,
            """
            select \(entryColumns), e.name,
                   (select k.email from salon.appointment_contacts k where k.appointment_id = a.id),
                   (select b.name from salon.staff_names b where b.id = a.created_by), a.created_at, a.updated_at,
                   a.arrived_at, a.started_at, a.completed_at, a.cancelled_at, a.cancelled_reason, a.overbook_reason,
                   a.paid_at, o.title, a.discount::text, a.discount_reason
              from \(entryTables)
              left join public.experts e on e.id = a.expert_id
              left join public.offers o on o.id = a.offer_id
             where \(condition)
             order by a.appointment_date, a.appointment_time, a.id
            """)
    }

    /// The add-ons of an appointment's visit ($1).
    static let cardAddOns = Statement(
        "appointments.card_add_ons",
        """
        select o.appointment_id, o.sub_service_id, o.name, o.price::text, o.minutes
          from public.appointments a join public.appointment_sub_services o on o.appointment_id = a.id
         where \(visitAsked)
         order by o.name, o.id
        """)

    /// The payments of an appointment's visit ($1).
    static let cardPayments = cardPayments("appointments.card_payments", where: visitAsked)

    /// The payments of the visits of some appointments and payments ($1).
    static let changedPayments = cardPayments("appointments.changed_payments", where: visitsChanged)

    private static func cardPayments(_ name: String, where condition: String) -> Statement {
        Statement(
            name,
            """
            select p.id, p.appointment_id, p.kind, p.method, p.amount::text, p.taken_by, p.taken_at, p.till_id,
                   (select s.name from salon.staff_names s where s.id = p.taken_by)
              from public.appointments a
              join public.payments p on p.appointment_id = a.id
             where \(condition)
             order by p.taken_at, p.id
            """)
    }

    /// The client of an appointment ($1) with their figures; $2 is today.
    static let cardClient = Statement(
        "appointments.card_client",
        """
        select \(ClientSQL.faceColumns), f.completed, f.no_shows, f.cancelled, f.last_visit, f.next_visit
          from \(ClientSQL.faces)
          cross join lateral (
              select count(*) filter (where a.status = 'completed') as completed,
                     count(*) filter (where a.status = 'no_show') as no_shows,
                     count(*) filter (where a.status = 'cancelled') as cancelled,
                     max(a.appointment_date) filter (
                         where a.status in ('arrived', 'in_service', 'completed') and a.appointment_date <= $2
                     ) as last_visit,
                     min(a.appointment_date) filter (
                         where a.status in ('reserved', 'confirmed') and a.appointment_date >= $2
                     ) as next_visit
                from public.appointments a where a.user_id = c.id
          ) f
         where c.id = (select asked.user_id from public.appointments asked where asked.id = $1)
        """)

    /// What the client of an appointment ($1) is booked for; $2 is today. What began yesterday may pass midnight.
    static let cardClientAppointments = Statement(
        "appointments.card_client_appointments",
        """
        select \(lineColumns), e.name
          from \(lineTables) left join public.experts e on e.id = a.expert_id
         where a.user_id = (select asked.user_id from public.appointments asked where asked.id = $1)
           and a.status in ('reserved', 'confirmed', 'arrived', 'in_service') and a.appointment_date >= $2::date - 1
         order by a.appointment_date, a.appointment_time, a.id
        """)

    /// Whether a visit is there: the answer to a booking whose own answer was lost.
    static let visitExists = Statement(
        "appointments.visit_exists", "select exists (select from public.appointments where visit_id = $1)")

    /// The appointments of a visit ($1).
    static let visit = Statement(
        "appointments.visit",
        """
        select \(entryColumns)
          from \(entryTables)
         where a.visit_id = $1
         order by a.appointment_date, a.appointment_time, a.id
        """)
}
