-- Keeping accounts: who may do what to whose, where they are signed in, and what the roles may do. No desk writes a member of
-- the staff or a role's permission but through these functions; each asks for the permission and holds to the rules of
-- StaffRules and RoleRules itself.
set local role salon_owner;

create function salon.role_rank(role text) returns integer
    language sql immutable
    return array_position(array['user', 'expert', 'receptionist', 'admin', 'owner'], role);

-- True of an owner when no other can sign in.
create function salon.is_only_owner(person uuid) returns boolean
    language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    return exists (select from public.users u where u.id = person and u.role = 'owner')
       and not exists (
           select from public.users u
            where u.role = 'owner' and u.id <> person and u.disabled_at is null and u.email_verified
              and u.password_hash is not null);
end
$$;

-- The same for a screen that shows the account.
create function salon.is_last_owner(person uuid) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return salon.allows('users.view') and salon.is_only_owner(person);
end
$$;

-- Which permission is missing, or which rule is against it; null when the change is allowed.
create function salon.staff_refusal(
    change text, new_role text, actor_role text, may_users boolean, may_staff boolean,
    is_self boolean, their_role text, is_last boolean, has_address boolean
) returns text
    language sql immutable
    return case
        when not may_staff and (their_role in ('admin', 'owner') or new_role in ('admin', 'owner')) then 'staff.manage'
        when not may_users and (their_role not in ('admin', 'owner') or new_role not in ('admin', 'owner'))
            then 'users.manage'
        when is_self and change in ('delete', 'switch_off', 'reset_password') then 'own_account'
        when is_self and salon.role_rank(new_role) > salon.role_rank(their_role) then 'own_role'
        when greatest(salon.role_rank(their_role), salon.role_rank(new_role)) > salon.role_rank(actor_role) then 'above'
        when is_last and (change in ('delete', 'switch_off') or new_role <> 'owner') then 'last_owner'
        when their_role = 'user' and change in ('reset_password', 'switch_off', 'switch_on') then 'client'
        when not has_address and (change in ('reset_password', 'verify') or new_role <> 'user') then 'no_address'
    end;

-- SL004: a rule is against it, and the message is its name.
create function salon.demand_allowed(refusal text) returns void
    language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    if refusal like '%.%' then
        raise exception using errcode = 'insufficient_privilege', message = refusal;
    elsif refusal is not null then
        raise exception using errcode = 'SL004', message = refusal;
    end if;
end
$$;

-- Raises what is against the change. Who may do nothing here is not told who exists.
create function salon.demand_change(person uuid, change text, new_role text) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
    perform salon.demand_allowed(salon.staff_refusal(
        change, new_role, me.role, salon.allows('users.manage'), salon.allows('staff.manage'), me.id = person,
        case when change <> 'add' then coalesce(theirs.role, 'user') end, salon.is_only_owner(person),
        theirs.id is null or theirs.email is not null))
       from public.users me left join public.users theirs on theirs.id = person
      where me.id = salon.current_user_id();
    if not found then
        raise exception using errcode = 'invalid_authorization_specification', message = 'nobody is signed in';
    end if;
end
$$;

-- The account, locked for the change, if the change is allowed and the version (null for any) is the newest. The
-- owners are locked with it, in one order: of two who demote each other, the second is none any more when it is asked.
create function salon.demand_account(person uuid, seen_version integer, change text, new_role text default null)
    returns public.users
    language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    theirs public.users;
begin
    -- Before the lock too: nobody locks what they may not change.
    perform salon.demand_change(person, change, new_role);
    perform from public.users u
     where u.id = person or (u.role = 'owner' and change in ('set_role', 'switch_off', 'delete'))
     order by u.id for update;
    perform salon.demand_change(person, change, new_role);
    select * into theirs from public.users u where u.id = person;
    if theirs.id is null then
        raise exception using errcode = 'no_data_found', message = 'there is no such account';
    elsif theirs.version <> seen_version then
        raise exception using errcode = 'SL002', message = 'the account was changed meanwhile';
    end if;
    return theirs;
end
$$;

create function salon.add_staff(
    new_id uuid, new_name text, new_email text, new_phone text, new_role text, of_expert uuid
) returns salon.one_time_code
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
begin
    if coalesce(new_role, 'user') = 'user' or new_email is null then
        raise exception using errcode = 'check_violation', message = 'staff have a role and an address';
    end if;
    perform salon.demand_change(new_id, 'add', new_role);
    insert into public.users (id, name, email, phone, role) values (new_id, new_name, new_email, new_phone, new_role)
    on conflict (id) do nothing;
    -- A save may be repeated, because its answer was lost.
    if not exists (
        select from public.users u
         where u.id = new_id and u.role = new_role and u.email = new_email and u.password_hash is null
    ) then
        raise exception using errcode = 'unique_violation', message = 'there is another account of this id';
    end if;
    if of_expert is not null then
        update public.experts e set user_id = new_id where e.id = of_expert and coalesce(e.user_id, new_id) = new_id;
        if not found then
            raise exception using errcode = 'unique_violation', constraint = 'experts_user_id_key',
                message = 'the expert has an account already';
        end if;
    end if;
    return salon.make_code(new_id, 'sign_in');
end
$$;

-- A code where the address is a new one: that one is not proved.
create function salon.edit_account(person uuid, seen_version integer, new_name text, new_email text, new_phone text)
    returns setof salon.one_time_code
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
declare
    was constant public.users := salon.demand_account(person, seen_version, 'edit');
    is_same constant boolean := lower(was.email) is not distinct from lower(new_email);
begin
    if new_email is null and was.role <> 'user' then
        perform salon.demand_allowed('no_address');
    end if;
    update public.users u
       set name = new_name, email = new_email, phone = new_phone, email_verified = u.email_verified and is_same,
           verification_code = case when is_same then u.verification_code end,
           verification_token = case when is_same then u.verification_token end
     where u.id = person;
    if not is_same then
        delete from salon.one_time_codes c where c.user_id = person and c.kind = 'address';
        return query select made.* from salon.make_code(person, 'address') made where new_email is not null;
    end if;
end
$$;

create function salon.set_role(person uuid, seen_version integer, new_role text) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
begin
    perform salon.demand_account(person, seen_version, 'set_role', coalesce(new_role, ''));
    update public.users u set role = new_role where u.id = person and u.role <> new_role;
end
$$;

create function salon.reset_password(person uuid) returns salon.one_time_code
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
begin
    perform salon.demand_account(person, null, 'reset_password');
    perform salon.forgive(person);
    update public.users u set password_hash = null, password_changed_at = clock_timestamp() where u.id = person;
    return salon.make_code(person, 'sign_in');
end
$$;

-- Wrong tries are forgotten, at every desk.
create function salon.forgive(person uuid) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
    delete from salon.sign_in_counters c
     where c.account = (select salon.counted_account(lower(u.email)) from public.users u where u.id = person);
    update public.users u set failed_login_attempts = 0, lockout_until = null
     where u.id = person and (u.failed_login_attempts > 0 or u.lockout_until is not null);
end
$$;

create function salon.unlock_account(person uuid) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
begin
    perform salon.demand_account(person, null, 'unlock');
    perform salon.forgive(person);
end
$$;

create function salon.make_verification(person uuid) returns salon.one_time_code
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
begin
    perform salon.demand_account(person, null, 'verify');
    return salon.make_code(person, 'address');
end
$$;

-- A try at the code of somebody's address, in a transaction of its own as a password; salon.verify_address answers.
create function salon.try_code(trial uuid, person uuid, given text) returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp set lock_timeout = '5s' set client_min_messages = 'error' as $$
declare
    tried record;
begin
    perform salon.demand_account(person, null, 'verify');
    tried := salon.check_code(person, given);
    insert into salon.sign_in_attempts (id, attempted_at, outcome, user_id, attempts_left, locked_until)
    values (trial, clock_timestamp(),
            case when tried.is_right then 'code_right' else 'wrong_code' end::salon.sign_in_outcome, person, tried.tries,
            'epoch');
end
$$;

-- Null when the code was right and the address is proved; otherwise the tries that are left.
create function salon.verify_address(trial uuid) returns integer
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp set lock_timeout = '5s' set client_min_messages = 'error' as $$
declare
    made constant salon.sign_in_attempts := salon.take_attempt(trial);
begin
    perform salon.demand_account(made.user_id, null, 'verify');
    if made.outcome <> 'code_right' then
        return made.attempts_left;
    end if;
    update public.users u set email_verified = true, verification_code = null, verification_token = null
     where u.id = made.user_id;
    delete from salon.one_time_codes c where c.user_id = made.user_id and c.kind = 'address';
    return null;
end
$$;

create function salon.set_enabled(person uuid, seen_version integer, is_enabled boolean) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
begin
    perform salon.demand_account(person, seen_version, case when is_enabled then 'switch_on' else 'switch_off' end);
    update public.users u set disabled_at = case when is_enabled then null else now() end
     where u.id = person and (u.disabled_at is null) <> is_enabled;
end
$$;

create function salon.delete_account(person uuid, seen_version integer) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
begin
    perform salon.demand_account(person, seen_version, 'delete');
    if exists (select from public.appointments a where a.user_id = person)
        or exists (select from public.reviews r where r.user_id = person)
    then
        perform salon.demand_allowed('history');
    end if;
    delete from public.users u where u.id = person;
end
$$;

-- One's own sessions, or those of somebody whose account one keeps.
create function salon.sessions_of(person uuid)
    returns table (
        id uuid, desk text, created_at timestamptz, seen_at timestamptz, expires_at timestamptz, is_this_one boolean
    )
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if person is distinct from salon.current_user_id() then
        perform salon.demand_account(person, null, 'end_sessions');
    end if;
    return query
        select s.id, s.desk::text, s.created_at, s.seen_at, s.expires_at,
               s.token_hash = salon.token_hash(current_setting('salon.token', true))
          from salon.sessions s where s.user_id = person and s.expires_at > now() order by s.created_at desc, s.id;
end
$$;

-- Ends all sessions of a person, but the one that asks; how many there were.
create function salon.end_sessions(person uuid) returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    ended integer;
begin
    if person is distinct from salon.current_user_id() then
        perform salon.demand_account(person, null, 'end_sessions');
    end if;
    delete from salon.sessions s
     where s.user_id = person and s.token_hash <> salon.token_hash(current_setting('salon.token', true));
    get diagnostics ended = row_count;
    return ended;
end
$$;

-- Allows a permission to a role, as far as `wanted` ('own' or 'all'), or takes it away with null. It counts from the next
-- statement on, because every policy reads the table.
create function salon.set_permission(for_role text, wanted_permission text, wanted text) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
begin
    if not salon.allows('roles.manage') then
        raise exception using errcode = 'insufficient_privilege', message = 'roles.manage';
    end if;
    perform salon.demand_allowed(case
        when for_role in ('owner', 'user') then 'fixed_row'
        when salon.role_rank(for_role) >= salon.role_rank(me.role) then 'above'
        when wanted = 'own' and wanted_permission not in ('appointments.view', 'appointments.manage', 'clients.view')
            then 'no_own'
        when wanted is not null and coalesce(salon.scope(wanted_permission), '') not in ('all', wanted) then 'not_yours'
    end) from public.users me where me.id = salon.current_user_id();
    if wanted is null then
        delete from public.role_permissions p where p.role = for_role and p.permission = wanted_permission;
    else
        insert into public.role_permissions as p (role, permission, scope) values (for_role, wanted_permission, wanted)
        on conflict (role, permission) do update set scope = excluded.scope where p.scope <> excluded.scope;
    end if;
end
$$;

grant execute on function
    salon.is_last_owner, salon.add_staff, salon.edit_account, salon.set_role, salon.reset_password, salon.unlock_account,
    salon.make_verification, salon.try_code, salon.verify_address, salon.set_enabled, salon.delete_account,
    salon.sessions_of, salon.end_sessions, salon.set_permission
    to salon_console;
