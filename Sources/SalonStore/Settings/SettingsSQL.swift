import Postgres

/// The statements of the settings.
enum SettingsSQL {
    /// $1 the branch.
    static let current = Statement(
        "settings.current",
        """
        select \(StoreSQL.branchColumns), version,
               array(select h.weekday::bigint from public.opening_hours h where h.branch_id = b.id
                      order by h.weekday, h.opens),
               array(select h.opens from public.opening_hours h where h.branch_id = b.id order by h.weekday, h.opens),
               array(select h.closes from public.opening_hours h where h.branch_id = b.id order by h.weekday, h.opens)
          from public.branches b
         where id = $1
        """)

    /// Saves the branch of this version and its opening hours, or nothing. Other hours make a new version of the branch
    /// as well, so that two people who change them find out.
    ///
    /// $1 the branch, $2 the version, $3 to $12 its columns; the hours side by side: $13 weekdays, $14 from, $15 to.
    static let save = Statement(
        "settings.save",
        """
        with hours as (
            select * from unnest($13::bigint[], $14::time[], $15::time[]) as n (weekday, opens, closes)
        ), kept as (
            select (select count(*) from hours) = count(*) filter (where n.weekday is not null)
                   and count(*) = count(n.weekday) as so
              from public.opening_hours h
              left join hours n on (n.weekday, n.opens, n.closes) = (h.weekday, h.opens, h.closes)
             where h.branch_id = $1
        ), saved as (
            update public.branches b
               set name = $3, address = $4, phone = $5, email = $6, slot_minutes = $7, hold_minutes = $8,
                   waitlist_minutes = $9, notice_minutes = $10, horizon_days = $11, idle_lock_minutes = $12,
                   updated_at = case when kept.so then b.updated_at else clock_timestamp() end
              from kept
             where b.id = $1 and b.version = $2
            returning b.id
        ), gone as (
            delete from public.opening_hours h using saved
             where h.branch_id = saved.id
               and not exists (select from hours n where (n.weekday, n.opens) = (h.weekday, h.opens))
        )
        insert into public.opening_hours as h (branch_id, weekday, opens, closes)
        select saved.id, n.weekday, n.opens, n.closes from saved, hours n
            on conflict (branch_id, weekday, opens) do update set closes = excluded.closes
         where h.closes <> excluded.closes
        """)
}
