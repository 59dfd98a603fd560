import Postgres

/// The statements of `RevenueRepository`. The adding up is done by functions that ask for the permission themselves.
enum RevenueSQL {
    static let breakdown = Statement(
        "revenue.breakdown",
        """
        select r.kind, r.day, r.service, coalesce(s.name, 'No service'), coalesce(c.name, ''), r.expert,
               coalesce(e.name, 'Nobody yet'), r.weekday, r.hour, r.completed, r.value::text, r.attended, r.hands_on
          from salon.report_breakdown($1, $2, $3) r
          left join public.services s on s.id = r.service
          left join public.service_categories c on c.id = s.category_id
          left join public.experts e on e.id = r.expert
        """)

    static let totals = Statement(
        "revenue.totals",
        """
        select value::text, visits, appointments, clients, new_clients, no_shows, lost::text, cancelled,
               cancelled_within_day, kept_or_missed, owed::text, owed_visits
          from salon.report_totals($1, $2, $3)
        """)

    static let payments = Statement(
        "revenue.payments",
        "select day, kind, method, amount::text, payments from salon.report_payments($1, $2, $3)")

    static let ahead = Statement("revenue.ahead", "select value::text, visits from salon.report_ahead($1, $2)")

    static let comeback = Statement(
        "revenue.comeback", "select clients, came_back from salon.report_return($1, $2, $3, $4)")
}
