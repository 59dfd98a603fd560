-- Every desk hears whose patch tests were recorded, corrected or removed, and shows what they stand against.
set local role salon_owner;

create function salon.notify_tested() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not salon.is_bulk() then
        perform pg_notify(salon.channel(b.id), 'tested:' || t.client)
           from public.branches b cross join (values (old.user_id), (new.user_id)) t (client)
          where t.client is not null;
    end if;
    return null;
end
$$;
create trigger patch_tests_notify after insert or update or delete on public.patch_tests
    for each row execute function salon.notify_tested();
