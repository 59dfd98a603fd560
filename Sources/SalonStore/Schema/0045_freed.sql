-- Time that becomes free is for who waits, whoever's statement gave it back. A desk that may give it to somebody asks who
-- waits in the change itself, but not when it deletes; of that, and of what all the others give back (the website, an
-- expert's desk, the server's own administrator; a hold that has run out and that the website's booking lets go) the
-- consoles hear by a notice, "freed:expert/from/until", and offer it. That it is offered once is for the entry's lock and
-- the constraint to see to.
set local role salon_owner;

create function salon.tell_freed() returns trigger
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
create trigger appointments_freed_update after update on public.appointments
    for each row when (
        old.expert_id is not null and old.status in ('reserved', 'confirmed', 'arrived', 'in_service')
        and (new.status not in ('reserved', 'confirmed', 'arrived', 'in_service')
             or new.expert_id is distinct from old.expert_id or new.busy <> old.busy)
    ) execute function salon.tell_freed();
create trigger appointments_freed_delete after delete on public.appointments
    for each row when (
        old.expert_id is not null and old.status in ('reserved', 'confirmed', 'arrived', 'in_service')
    ) execute function salon.tell_freed();
