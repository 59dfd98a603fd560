import Postgres

/// The statements of `HistoryRepository`.
enum HistorySQL {
    /// The columns of an entry, in the order in which `LogReader` takes them; of `salon.log_entries e`.
    private static let columns = """
        e.id, e.change, e.at, e.actor_id, e.actor, e.desk, e.action, e.entity, e.entity_id, e.subject, e.names, e.was,
        e.became, e.undoes, e.undone_by
        """

    /// By which index the log is read: the narrowest of what is asked for.
    enum Path: String, CaseIterable {
        case row, person, entity, desk, removals, time

        /// The condition that the index serves.
        fileprivate var condition: String {
            switch self {
            case .row: "l.entity = $3::text and l.entity_id = $4::uuid"
            case .person: "l.actor_id = $1::uuid"
            case .entity: "l.entity = $3::text"
            case .desk: "l.desk = $2::text::name"
            case .removals: "l.action = 'delete'"
            case .time: "l.id > 0"
            }
        }
    }

    /// A page of the log, the newest first, or backwards: $1 person, $2 desk, $3 kind, $4 row, $5 action, $6 and $7
    /// from and to, all null for any; $8 the number before the page, $9 how many. Numbers rise with time, so a span of
    /// time is one of numbers; a second is allowed for those who write at once.
    static func page(_ path: Path, backwards: Bool) -> Statement {
        let (beyond, order) = backwards ? (">", "asc") : ("<", "desc")
        return Statement(
            "history.page.\(path.rawValue).\(order)",
            """
            select \(columns)
              from salon.log_entries e
             where e.id = any (array(
                 select l.id from public.audit_log l
                  where \(path.condition) and l.id \(beyond) $8::bigint
                    and l.id >= coalesce((
                        select b.id from public.audit_log b
                         where b.at >= $6::timestamptz - interval '1 second' order by b.at, b.id limit 1),
                        case when $6::timestamptz is null then 0 else 9223372036854775807 end)
                    and l.id <= coalesce((
                        select b.id from public.audit_log b
                         where b.at < $7::timestamptz + interval '1 second' order by b.at desc, b.id desc limit 1),
                        case when $7::timestamptz is null then 9223372036854775807 else 0 end)
                    and ($6::timestamptz is null or l.at >= $6) and ($7::timestamptz is null or l.at < $7)
                    and ($1::uuid is null or l.actor_id = $1) and ($2::text is null or l.desk = $2::text::name)
                    and ($3::text is null or l.entity = $3) and ($4::uuid is null or l.entity_id = $4)
                    and ($5::text is null or l.action = $5)
                  order by l.id \(order)
                  limit $9::int))
             order by e.id \(order)
            """)
    }

    /// One entry: $1 its number.
    static let entry = Statement("history.entry", "select \(columns) from salon.log_entries e where e.id = $1::bigint")

    /// The history of a thing: $1 kind, $2 id.
    static let of = Statement("history.of", "select \(columns) from salon.history($1::text, $2::uuid) e")

    /// What a form that was opened on a version ($3) of a thing ($1, $2) has missed; nothing once a change ($4, null for
    /// none) is made.
    static let since = Statement(
        "history.since",
        """
        select \(columns)
          from salon.history($1::text, $2::uuid, $3::int) e
         where $4::uuid is null or current_setting('salon.made', true) is distinct from $4::uuid::text
        """)

    /// One's own change ($1; null for the last): its rows, why each stays as it is, and what each appointment of it
    /// holds of an expert's time; $2 now.
    static let lastChange = Statement(
        "history.last_change",
        """
        with told as materialized (
            select c.entry, c.obstacle, c.changed_by from salon.last_change($1::bigint, $2::timestamptz) c
        ), held as materialized (
            select a.id, a.expert_id, a.appointment_date + a.appointment_time as starts, a.duration,
                   a.processing_minutes, a.finishing_minutes, a.buffer_minutes
              from public.appointments a
             where a.id = any(array(select (t.entry).entity_id from told t where (t.entry).entity = 'appointments'))
               and a.status in ('reserved', 'confirmed', 'arrived', 'in_service')
        )
        select \(columns), t.obstacle, t.changed_by, h.expert_id, h.starts, h.duration, h.processing_minutes,
               h.finishing_minutes, h.buffer_minutes
          from told t cross join lateral (select (t.entry).*) e left join held h on h.id = e.entity_id
         order by e.id
        """)

    /// Takes a change of one's own back: $1 the change, $2 now.
    static let undo = Statement("history.undo", "select salon.undo($1::bigint, $2::timestamptz)")
}
