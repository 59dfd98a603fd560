-- Who may touch what. A console's login sees nothing without a session; the website sees its own tables.
-- A policy asks in a sub-select, once for a statement, so the plans keep their indexes.
set local role salon_owner;

do $$
declare
    website constant text[] := array[
        'roles', 'users', 'service_categories', 'services', 'sub_services', 'experts', 'expert_services',
        'appointments', 'reviews', 'notifications', 'offers', 'gallery', 'courses', 'course_applications'];
    ours constant text[] := array[
        'branches', 'opening_hours', 'closures', 'appointment_sub_services', 'shifts', 'shift_exceptions',
        'time_off', 'tills', 'waitlist', 'conversations', 'email_outbox'];
    -- Written by others than the console: by functions, and once.
    read_only constant text[] := array['permissions', 'audit_log'];
    touched text;
begin
    foreach touched in array website || ours || read_only || array['payments', 'role_permissions'] loop
        execute format('alter table public.%I enable row level security', touched);
        execute format(
            'create policy console on public.%I to salon_console using ((select salon.has_session()))', touched);
        execute format('grant select on public.%I to salon_console', touched);
    end loop;
    foreach touched in array website || ours || array['role_permissions'] loop
        execute format('grant insert, update, delete on public.%I to salon_console', touched);
    end loop;
    foreach touched in array website loop
        execute format('create policy website on public.%I to salon_website using (true)', touched);
        execute format('grant select, insert, update, delete on public.%I to salon_website', touched);
    end loop;
end
$$;

-- Money that was taken is never changed.
grant insert on public.payments to salon_console;

-- Secrets are for the website and the functions: a console writes and reads the other columns of users by name.
do $$
declare
    open_columns text;
    stored_columns text;
begin
    select string_agg(quote_ident(attname), ', ' order by attnum),
           string_agg(quote_ident(attname), ', ' order by attnum) filter (where attgenerated = '')
      into open_columns, stored_columns
      from pg_catalog.pg_attribute
     where attrelid = 'public.users'::regclass and attnum > 0 and not attisdropped
       and attname <> all (array[
           'password_hash', 'verification_token', 'verification_code', 'reset_password_token', 'fcm_token']);
    revoke select, insert, update on public.users from salon_console;
    execute format('grant select (%s) on public.users to salon_console', open_columns);
    execute format('grant insert (%s), update (%1$s) on public.users to salon_console', stored_columns);
end
$$;

-- How far the schema is: a console asks before anybody has signed in.
create function salon.schema_version() returns integer
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (select max(version) from public.schema_migrations);
end
$$;
grant execute on function salon.schema_version to salon_console;
