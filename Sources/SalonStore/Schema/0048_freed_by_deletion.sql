-- Who deletes an appointment at a desk does not ask who waits for its time: the consoles hear of it as of the website's.
set local role salon_owner;

-- As in 0045, for deletions by anybody.
create or replace function salon.tell_freed() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    freed tsmultirange := old.busy;
begin
    if salon.is_bulk() or not exists (
        select from public.waitlist w where w.branch_id = old.branch_id and w.status = 'waiting'
    ) or tg_op = 'UPDATE' and salon.is_desk(session_user)
        and salon.allows('appointments.view') and salon.allows('appointments.manage')
    then
        return null;
    end if;
    if tg_op = 'UPDATE' and new.expert_id = old.expert_id
       and new.status in ('reserved', 'confirmed', 'arrived', 'in_service') then
        freed := old.busy - new.busy;
    end if;
    perform pg_notify(
        salon.channel(old.branch_id),
        format('freed:%s/%s/%s', old.expert_id, to_char(lower(b), 'YYYY-MM-DD"T"HH24:MI'),
               to_char(upper(b), 'YYYY-MM-DD"T"HH24:MI')))
       from unnest(freed) b;
    return null;
end
$$;
