-- Passwords and the codes in their place, one's own account, and what ends a session.
set local role salon_owner;

-- What ends sessions: another role, a switch, another password, whoever changed it; one's own session outlives one's own
-- new password. Tickets of a moment ago end as well, and a code that a password has taken the place of.
create function salon.end_sessions_of_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    delete from salon.sessions s
     where s.user_id = new.id
       and (new.role <> old.role or new.disabled_at is distinct from old.disabled_at
            or s.token_hash is distinct from salon.token_hash(current_setting('salon.token', true)));
    delete from salon.sign_in_attempts a where a.user_id = new.id and a.outcome <> 'wrong';
    if new.password_hash is not null then
        delete from salon.one_time_codes c where c.user_id = new.id and c.kind = 'sign_in';
    end if;
    return null;
end
$$;
create trigger users_sessions after update on public.users
    for each row when (
        new.role <> old.role or new.disabled_at is distinct from old.disabled_at
        or new.password_hash is distinct from old.password_hash
        or new.password_changed_at is distinct from old.password_changed_at
    ) execute function salon.end_sessions_of_changed();

create function salon.date_password() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    new.password_changed_at := clock_timestamp();
    return new;
end
$$;
create trigger users_password before update on public.users
    for each row when (new.password_hash is distinct from old.password_hash) execute function salon.date_password();

-- The website's rule, and the 72 bytes that bcrypt reads.
create function salon.store_password(person uuid, new_password text) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
    if new_password !~ '^(?=.*[A-Z])(?=.*[0-9])(?=.*[@$!%*?&])[A-Za-z0-9@$!%*?&]{8,72}$' is not false then
        raise exception using errcode = 'check_violation', constraint = 'users_password_rule',
            message = 'a password has 8 to 72 letters, digits and signs';
    end if;
    update public.users
       set password_hash = salon.hash_password(new_password), failed_login_attempts = 0, lockout_until = null
     where id = person;
end
$$;

-- In the place of a one-time code, given a moment ago, by who has proved the address by it; the attempt is a right one
-- from here on.
create function salon.choose_password(attempt uuid, new_password text) returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp set lock_timeout = '5s' set client_min_messages = 'error' as $$
declare
    person uuid;
begin
    delete from salon.sign_in_attempts a
     where a.id = attempt and a.desk = session_user and a.outcome = 'must_change' and a.is_answered
       and a.attempted_at > clock_timestamp() - interval '15 minutes'
     returning a.user_id into person;
    if person is null then
        raise exception using errcode = 'no_data_found', message = 'there is no such attempt to sign in';
    end if;
    perform salon.store_password(person, new_password);
    update public.users set email_verified = true where id = person and not email_verified;
    insert into salon.sign_in_attempts (id, attempted_at, outcome, user_id, attempts_left, locked_until)
    values (attempt, clock_timestamp(), 'ok', person, 3, 'epoch');
end
$$;

-- A try at the code that proves an address: charged, whatever comes of it; five, and the code is worth nothing.
create function salon.check_code(person uuid, given text, out is_right boolean, out tries integer)
    language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    code salon.one_time_codes;
begin
    select * into code from salon.one_time_codes c where c.user_id = person and c.kind = 'address' for update;
    is_right := code.tries_left > 0 and code.expires_at > clock_timestamp()
        and salon.is_password(salon.typed_code(given), code.code_hash) is true;
    is_right := coalesce(is_right, false);
    tries := coalesce(greatest(code.tries_left - 1, 0), 0);
    update salon.one_time_codes c set tries_left = tries where c.user_id = person and c.kind = 'address';
end
$$;

-- The same by who gave the right password a moment ago; salon.sign_in_result answers.
create function salon.try_sign_in_code(attempt uuid, given text) returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp set lock_timeout = '5s' set client_min_messages = 'error' as $$
declare
    person uuid;
    tried record;
begin
    select a.user_id into person from salon.sign_in_attempts a
     where a.id = attempt and a.desk = session_user and a.outcome in ('unverified', 'wrong_code') and a.is_answered
       and a.attempted_at > clock_timestamp() - interval '15 minutes'
       for update;
    if person is null then
        raise exception using errcode = 'no_data_found', message = 'there is no such attempt to sign in';
    end if;
    tried := salon.check_code(person, given);
    update salon.sign_in_attempts a
       set outcome = case when tried.is_right then 'verified' else 'wrong_code' end::salon.sign_in_outcome,
           attempted_at = clock_timestamp(), transaction = pg_current_xact_id(), attempts_left = tried.tries,
           is_answered = false
     where a.id = attempt;
end
$$;

-- A try at the password of whoever is signed in, charged as any other: to open a locked desk, to choose another password.
create function salon.own_attempt(attempt uuid, given_password text) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not salon.has_session() then
        raise exception using errcode = 'invalid_authorization_specification', message = 'nobody is signed in';
    end if;
    perform salon.sign_in_attempt(
        attempt, (select u.email from public.users u where u.id = salon.current_user_id()), given_password);
end
$$;

create type salon.sign_in_verdict as (outcome text, attempts_left integer, seconds_locked integer);

create function salon.own_verdict(attempt uuid) returns salon.sign_in_verdict
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp set lock_timeout = '5s' set client_min_messages = 'error' as $$
declare
    made constant salon.sign_in_attempts := salon.take_attempt(attempt);
begin
    if made.user_id is distinct from salon.current_user_id() then
        raise exception using errcode = 'insufficient_privilege', message = 'it is somebody else''s attempt';
    end if;
    return row(made.outcome::text, made.attempts_left, salon.seconds_locked(made.locked_until));
end
$$;

-- Another password for whoever is signed in, if the old one was right.
create function salon.change_password(attempt uuid, new_password text) returns salon.sign_in_verdict
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp set lock_timeout = '5s' set client_min_messages = 'error' as $$
declare
    verdict constant salon.sign_in_verdict := salon.own_verdict(attempt);
begin
    if verdict.outcome in ('ok', 'unverified') then
        perform salon.store_password(salon.current_user_id(), new_password);
    end if;
    return verdict;
end
$$;

-- A new code in place of the one before: stored as a hash, and in the mail that waits for its address.
create function salon.make_code(person uuid, wanted_kind text, out code text, out expires_at timestamptz)
    language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    random constant bytea := public.gen_random_bytes(10);
    -- Without those that are taken for others; 50 bits of them, and three tries in 30 seconds.
    letters constant text := 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
    mail constant text := wanted_kind || '_code';
begin
    if wanted_kind = 'sign_in' then
        code := (select string_agg(substr(letters, 1 + get_byte(random, place) % 32, 1), '' order by place)
                   from generate_series(0, 9) as place);
        code := left(code, 5) || '-' || right(code, 5);
    else
        code := lpad((('x' || encode(substr(random, 1, 7), 'hex'))::bit(56)::bigint % 1000000)::text, 6, '0');
    end if;
    expires_at := now() + interval '1 day';
    insert into salon.one_time_codes as c (user_id, kind, code_hash, expires_at)
    values (person, wanted_kind, salon.hash_password(salon.typed_code(code)), make_code.expires_at)
    on conflict (user_id, kind) do update
       set code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries_left = excluded.tries_left;

    delete from public.email_outbox o where o.user_id = person and o.kind = mail and o.sent_at is null;
    insert into public.email_outbox (to_address, to_name, subject, body, kind, user_id)
    select u.email, u.name, case wanted_kind when 'sign_in' then 'Your sign-in code' else 'Is this your address?' end,
           format(case wanted_kind
               when 'sign_in' then
                   E'Hello %1$s,\n\nyour code for %2$s is %3$s. Sign in with this address and the code, and choose a '
                   'password. The code works once, for a day.\n'
               else
                   E'Hello %1$s,\n\nyour code for %2$s is %3$s. It proves that this address is yours. It works for a day.\n'
           end, u.name, (select b.name from public.branches b order by b.created_at, b.id limit 1), code), mail, u.id
      from public.users u where u.id = person and u.email is not null;
end
$$;

-- The mails with codes are for who sends the mail, not for a desk.
create policy codes_are_secret on public.email_outbox as restrictive for all to salon_console
    using (kind not in ('sign_in_code', 'address_code')) with check (kind not in ('sign_in_code', 'address_code'));

create type salon.one_time_code as (code text, expires_at timestamptz);

-- One's own account, for who may not see the accounts.
create function salon.my_account()
    returns table (
        id uuid, name text, email text, phone text, role text, email_verified boolean, lockout_until timestamptz,
        last_login timestamptz, disabled_at timestamptz, version integer, password_changed_at timestamptz
    )
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return query
        select u.id, u.name::text, u.email::text, u.phone::text, u.role, u.email_verified, u.lockout_until, u.last_login,
               u.disabled_at, u.version, u.password_changed_at
          from public.users u where u.id = salon.current_user_id();
end
$$;

-- Ends one of one's own sessions; true when there was one.
create function salon.end_session(session uuid) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    delete from salon.sessions s where s.id = session and s.user_id = salon.current_user_id();
    return found;
end
$$;

grant execute on function
    salon.choose_password, salon.try_sign_in_code, salon.own_attempt, salon.own_verdict, salon.change_password,
    salon.my_account, salon.end_session
    to salon_console;
