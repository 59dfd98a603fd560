-- The waitlist, whole: several services in their order, several experts, days of the week; and times that are kept for
-- somebody on it.
set local role salon_owner;

alter table public.branches
    add column waitlist_minutes integer not null default 7 check (waitlist_minutes between 1 and 1440),
    add column notice_minutes integer not null default 0 check (notice_minutes between 0 and 43200),
    -- Null is any number.
    add column horizon_days integer check (horizon_days between 1 and 3660);

alter table public.waitlist
    add column service_ids uuid[] not null default '{}' check (array_position(service_ids, null) is null),
    -- None is anybody.
    add column expert_ids uuid[] not null default '{}' check (array_position(expert_ids, null) is null),
    -- ISO, 1 is Monday; none is any day.
    add column weekdays smallint[] not null default '{}' check (weekdays <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]),
    drop constraint waitlist_status_check;
update public.waitlist
   set service_ids = array_remove(array[service_id], null), expert_ids = array_remove(array[expert_id], null),
       status = case status when 'offered' then 'waiting' else status end;
alter table public.waitlist
    drop column service_id, drop column expert_id, drop column appointment_id,
    add constraint waitlist_status_check check (status in ('waiting', 'booked', 'dropped'));

-- What is offered to somebody is a reserved appointment that names their entry: the constraint keeps its time, its end
-- needs no clock, and what became of it stays to be seen: who let a time go is not offered it again.
alter table public.appointments add column waitlist_id uuid references public.waitlist on delete set null;
create index appointments_by_waitlist on public.appointments (waitlist_id, status) where waitlist_id is not null;
grant select (waitlist_id), insert (waitlist_id) on public.appointments to salon_console;

-- The elements of an array have no foreign keys.
create function salon.check_waitlist() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select from unnest(new.service_ids) w (id)
                where not exists (select from public.services s where s.id = w.id))
        or exists (select from unnest(new.expert_ids) w (id)
                    where not exists (select from public.experts e where e.id = w.id))
    then
        raise exception using errcode = 'foreign_key_violation', table = 'waitlist',
            message = 'a service or expert that is waited for does not exist';
    end if;
    return new;
end
$$;
create trigger waitlist_check before insert or update of service_ids, expert_ids on public.waitlist
    for each row execute function salon.check_waitlist();

create function salon.trim_waitlist() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_table_name = 'services' then
        update public.waitlist set service_ids = array_remove(service_ids, old.id) where old.id = any (service_ids);
    else
        update public.waitlist set expert_ids = array_remove(expert_ids, old.id) where old.id = any (expert_ids);
    end if;
    return null;
end
$$;
create trigger services_waitlist after delete on public.services
    for each row execute function salon.trim_waitlist();
create trigger experts_waitlist after delete on public.experts
    for each row execute function salon.trim_waitlist();

-- Whoever takes the time that was offered waits no more, wherever it is confirmed or paid: at the desk, on the website.
create function salon.settle_waitlist() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update public.waitlist set status = 'booked' where id = new.waitlist_id and status = 'waiting';
    return null;
end
$$;
create trigger appointments_waitlist after update on public.appointments
    for each row when (
        new.waitlist_id is not null and old.status in ('reserved', 'expired')
        and new.status in ('confirmed', 'arrived', 'in_service', 'completed')
    ) execute function salon.settle_waitlist();

-- A notice of its own, so that lists of who waits are read again.
create function salon.notify_waitlist() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not salon.is_bulk() then
        perform pg_notify(salon.channel(b.branch_id), 'waitlist') from (select distinct branch_id from changed) b;
    end if;
    return null;
end
$$;
create trigger waitlist_notify_insert after insert on public.waitlist
    referencing new table as changed for each statement execute function salon.notify_waitlist();
create trigger waitlist_notify_update after update on public.waitlist
    referencing new table as changed for each statement execute function salon.notify_waitlist();

-- As in 0024, but a hold that somebody gives back before its end is their doing: its end is changed with it.
create or replace function salon.audit() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    unsaid constant text[] := array[
        'password_hash', 'verification_token', 'reset_password_token', 'verification_code', 'fcm_token',
        'reset_password_expires', 'verification_code_expires_at', 'failed_login_attempts', 'lockout_until',
        'last_login', 'updated_at', 'version', 'roster_version', 'busy', 'search', 'name_key',
        'phone_digits', 'reminder_sent', 'transcript', 'metadata'];
    was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    is_now jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    subject constant uuid := coalesce(
        (coalesce(is_now, was) ->> 'id')::uuid,
        md5((coalesce(is_now, was) ->> 'role') || '.' || (coalesce(is_now, was) ->> 'permission'))::uuid);
    row_version constant integer := (is_now ->> 'version')::integer;
    actor uuid;
    signed_in uuid;
    taken_back bigint;
begin
    if salon.is_bulk() then
        return null;
    end if;
    was := was - unsaid;
    is_now := is_now - unsaid;
    if tg_op = 'UPDATE' then
        if was = is_now then
            return null;
        end if;
        -- What a role may do has no other name than its role and permission.
        select jsonb_object_agg(key, value), jsonb_object_agg(key, is_now -> key) into was, is_now
          from jsonb_each(was)
         where value is distinct from is_now -> key
            or tg_table_name = 'role_permissions' and key in ('role', 'permission');
    elsif tg_op = 'INSERT' then
        is_now := jsonb_strip_nulls(is_now - array['id', 'created_at']);
    else
        was := jsonb_strip_nulls(was);
    end if;

    if (tg_table_name = 'appointments' and was ->> 'status' = 'reserved' and is_now ->> 'status' = 'expired'
        and not was ? 'expires_at') is not true then
        -- As salon.current_user_id, but person and session in one look: each booking pays for it.
        select s.user_id, s.id into actor, signed_in
          from salon.sessions s
         where s.token_hash = sha256(convert_to(current_setting('salon.token', true), 'UTF8'))
           and s.desk = session_user and s.expires_at > statement_timestamp();
    end if;
    if signed_in is not null and current_setting('salon.undoing', true) <> '' then
        -- Anybody may claim to take something back; it counts where it is their own change of the same thing.
        select l.id into taken_back
          from public.audit_log l
         where l.id = current_setting('salon.undoing', true)::bigint and l.session = signed_in
           and l.entity = tg_table_name and (l.entity_id = subject or tg_table_name = 'payments');
    end if;
    insert into public.audit_log (actor_id, session, action, entity, entity_id, version, undoes, before, after)
    values (actor, signed_in, lower(tg_op), tg_table_name, subject, row_version, taken_back, was, is_now);
    return null;
end
$$;

-- As in 0021, with what stands in a list, the entry of the waitlist and the series.
create or replace function salon.name_of(field text, value text) returns text
    language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    return case field
        when 'expert_id' then (select name from public.experts where id = value::uuid)
        when 'service_id' then (select name from public.services where id = value::uuid)
        when 'sub_service_id' then (select name from public.sub_services where id = value::uuid)
        when 'category_id' then (select name from public.service_categories where id = value::uuid)
        when 'course_id' then (select title from public.courses where id = value::uuid)
        when 'offer_id' then (select title from public.offers where id = value::uuid)
        when 'branch_id' then (select name from public.branches where id = value::uuid)
        when 'service_ids' then (
            select string_agg(s.name, ', ' order by w.place)
              from jsonb_array_elements_text(value::jsonb) with ordinality w (id, place)
              join public.services s on s.id = w.id::uuid)
        when 'expert_ids' then (
            select string_agg(e.name, ', ' order by e.name) from public.experts e
             where e.id in (select w.id::uuid from jsonb_array_elements_text(value::jsonb) w (id)))
        when 'waitlist_id' then (select customer_name from public.waitlist where id = value::uuid)
        when 'series_id' then (
            select case every_weeks when 1 then 'every week' else 'every ' || every_weeks || ' weeks' end
              from public.series where id = value::uuid)
        when 'appointment_id' then
            (select customer_name || ', ' || service_name from public.appointments where id = value::uuid)
        when 'user_id' then (select name from public.users where id = value::uuid)
        when 'created_by' then (select name from public.users where id = value::uuid)
        when 'taken_by' then (select name from public.users where id = value::uuid)
        when 'opened_by' then (select name from public.users where id = value::uuid)
        when 'closed_by' then (select name from public.users where id = value::uuid)
    end;
end
$$;
