-- The audit log, whole: every change of a business row, additions too; by session and transaction, so that a visit of
-- several services is one change; and kept as it was written.
set local role salon_owner;

alter table public.audit_log
    -- The transaction: what was saved together.
    add column change bigint not null default pg_current_xact_id()::text::bigint,
    add column session uuid,
    -- The row's version after the change, where it has one: what a form that was opened before has missed.
    add column version integer,
    -- The entry that this one takes back; each goes back once.
    add column undoes bigint;
create unique index audit_log_undone on public.audit_log (undoes) where undoes is not null;
create index audit_log_by_change on public.audit_log (change);
create index audit_log_by_kind on public.audit_log (entity, id);
create index audit_log_by_desk on public.audit_log (desk, id);
create index audit_log_of_removals on public.audit_log (id) where action = 'delete';

-- Replaces the one of 0011: additions without what is empty, the session and the transaction besides, and rows without
-- an id of their own. That a password was changed is told by password_changed_at.
--
-- Who did it comes from the session's token and from nowhere else. A hold that runs out is nobody's doing, whoever's
-- clock has noticed it.
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

    if (tg_table_name = 'appointments' and was ->> 'status' = 'reserved' and is_now ->> 'status' = 'expired')
        is not true then
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

-- Every business table. Not among them: sessions and mail waiting to be sent, which hold secrets; the website's own
-- notices; and the log. A bulk load is not logged, but only the owner's: for a desk and for the website the setting
-- that any of them can make means nothing.
do $$
declare
    audited text;
    previous record;
begin
    for previous in
        select tgname, tgrelid::regclass as relation from pg_catalog.pg_trigger
         where tgfoid in ('salon.audit'::regproc, 'salon.audit_role_permissions'::regproc)
    loop
        execute format('drop trigger %I on %s', previous.tgname, previous.relation);
    end loop;
    foreach audited in array array[
        'appointments', 'appointment_sub_services', 'payments', 'users', 'experts', 'expert_services', 'shifts',
        'shift_exceptions', 'time_off', 'services', 'sub_services', 'service_categories', 'offers', 'courses',
        'course_applications', 'gallery', 'reviews', 'waitlist', 'tills', 'conversations', 'branches',
        'opening_hours', 'closures', 'role_permissions', 'roles'
    ] loop
        execute format(
            'create trigger %I after insert or update or delete on public.%I for each row when (
                 coalesce(current_setting(''salon.bulk'', true), '''') <> ''on''
                 or not pg_has_role(session_user, ''salon_owner'', ''member'')
             ) execute function salon.audit()', audited || '_audit', audited);
    end loop;
end
$$;
drop function salon.audit_role_permissions();

-- What is written stays, for the owner of the table as well.
create function salon.keep_log() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception using errcode = 'insufficient_privilege', message = 'the audit log is only ever added to';
end
$$;
create trigger audit_log_kept before update or delete or truncate on public.audit_log
    for each statement execute function salon.keep_log();
