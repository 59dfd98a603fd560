-- Patch tests: a service may ask that its product is tried on the client's skin before, and each trial is a row.
set local role salon_owner;

-- For how many months a test is good; null where none is needed.
alter table public.services
    add column patch_test_months smallint check (patch_test_months between 1 and 60);

create table public.patch_tests (
    id uuid primary key default uuid_generate_v4(),
    user_id uuid not null references public.users on delete cascade,
    service_id uuid not null references public.services on delete cascade,
    tested_on date not null,
    reacted boolean not null default false,
    note text,
    created_by uuid default salon.current_user_id(),
    created_at timestamptz not null default now(),
    -- Recorded again, a day's test is corrected.
    unique (user_id, service_id, tested_on)
);

alter table public.patch_tests enable row level security;
alter table public.patch_tests force row level security;
create policy owner on public.patch_tests to salon_owner using (true) with check (true);
-- With the client's card: an expert sees the own clients'. Who keeps the tests must see the one that is corrected.
create policy console_select on public.patch_tests for select to salon_console using (
    (select salon.allows('clients.view') or salon.allows('clients.manage'))
    or exists (
        select from public.appointments a
         where a.user_id = patch_tests.user_id and a.expert_id = (select salon.own_expert('clients.view'))));
create policy console_insert on public.patch_tests for insert to salon_console
    with check ((select salon.allows('clients.manage')));
create policy console_update on public.patch_tests for update to salon_console
    using ((select salon.allows('clients.manage'))) with check ((select salon.allows('clients.manage')));
-- Whose skin, which product and which day stay; who recorded it is not the desk's to say.
grant select, insert (id, user_id, service_id, tested_on, reacted, note), update (reacted, note)
    on public.patch_tests to salon_console;

create trigger patch_tests_session after insert or update or delete on public.patch_tests
    for each statement execute function salon.demand_session();
create trigger patch_tests_audit after insert or update or delete on public.patch_tests
    for each row execute function salon.audit();
