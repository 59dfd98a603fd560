-- People: clients and staff (users, as the web backend has them) and experts.
set local role salon_owner;

-- The web backend's own table of roles, for its role_id. The console goes by users.role alone: what the website
-- does to role_id gives nobody a right at the desk.
create table public.roles (
    id uuid primary key default uuid_generate_v4(),
    name varchar(100) not null unique,
    description text,
    is_system_role boolean default false,
    created_at timestamptz default now(),
    updated_at timestamptz default now()
);
insert into public.roles (name, is_system_role)
values ('User', true), ('Expert', true), ('Receptionist', true), ('Admin', true), ('Owner', true);

create table public.users (
    id uuid primary key default uuid_generate_v4(),
    role_id uuid references public.roles on delete set null,
    name varchar(255) not null,
    email varchar(255) unique,
    -- bcrypt only: pgcrypto silently makes a DES hash of anything else, of which eight characters count.
    password_hash varchar(255) check (password_hash ~ '^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$'),
    address text,
    phone varchar(20),
    gender varchar(20),
    profile_image_url text,
    email_verified boolean not null default false,
    verification_token text,
    reset_password_token text,
    reset_password_expires timestamptz,
    failed_login_attempts integer not null default 0,
    lockout_until timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    last_login timestamptz,
    verification_code varchar(6),
    verification_code_expires_at timestamptz,
    is_guest boolean not null default false,
    fcm_token text,
    role text not null default 'user' check (role in ('user', 'expert', 'receptionist', 'admin', 'owner')),
    alert text,
    notes text,
    birthday date,
    version integer not null default 1,
    -- How a list sorts and finds them; see salon.search_clients. In collation C one index sorts and finds prefixes.
    name_key text collate "C" generated always as (salon.fold(name)) stored,
    phone_digits text collate "C" generated always as (salon.digits(phone)) stored,
    search text generated always as (
        ' ' || salon.fold(name) || ' ' || lower(coalesce(email, '')) || ' ' || salon.digits(coalesce(phone, ''))
    ) stored
);
create unique index users_email_any_case on public.users (lower(email));
create index users_role_id on public.users (role_id);
create index users_clients on public.users (name_key, id) where role = 'user';
create index users_staff on public.users (role, name_key, id) where role <> 'user';
create index users_newest on public.users (created_at desc, id);
create index users_by_phone on public.users (phone_digits) where role = 'user';
create index users_by_email on public.users ((lower(email) collate "C")) where role = 'user';
create index users_search on public.users using gin (search gin_trgm_ops);

-- A sign-in is not an edit: it must not make an open form stale.
create trigger users_version before update on public.users
    for each row when (
        old.last_login is not distinct from new.last_login
        and old.failed_login_attempts = new.failed_login_attempts
        and old.lockout_until is not distinct from new.lockout_until
    ) execute function salon.touch_version();

create table public.experts (
    id uuid primary key default uuid_generate_v4(),
    name varchar(255) not null,
    email varchar(255) unique,
    phone varchar(20),
    specialty text,
    bio text,
    image_url text,
    rating numeric(3, 2) not null default 0.00 check (rating between 0 and 5),
    total_reviews integer not null default 0 check (total_reviews >= 0),
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    branch_id uuid references public.branches,
    user_id uuid unique references public.users on delete set null,
    colour text,
    display_order integer not null default 0,
    version integer not null default 1,
    -- Rises with any change of shifts, exceptions, time off or closures; a booking names the one it was offered on.
    roster_version bigint not null default 1
);
create index experts_by_branch on public.experts (branch_id, is_active, display_order, name);

-- The website knows no branches: its experts work in the first one.
create function salon.complete_expert() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    select id into new.branch_id from public.branches order by created_at, id limit 1;
    return new;
end
$$;
create trigger experts_complete before insert on public.experts
    for each row when (new.branch_id is null) execute function salon.complete_expert();
create trigger experts_version before update on public.experts
    for each row when (old.roster_version = new.roster_version) execute function salon.touch_version();
