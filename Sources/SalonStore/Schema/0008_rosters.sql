-- Rosters: shifts, exceptions, time off; and the version that a booking is held against.
set local role salon_owner;

-- Weekdays are ISO, 1 is Monday. A shift that ends at or before it starts passes midnight. It is worked in week
-- `week` of every `every_weeks`, counted from the Monday of the week of valid_from, which is week 1.
create table public.shifts (
    id uuid primary key default gen_random_uuid(),
    expert_id uuid not null references public.experts on delete cascade,
    weekday smallint not null check (weekday between 1 and 7),
    starts time not null,
    ends time not null,
    valid_from date not null,
    valid_to date,
    week smallint not null default 1,
    every_weeks smallint not null default 1 check (every_weeks between 1 and 52),
    check (week between 1 and every_weeks),
    check (valid_to is null or valid_from <= valid_to)
);
create index shifts_by_expert on public.shifts (expert_id, weekday, starts);

-- Replace that date's shifts; a row without times means off.
create table public.shift_exceptions (
    id uuid primary key default gen_random_uuid(),
    expert_id uuid not null references public.experts on delete cascade,
    date date not null,
    starts time,
    ends time,
    note text,
    check ((starts is null) = (ends is null))
);
create index shift_exceptions_by_date on public.shift_exceptions (expert_id, date, starts);

-- Wall-clock spans: a vacation, a sick day. Starts and ends are the range's bounds as columns, because
-- under row-level security a range operator cannot use an index and a comparison can.
create table public.time_off (
    id uuid primary key default gen_random_uuid(),
    expert_id uuid not null references public.experts on delete cascade,
    during tsrange not null,
    kind text not null default 'other' check (kind in ('vacation', 'sick', 'personal', 'training', 'other')),
    reason text,
    starts timestamp not null generated always as (lower(during)) stored,
    ends timestamp not null generated always as (upper(during)) stored,
    check (not isempty(during)),
    check (lower_inc(during) and not upper_inc(during))
);
create index time_off_by_time on public.time_off (expert_id, ends, starts);

create function salon.bump_roster() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    touched uuid;
    branch uuid;
begin
    for touched in
        select case when tg_op <> 'DELETE' then new.expert_id end
        union select case when tg_op <> 'INSERT' then old.expert_id end
    loop
        update public.experts set roster_version = roster_version + 1
         where id = touched returning branch_id into branch;
        if branch is not null then
            perform pg_notify(salon.channel(branch), 'roster:' || touched);
        end if;
    end loop;
    return null;
end
$$;
create trigger shifts_roster after insert or update or delete on public.shifts
    for each row execute function salon.bump_roster();
create trigger shift_exceptions_roster after insert or update or delete on public.shift_exceptions
    for each row execute function salon.bump_roster();
create trigger time_off_roster after insert or update or delete on public.time_off
    for each row execute function salon.bump_roster();

-- A closure is everybody's time off.
create function salon.bump_rosters_of_branch() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    touched uuid;
begin
    for touched in
        select case when tg_op <> 'DELETE' then new.branch_id end
        union select case when tg_op <> 'INSERT' then old.branch_id end
    loop
        update public.experts set roster_version = roster_version + 1 where branch_id = touched;
        perform pg_notify(salon.channel(touched), 'roster:*') where touched is not null;
    end loop;
    return null;
end
$$;
create trigger closures_roster after insert or update or delete on public.closures
    for each row execute function salon.bump_rosters_of_branch();
