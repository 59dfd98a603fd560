-- Branches, their opening hours and the times they are closed.
set local role salon_owner;

create table public.branches (
    id uuid primary key default gen_random_uuid(),
    name text not null check (length(trim(name)) between 1 and 255),
    address text,
    phone varchar(20),
    email varchar(255),
    time_zone text not null default 'UTC',
    currency char(3) not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
    slot_minutes integer not null default 15 check (slot_minutes between 1 and 240),
    hold_minutes integer not null default 240 check (hold_minutes between 1 and 10080),
    -- Null is never.
    idle_lock_minutes integer default 10 check (idle_lock_minutes between 1 and 1440),
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

-- Weekdays are ISO: 1 is Monday, 7 is Sunday. Hours that close at or before they open pass midnight.
create table public.opening_hours (
    id uuid primary key default gen_random_uuid(),
    branch_id uuid not null references public.branches on delete cascade,
    weekday smallint not null check (weekday between 1 and 7),
    opens time not null,
    closes time not null,
    unique (branch_id, weekday, opens)
);

create table public.closures (
    id uuid primary key default gen_random_uuid(),
    branch_id uuid not null references public.branches on delete cascade,
    starts timestamp not null,
    ends timestamp not null,
    reason text,
    check (starts < ends)
);
create index closures_by_time on public.closures (branch_id, ends, starts);

create trigger branches_version before update on public.branches
    for each row when (old.* is distinct from new.*) execute function salon.touch_version();
