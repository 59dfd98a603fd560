-- What the website and the voice agent write beside appointments, and the waiting list.
set local role salon_owner;

create table public.reviews (
    id uuid primary key default uuid_generate_v4(),
    user_id uuid references public.users on delete cascade,
    service_id uuid references public.services on delete cascade,
    expert_id uuid references public.experts on delete set null,
    appointment_id uuid references public.appointments on delete cascade,
    rating integer not null check (rating >= 1 and rating <= 5),
    comment text,
    created_at timestamptz not null default now()
);
create index reviews_newest on public.reviews (created_at desc, id);
create index reviews_by_expert on public.reviews (expert_id, created_at desc);
create index reviews_by_service on public.reviews (service_id, created_at desc);
create index reviews_by_client on public.reviews (user_id);
create index reviews_by_appointment on public.reviews (appointment_id);

create table public.notifications (
    id uuid primary key default uuid_generate_v4(),
    user_id uuid references public.users on delete cascade,
    title varchar(255) not null,
    message text not null,
    type varchar(50),
    is_read boolean not null default false,
    created_at timestamptz not null default now()
);
create index notifications_by_user on public.notifications (user_id, created_at desc);
create index notifications_newest on public.notifications (created_at desc, id);

create table public.gallery (
    id uuid primary key default uuid_generate_v4(),
    title varchar(255),
    description text,
    image_url text not null,
    category varchar(100),
    display_order integer not null default 0,
    is_active boolean not null default true,
    created_at timestamptz not null default now()
);
create index gallery_order on public.gallery (category, display_order, id);

create table public.course_applications (
    id uuid primary key default uuid_generate_v4(),
    user_id uuid references public.users on delete cascade,
    course_id uuid references public.courses on delete cascade,
    status varchar(20) not null default 'pending' check (status in ('pending', 'approved', 'rejected')),
    applied_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    offer_id uuid references public.offers on delete set null,
    customer_name varchar(255),
    customer_email varchar(255),
    customer_phone varchar(50)
);
create index course_applications_newest on public.course_applications (status, applied_at desc, id);
create index course_applications_by_course on public.course_applications (course_id, applied_at desc);
create index course_applications_by_user on public.course_applications (user_id);
create trigger course_applications_touch before update on public.course_applications
    for each row execute function salon.touch();

-- The voice agent's calls.
create table public.conversations (
    id uuid primary key default gen_random_uuid(),
    user_id uuid references public.users on delete set null,
    appointment_id uuid references public.appointments on delete set null,
    transcript jsonb not null,
    summary text,
    metadata jsonb,
    phone varchar(50),
    service text,
    booked_date date,
    booked_time time,
    call_type text check (call_type in ('book', 'cancel', 'reschedule', 'unknown')),
    upsell_status text check (upsell_status in ('accepted', 'declined', 'not_offered')),
    upsell_suggestion text,
    amount numeric(10, 2),
    outcome text check (outcome in ('booked', 'cancelled', 'rescheduled', 'enquiry', 'dropped')),
    direction text check (direction in ('inbound', 'outbound')),
    duration_seconds integer check (duration_seconds >= 0),
    call_started_at timestamptz,
    created_at timestamptz not null default now()
);
create index conversations_newest on public.conversations (created_at desc, id);
create index conversations_by_client on public.conversations (user_id, created_at desc);
create index conversations_by_appointment on public.conversations (appointment_id);

-- Clients who want a time that was not free. Null bounds mean any day, any time.
create table public.waitlist (
    id uuid primary key default gen_random_uuid(),
    branch_id uuid not null references public.branches,
    user_id uuid references public.users on delete cascade,
    customer_name varchar(255) not null,
    customer_phone varchar(20) not null default '',
    service_id uuid references public.services on delete cascade,
    expert_id uuid references public.experts on delete set null,
    from_date date,
    to_date date,
    from_time time,
    to_time time,
    note text,
    status text not null default 'waiting' check (status in ('waiting', 'offered', 'booked', 'dropped')),
    appointment_id uuid references public.appointments on delete set null,
    created_by uuid references public.users on delete set null,
    created_at timestamptz not null default now(),
    version integer not null default 1,
    updated_at timestamptz not null default now(),
    check (from_date is null or to_date is null or from_date <= to_date)
);
create index waitlist_waiting on public.waitlist (branch_id, status, created_at, id);
create index waitlist_by_client on public.waitlist (user_id);
create trigger waitlist_version before update on public.waitlist
    for each row execute function salon.touch_version();
