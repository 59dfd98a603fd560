import Postgres

/// The statements of `AppointmentRepository`. Each brings its own indexed window: a date, a key, a visit.
enum AppointmentSQL {
    /// The columns of a `DayEntry`, in the order in which it reads them; of `entryTables`.
    static let entryColumns = """
        \(lineColumns), n.patch_test_months,
        case when n.id is not null then array(
            select t.tested_on from salon.tested t where t.user_id = a.user_id and t.service_id = n.id) end,
        case when n.id is not null then (
            select max(t.tested_on) from salon.tested t
             where t.user_id = a.user_id and t.service_id = n.id and t.reacted) end
        """

    /// Those of them that a line of a list needs, which warns of nothing; of `lineTables`.
    static let lineColumns = """
        a.id, a.visit_id, a.version, a.user_id, a.customer_name,
        case when a.user_id is null then salon.guest_phone(a.id) else c.phone end,
        c.alert, a.service_id, a.service_name,
        array(select o.name from public.appointment_sub_services o where o.appointment_id = a.id),
        a.status, a.payment_status, a.payment_method, a.total_price::text, (\(paid))::text,
        a.appointment_date + a.appointment_time, a.duration, a.processing_minutes, a.finishing_minutes,
        a.buffer_minutes, a.expert_id, a.requested_expert, a.expires_at, a.source, a.overbooked, a.notes
        """

    /// Where `entryColumns` come from: `lineTables` and, if the appointment needs a patch test, its service `n`.
    static let entryTables = """
        \(lineTables)
          left join public.services n on n.id = a.service_id and n.patch_test_months is not null
        """

    /// Where `lineColumns` come from: appointments `a`, each with the face of its client `c`. An expert sees no
    /// contacts: views of schema `salon` tell them apart. `offset 0` has them asked by key.
    static let lineTables = """
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

    /// Opens the window: tells the rest of the transaction which days and experts it is about, and answers with the
    /// first day. Where it answers with null the rest reads nothing.
    ///
    /// $1 the branch, null for the first; $2 the first day, null for today there; $3 the number of days;
    /// $4 the moment it is now, null for the database's; $5 a change: only where it was not made; $6 the experts, null
    /// for who works there; $7 whether with them those who have left with appointments on the days.
    static let window = Statement(
        "appointments.window",
        "select salon.open_window($1, $2, $3::int, $4, $5::uuid, $6, $7), \(StoreSQL.planOnce)")

    /// What the window holds; null without one. Each stands in a sub-select, so that it is read once for a statement.
    static let branch = asked("branch", as: "uuid")
    static let firstDay = asked("first_day", as: "date")
    static let nextDay = asked("next_day", as: "date")
    static let moment = asked("at", as: "timestamptz")
    /// As what `any` takes: the cast tells a list from a table.
    static let experts = "(\(asked("experts", as: "uuid[]"))::uuid[])"

    /// Whether there is a window. A statement that begins with it does nothing without, not even asks for permissions.
    static let isOpen = "\(branch) is not null"

    private static func asked(_ name: String, as type: String) -> String {
        "(select nullif(current_setting('salon.\(name)', true), '')::\(type))"
    }
}
