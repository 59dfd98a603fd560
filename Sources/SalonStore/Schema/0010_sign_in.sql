-- Signing in. Two functions for two transactions: the attempt is charged, verified and recorded, and tells nothing;
-- the result answers, once, and only from a later transaction. In one function, a rollback would be a free guess.
set local role salon_owner;

create table salon.sign_in_attempts (
    id uuid primary key,
    desk name not null,
    attempted_at timestamptz not null,
    transaction xid8 not null default pg_current_xact_id(),
    outcome text not null check (outcome in ('ok', 'wrong', 'locked', 'unverified', 'not_staff')),
    user_id uuid,
    attempts_left integer not null,
    locked_until timestamptz
);
create index sign_in_attempts_by_time on salon.sign_in_attempts (attempted_at);

-- Wrong tries at addresses that nobody has: they lock as the known ones do, or the lock would tell which exist.
create table salon.sign_in_strangers (
    email text primary key,
    failed integer not null,
    locked_until timestamptz,
    attempted_at timestamptz not null
);
create index sign_in_strangers_by_time on salon.sign_in_strangers (attempted_at);

-- The hash that the website and pgcrypto both verify: bcrypt, cost 10.
create function salon.hash_password(password text) returns text
    language sql volatile strict
    return public.crypt(password, public.gen_salt('bf', 10));

-- Three wrong passwords lock sign-in for 30 seconds; then there are three fresh tries. The advisory lock makes
-- guesses at one address wait for each other, known or not, so that none is checked before it is charged.
create function salon.sign_in_attempt(attempt uuid, given_email text, given_password text) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set lock_timeout = '10s' as $$
declare
    typed constant text := lower(trim(given_email));
    -- Of a password that nobody knows: compared when there is nothing to compare with, so that it takes as long.
    nobody constant text := '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';
    person record;
    moment timestamptz;
    failed integer;
    until timestamptz;
    locked boolean;
    matches boolean;
    outcome text;
begin
    perform pg_advisory_xact_lock(hashtextextended('salon.sign_in ' || typed, 0));
    moment := clock_timestamp();

    select u.id, u.role, u.email_verified, u.password_hash, u.failed_login_attempts, u.lockout_until
      into person from public.users u where lower(u.email) = typed;
    if person.id is not null then
        failed := person.failed_login_attempts;
        until := person.lockout_until;
    else
        select s.failed, s.locked_until into failed, until from salon.sign_in_strangers s where s.email = typed;
    end if;

    locked := coalesce(until > moment, false);
    if not locked then
        failed := case when until is not null then 1 else coalesce(failed, 0) + 1 end;
        until := case when failed >= 3 then moment + interval '30 seconds' end;
    end if;

    -- pgcrypto knows $2b$ and $2y$ only under the name $2a$; to anything else it answers with a DES hash.
    matches := public.crypt(
        coalesce(given_password, ''), '$2a$' || substr(coalesce(person.password_hash, nobody), 5)
    ) = '$2a$' || substr(coalesce(person.password_hash, nobody), 5);
    matches := matches and not locked and person.password_hash is not null;

    outcome := case
        when locked then 'locked'
        when not matches then 'wrong'
        when person.role = 'user' then 'not_staff'
        when not person.email_verified then 'unverified'
        else 'ok'
    end;
    if matches then
        failed := 0;
        until := null;
    end if;

    if person.id is not null then
        update public.users u
           set failed_login_attempts = failed, lockout_until = until,
               last_login = case when outcome = 'ok' then moment else u.last_login end
         where u.id = person.id;
    else
        insert into salon.sign_in_strangers as s (email, failed, locked_until, attempted_at)
        values (typed, failed, until, moment)
        on conflict (email) do update
           set failed = excluded.failed, locked_until = excluded.locked_until, attempted_at = excluded.attempted_at;
    end if;
    delete from salon.sign_in_attempts a where a.attempted_at < moment - interval '10 minutes';
    delete from salon.sign_in_strangers s where s.attempted_at < moment - interval '1 day';
    insert into salon.sign_in_attempts (id, desk, attempted_at, outcome, user_id, attempts_left, locked_until)
    values (attempt, session_user, moment, outcome, person.id, greatest(0, 3 - failed), until);
end
$$;

-- What a session is to its console. The permissions and their scopes stand side by side.
create type salon.session_info as (
    user_id uuid,
    name text,
    role text,
    expert_id uuid,
    permissions text[],
    scopes text[],
    expires_at timestamptz
);

create function salon.describe_session(session_user_id uuid, session_end timestamptz) returns salon.session_info
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select u.id, u.name::text, u.role, e.id, p.permissions, p.scopes, session_end
      from public.users u
      left join public.experts e on e.user_id = u.id
      cross join lateral (
          select coalesce(array_agg(r.permission::text order by r.permission), '{}') as permissions,
                 coalesce(array_agg(r.scope order by r.permission), '{}') as scopes
            from public.role_permissions r where r.role = u.role
      ) p
     where u.id = session_user_id and u.role <> 'user'
$$;

-- The answer to an attempt of this desk that has been committed; it is given once. The outcomes:
--   ok          with the token (never shown again) and the session
--   wrong       with the tries left; at none, seconds_locked says for how long
--   locked      with seconds_locked; the password was not looked at
--   unverified  the password was right, the address is not verified
--   not_staff   the password was right, and it is a client's
create function salon.sign_in_result(attempt uuid)
    returns table (
        outcome text, attempts_left integer, seconds_locked integer, token text,
        user_id uuid, name text, role text, expert_id uuid, permissions text[], scopes text[],
        expires_at timestamptz
    )
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    made salon.sign_in_attempts;
    session salon.session_info;
begin
    delete from salon.sign_in_attempts a
     where a.id = attempt and a.desk = session_user
       and a.transaction is distinct from pg_current_xact_id_if_assigned()
       and a.attempted_at > clock_timestamp() - interval '1 minute'
     returning a.* into made;
    if made.id is null then
        raise exception using errcode = 'no_data_found', message = 'there is no such attempt to sign in';
    end if;
    outcome := made.outcome;
    attempts_left := made.attempts_left;
    seconds_locked := greatest(0, ceil(extract(epoch from made.locked_until - clock_timestamp())))::integer;
    if made.outcome = 'ok' then
        delete from salon.sessions s where s.expires_at <= now();
        token := encode(public.gen_random_bytes(32), 'hex');
        insert into salon.sessions (token_hash, user_id, desk, expires_at)
        values (salon.token_hash(token), made.user_id, session_user, now() + interval '7 days')
        returning sessions.expires_at into expires_at;
        session := salon.describe_session(made.user_id, expires_at);
        user_id := session.user_id;
        name := session.name;
        role := session.role;
        expert_id := session.expert_id;
        permissions := session.permissions;
        scopes := session.scopes;
    end if;
    return next;
end
$$;

-- The session that a token belongs to at this desk, or no row. Each use moves its end to seven days from now, up to
-- thirty days after it was made.
create function salon.resume(token text) returns setof salon.session_info
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    found_user uuid;
    found_end timestamptz;
begin
    update salon.sessions s
       set seen_at = now(),
           expires_at = greatest(s.expires_at, least(now() + interval '7 days', s.created_at + interval '30 days'))
     where s.token_hash = salon.token_hash(token) and s.desk = session_user and s.expires_at > now()
     returning s.user_id, s.expires_at into found_user, found_end;
    return query
        select d.* from salon.describe_session(found_user, found_end) d where d.user_id is not null;
end
$$;

-- The session of the connection's own token, without moving its end.
create function salon.session_from_token(token text) returns setof salon.session_info
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return query
        select d.*
          from salon.sessions s, salon.describe_session(s.user_id, s.expires_at) d
         where s.token_hash = salon.token_hash(token) and s.desk = session_user and s.expires_at > now()
           and d.user_id is not null;
end
$$;

-- Ends a session of this desk; true when there was one.
create function salon.sign_out(token text) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    delete from salon.sessions s where s.token_hash = salon.token_hash(token) and s.desk = session_user;
    return found;
end
$$;

-- Sets somebody's password, for who may manage accounts of their kind. All their sessions end.
create function salon.set_password(person uuid, new_password text) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    theirs text;
begin
    select u.role into theirs from public.users u where u.id = person for update;
    if theirs is null then
        raise exception using errcode = 'no_data_found', message = 'there is no such account';
    end if;
    if not salon.allows(case when theirs in ('admin', 'owner') then 'staff.manage' else 'users.manage' end) then
        raise exception using errcode = 'insufficient_privilege', message = 'users.manage';
    end if;
    if octet_length(new_password) not between 8 and 72 then
        raise exception using errcode = 'check_violation', message = 'a password has 8 to 72 bytes';
    end if;
    update public.users
       set password_hash = salon.hash_password(new_password), failed_login_attempts = 0, lockout_until = null
     where id = person;
    delete from salon.sessions s where s.user_id = person;
end
$$;

grant execute on function
    salon.sign_in_attempt, salon.sign_in_result, salon.resume, salon.session_from_token, salon.sign_out,
    salon.set_password
    to salon_console;
