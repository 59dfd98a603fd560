-- Roles, schemas, extensions, and the small functions that the other files stand on.
--
-- Roles belong to the whole cluster, so another database of it may have made them already, even at this moment.
--   salon_owner    owns every table and function; nobody signs in as it
--   salon_console  the desks: each console is a login role of its own (desk_…) in this group
--   salon_website  the web backend: a login role in this group sees its own tables and nothing else
--
-- Schema `public` holds the business tables; schema `salon` holds the functions and what no desk may read.
-- Instants are timestamptz everywhere, in the web backend's tables too: its own `timestamp` columns hold whatever
-- zone the writing process had, and its driver reads and writes both types. Wall-clock time is date, time, timestamp.

do $$
declare
    wanted text;
begin
    foreach wanted in array array['salon_owner', 'salon_console', 'salon_website'] loop
        if not exists (select from pg_catalog.pg_roles where rolname = wanted) then
            begin
                execute format('create role %I nologin', wanted);
            exception when duplicate_object or unique_violation then
                null;
            end;
        end if;
    end loop;
    if not pg_catalog.pg_has_role(current_user, 'salon_owner', 'usage') then
        execute format('grant salon_owner to %I', current_user);
    end if;
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to salon_console, salon_website', current_database());
    execute format('grant connect, create, temporary on database %I to salon_owner', current_database());
end
$$;

create extension if not exists btree_gist with schema public;
create extension if not exists pgcrypto with schema public;
create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;
create extension if not exists "uuid-ossp" with schema public;

revoke create on schema public from public;
grant usage, create on schema public to salon_owner;
grant usage on schema public to salon_console, salon_website;
create schema if not exists salon authorization salon_owner;
alter table if exists public.schema_migrations owner to salon_owner;

set local role salon_owner;

grant usage on schema salon to salon_console, salon_website;
alter default privileges for role salon_owner revoke execute on functions from public;

-- Lower case without accents: how names are searched and sorted. Immutable because the dictionary is named.
create function salon.fold(value text) returns text
    language sql immutable strict parallel safe
    return lower(public.unaccent('public.unaccent'::regdictionary, value));

-- The digits of a phone number, however it was typed.
create function salon.digits(value text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(value, '[^0-9]', '', 'g');

grant execute on function salon.fold, salon.digits to salon_console, salon_website;

create function salon.touch() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    new.updated_at := now();
    return new;
end
$$;

-- `version` rises with every change, so that a form can tell that somebody else was faster.
create function salon.touch_version() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    new.version := old.version + 1;
    new.updated_at := now();
    return new;
end
$$;

-- The channel on which a branch's consoles listen. Notices are readable by every login of the database, so they
-- carry ids and versions only.
create function salon.channel(branch uuid) returns text
    language sql immutable strict parallel safe
    return 'salon_' || replace(branch::text, '-', '');

grant execute on function salon.channel to salon_console;
