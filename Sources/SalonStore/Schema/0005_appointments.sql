-- Appointments: the constraint that makes a double booking impossible, and what fills in the website's bookings.
set local role salon_owner;

create table public.appointments (
    id uuid primary key default uuid_generate_v4(),
    -- A client who goes leaves the salon's history and its money behind; customer_name says who it was.
    user_id uuid references public.users on delete set null,
    service_id uuid references public.services,
    expert_id uuid references public.experts,
    customer_name varchar(255) not null,
    customer_phone varchar(20) not null default '',
    customer_email varchar(255) not null default '',
    appointment_date date not null,
    appointment_time time not null,
    status varchar(20) not null default 'reserved' check (status in (
        'reserved', 'confirmed', 'arrived', 'in_service', 'completed', 'cancelled', 'no_show', 'expired')),
    payment_status varchar(20) not null default 'unpaid' check (payment_status in ('unpaid', 'paid', 'refunded')),
    payment_method varchar(20) check (payment_method in ('online', 'cash', 'card')),
    total_price numeric(10, 2) not null check (total_price >= 0),
    notes text,
    expires_at timestamptz,
    reminder_sent boolean not null default false,
    cancelled_reason text,
    paid_at timestamptz,
    cancelled_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    offer_id uuid references public.offers on delete set null,

    branch_id uuid not null references public.branches,
    -- Appointments of one client booked together share it; alone, an appointment is its own visit.
    visit_id uuid not null,
    service_name varchar(255) not null,
    duration integer not null check (duration between 1 and 1440),
    processing_minutes integer not null default 0 check (processing_minutes between 0 and 1440),
    finishing_minutes integer not null default 0 check (finishing_minutes between 0 and 1440),
    buffer_minutes integer not null default 0 check (buffer_minutes between 0 and 1440),
    discount numeric(10, 2) not null default 0 check (discount >= 0),
    discount_reason text,
    source text not null default 'online' check (source in ('desk', 'phone', 'walk_in', 'online', 'voice')),
    requested_expert boolean not null default false,
    arrived_at timestamptz,
    started_at timestamptz,
    completed_at timestamptz,
    overbooked boolean not null default false,
    overbook_reason text,
    -- No reference: it outlives the account, and no deletion has to look through all appointments for it.
    created_by uuid,
    version integer not null default 1,

    -- The spans in which the expert's hands are taken: hands-on, then finishing and buffer after the processing gap.
    -- With no processing the two touch and are one.
    busy tsmultirange not null generated always as (
        tsmultirange(
            tsrange(
                appointment_date + appointment_time,
                appointment_date + appointment_time + make_interval(mins => duration)
            ),
            tsrange(
                appointment_date + appointment_time + make_interval(mins => duration + processing_minutes),
                appointment_date + appointment_time
                    + make_interval(mins => duration + processing_minutes + finishing_minutes + buffer_minutes)
            )
        )
    ) stored,
    -- An empty range overlaps nothing, so it would slip through the constraint below.
    constraint appointments_busy_not_empty check (not isempty(busy)),
    constraint appointments_overbook_reason check (not overbooked or length(trim(overbook_reason)) > 0),
    constraint appointments_hold_ends check (status <> 'reserved' or expires_at is not null),
    -- Live statuses only: the index stays small, and a visit that ends early frees its expert.
    constraint appointments_expert_free exclude using gist (expert_id with =, busy with &&)
        where (status in ('reserved', 'confirmed', 'arrived', 'in_service') and not overbooked)
);

-- The day, the list's pages, and the revenue of a day without touching the table.
create index appointments_day on public.appointments (branch_id, appointment_date, appointment_time, id)
    include (status, payment_status, total_price, expert_id, service_id);
create index appointments_by_status
    on public.appointments (branch_id, status, appointment_date, appointment_time, id);
create index appointments_by_expert on public.appointments (expert_id, appointment_date, appointment_time, id);
create index appointments_by_client on public.appointments (user_id, appointment_date, appointment_time, id);
create index appointments_by_service on public.appointments (service_id, appointment_date);
create index appointments_by_visit on public.appointments (visit_id);
create index appointments_booked on public.appointments (branch_id, created_at);
create index appointments_holds on public.appointments (expires_at) where status = 'reserved';
create index appointments_unpaid
    on public.appointments (branch_id, appointment_date, appointment_time, id)
    where payment_status = 'unpaid' and status in ('reserved', 'confirmed', 'arrived', 'in_service', 'completed');
create index appointments_by_offer on public.appointments (offer_id) where offer_id is not null;

-- The add-ons booked, copied: later edits of the catalogue do not change them. Their minutes are part of the
-- appointment's duration.
create table public.appointment_sub_services (
    id uuid primary key default gen_random_uuid(),
    appointment_id uuid not null references public.appointments on delete cascade,
    sub_service_id uuid references public.sub_services on delete set null,
    name varchar(255) not null,
    price numeric(10, 2) not null check (price >= 0),
    minutes integer not null default 0 check (minutes between 0 and 1440)
);
create index appointment_sub_services_by_appointment on public.appointment_sub_services (appointment_id);
create index appointment_sub_services_by_add_on on public.appointment_sub_services (sub_service_id);

-- The website writes the web backend's columns only; the rest is filled in here, before the constraint looks.
-- Holds that have run out make room first, as they do for a booking at the desk.
create function salon.complete_appointment() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    booked record;
begin
    if new.branch_id is null then
        select branch_id into new.branch_id from public.experts where id = new.expert_id;
        if new.branch_id is null then
            select id into new.branch_id from public.branches order by created_at, id limit 1;
        end if;
    end if;
    if new.duration is null or new.service_name is null then
        select s.name, coalesce(e.duration, s.duration) as duration,
               s.processing_minutes, s.finishing_minutes, s.buffer_minutes
          into booked
          from public.services s
          left join public.expert_services e on e.service_id = s.id and e.expert_id = new.expert_id
         where s.id = new.service_id;
        new.service_name := coalesce(new.service_name, booked.name);
        if new.duration is null then
            new.duration := booked.duration;
            new.processing_minutes := booked.processing_minutes;
            new.finishing_minutes := booked.finishing_minutes;
            new.buffer_minutes := booked.buffer_minutes;
        end if;
    end if;
    new.visit_id := coalesce(new.visit_id, new.id);
    if new.status = 'reserved' and new.expires_at is null then
        select now() + make_interval(mins => hold_minutes) into new.expires_at
          from public.branches where id = new.branch_id;
    end if;
    update public.appointments
       set status = 'expired'
     where expert_id = new.expert_id and status = 'reserved' and expires_at <= now()
       and appointment_date between new.appointment_date - 3 and new.appointment_date + 3;
    return new;
end
$$;
create trigger appointments_complete before insert on public.appointments
    for each row when (
        new.branch_id is null or new.duration is null or new.visit_id is null or new.service_name is null
        or (new.status = 'reserved' and new.expires_at is null)
    ) execute function salon.complete_appointment();

-- What goes with a change of status, whoever makes it: the instants, and the end of a hold that was kept. A late
-- payment on the website would revive an appointment that was cancelled, and take back one that is done.
create function salon.change_appointment() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.version := old.version + 1;
    new.updated_at := now();
    if new.status is not distinct from old.status and new.expires_at is not distinct from old.expires_at then
        return new;
    end if;
    if old.payment_status = 'unpaid' and new.payment_status = 'paid' and new.status = 'confirmed' then
        if old.status = 'cancelled' then
            raise exception using errcode = 'check_violation', constraint = 'appointments_paid_after_cancelling',
                message = 'a cancelled appointment cannot be paid';
        elsif old.status in ('arrived', 'in_service', 'completed') then
            new.status := old.status;
        end if;
    end if;
    case new.status
        when 'reserved' then
            if new.expires_at is null then
                select now() + make_interval(mins => hold_minutes) into new.expires_at
                  from public.branches where id = new.branch_id;
            end if;
        when 'arrived' then new.arrived_at := coalesce(new.arrived_at, now());
        when 'in_service' then new.started_at := coalesce(new.started_at, now());
        when 'completed' then new.completed_at := coalesce(new.completed_at, now());
        when 'cancelled' then new.cancelled_at := coalesce(new.cancelled_at, now());
        else null;
    end case;
    if new.status in ('confirmed', 'arrived', 'in_service', 'completed') then
        new.expires_at := null;
    end if;
    if old.status = 'cancelled' and new.status <> 'cancelled' then
        new.cancelled_at := null;
        new.cancelled_reason := null;
    end if;
    return new;
end
$$;
create trigger appointments_change before update on public.appointments
    for each row execute function salon.change_appointment();

-- One notice for each branch and statement: "id:version,…", version 0 for a deleted one, "*" for too many to name.
-- A bulk load sets salon.bulk and is silent.
create function salon.notify_appointments() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    news record;
begin
    for news in
        select branch_id, count(*) as total,
               string_agg(id || ':' || case tg_op when 'DELETE' then 0 else version end, ',') as ids
          from changed group by branch_id
    loop
        perform pg_notify(salon.channel(news.branch_id), case when news.total <= 100 then news.ids else '*' end);
    end loop;
    return null;
end
$$;
create trigger appointments_notify_insert after insert on public.appointments
    referencing new table as changed for each statement
    when (coalesce(current_setting('salon.bulk', true), '') <> 'on') execute function salon.notify_appointments();
create trigger appointments_notify_update after update on public.appointments
    referencing new table as changed for each statement
    when (coalesce(current_setting('salon.bulk', true), '') <> 'on') execute function salon.notify_appointments();
create trigger appointments_notify_delete after delete on public.appointments
    referencing old table as changed for each statement
    when (coalesce(current_setting('salon.bulk', true), '') <> 'on') execute function salon.notify_appointments();
