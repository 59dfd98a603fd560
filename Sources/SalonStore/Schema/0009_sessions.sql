-- Who may do what, and who is signed in.
set local role salon_owner;

create table public.permissions (
    slug varchar(150) primary key,
    position smallint not null unique
);

-- `own` reaches the expert's own appointments and clients only.
create table public.role_permissions (
    role text not null check (role in ('user', 'expert', 'receptionist', 'admin', 'owner')),
    permission varchar(150) not null references public.permissions on delete cascade,
    scope text not null default 'all' check (scope in ('own', 'all')),
    primary key (role, permission)
);

insert into public.permissions (slug, position)
select slug, position
  from unnest(array[
      'appointments.view', 'appointments.manage', 'appointments.overbook', 'appointments.reopen',
      'appointments.delete', 'payments.take', 'payments.refund', 'payments.discount', 'clients.view',
      'clients.manage', 'clients.merge', 'clients.erase', 'till.open', 'till.close', 'services.view',
      'services.manage', 'experts.view', 'experts.manage', 'offers.manage', 'courses.manage', 'gallery.manage',
      'reviews.moderate', 'users.view', 'users.manage', 'dashboard.view', 'reports.view', 'staff.manage',
      'settings.manage', 'roles.manage', 'audit.view'
  ]) with ordinality as listed (slug, position);

insert into public.role_permissions (role, permission, scope)
select 'expert', slug, scope
  from (values ('appointments.view', 'own'), ('appointments.manage', 'own'), ('clients.view', 'own'),
               ('services.view', 'all'), ('experts.view', 'all')) as expert (slug, scope)
union all
select 'receptionist', unnest(array[
    'appointments.view', 'appointments.manage', 'appointments.overbook', 'payments.take', 'clients.view',
    'clients.manage', 'till.open', 'till.close', 'services.view', 'experts.view']), 'all'
union all
select 'admin', slug, 'all' from public.permissions
 where slug not in ('reports.view', 'staff.manage', 'settings.manage', 'roles.manage', 'audit.view')
union all
select 'owner', slug, 'all' from public.permissions;

-- The token itself is nowhere: a copy of this table signs nobody in. A session belongs to the desk it was made at.
create table salon.sessions (
    token_hash bytea primary key,
    user_id uuid not null references public.users on delete cascade,
    desk name not null,
    created_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index sessions_by_user on salon.sessions (user_id);
create index sessions_by_end on salon.sessions (expires_at);

create function salon.token_hash(token text) returns bytea
    language sql immutable strict parallel safe
    return sha256(convert_to(token, 'UTF8'));

-- Who is signed in on this connection: the owner of the token in the setting salon.token, if it is valid here. A role
-- taken away counts at once, because it is read here and not kept in the session.
create function salon.current_user_id() returns uuid
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (
        select s.user_id
          from salon.sessions s join public.users u on u.id = s.user_id
         where s.token_hash = salon.token_hash(current_setting('salon.token', true))
           and s.desk = session_user and s.expires_at > now() and u.role <> 'user'
    );
end
$$;

create function salon.has_session() returns boolean
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
    return exists (
        select
          from salon.sessions s join public.users u on u.id = s.user_id
         where s.token_hash = salon.token_hash(current_setting('salon.token', true))
           and s.desk = session_user and s.expires_at > now() and u.role <> 'user'
    );
end
$$;

-- How far the person signed in may use a permission: 'all', 'own', or null for not at all.
create function salon.scope(wanted text) returns text
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (
        select p.scope
          from salon.sessions s
          join public.users u on u.id = s.user_id
          join public.role_permissions p on p.role = u.role and p.permission = wanted
         where s.token_hash = salon.token_hash(current_setting('salon.token', true))
           and s.desk = session_user and s.expires_at > now() and u.role <> 'user'
    );
end
$$;

create function salon.allows(wanted text) returns boolean
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
    return coalesce(salon.scope(wanted) = 'all', false);
end
$$;

-- The expert that the person signed in is; null for the others.
create function salon.current_expert_id() returns uuid
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (select id from public.experts where user_id = salon.current_user_id());
end
$$;

grant execute on function
    salon.current_user_id, salon.has_session, salon.scope, salon.allows, salon.current_expert_id
    to salon_console;
