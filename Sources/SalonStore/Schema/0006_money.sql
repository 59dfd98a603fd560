-- Money: tills and payments.
set local role salon_owner;

create table public.tills (
    id uuid primary key default gen_random_uuid(),
    branch_id uuid not null references public.branches,
    opened_at timestamptz not null default now(),
    opened_by uuid references public.users on delete set null,
    opened_with numeric(10, 2) not null default 0 check (opened_with >= 0),
    closed_at timestamptz,
    closed_by uuid references public.users on delete set null,
    counted numeric(10, 2) check (counted >= 0),
    expected numeric(10, 2),
    difference numeric(10, 2) generated always as (counted - expected) stored,
    note text,
    check (closed_at is null or (counted is not null and expected is not null))
);
create unique index tills_one_open on public.tills (branch_id) where closed_at is null;
create index tills_by_time on public.tills (branch_id, opened_at desc);

-- Amounts are positive; the kind says which way the money went. A payment is never changed: a refund is a row of
-- its own. The check of the appointment waits for the commit, so that a payment may be written before it.
create table public.payments (
    id uuid primary key default gen_random_uuid(),
    branch_id uuid not null references public.branches,
    appointment_id uuid not null references public.appointments deferrable initially deferred,
    kind text not null check (kind in ('payment', 'deposit', 'tip', 'refund')),
    method text not null check (method in ('cash', 'card', 'online')),
    amount numeric(10, 2) not null check (amount > 0),
    -- No reference, as with appointments.created_by.
    taken_by uuid,
    taken_at timestamptz not null default now(),
    till_id uuid references public.tills,
    note text
);
create index payments_by_time on public.payments (branch_id, taken_at) include (kind, method, amount, appointment_id);
create index payments_by_appointment on public.payments (appointment_id);
create index payments_by_till on public.payments (till_id) where till_id is not null;

-- The website marks an appointment paid and knows no payments: its money is written down here. A console writes its
-- payments itself; it is known by its token.
create function salon.record_website_payment() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    owed numeric;
begin
    select new.total_price - coalesce(sum(case kind when 'refund' then -amount when 'tip' then 0 else amount end), 0)
      into owed from public.payments where appointment_id = new.id;
    if owed > 0 then
        insert into public.payments (branch_id, appointment_id, kind, method, amount, taken_at)
        values (new.branch_id, new.id, 'payment', coalesce(new.payment_method, 'online'), owed,
                coalesce(new.paid_at, now()));
    end if;
    return null;
end
$$;
create trigger appointments_paid_insert after insert on public.appointments
    for each row when (
        new.payment_status = 'paid' and new.source = 'online' and new.created_by is null
        and coalesce(current_setting('salon.token', true), '') = ''
        and coalesce(current_setting('salon.bulk', true), '') <> 'on'
    ) execute function salon.record_website_payment();
create trigger appointments_paid_update after update of payment_status on public.appointments
    for each row when (
        new.payment_status = 'paid' and old.payment_status = 'unpaid'
        and coalesce(current_setting('salon.token', true), '') = ''
        and coalesce(current_setting('salon.bulk', true), '') <> 'on'
    ) execute function salon.record_website_payment();
