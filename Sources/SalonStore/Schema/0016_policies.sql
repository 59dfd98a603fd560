-- Who may do what, table by table: the rule of role_permissions, enforced by the database itself. It replaces the one
-- policy of 0013, which asked for any session.
--
-- A policy asks in a sub-select, once for a statement and only when it gets there, so the plans keep their indexes. Row
-- security is forced: the functions of salon_owner, who asks for the permission itself, pass by a policy of its own.
set local role salon_owner;

-- True for the login of a console. It is the role that logged in: no setting and no SET ROLE changes session_user.
create function salon.is_desk(login name) returns boolean
    language sql stable parallel safe
    return pg_has_role(login, 'salon_console', 'member') and not pg_has_role(login, 'salon_owner', 'member');

-- The database's clock. It stands still only where its owner has written a moment into salon.clock: in demos and tests of
-- another day.
create table salon.clock (
    is_one boolean primary key default true check (is_one),
    moment timestamptz not null
);
create function salon.moment() returns timestamptz
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
    return coalesce((select c.moment from salon.clock c), now());
end
$$;

-- What the session may do stands beside it: every policy asks, and one row by its key is all that it costs. A rule that
-- is changed is copied to it at once; another role of the person ends it.
alter table salon.sessions
    add column granted text[] not null default '{}',
    add column own text[] not null default '{}';

create function salon.grant_session() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    select coalesce(array_agg(p.permission) filter (where p.scope = 'all'), '{}'),
           coalesce(array_agg(p.permission) filter (where p.scope = 'own'), '{}')
      into new.granted, new.own
      from public.role_permissions p join public.users u on u.role = p.role
     where u.id = new.user_id and u.role <> 'user';
    return new;
end
$$;
create trigger sessions_granted before insert or update of user_id, granted, own on salon.sessions
    for each row execute function salon.grant_session();
-- Whatever is written there, the trigger fills in what holds.
update salon.sessions set granted = '{}';

create function salon.regrant_sessions() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update salon.sessions set granted = '{}';
    return null;
end
$$;
create trigger role_permissions_sessions after insert or update or delete on public.role_permissions
    for each statement execute function salon.regrant_sessions();

-- Replace those of 0009, which joined three tables. They are asked before every row is seen, so they are spared the cost
-- of a search_path of their own: every name and operator in them is qualified.
create or replace function salon.current_user_id() returns uuid
    language plpgsql stable parallel safe security definer as $$
declare
    hash constant bytea := pg_catalog.sha256(
        pg_catalog.convert_to(pg_catalog.current_setting('salon.token', true), 'UTF8'));
    person uuid;
begin
    select s.user_id into person from salon.sessions s
     where s.token_hash operator(pg_catalog.=) hash and s.desk operator(pg_catalog.=) session_user
       and s.expires_at operator(pg_catalog.>) pg_catalog.statement_timestamp();
    return person;
end
$$;

create or replace function salon.has_session() returns boolean
    language plpgsql stable parallel safe security definer as $$
declare
    hash constant bytea := pg_catalog.sha256(
        pg_catalog.convert_to(pg_catalog.current_setting('salon.token', true), 'UTF8'));
begin
    perform from salon.sessions s
     where s.token_hash operator(pg_catalog.=) hash and s.desk operator(pg_catalog.=) session_user
       and s.expires_at operator(pg_catalog.>) pg_catalog.statement_timestamp();
    return found;
end
$$;

create or replace function salon.scope(wanted text) returns text
    language plpgsql stable parallel safe security definer as $$
declare
    hash constant bytea := pg_catalog.sha256(
        pg_catalog.convert_to(pg_catalog.current_setting('salon.token', true), 'UTF8'));
    reach text;
begin
    select case when wanted operator(pg_catalog.=) any (s.granted) then 'all'
                when wanted operator(pg_catalog.=) any (s.own) then 'own' end
      into reach from salon.sessions s
     where s.token_hash operator(pg_catalog.=) hash and s.desk operator(pg_catalog.=) session_user
       and s.expires_at operator(pg_catalog.>) pg_catalog.statement_timestamp();
    return reach;
end
$$;

create or replace function salon.allows(wanted text) returns boolean
    language plpgsql stable parallel safe security definer as $$
declare
    hash constant bytea := pg_catalog.sha256(
        pg_catalog.convert_to(pg_catalog.current_setting('salon.token', true), 'UTF8'));
    granted boolean;
begin
    select wanted operator(pg_catalog.=) any (s.granted) into granted from salon.sessions s
     where s.token_hash operator(pg_catalog.=) hash and s.desk operator(pg_catalog.=) session_user
       and s.expires_at operator(pg_catalog.>) pg_catalog.statement_timestamp();
    return coalesce(granted, false);
end
$$;

-- The expert to whom a permission is narrowed; null where it reaches all or nothing.
create function salon.own_expert(wanted text) returns uuid
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
    return case when salon.scope(wanted) = 'own' then salon.current_expert_id() end;
end
$$;
grant execute on function salon.is_desk to salon_console, salon_website;
grant execute on function salon.moment, salon.own_expert to salon_console;

-- What rows cannot say column by column. Ask them by key, in a sub-select.

-- A client as everybody sees them who has to do with them: no address, no notes, and the number only for the desk.
create view salon.client_faces with (security_barrier) as
    select u.id, u.name, u.alert, u.is_guest, u.version, u.name_key,
           case when (select salon.allows('clients.view')) then u.phone end as phone
      from public.users u
     where u.role = 'user'
       and ((select salon.allows('clients.view'))
            or exists (
                select from public.appointments a
                 where a.user_id = u.id and a.expert_id = (select salon.own_expert('clients.view'))));

-- How to reach whoever booked: an appointment's columns that an expert must not read.
create view salon.appointment_contacts with (security_barrier) as
    select a.id as appointment_id, a.customer_phone as phone, a.customer_email as email
      from public.appointments a
     where (select salon.allows('appointments.view') and salon.allows('clients.view'));

-- Who booked, who took the money: the staff's names are no secret among them.
create view salon.staff_names with (security_barrier) as
    select u.id, u.name from public.users u where u.role <> 'user' and (select salon.has_session());

grant select on salon.client_faces, salon.appointment_contacts, salon.staff_names to salon_console;

-- Everything is taken back, and given table by table.
do $$
declare
    guarded text;
begin
    for guarded in
        select c.relname from pg_catalog.pg_class c
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations'
    loop
        execute format('drop policy console on public.%I', guarded);
        execute format('revoke all on public.%I from salon_console', guarded);
        execute format('alter table public.%I force row level security', guarded);
        execute format('create policy owner on public.%I to salon_owner using (true) with check (true)', guarded);
    end loop;
    execute (
        select 'revoke all (' || string_agg(quote_ident(attname), ', ') || ') on public.users from salon_console'
          from pg_catalog.pg_attribute
         where attrelid = 'public.users'::regclass and attnum > 0 and not attisdropped);
end
$$;

-- Tables of which a permission opens all rows.
do $$
declare
    rule record;
    command text;
begin
    for rule in
        select * from (values
            ('branches', 'select', 'salon.has_session()'),
            ('branches', 'update', $c$salon.allows('settings.manage')$c$),
            ('opening_hours', 'select', 'salon.has_session()'),
            ('opening_hours', 'insert update delete', $c$salon.allows('settings.manage')$c$),
            ('closures', 'select', 'salon.has_session()'),
            ('closures', 'insert update delete', $c$salon.allows('experts.manage')$c$),
            ('roles', 'select', 'salon.has_session()'),
            ('permissions', 'select', $c$salon.allows('roles.manage')$c$),
            -- Written by a function, which keeps the owner's row as it is.
            ('role_permissions', 'select', $c$salon.allows('roles.manage')$c$),
            ('service_categories', 'select', $c$salon.allows('services.view')$c$),
            ('service_categories', 'insert update delete', $c$salon.allows('services.manage')$c$),
            ('services', 'select', $c$salon.allows('services.view')$c$),
            ('services', 'insert update delete', $c$salon.allows('services.manage')$c$),
            ('sub_services', 'select', $c$salon.allows('services.view')$c$),
            ('sub_services', 'insert update delete', $c$salon.allows('services.manage')$c$),
            ('experts', 'select', $c$salon.allows('experts.view') or salon.scope('appointments.view') is not null$c$),
            ('experts', 'insert update delete', $c$salon.allows('experts.manage')$c$),
            ('expert_services', 'select', $c$salon.allows('experts.view') or salon.allows('services.view')$c$),
            ('expert_services', 'insert update delete', $c$salon.allows('experts.manage')$c$),
            ('shifts', 'select', $c$salon.allows('experts.view') or salon.scope('appointments.view') is not null$c$),
            ('shifts', 'insert update delete', $c$salon.allows('experts.manage')$c$),
            ('shift_exceptions', 'select', $c$salon.allows('experts.view') or salon.scope('appointments.view') is not null$c$),
            ('shift_exceptions', 'insert update delete', $c$salon.allows('experts.manage')$c$),
            ('time_off', 'select', $c$salon.allows('experts.view') or salon.scope('appointments.view') is not null$c$),
            ('time_off', 'insert update delete', $c$salon.allows('experts.manage')$c$),
            ('offers', 'select', $c$salon.allows('services.view')$c$),
            ('offers', 'insert update delete', $c$salon.allows('offers.manage')$c$),
            ('courses', 'select', $c$salon.allows('services.view')$c$),
            ('courses', 'insert update delete', $c$salon.allows('courses.manage')$c$),
            ('course_applications', 'select insert update delete', $c$salon.allows('courses.manage')$c$),
            ('gallery', 'select', $c$salon.allows('services.view')$c$),
            ('gallery', 'insert update delete', $c$salon.allows('gallery.manage')$c$),
            ('reviews', 'select', $c$salon.allows('experts.view')$c$),
            ('reviews', 'delete', $c$salon.allows('reviews.moderate')$c$),
            ('notifications', 'select', $c$salon.allows('clients.view')$c$),
            ('notifications', 'insert update delete', $c$salon.allows('clients.manage')$c$),
            ('conversations', 'select', $c$salon.allows('clients.view')$c$),
            ('conversations', 'update', $c$salon.allows('clients.manage')$c$),
            ('conversations', 'delete', $c$salon.allows('clients.erase')$c$),
            ('waitlist', 'select', $c$salon.allows('appointments.view')$c$),
            ('waitlist', 'insert update delete', $c$salon.allows('appointments.manage')$c$),
            ('tills', 'select',
             $c$salon.allows('payments.take') or salon.allows('till.open') or salon.allows('till.close')$c$),
            ('tills', 'insert', $c$salon.allows('till.open')$c$),
            ('tills', 'update', $c$salon.allows('till.close')$c$),
            ('email_outbox', 'select update delete', $c$salon.allows('settings.manage')$c$),
            ('audit_log', 'select', $c$salon.allows('audit.view')$c$),
            ('appointments', 'insert', $c$salon.allows('appointments.manage')$c$),
            ('appointments', 'delete', $c$salon.allows('appointments.delete')$c$),
            ('appointment_sub_services', 'insert', $c$salon.allows('appointments.manage')$c$)
        ) as rules (guarded, commands, condition)
    loop
        foreach command in array string_to_array(rule.commands, ' ') loop
            execute format(
                'create policy %I on public.%I for %s to salon_console %s',
                'console_' || command, rule.guarded, command,
                case when command in ('select', 'update', 'delete')
                     then format('using ((select %s))', rule.condition) else '' end
                || case when command in ('insert', 'update')
                        then format(' with check ((select %s))', rule.condition) else '' end);
            execute format('grant %s on public.%I to salon_console', command, rule.guarded);
        end loop;
    end loop;
end
$$;

-- An expert sees the own appointments and moves where they stand (salon.guard_appointment keeps it to that).
create policy console_select on public.appointments for select to salon_console using (
    (select salon.allows('appointments.view')) or expert_id = (select salon.own_expert('appointments.view')));
create policy console_update on public.appointments for update to salon_console
    using ((select salon.allows('appointments.manage')) or expert_id = (select salon.own_expert('appointments.manage')))
    with check (
        (select salon.allows('appointments.manage')) or expert_id = (select salon.own_expert('appointments.manage')));

-- The add-ons of what is seen.
create policy console_select on public.appointment_sub_services for select to salon_console using (
    (select salon.allows('appointments.view'))
    or exists (select from public.appointments a where a.id = appointment_id));
grant select on public.appointment_sub_services to salon_console;

-- Money that was taken is never changed. Who gives it back sees all of it; who takes it, the last seven days and what is
-- still owed.
create policy console_select on public.payments for select to salon_console using (
    (select salon.allows('payments.refund'))
    or (select salon.allows('payments.take'))
       and (taken_at > (select salon.moment()) - interval '7 days'
            or exists (
                select from public.appointments a where a.id = appointment_id and a.payment_status = 'unpaid')));
create policy console_insert on public.payments for insert to salon_console with check (
    case kind when 'refund' then (select salon.allows('payments.refund')) else (select salon.allows('payments.take')) end);
grant select, insert on public.payments to salon_console;

-- Clients are kept by who may; accounts of the staff are read by who may, and written by functions alone. Nobody is given
-- the table as a whole: with that goes the right to lock it, and signing in reads it.
create policy console_select on public.users for select to salon_console using (
    role = 'user' and (select salon.allows('clients.view'))
    or (select salon.allows('users.view')));
create policy console_insert on public.users for insert to salon_console with check (
    role = 'user' and (select salon.allows('clients.manage') or salon.allows('users.manage')));
create policy console_update on public.users for update to salon_console
    using (role = 'user' and (select salon.allows('clients.manage') or salon.allows('users.manage')))
    with check (role = 'user' and (select salon.allows('clients.manage') or salon.allows('users.manage')));

-- Column by column: secrets, roles, locks and contact data that a row's policy cannot keep apart.
do $$
declare
    granted record;
begin
    for granted in
        select kind, relation, string_agg(quote_ident(a.attname), ', ') as columns
          from (values
              ('select', 'users', array[
                  'password_hash', 'verification_token', 'verification_code', 'verification_code_expires_at',
                  'reset_password_token', 'reset_password_expires', 'fcm_token']),
              ('select', 'appointments', array['customer_phone', 'customer_email']),
              ('insert', 'appointments', array['created_at', 'updated_at', 'version', 'reminder_sent', 'busy']),
              ('update', 'appointments', array[
                  'id', 'branch_id', 'created_at', 'created_by', 'updated_at', 'version', 'source', 'busy'])
          ) as kept (kind, relation, columns)
          join pg_catalog.pg_attribute a on a.attrelid = ('public.' || kept.relation)::regclass
         where a.attnum > 0 and not a.attisdropped and a.attname <> all (kept.columns)
         group by kind, relation
    loop
        execute format('grant %s (%s) on public.%I to salon_console', granted.kind, granted.columns, granted.relation);
    end loop;
end
$$;
grant insert (id, name, email, phone, address, gender, birthday, alert, notes, is_guest, profile_image_url),
    update (name, email, phone, address, gender, birthday, alert, notes, is_guest, profile_image_url)
    on public.users to salon_console;
