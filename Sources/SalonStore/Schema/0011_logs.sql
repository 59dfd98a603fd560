-- What happened, and what is to be mailed.
set local role salon_owner;

create table public.audit_log (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    -- No reference: the log outlives the people in it.
    actor_id uuid,
    desk name not null default session_user,
    action text not null check (action in ('insert', 'update', 'delete')),
    entity text not null,
    entity_id uuid not null,
    -- Only the columns that changed.
    before jsonb,
    after jsonb
);
create index audit_log_by_entity on public.audit_log (entity, entity_id, id);
create index audit_log_by_actor on public.audit_log (actor_id, id);
create index audit_log_by_time on public.audit_log (at, id);

create table public.email_outbox (
    id uuid primary key default gen_random_uuid(),
    to_address varchar(255) not null,
    to_name text,
    subject text not null,
    body text not null,
    kind text not null,
    user_id uuid references public.users on delete set null,
    appointment_id uuid references public.appointments on delete set null,
    created_at timestamptz not null default now(),
    send_after timestamptz not null default now(),
    sent_at timestamptz,
    attempts integer not null default 0,
    last_error text
);
create index email_outbox_waiting on public.email_outbox (send_after, id) where sent_at is null;
create index email_outbox_newest on public.email_outbox (created_at desc, id);
create index email_outbox_by_user on public.email_outbox (user_id);
create index email_outbox_by_appointment on public.email_outbox (appointment_id);

-- One row for each change: the columns that differ, without secrets and without what the database derives.
create function salon.audit() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    unsaid constant text[] := array[
        'password_hash', 'verification_token', 'reset_password_token', 'verification_code', 'fcm_token',
        'failed_login_attempts', 'lockout_until', 'last_login', 'updated_at', 'version', 'roster_version',
        'busy', 'search', 'name_key', 'phone_digits'];
    was jsonb;
    is_now jsonb;
    subject uuid;
begin
    if tg_op <> 'INSERT' then
        was := to_jsonb(old) - unsaid;
        subject := old.id;
    end if;
    if tg_op <> 'DELETE' then
        is_now := to_jsonb(new) - unsaid;
        subject := new.id;
    end if;
    if tg_op = 'UPDATE' then
        select jsonb_object_agg(key, value), jsonb_object_agg(key, is_now -> key) into was, is_now
          from jsonb_each(was) where value is distinct from is_now -> key;
        if was is null then
            return null;
        end if;
    end if;
    insert into public.audit_log (actor_id, action, entity, entity_id, before, after)
    values (salon.current_user_id(), lower(tg_op), tg_table_name, subject, was, is_now);
    return null;
end
$$;

-- Bookings and payments say themselves who made them; what is against a rule, or gives money back, is logged besides.
create trigger appointments_audit after update or delete on public.appointments
    for each row execute function salon.audit();
create trigger appointments_audit_overbooked after insert on public.appointments
    for each row when (new.overbooked) execute function salon.audit();
create trigger payments_audit after update or delete on public.payments
    for each row execute function salon.audit();
create trigger payments_audit_refund after insert on public.payments
    for each row when (new.kind = 'refund') execute function salon.audit();
create trigger users_audit after update or delete on public.users
    for each row execute function salon.audit();
create trigger users_audit_staff after insert on public.users
    for each row when (new.role <> 'user') execute function salon.audit();

do $$
declare
    audited text;
begin
    foreach audited in array array[
        'branches', 'opening_hours', 'closures', 'experts', 'service_categories', 'services', 'sub_services',
        'expert_services', 'offers', 'courses', 'course_applications', 'shifts', 'shift_exceptions', 'time_off',
        'tills', 'gallery', 'waitlist'
    ] loop
        execute format(
            'create trigger %I after insert or update or delete on public.%I for each row execute function salon.audit()',
            audited || '_audit', audited);
    end loop;
end
$$;
create trigger reviews_audit after update or delete on public.reviews
    for each row execute function salon.audit();

-- Who may do what has no id of its own.
create function salon.audit_role_permissions() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into public.audit_log (actor_id, action, entity, entity_id, before, after)
    values (salon.current_user_id(), lower(tg_op), 'role_permissions', '00000000-0000-0000-0000-000000000000',
            case when tg_op <> 'INSERT' then to_jsonb(old) end, case when tg_op <> 'DELETE' then to_jsonb(new) end);
    return null;
end
$$;
create trigger role_permissions_audit after insert or update or delete on public.role_permissions
    for each row execute function salon.audit_role_permissions();
