-- As in 0024, and every desk hears of an offer that was made, taken or let go at another.
set local role salon_owner;

create or replace function salon.notify_appointments() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    news record;
begin
    if salon.is_bulk() then
        return null;
    end if;
    for news in
        select branch_id, count(*) as total,
               bool_or(waitlist_id is not null) as offered,
               string_agg(id || ':' || case tg_op when 'DELETE' then 0 else version end, ',') as ids
          from changed group by branch_id
    loop
        perform pg_notify(salon.channel(news.branch_id), case when news.total <= 100 then news.ids else '*' end);
        if news.offered then
            perform pg_notify(salon.channel(news.branch_id), 'waitlist');
        end if;
    end loop;
    return null;
end
$$;
