-- Every desk hears when the salon's settings or opening hours change, and works by them from then on.
set local role salon_owner;

create function salon.notify_settings() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    subject constant jsonb := coalesce(to_jsonb(new), to_jsonb(old));
begin
    if not salon.is_bulk() then
        perform pg_notify(
            salon.channel((subject ->> case tg_table_name when 'branches' then 'id' else 'branch_id' end)::uuid),
            'settings');
    end if;
    return null;
end
$$;
create trigger branches_notify after update on public.branches
    for each row when (old.* is distinct from new.*) execute function salon.notify_settings();
create trigger opening_hours_notify after insert or update or delete on public.opening_hours
    for each row execute function salon.notify_settings();
