-- The catalogue: categories, services, add-ons, who does what, offers and courses.
set local role salon_owner;

create table public.service_categories (
    id uuid primary key default uuid_generate_v4(),
    name varchar(255) not null,
    description text,
    image_url text,
    icon varchar(100),
    display_order integer not null default 0,
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index service_categories_order on public.service_categories (display_order, name, id);

-- `duration` is the hands-on time before processing. While a colour processes, the expert's hands are free;
-- finishing and buffer come after it.
create table public.services (
    id uuid primary key default uuid_generate_v4(),
    category_id uuid references public.service_categories on delete cascade,
    name varchar(255) not null,
    description text,
    price numeric(10, 2) not null check (price >= 0),
    duration integer not null check (duration between 1 and 1440),
    image_url text,
    tags text[],
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    processing_minutes integer not null default 0 check (processing_minutes between 0 and 1440),
    finishing_minutes integer not null default 0 check (finishing_minutes between 0 and 1440),
    buffer_minutes integer not null default 0 check (buffer_minutes between 0 and 1440),
    display_order integer not null default 0,
    version integer not null default 1
);
create index services_by_category on public.services (category_id, display_order, name, id);
create index services_active on public.services (is_active, name, id);

-- Add-ons.
create table public.sub_services (
    id uuid primary key default uuid_generate_v4(),
    service_id uuid references public.services on delete cascade,
    name varchar(255) not null,
    description text,
    price numeric(10, 2) not null check (price >= 0),
    duration integer check (duration between 0 and 1440),
    created_at timestamptz not null default now(),
    is_active boolean not null default true,
    display_order integer not null default 0
);
create index sub_services_by_service on public.sub_services (service_id, display_order, name);

-- Price and duration are this expert's own; null is the service's.
create table public.expert_services (
    id uuid primary key default uuid_generate_v4(),
    expert_id uuid not null references public.experts on delete cascade,
    service_id uuid not null references public.services on delete cascade,
    price numeric(10, 2) check (price >= 0),
    duration integer check (duration between 1 and 1440),
    unique (expert_id, service_id)
);
create index expert_services_by_service on public.expert_services (service_id, expert_id);

create table public.courses (
    id uuid primary key default uuid_generate_v4(),
    title varchar(255) not null,
    description text,
    duration varchar(100),
    price numeric(10, 2) check (price >= 0),
    image_url text,
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table public.offers (
    id uuid primary key default uuid_generate_v4(),
    title varchar(255) not null,
    description text,
    discount_percentage numeric(5, 2) check (discount_percentage between 0 and 100),
    discount_amount numeric(10, 2) check (discount_amount >= 0),
    image_url text,
    start_date date not null,
    end_date date not null,
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    service_id uuid references public.services on delete set null,
    course_id uuid references public.courses on delete set null,
    check (start_date <= end_date)
);
create index offers_by_date on public.offers (end_date, start_date) where is_active;

create trigger service_categories_touch before update on public.service_categories
    for each row execute function salon.touch();
create trigger services_version before update on public.services
    for each row execute function salon.touch_version();
create trigger courses_touch before update on public.courses
    for each row execute function salon.touch();
create trigger offers_touch before update on public.offers
    for each row execute function salon.touch();
