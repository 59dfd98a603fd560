-- Signing in, again: nothing of an attempt can be seen from its own transaction, one desk cannot keep another out, and
-- whoever has a one-time code or an unproved address is led on. Takes the place of the tables and functions of 0010.
set local role salon_owner;

drop function salon.sign_in_attempt, salon.sign_in_result, salon.set_password;
drop table salon.sign_in_attempts, salon.sign_in_strangers;

alter table public.users
    -- Keeps somebody from signing in at the desk; the website does not ask for it.
    add column disabled_at timestamptz,
    add column password_changed_at timestamptz;
grant select (disabled_at, password_changed_at) on public.users to salon_console;

-- What a list of sessions names them by: the token's hash is nobody's to read.
alter table salon.sessions add column id uuid not null unique default gen_random_uuid();

-- Wrong tries at an account, known or not, under a hash of the address that was typed: it may be a password. With a desk
-- they count at that desk alone. How much is written tells nothing: the columns have one size each, and because the log
-- leaves out what a row begins and ends with as before, what changes every time stands on both sides of the count.
create table salon.sign_in_counters (
    account bytea not null,
    desk name not null,
    tried_at timestamptz not null default clock_timestamp(),
    failed integer not null default 0,
    locked_until timestamptz not null default 'epoch',
    noise uuid not null default gen_random_uuid(),
    primary key (account, desk)
);

create type salon.sign_in_outcome as enum (
    'ok', 'wrong', 'locked', 'desk_locked', 'not_staff', 'disabled', 'unverified', 'must_change', 'code_expired',
    'verified', 'wrong_code', 'code_right');

-- Each attempt, with its verdict for a later transaction. They are kept as long as they count. One size, as above.
create table salon.sign_in_attempts (
    id uuid primary key,
    desk name not null default session_user,
    attempted_at timestamptz not null,
    transaction xid8 not null default pg_current_xact_id(),
    outcome salon.sign_in_outcome not null,
    user_id uuid not null,
    attempts_left integer not null,
    locked_until timestamptz not null,
    is_answered boolean not null default false
);
-- Not of the wrong ones only: an entry more would tell.
create index sign_in_attempts_by_outcome on salon.sign_in_attempts (desk, outcome, attempted_at);
create index sign_in_attempts_by_time on salon.sign_in_attempts (attempted_at);

-- What is handed over once: 'sign_in' stands in the password's place, 'address' proves the e-mail address.
create table salon.one_time_codes (
    user_id uuid not null references public.users on delete cascade,
    kind text not null check (kind in ('sign_in', 'address')),
    code_hash text not null,
    expires_at timestamptz not null,
    tries_left integer not null default 5,
    primary key (user_id, kind)
);

-- The website lower-cases too; spaces come with what is pasted.
create function salon.typed_address(value text) returns text
    language sql immutable
    return lower(btrim(coalesce(value, ''), E' \t\r\n'));

create function salon.counted_account(address text) returns bytea
    language sql immutable strict
    return sha256(convert_to('account ' || address, 'UTF8'));

-- However a code was typed: in small letters, with spaces, without its dash.
create function salon.typed_code(value text) returns text
    language sql immutable strict
    return regexp_replace(upper(value), '[^A-Z0-9]', '', 'g');

-- pgcrypto knows $2b$ and $2y$ only under the name $2a$; to anything else it answers with a DES hash.
create function salon.is_password(given text, hash text) returns boolean
    language sql volatile strict
    return public.crypt(given, '$2a$' || substr(hash, 5)) = '$2a$' || substr(hash, 5) and octet_length(given) <= 72;

-- The counter, locked: tries at one account wait for each other, so that none is checked before the last is charged.
create function salon.lock_counter(wanted_account bytea, wanted_desk name) returns salon.sign_in_counters
    language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    counter salon.sign_in_counters;
begin
    insert into salon.sign_in_counters (account, desk) values (wanted_account, wanted_desk) on conflict do nothing;
    select * into counter from salon.sign_in_counters c
     where c.account = wanted_account and c.desk = wanted_desk for update;
    return counter;
end
$$;

-- Charges a try, checks it, and records the verdict; tells nothing. Three wrong ones lock the account for 30 seconds, then
-- there are three fresh tries; a hundred wrong ones in 15 minutes lock the desk. Whatever is typed, the same rows are
-- written: inside `begin … rollback`, where the charge is undone, there is nothing to be seen.
--
-- Rows are locked that only an attempt can lock, not a key that any login may hold. A desk that keeps its attempt's
-- transaction open holds the account's row: who waits two seconds for it is counted at their own desk instead.
-- Messages are off, because debug_print_plan would show the verdict to whoever sets it.
create function salon.sign_in_attempt(attempt uuid, given_email text, given_password text) returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp set lock_timeout = '10s' set client_min_messages = 'error' as $$
declare
    typed constant text := salon.typed_address(given_email);
    account constant bytea := salon.counted_account(typed);
    -- Of a password that nobody knows: compared when there is nothing to compare with, so that it takes as long.
    nobody constant text := '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';
    counter salon.sign_in_counters;
    person record;
    moment timestamptz;
    until timestamptz;
    desk_until timestamptz;
    verdict salon.sign_in_outcome;
begin
    perform salon.lock_counter('', session_user), set_config('lock_timeout', '2s', true);
    begin
        counter := salon.lock_counter(account, '');
    exception when lock_not_available then
        counter := salon.lock_counter(account, session_user);
    end;
    moment := clock_timestamp();

    select u.id, u.role, u.email_verified, u.disabled_at, u.password_hash is null as has_code,
           coalesce(u.password_hash, c.code_hash) as hash, c.expires_at as code_ends, u.lockout_until
      into person
      from public.users u left join salon.one_time_codes c on c.user_id = u.id and c.kind = 'sign_in'
     where lower(u.email) = typed;
    -- The website locks accounts too.
    select greatest(max(c.locked_until), person.lockout_until) into until
      from salon.sign_in_counters c where c.account = counter.account and c.desk in ('', session_user);
    select a.attempted_at + interval '15 minutes' into desk_until
      from salon.sign_in_attempts a
     where a.desk = session_user and a.outcome = 'wrong' and a.attempted_at > moment - interval '15 minutes'
     order by a.attempted_at desc offset 99 limit 1;

    if desk_until is not null then
        verdict := 'desk_locked';
        until := desk_until;
    elsif until > moment then
        verdict := 'locked';
    else
        counter.failed := case when counter.locked_until > 'epoch' then 1 else counter.failed + 1 end;
        counter.locked_until := case when counter.failed >= 3 then moment + interval '30 seconds' else 'epoch' end;
        verdict := case
            when salon.is_password(
                case when person.has_code then salon.typed_code(given_password) else given_password end,
                coalesce(person.hash, nobody)) is not true or person.hash is null then 'wrong'
            when person.role = 'user' then 'not_staff'
            when person.disabled_at is not null then 'disabled'
            when person.has_code and person.code_ends <= moment then 'code_expired'
            when person.has_code then 'must_change'
            when not person.email_verified then 'unverified'
            else 'ok'
        end;
        if verdict <> 'wrong' then
            counter.failed := 0;
            counter.locked_until := 'epoch';
        end if;
        until := counter.locked_until;
    end if;

    update salon.sign_in_counters c
       set failed = counter.failed, locked_until = counter.locked_until, tried_at = moment, noise = gen_random_uuid()
     where c.account = counter.account and c.desk = counter.desk;
    update salon.sign_in_counters c set tried_at = moment where c.account = '' and c.desk = session_user;
    insert into salon.sign_in_attempts (id, attempted_at, outcome, user_id, attempts_left, locked_until)
    values (attempt, moment, verdict, coalesce(person.id, '00000000-0000-0000-0000-000000000000'),
            greatest(0, 3 - counter.failed), until);
end
$$;

-- An attempt of this desk that was committed before this transaction, to be answered once; in words for the account too,
-- which the website and the list of users show. What is over is thrown away, unless somebody holds it just now.
create function salon.take_attempt(attempt uuid) returns salon.sign_in_attempts
    language plpgsql volatile set search_path = pg_catalog, pg_temp set client_min_messages = 'error' as $$
declare
    made salon.sign_in_attempts;
begin
    update salon.sign_in_attempts a set is_answered = true
     where a.id = attempt and a.desk = session_user and not a.is_answered
       and a.transaction is distinct from pg_current_xact_id_if_assigned()
       and a.attempted_at > clock_timestamp() - interval '1 minute'
     returning a.* into made;
    if made.id is null then
        raise exception using errcode = 'no_data_found', message = 'there is no such attempt to sign in';
    end if;

    update public.users u
       set failed_login_attempts = 3 - made.attempts_left, lockout_until = nullif(made.locked_until, 'epoch')
     where u.id = made.user_id and made.outcome not in ('locked', 'desk_locked', 'verified', 'wrong_code', 'code_right')
       and u.failed_login_attempts <> 3 - made.attempts_left;
    delete from salon.sign_in_attempts a
     where a.id in (select old.id from salon.sign_in_attempts old
                     where old.attempted_at < clock_timestamp() - interval '16 minutes' for update skip locked);
    delete from salon.sign_in_counters c
     where (c.account, c.desk) in (
               select old.account, old.desk from salon.sign_in_counters old
                where old.tried_at < clock_timestamp() - interval '1 day' for update skip locked);
    return made;
end
$$;

create function salon.seconds_locked(until timestamptz) returns integer
    language sql volatile
    return greatest(0, ceil(extract(epoch from until - clock_timestamp())))::integer;

alter type salon.session_info add attribute email text;

-- As in 0010, with the address; who is switched off has no session.
create or replace function salon.describe_session(session_user_id uuid, session_end timestamptz)
    returns salon.session_info
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select u.id, u.name::text, u.role, e.id, p.permissions, p.scopes, session_end, u.email::text
      from public.users u
      left join public.experts e on e.user_id = u.id
      cross join lateral (
          select coalesce(array_agg(r.permission::text order by r.permission), '{}') as permissions,
                 coalesce(array_agg(r.scope order by r.permission), '{}') as scopes
            from public.role_permissions r where r.role = u.role
      ) p
     where u.id = session_user_id and u.role <> 'user' and u.disabled_at is null
$$;

-- The answer to an attempt. The outcomes:
--   ok            with the token (never shown again) and the session; so after `verified`, which proved the address
--   wrong         with the tries left; at none, seconds_locked says for how long
--   locked        with seconds_locked; the password was not looked at; desk_locked: nobody's, at this desk
--   not_staff     the password was right, and it is a client's; disabled: it is of an account that is switched off
--   unverified    the password was right, the address is not proved: salon.try_sign_in_code goes on from this attempt
--   must_change   it was a one-time code: salon.choose_password goes on from this attempt; code_expired: it is too old
create function salon.sign_in_result(attempt uuid)
    returns table (
        outcome text, attempts_left integer, seconds_locked integer, token text,
        user_id uuid, name text, email text, role text, expert_id uuid, permissions text[], scopes text[],
        expires_at timestamptz
    )
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp set lock_timeout = '5s' set client_min_messages = 'error' as $$
#variable_conflict use_column
declare
    made constant salon.sign_in_attempts := salon.take_attempt(attempt);
    session salon.session_info;
begin
    outcome := made.outcome::text;
    attempts_left := made.attempts_left;
    seconds_locked := salon.seconds_locked(made.locked_until);
    if made.outcome in ('ok', 'verified') then
        -- Behind the row's lock: what ends sessions meanwhile, ends this one or comes before it and is seen here.
        update public.users u
           set last_login = made.attempted_at, email_verified = u.email_verified or made.outcome = 'verified'
         where u.id = made.user_id
           and coalesce(u.password_changed_at <= made.attempted_at, true);
        if found then
            session := salon.describe_session(made.user_id, now() + interval '7 days');
        end if;
        if session.user_id is null then
            raise exception using errcode = 'no_data_found', message = 'the account was changed meanwhile';
        end if;
        delete from salon.sessions s where s.expires_at <= now();
        token := encode(public.gen_random_bytes(32), 'hex');
        insert into salon.sessions (token_hash, user_id, desk, expires_at)
        values (salon.token_hash(token), session.user_id, session_user, session.expires_at);
        user_id := session.user_id;
        name := session.name;
        email := session.email;
        role := session.role;
        expert_id := session.expert_id;
        permissions := session.permissions;
        scopes := session.scopes;
        expires_at := session.expires_at;
    end if;
    return next;
end
$$;

grant execute on function salon.sign_in_attempt, salon.sign_in_result to salon_console;
